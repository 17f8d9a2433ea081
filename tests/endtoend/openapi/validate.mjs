// node validate.mjs FILE RECORD-SCHEMA: what is wrong with an OpenAPI document, as JSON: {"valid", "version",
// "errors"}. Against the published schema of its version; no address is fetched.
import { readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";

const read = (file) => JSON.parse(readFileSync(file, "utf8"));
const validator = new Validator();
await validator.addSpecRef(read(process.argv[3]), "/v1/schema/record");
const result = await validator.validate(read(process.argv[2]));
process.stdout.write(
  JSON.stringify({ valid: result.valid, version: validator.version, errors: result.errors ?? [] }),
);

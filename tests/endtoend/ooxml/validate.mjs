// node validate.mjs FILE...: what the Open XML SDK finds wrong with each workbook, as JSON:
// {"FILE": [{"id", "description", "path"}]}. Schemas and semantic rules of Excel 2007, which are
// the strictest.
import { readFileSync } from "node:fs";
import validate from "@ooxml-tools/validate";

const found = {};
for (const file of process.argv.slice(2)) {
  found[file] = await validate(readFileSync(file), "xlsx", "Office2007");
}
process.stdout.write(JSON.stringify(found));
process.exit(0);

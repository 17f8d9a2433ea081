"""The OpenAPI document: sound, whole, and what the server really answers."""
import json
import pathlib
import re
import shutil
import unittest
import urllib.error
import urllib.request

import jsonschema

from program import PROJECT, examples, run
from service import Served

VALIDATOR = pathlib.Path(__file__).parent / "openapi"


class OpenApi(Served):
    def setUp(self):
        super().setUp()
        self.document = json.loads(self.ask("GET", "/openapi.json")[2])
        self.record_schema = json.loads(self.ask("GET", "/v1/schema/record")[2])

    def ask(self, method, path, body=None, **fields):
        """(status, header, body)"""
        headers = {name.replace("_", "-"): value for name, value in fields.items()}
        request = urllib.request.Request(self.address + path, data=body, method=method,
                                         headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, refused.headers, refused.read()

    def schema_errors(self, schema, value):
        # The record's own schema is of another draft, and is checked by itself.
        resolver = jsonschema.RefResolver("/openapi.json", self.document, store={
            "/openapi.json": self.document, "/v1/schema/record": {}})
        validator = jsonschema.Draft202012Validator(schema, resolver=resolver)
        return [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(value)]

    def conforms(self, pattern, status, path, body=None, method=None, **fields):
        """Asks, and holds the answer against what the document says of it."""
        method = method or ("GET" if body is None else "POST")
        got, header, answer = self.ask(method, path, body, **fields)
        self.assertEqual(got, status, answer[:300])
        described = self.document["paths"][pattern][method.lower()]["responses"][str(status)]
        content = described.get("content", {})
        if not content:
            self.assertEqual(answer, b"")
            return header, answer
        media_type = header["Content-Type"].split(";")[0]
        self.assertIn(media_type, content)
        for name in described.get("headers", {}):
            if not name.startswith("X-Document"):
                self.assertIn(name, header)
        schema = content[media_type]["schema"]
        if schema:
            self.assertEqual(self.schema_errors(schema, json.loads(answer)), [])
        return header, answer

    def test_the_document_is_valid_openapi(self):
        node = shutil.which("node")
        if node is None or not (VALIDATOR / "node_modules").is_dir():
            self.fail("scripts/setup --test installs the validator")
        file = self.folder / "openapi.json"
        file.write_text(json.dumps(self.document), encoding="utf-8")
        record = self.folder / "record.json"
        record.write_text(json.dumps(self.record_schema), encoding="utf-8")

        def validate():
            return json.loads(run(node, VALIDATOR / "validate.mjs", file, record).stdout)

        result = validate()
        self.assertEqual(result["errors"], [])
        self.assertTrue(result["valid"])
        self.assertEqual(self.document["openapi"], "3.1.0")
        file.write_text(json.dumps(self.document | {"paths": {"x": 1}}), encoding="utf-8")
        self.assertFalse(validate()["valid"])

    def test_every_reference_leads_somewhere(self):
        references = set(re.findall(r'"\$ref": "([^"]*)"', json.dumps(self.document)))
        self.assertTrue(references)
        for reference in references - {"/v1/schema/record"}:
            name = reference.removeprefix("#/components/schemas/")
            self.assertIn(name, self.document["components"]["schemas"])

    def test_each_route_of_the_server_is_in_it_and_nothing_else(self):
        # The server names the methods of an address that it has, and none for others.
        for path, item in self.document["paths"].items():
            status, header, _ = self.ask("TRACE", re.sub(r"\{\w+\}", "x", path))
            self.assertEqual(status, 405, path)
            allowed = {method.strip() for method in header["Allow"].split(",")} - {"HEAD"}
            self.assertEqual(allowed, {method.upper() for method in item}, path)
        table = (PROJECT / "src/http/route_table.cpp").read_text(encoding="utf-8")
        self.assertEqual(set(re.findall(r'"(/[a-z0-9/{}._]*)"', table)), set(self.document["paths"]))

    def test_names_of_operations_differ(self):
        names = [operation["operationId"] for item in self.document["paths"].values()
                 for operation in item.values()]
        self.assertEqual(len(names), len(set(names)))

    def test_answers_conform(self):
        record = examples()[0].read_bytes()
        text = (PROJECT / "examples/import/notice.txt").read_bytes()
        render, as_json = "/v1/render/{template}", {"Content_Type": "application/json"}
        self.conforms(render, 200, "/v1/render/notice", record, **as_json)
        self.conforms(render, 200, "/v1/render/notice?format=layout", record, **as_json)
        self.conforms(render, 200, "/v1/render/ledger", record, **as_json)
        self.conforms("/v1/check", 200, "/v1/check", record, **as_json)
        _, imported = self.conforms("/v1/import", 200, "/v1/import", text,
                                    Content_Type="text/plain")
        jsonschema.Draft7Validator(self.record_schema).validate(json.loads(imported)["record"])
        for path in ("/v1/schema/record", "/v1/templates", "/openapi.json"):
            header, _ = self.conforms(path, 200, path)
            self.conforms(path, 304, path, If_None_Match=header["ETag"])
        self.conforms("/v1/templates/{id}", 200, "/v1/templates/notice")
        template = (PROJECT / "templates/notice.xml").read_bytes()
        for status in (201, 200):  # made; and there already
            _, kept = self.conforms("/v1/templates/{id}", status, "/v1/templates/own", template, "PUT",
                                    Content_Type="application/xml")
            self.assertEqual(json.loads(kept)["versions"], [1])
        for path in ("/healthz", "/readyz", "/metrics"):
            self.conforms(path, 200, path)

    def test_errors_conform(self):
        as_json = {"Content_Type": "application/json"}
        render = "/v1/render/{template}"
        self.conforms(render, 400, "/v1/render/notice", b"{", **as_json)
        self.conforms(render, 404, "/v1/render/notise", b"{}", **as_json)
        self.conforms(render, 406, "/v1/render/notice?format=xlsx", b"{}", **as_json)
        self.conforms(render, 415, "/v1/render/notice", b"{}", Content_Type="text/css")
        self.conforms(render, 422, "/v1/render/notice", b'{"sections": 1}', **as_json)
        self.conforms("/v1/check", 400, "/v1/check", b"[", **as_json)
        self.conforms("/v1/check", 422, "/v1/check", b"{}", **as_json)
        self.conforms("/v1/import", 400, "/v1/import", b"\xff", Content_Type="text/plain")
        self.conforms("/v1/import", 415, "/v1/import", b"x", Content_Type="text/css")
        self.conforms("/v1/templates/{id}", 404, "/v1/templates/no")
        for pattern, item in self.document["paths"].items():
            path = re.sub(r"\{\w+\}", "notice", pattern)
            for method in item:
                self.conforms(pattern, 400, path + "?nonsense=1", method=method.upper(),
                              body=b"{}" if method in ("post", "put") else None, **as_json)

    def test_wrong_values_of_parameters_are_refused(self):
        """The values that the document allows are those that the server takes."""
        record = examples()[0].read_bytes()
        for pattern, item in self.document["paths"].items():
            for method, operation in item.items():
                for parameter in operation["parameters"]:
                    if parameter["in"] != "query" or "enum" not in parameter["schema"]:
                        continue
                    path = re.sub(r"\{\w+\}", "notice", pattern) + f"?{parameter['name']}="
                    body = record if method == "post" else None
                    status = self.ask(method.upper(), path + "nonsense", body,
                                      Content_Type="application/json")[0]
                    self.assertIn(status, (400, 406), path)
                    self.assertIn(str(status), operation["responses"])


if __name__ == "__main__":
    unittest.main()

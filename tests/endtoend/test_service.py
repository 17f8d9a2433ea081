"""The server of the built program: the same bytes as the command line, from several clients at once."""
import concurrent.futures
import json
import signal
import unittest
import urllib.error

from program import examples, tongbao
from service import Served
from test_characters import record_with


class Service(Served):
    def test_same_bytes_as_the_command_line_from_many_threads(self):
        for record in examples():
            for template in ("notice", "ledger"):
                expected = tongbao("render", template, "-i", record).stdout
                body = record.read_bytes()
                with concurrent.futures.ThreadPoolExecutor(8) as clients:
                    answers = clients.map(
                        lambda _, t=template, b=body: self.post(f"/v1/render/{t}", b), range(16))
                    for answer in answers:
                        self.assertEqual(answer, expected)

    def test_a_missing_glyph_is_unprocessable(self):
        with self.assertRaises(urllib.error.HTTPError) as refused:
            self.post("/v1/render/notice", json.dumps(record_with("甲\U0010fffd")).encode())
        with refused.exception as answer:
            self.assertEqual(answer.code, 422)
            error = json.load(answer)["errors"][0]
        self.assertEqual(error["code"], "layout.missingGlyph")
        self.assertEqual(error["pointer"], "/preamble/0")
        self.assertIn("U+10FFFD", error["message"])

    def test_imported_text_renders(self):
        text = (examples()[0].parents[1] / "import/notice.txt").read_bytes()
        answer = json.loads(self.post("/v1/import", text, "text/plain; charset=utf-8"))
        self.assertTrue(answer["diagnostics"])
        pdf = self.post("/v1/render/notice", json.dumps(answer["record"]).encode())
        self.assertTrue(pdf.startswith(b"%PDF-1.7"))

    def test_it_ends_in_order(self):
        self.server.send_signal(signal.SIGTERM)
        self.assertEqual(self.server.wait(timeout=20), 0)


if __name__ == "__main__":
    unittest.main()

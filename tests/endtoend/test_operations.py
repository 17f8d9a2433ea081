"""The server as its operator has it: settings from a file, readiness, metrics, the log."""
import json
import pathlib
import signal
import time
import unittest
import urllib.error
import urllib.request

from program import PROJECT, examples
from service import Served


class Operated(Served):
    def environment(self):
        """Faces in a folder of the test's own, settings in a file."""
        fonts = self.folder / "fonts"
        (fonts / "fandol").mkdir(parents=True)
        (fonts / "fonts.json").write_bytes((PROJECT / "fonts/fonts.json").read_bytes())
        for face in (PROJECT / "fonts/fandol").iterdir():
            (fonts / "fandol" / face.name).symlink_to(face.resolve())
        config = self.folder / "tongbao.conf"
        config.write_text(f'fonts = "{fonts}"\nmax-body = "1MB"\nlang = "en"\n', encoding="utf-8")
        # The file is asked last: what the tests' own environment says would go before it.
        return {"TONGBAO_CONFIG": str(config), "TONGBAO_FONTS": ""}

    def ask(self, path, body=None):
        request = urllib.request.Request(self.address + path, data=body,
                                         headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, refused.read()

    def readiness(self, status):
        """The answer of /readyz once it has that status, for at most ten seconds."""
        for _ in range(100):
            got, body = self.ask("/readyz")
            if got == status:
                break
            time.sleep(0.1)
        self.assertEqual(got, status, body)
        return json.loads(body)

    def test_the_file_is_in_force(self):
        status, body = self.ask("/v1/render/notice", b'{"a": "' + b"x" * (1 << 20) + b'"}')
        self.assertEqual(status, 413)
        self.assertIn("the body has more than 1048576 bytes", body.decode())

    def test_a_face_that_is_gone_makes_the_node_unready(self):
        self.assertEqual(self.readiness(200), {"status": "ready"})
        face = next(pathlib.Path(self.folder / "fonts/fandol").glob("*Song-Bold*"))
        face.rename(face.with_suffix(".away"))
        problem = self.readiness(503)
        self.assertEqual([error["code"] for error in problem["errors"]], ["http.faceAway"])
        self.assertNotIn(str(self.folder), json.dumps(problem))
        # What is loaded goes on being used.
        self.assertTrue(self.post("/v1/render/notice", examples()[0].read_bytes())
                        .startswith(b"%PDF"))
        face.with_suffix(".away").rename(face)
        self.readiness(200)

    def test_metrics_and_log_tell_of_a_document(self):
        record = examples()[0].read_bytes()
        for _ in range(2):
            self.post("/v1/render/notice", record)
        time.sleep(0.2)
        metrics = dict(line.rsplit(" ", 1) for line in self.ask("/metrics")[1].decode().splitlines()
                       if not line.startswith("#"))
        made = 'tongbao_documents_made_total{format="pdf"}'
        self.assertEqual(float(metrics[made]), 2)
        self.assertGreater(float(metrics["tongbao_pages_made_total"]), 2)
        # The second document has the glyphs of the first.
        hits = float(metrics['tongbao_font_cache_total{result="hit"}'])
        self.assertGreater(hits, 0)
        self.assertEqual(hits, float(metrics['tongbao_font_cache_total{result="miss"}']))
        self.server.send_signal(signal.SIGTERM)
        lines = [json.loads(line) for line in self.server.stdout.read().splitlines()
                 if line.startswith("{")]
        rendered = [line for line in lines if line["path"] == "/v1/render/notice"]
        self.assertEqual(len(rendered), 2)
        for line in rendered:
            self.assertEqual(line["template"], "notice")
            self.assertGreaterEqual(line["ms"], line["renderMs"] + line["queueMs"])


if __name__ == "__main__":
    unittest.main()

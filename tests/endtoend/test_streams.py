"""Long streams through the built program: bad lines far down, clients that leave, full disks."""
import http.client
import json
import os
import socket
import subprocess
import time
import unittest
import urllib.error

from program import PROGRAM, Workspace
from service import Served

# How many lines "far down" is; the release build takes the larger number.
LINES = int(os.environ.get("TONGBAO_STREAM_LINES", "70001"))
NDJSON = "application/x-ndjson"
HEADER = json.dumps({"schemaVersion": "1", "organization": {"name": "岚浦市档案局"}, "title": "整改台账",
                     "sections": [{"id": "s", "heading": "整改落实情况"}]}, ensure_ascii=False)


def problem(number, **more):
    return json.dumps({"section": "s", "id": f"p{number}", "finding": "台账缺页。"} | more,
                      ensure_ascii=False)


def stream(lines, wrong=0):
    """A stream of so many lines; the `wrong`th has a date that never was."""
    text = [HEADER]
    text += (problem(n, **({"deadline": "2025-02-30"} if n == wrong else {}))
             for n in range(2, lines + 1))
    return ("\n".join(text) + "\n").encode()


class Streams(Served):
    def environment(self):
        self.temporary = self.folder / "temporary"
        self.temporary.mkdir()
        return {"TMPDIR": str(self.temporary)}

    def left(self):
        end = time.monotonic() + 10
        while any(self.temporary.iterdir()) and time.monotonic() < end:
            time.sleep(0.05)
        return [path.name for path in self.temporary.iterdir()]

    def test_a_wrong_line_far_down(self):
        body = stream(LINES + 5, wrong=LINES)
        with self.assertRaises(urllib.error.HTTPError) as refused:
            self.post("/v1/render/ledger?lang=en", body, NDJSON)
        with refused.exception as answer:
            self.assertEqual(answer.code, 422)
            errors = json.load(answer)["errors"]
        self.assertEqual([(e["code"], e["line"], e["pointer"]) for e in errors],
                         [("record.badDate", LINES, "/deadline")])
        self.assertIn("2025-02-30", errors[0]["message"])
        self.assertEqual(self.left(), [])

    def test_a_client_that_leaves_while_it_sends(self):
        host, port = self.address.removeprefix("http://").split(":")
        body = stream(40_000)
        with socket.create_connection((host, int(port))) as client:
            client.sendall(b"POST /v1/render/ledger HTTP/1.1\r\nHost: a\r\nContent-Type: "
                           + NDJSON.encode() + b"\r\nContent-Length: %d\r\n\r\n" % (2 * len(body)))
            client.sendall(body)
        self.assertEqual(self.left(), [])
        self.assertTrue(self.post("/v1/render/ledger", stream(3), NDJSON).startswith(b"PK"))
        self.assertEqual(self.left(), [])

    def test_a_client_that_leaves_while_it_receives(self):
        host, port = self.address.removeprefix("http://").split(":")
        connection = http.client.HTTPConnection(host, int(port), timeout=60)
        connection.request("POST", "/v1/render/ledger", stream(20_000), {"Content-Type": NDJSON})
        answer = connection.getresponse()
        self.assertEqual(answer.status, 200)
        self.assertEqual(int(answer.headers["Content-Length"]), answer.length)
        answer.read(1000)
        answer.close()
        connection.close()
        self.assertEqual(self.left(), [])


class FullDisk(Workspace):
    """The program on a disk of its own, a megabyte large."""

    def setUp(self):
        super().setUp()
        self.disk = self.folder / "disk"
        self.disk.mkdir()
        if self.on_small_disk("true").returncode != 0:
            self.skipTest("no file system can be mounted here")

    def on_small_disk(self, command):
        script = f'mount -t tmpfs -o size=1m none "$1" && {command}'
        return subprocess.run(
            ["unshare", "--mount", "--map-root-user", "sh", "-c", script, "sh", self.disk, PROGRAM,
             self.folder], capture_output=True, text=True, timeout=120,
            env=os.environ | {"TMPDIR": str(self.disk), "TONGBAO_LANG": "en"})

    def long_stream(self):
        source = self.folder / "long.ndjson"
        # Texts that do not compress away.
        lines = (problem(n, cause="".join(chr(0x4E00 + (n * 7919 + k * k * 31) % 20000)
                                          for k in range(300))) for n in range(2, 4000))
        source.write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")

    def test_a_workbook_that_does_not_fit(self):
        self.long_stream()
        done = self.on_small_disk(
            f'{{ "$2" render {self.template()} -i "$3/long.ndjson" -o "$1/out.xlsx"; '
            'code=$?; ls -A "$1"; exit $code; }')
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("ledger.diskFull", done.stderr)
        self.assertEqual(done.stdout, "")

    def template(self):
        """One that prints the long texts."""
        folder = self.folder / "templates"
        folder.mkdir()
        (folder / "long.xml").write_text(
            '<ledger name="a"><metadata title="a"/>'
            '<cell-style name="t" face="fangsong" face-name="仿宋" size="10.5pt"/><sheet name="a">'
            '<print paper="a3" orientation="landscape" left="15mm" right="15mm" top="18mm" bottom="18mm"/>'
            '<rows each="problems" as="problem" header-style="t">'
            '<column header="a" width="9" style="t">{{ problem.cause }}</column></rows></sheet></ledger>',
            encoding="utf-8")
        return f'long --templates "{folder}"'

    def test_a_server_without_space_says_so(self):
        (self.folder / "large.ndjson").write_bytes(stream(40_000))
        self.assertGreater((self.folder / "large.ndjson").stat().st_size, 1 << 20)
        done = self.on_small_disk(
            '{ "$2" serve --listen 127.0.0.1:0 >"$3/listening" 2>/dev/null & '
            'for i in $(seq 100); do grep -q http "$3/listening" && break; sleep 0.1; done; '
            'curl -sS -i -H "Expect:" -H "Content-Type: application/x-ndjson" '
            '--data-binary "@$3/large.ndjson" '
            '"$(grep -o "http://.*" "$3/listening")/v1/render/ledger"; '
            'kill $!; wait $!; ls -A "$1"; }')
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("503 Service Unavailable", done.stdout)
        self.assertIn("Retry-After:", done.stdout)
        self.assertIn('"code":"http.storage"', done.stdout)
        self.assertTrue(done.stdout.rstrip().endswith("}"), done.stdout)  # and no file's name


if __name__ == "__main__":
    unittest.main()

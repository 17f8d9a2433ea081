"""The real server, and a request to it."""
import http.client
import os
import pathlib
import re
import subprocess
import tempfile
import time

from . import processes
from .project import PROGRAM, capture, words

SECONDS_ALLOWED = 600  # for a request: on a busy machine a figure is better than none


class Server:
    """`tongbao serve` on a free port, with a folder of its own; for `with`."""

    def __init__(self, *options):
        self.options = options

    def __enter__(self):
        self.place = tempfile.TemporaryDirectory(prefix="tongbao-bench-")
        self.folder = pathlib.Path(self.place.name)
        (self.folder / "tmp").mkdir()
        self.log = open(self.folder / "log", "wb")
        self.process = subprocess.Popen(
            words([PROGRAM, "serve", "--lang", "en", "--listen", "127.0.0.1:0",
                   "--data", self.folder / "data", "--timeout", SECONDS_ALLOWED,
                   *self.options]),
            stdout=subprocess.PIPE, stderr=self.log, text=True,
            env=os.environ | {"TMPDIR": str(self.folder / "tmp")})
        found = re.search(r"http://127\.0\.0\.1:(\d+)", self.process.stdout.readline())
        if not found:
            self.__exit__()
            raise RuntimeError("the server did not start")
        self.port = int(found[1])
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()
        self.log.close()
        self.place.cleanup()

    @property
    def pid(self):
        return self.process.pid

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def ready(self):
        """Whether it can render now."""
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            connection.request("GET", "/readyz")
            answer = connection.getresponse()
            answer.read()
            connection.close()
            return answer.status == 200
        except OSError:
            return False

    def settle(self):
        """Faces are prepared in the background; until that is over, memory and times say little."""
        while not self.ready():
            time.sleep(0.01)
        processes.wait_until_idle(self.pid)

    def render(self, template, body):
        """→ (the document, its headers)"""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        connection.request("POST", f"/v1/render/{template}", body,
                           {"Content-Type": "application/json"})
        answer = connection.getresponse()
        document = answer.read()
        connection.close()
        if answer.status != 200:
            raise RuntimeError(f"{answer.status}: {document[:400].decode(errors='replace')}")
        return document, answer.headers

    def stream(self, template, ndjson, out):
        """Sends the file `ndjson` with curl and keeps the answer in `out` → seconds from the first
        byte sent to the last one received."""
        printed = capture(
            ["curl", "-sS", "-X", "POST", "-H", "Content-Type: application/x-ndjson", "-H", "Expect:",
             "-T", ndjson, "-o", out, "-w", "%{http_code} %{time_total} %{time_pretransfer}",
             f"{self.address}/v1/render/{template}"]).split()
        if printed[0] != "200":
            raise RuntimeError(f"{printed[0]}: {out.read_text(errors='replace')[:400]}")
        return float(printed[1]) - float(printed[2])

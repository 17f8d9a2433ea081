"""The server of the built program, for the end-to-end tests."""
import os
import re
import subprocess
import urllib.request

from program import PROGRAM, Workspace


class Served(Workspace):
    """A test with a server of its own."""

    def setUp(self):
        super().setUp()
        self.server = subprocess.Popen([PROGRAM, "serve", "--listen", "127.0.0.1:0",
                                        "--data", self.folder / "data", *self.arguments()],
                                       stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                       env=os.environ | {"TONGBAO_DATA": str(self.folder / "data")}
                                       | self.environment())
        self.addCleanup(self.server.wait)
        self.addCleanup(self.server.stdout.close)
        self.addCleanup(self.server.kill)
        self.address = re.search(r"http://[^ \n]+", self.server.stdout.readline())[0]

    def arguments(self):
        """What the server is started with beside its address."""
        return []

    def environment(self):
        """What the server is started with beside the test's own."""
        return {}

    def post(self, path, body, media_type="application/json"):
        request = urllib.request.Request(self.address + path, data=body,
                                         headers={"Content-Type": media_type})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read()

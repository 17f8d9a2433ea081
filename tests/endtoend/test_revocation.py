"""What another process writes into the store is seen by a server at work: keys that are revoked."""
import os
import pathlib
import time
import urllib.error
import urllib.request

from program import tongbao
from service import Served


class Revocation(Served):
    KEYS = 4

    def arguments(self):
        self.data = self.folder / "data"
        self.keys = [
            tongbao("keys", "create", "--name", f"n{n}", "--scopes", "render", "--data", self.data)
            .stdout.decode().strip() for n in range(self.KEYS)]
        return []

    def status(self, key):
        request = urllib.request.Request(self.address + "/v1/templates",
                                         headers={"Authorization": f"Bearer {key}"})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            with error:
                return error.code

    def test_a_key_is_refused_soon_after_another_process_revoked_it(self):
        for key in self.keys[:-1]:
            self.assertEqual(self.status(key), 200)
            tongbao("keys", "revoke", key.split("_")[1], "--data", self.data)
            revoked = time.monotonic()
            while self.status(key) == 200:
                self.assertLess(time.monotonic() - revoked, 8, "it is still taken")
                self.status(self.keys[-1])
                time.sleep(0.02)
        # Whoever took the store's files away would leave the server with ones that nobody else sees.
        opened = [os.readlink(link) for link in
                  pathlib.Path(f"/proc/{self.server.pid}/fd").iterdir() if link.is_symlink()]
        files = [name for name in opened if "store.sqlite" in name]
        self.assertTrue(files)
        self.assertEqual([name for name in files if "deleted" in name], [])

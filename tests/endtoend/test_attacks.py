"""What an attacker sends to the built program: refused with the right status, logged, and nothing of the
inside in the answer. On loopback, bounded in number and size."""
import json
import os
import re
import socket
import subprocess
import unittest

from program import PROGRAM, PROJECT, Workspace, examples, tongbao

RENDER = "/v1/render/notice?format=content"


class Attacks(Workspace):
    def setUp(self):
        super().setUp()
        self.environment = os.environ | {"TONGBAO_DATA": str(self.folder / "data"), "TONGBAO_LANG": "en"}
        self.key = self.make_key("render,check")
        self.log = self.folder / "log"
        with open(self.log, "wb") as log:
            self.server = subprocess.Popen([PROGRAM, "serve", "--listen", "127.0.0.1:0"], text=True,
                                           stdout=subprocess.PIPE, stderr=log, env=self.environment)
        self.addCleanup(self.server.wait)
        self.addCleanup(self.server.stdout.close)
        self.addCleanup(self.server.kill)
        self.port = int(re.search(r":(\d+)$", self.server.stdout.readline())[1])

    def make_key(self, scopes):
        return tongbao("keys", "create", "--name", "a", "--scopes", scopes,
                       env=self.environment).stdout.decode().strip()

    def send(self, data):
        """(status, head, body) of the first answer to these bytes; status 0: none."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as client:
            received = b""
            try:
                client.sendall(data)
                while block := client.recv(65536):
                    received += block
                    head, separator, body = received.partition(b"\r\n\r\n")
                    length = re.search(rb"(?i)content-length: (\d+)", head)
                    if separator and length and len(body) >= int(length[1]):
                        break
            except ConnectionError:
                pass
        head, _, body = received.partition(b"\r\n\r\n")
        return int(head.split(b" ")[1]) if head else 0, head.decode("latin-1"), body

    def request(self, method, target, fields="", body=None, key=None):
        text = f"{method} {target} HTTP/1.1\r\nHost: a\r\nX-Request-Id: attack\r\n"
        text += f"Authorization: Bearer {key or self.key}\r\nContent-Type: application/json\r\n{fields}"
        if body is not None:
            text += f"Content-Length: {len(body)}\r\n"
        return text.encode("utf-8", "surrogateescape") + b"\r\n" + (body or b"")

    def refused(self, status, data, code=None):
        got, head, body = self.send(data)
        self.assertEqual(got, status, (data[:300], head, body[:300]))
        self.assertIn("application/problem+json", head)
        problem = json.loads(body)
        self.assertEqual(problem["status"], status)
        if code:
            self.assertEqual(problem["errors"][0]["code"], code)
        said = head + body.decode()
        for inside in (str(self.folder), str(PROJECT), "/etc/", "Poco", "std::", "sqlite", ".cpp", "root:",
                       self.key[16:]):
            self.assertNotIn(inside, said)
        return head

    def statuses_logged(self):
        self.server.terminate()
        self.assertEqual(self.server.wait(timeout=60), 0)
        lines = [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]
        self.assertNotIn(self.key[16:], self.log.read_text(encoding="utf-8"))
        return [line["status"] for line in lines]

    def test_keys(self):
        body = b"{}"
        bare = b"POST /v1/render/notice HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}"
        self.assertIn("WWW-Authenticate: Bearer", self.refused(401, bare, "access.keyRequired"))
        wrong = self.key[:-1] + ("0" if self.key[-1] != "0" else "1")
        for key in (wrong, "x", "tb_" + "0" * 12 + "_" + "0" * 64, "x" * 10_000):
            self.refused(401, self.request("POST", RENDER, body=body, key=key), "access.keyUnknown")
        self.refused(400, self.request("POST", RENDER, body=body, key="a\0b"), "http.badHeader")
        self.assertEqual(self.statuses_logged(), [401, 401, 401, 401, 401, 400])

    def test_paths_that_lead_elsewhere(self):
        names = ("..", "%2e%2e", "..%2f..%2fetc%2fpasswd", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%5c..%5cetc",
                 "notice%2f..%2f..", "....%2f%2f", "notice.xml", "%E2%80%A6", "con", ".")
        for name in names:
            self.refused(404, self.request("POST", f"/v1/render/{name}", body=b"{}"))
            self.refused(404, self.request("GET", f"/v1/templates/{name}"))
        for path in ("/../../etc/passwd", "/v1/../../etc/passwd", "/v1/templates/../../etc/passwd", "//etc/passwd",
                     "/v1/render/notice/../../healthz", "/%2e%2e/%2e%2e/etc/passwd"):
            self.refused(404, self.request("GET", path))
        for path in ("/v1/templates/%00", "/v1/templates/notice%00.xml", "/v1/templates/%c0%ae%c0%ae", "/%", "/%zz"):
            self.refused(400, self.request("GET", path), "http.badEscape")
        self.assertEqual(len(self.statuses_logged()), 2 * len(names) + 6 + 5)

    def test_fields_that_break_lines(self):
        record = examples()[0].read_bytes()
        for value in ("a\rX-Evil: 1", "a\nX-Evil: 1", "a\0"):
            for name in ("X-Request-Id", "X-Operator", "traceparent"):
                self.refused(400, self.request("POST", RENDER, f"{name}: {value}\r\n", b"{}"), "http.badHeader")
        for value in ("\udcff", "a\tb", "字" * 201, "\x7f", "a\r\nX-Operator: b"):
            self.refused(400, self.request("POST", RENDER, f"X-Operator: {value}\r\n", b"{}"), "http.badHeader")
        status, head, _ = self.send(self.request("POST", RENDER, "X-Request-Id: <b>\r\n", record))
        self.assertEqual(status, 200)
        self.assertNotIn("<b>", head)
        notice = json.loads(record)
        notice["title"] = 'a"\u2028\\;%0d%0aX-Evil: 1/../../b'
        status, head, _ = self.send(self.request("POST", "/v1/render/notice?format=layout",
                                                 body=json.dumps(notice).encode()))
        self.assertIn(status, (200, 422))
        self.assertNotIn("\r\nX-Evil", head)
        self.assertNotIn(400, self.statuses_logged()[-2:])

    def test_two_readings_of_one_request(self):
        head = f"POST {RENDER} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {self.key}\r\n".encode()
        hidden = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
        fields = (b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n",
                  b"Transfer-Encoding: chunked\r\nContent-Length: 2\r\n",
                  b"Content-Length: 2\r\nContent-Length: 3\r\n", b"Content-Length: 2, 3\r\n",
                  b"Transfer-Encoding: xchunked\r\n", b"Transfer-Encoding: chunked, identity\r\n",
                  b"Transfer-Encoding : chunked\r\n", b"Transfer-Encoding:\x0bchunked\r\n",
                  b"X: a\nTransfer-Encoding: chunked\r\n", b" Transfer-Encoding: chunked\r\n",
                  b"Transfer-Encoding: chunked\r\nTransfer-encoding: identity\r\n")
        for field in fields:
            answer = self.refused(400, head + field + b"\r\n0\r\n\r\n" + hidden)
            self.assertIn("Connection: close", answer)
        self.assertEqual(self.statuses_logged(), [400] * len(fields))

    def test_everything_too_large(self):
        self.refused(400, self.request("GET", "/" + "a" * 40_000), "http.headerTooLarge")
        self.refused(400, self.request("GET", "/healthz?" + "a" * 40_000), "http.headerTooLarge")
        self.refused(400, self.request("GET", "/healthz", f"X: {'a' * 40_000}\r\n"), "http.headerTooLarge")
        self.refused(400, self.request("GET", "/healthz", "X: a\r\n" * 200), "http.tooManyHeaders")
        self.refused(413, self.request("POST", RENDER, "Content-Length: 99999999999\r\n"), "http.tooLarge")
        self.refused(413, self.request("POST", RENDER, "Transfer-Encoding: chunked\r\n") + b"fffffffff\r\n",
                     "http.tooLarge")
        self.assertEqual(self.statuses_logged(), [400] * 4 + [413] * 2)

    def test_json_deep_and_wide(self):
        self.refused(400, self.request("POST", RENDER, body=b"[" * 1_000_000))
        self.refused(400, self.request("POST", RENDER, body=b'{"a":' * 1_000_000))
        deep = b'{"extra":' + b"[" * 65 + b"]" * 65 + b"}"
        self.refused(400, self.request("POST", RENDER, body=deep))
        wide = json.dumps({f"k{i}": i for i in range(100_000)}).encode()
        self.refused(422, self.request("POST", RENDER, body=wide))
        self.refused(422, self.request("POST", RENDER, body=b"[" + b"0," * 1_000_000 + b"0]"))
        self.refused(422, self.request("POST", "/v1/check", body=b'{"sections":[' + b"{}," * 100_000 + b"{}]}"))
        self.assertEqual(self.statuses_logged(), [400, 400, 400, 422, 422, 422])


if __name__ == "__main__":
    unittest.main()

"""Jobs of the built program: made in the background, read back by readers that are not ours."""
import hashlib
import hmac
import http.server
import io
import json
import subprocess
import threading
import time
import urllib.error
import urllib.request
import zipfile

import killing
from postgres import Postgres
from program import Workspace, examples, tongbao
from service import Served

ENDED = {"done", "failed", "cancelled"}


class Listener:
    """An upstream system: keeps what webhooks bring, and answers with `statuses` in turn."""

    def __init__(self, *statuses):
        calls = self.calls = []
        left = list(statuses)

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                calls.append((dict(self.headers.items()), body))
                self.send_response(left.pop(0) if left else 204)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def wait_for(self, calls, seconds=30):
        end = time.monotonic() + seconds
        while len(self.calls) < calls and time.monotonic() < end:
            time.sleep(0.05)
        return self.calls


class Jobs(Served):
    SECRET = "a secret of the tests"

    def arguments(self):
        self.listener = Listener(503)
        self.addCleanup(self.listener.close)
        secret = self.folder / "secret"
        secret.write_text(self.SECRET + "\n")
        return ["--webhook-allow", self.listener.address, "--webhook-network", "127.0.0.0/8",
                "--webhook-secret-file", secret]

    def ask(self, method, path, body=None, **fields):
        """(status, fields, body), whatever the status."""
        fields = {name.replace("_", "-"): value for name, value in fields.items()}
        request = urllib.request.Request(self.address + path, data=body, method=method,
                                         headers={"Content-Type": "application/json"} | fields)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers, error.read()

    def submit(self, documents, **fields):
        body = json.dumps({"documents": documents}, ensure_ascii=False).encode()
        status, answer_fields, answer = self.ask("POST", "/v1/jobs", body, **fields)
        self.assertEqual(status, 202, answer)
        self.assertEqual(answer_fields["Location"], "/v1/jobs/" + json.loads(answer)["id"])
        return answer_fields["Location"]

    def ended(self, location, seconds=60):
        end = time.monotonic() + seconds
        while True:
            job = json.loads(self.ask("GET", location)[2])
            if job["state"] in ENDED:
                return job
            self.assertLess(time.monotonic(), end, job)
            time.sleep(0.05)

    def codes(self, answer):
        return [error["code"] for error in json.loads(answer)["errors"]]

    def test_each_document_is_made_once_and_as_the_command_line_makes_it(self):
        records = [json.loads(path.read_text()) for path in examples()]
        documents = []
        for record in records:
            documents += [{"template": "notice", "record": record, "name": "通报"},
                          {"template": "ledger", "record": record}]
        documents.append({"template": "notice", "record": {"schemaVersion": "1", "title": "无机关"}})
        job = self.ended(location := self.submit(documents))
        self.assertEqual(job["state"], "failed")
        self.assertEqual(job["counts"], {"total": 7, "done": 6, "failed": 1, "cancelled": 0})
        self.assertIsNotNone(job["finishedAt"])

        contents = []
        for n, document in enumerate(job["documents"][:6]):
            expected = tongbao("render", documents[n]["template"], "-i", examples()[n // 2]).stdout
            status, fields, made = self.ask("GET", f"{location}/documents/{n}")
            self.assertEqual((status, made == expected), (200, True), document)
            self.assertEqual(document["digest"], hashlib.sha256(made).hexdigest())
            self.assertEqual(document["bytes"], len(made))
            self.assertEqual(fields["ETag"], f'"{document["digest"]}"')
            known = self.ask("GET", f"{location}/documents/{n}", If_None_Match=fields["ETag"])
            self.assertEqual(known[0], 304)
            contents.append(made)
        errors = job["documents"][6]["error"]["errors"]
        self.assertIn(("record.missingField", "/record"),
                      [(error["code"], error["pointer"]) for error in errors])
        status, _, answer = self.ask("GET", f"{location}/documents/6")
        self.assertEqual(status, 409, answer)

        status, fields, archive = self.ask("GET", f"{location}/archive")
        self.assertEqual((status, fields["Content-Type"]), (200, "application/zip"))
        self.read_archive(archive, contents, job)
        self.assertEqual(self.ask("DELETE", location)[0], 204)
        self.assertEqual(self.ask("GET", location)[0], 404)
        self.assertEqual(self.ask("GET", f"{location}/documents/0")[0], 404)

    def read_archive(self, archive, contents, job):
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            self.assertIsNone(opened.testzip())
            manifest = json.loads(opened.read("manifest.json"))
            self.assertEqual(len(opened.namelist()), 7)
            for content, entry in zip(contents, manifest["documents"]):
                self.assertEqual(opened.read(entry["file"]), content)
                self.assertEqual(entry["digest"], hashlib.sha256(content).hexdigest())
                self.assertTrue(entry["unit"] and entry["title"] and entry["date"], entry)
                self.assertEqual(entry["templateVersion"], 0)
        self.assertEqual([entry["file"] for entry in manifest["documents"]][::2],
                         ["通报.pdf", "通报(2).pdf", "通报(3).pdf", None])
        self.assertEqual(manifest["id"], job["id"])
        file = self.folder / "job.zip"
        file.write_bytes(archive)
        subprocess.run(["unzip", "-tq", file], check=True, stdout=subprocess.DEVNULL)

    def test_a_document_may_be_asked_for_as_a_job(self):
        record = examples()[0]
        body = record.read_bytes()
        expected = tongbao("render", "ledger", "-i", record).stdout
        status, fields, _ = self.ask("POST", "/v1/render/ledger", body, Prefer="respond-async",
                                     Idempotency_Key="月报-1".encode().hex())
        self.assertEqual((status, fields["Preference-Applied"]), (202, "respond-async"))
        again = self.ask("POST", "/v1/render/ledger", body, Prefer="respond-async",
                         Idempotency_Key="月报-1".encode().hex())
        self.assertEqual(again[1]["Location"], fields["Location"])
        other = self.ask("POST", "/v1/render/ledger", body + b" ", Prefer="respond-async",
                         Idempotency_Key="月报-1".encode().hex())
        self.assertEqual((other[0], self.codes(other[2])), (422, ["jobs.idempotencyConflict"]))
        self.assertEqual(self.ended(fields["Location"])["state"], "done")
        self.assertEqual(self.ask("GET", fields["Location"] + "/documents/0")[2], expected)
        self.assertIn('tongbao_job_documents_ended_total{state="done"} 1\n',
                      self.ask("GET", "/metrics")[2].decode())

    def test_what_is_no_record_becomes_no_job(self):
        for template, media_type, body in (
                ("notice", "application/json", b""), ("notice", "application/json", b'{"a'),
                ("notice", "application/json", b'{"schemaVersion": "1"}'),
                ("ledger", "application/x-ndjson", b""), ("ledger", "application/x-ndjson", b"[]\n")):
            path = "/v1/render/" + template
            at_once = self.ask("POST", path, body, Content_Type=media_type)
            as_a_job = self.ask("POST", path, body, Content_Type=media_type, Prefer="respond-async")
            self.assertIn(at_once[0], (400, 422), body)
            self.assertEqual(as_a_job[0], at_once[0], body)
            self.assertEqual(json.loads(as_a_job[2])["errors"], json.loads(at_once[2])["errors"])

    def test_what_cannot_be_made_is_refused_at_once_and_all_of_it(self):
        body = json.dumps({"documents": [
            {"template": "notize", "record": {}}, {"template": "notice", "format": "xlsx", "record": {}},
            {"template": "notice", "version": 7, "record": {}}],
            "webhook": {"url": "http://169.254.169.254/latest"}}).encode()
        status, _, answer = self.ask("POST", "/v1/jobs", body)
        self.assertEqual(status, 422)
        self.assertEqual([(error["code"], error["pointer"]) for error in json.loads(answer)["errors"]],
                         [("jobs.unknownTemplate", "/documents/0/template"),
                          ("jobs.formatUnavailable", "/documents/1/format"),
                          ("jobs.unknownVersion", "/documents/2/version"),
                          ("jobs.webhookNotAllowed", "/webhook/url")])
        self.assertEqual(self.ask("POST", "/v1/jobs", b"{")[0], 400)
        self.assertEqual(self.ask("GET", "/v1/jobs/" + "0" * 32)[0], 404)
        self.assertEqual(self.ask("GET", "/v1/jobs/..%2f..%2fetc")[0], 404)

    def test_events_tell_of_a_job_until_it_has_ended(self):
        record = json.loads(examples()[0].read_text())
        location = self.submit([{"template": "notice", "record": record}] * 20)
        request = urllib.request.Request(self.address + location + "/events")
        with urllib.request.urlopen(request, timeout=60) as answer:
            self.assertEqual(answer.headers["Content-Type"], "text/event-stream")
            text = answer.read().decode()
        events = [event for event in text.split("\n\n") if "data: " in event]
        states = [json.loads(event.split("data: ")[1])["state"] for event in events]
        self.assertEqual(states[-1], "done")
        self.assertEqual(states.count("done"), 1)
        revisions = [int(event.split("id: ")[1].split("\n")[0]) for event in events]
        self.assertEqual(revisions, sorted(set(revisions)))

    def test_a_webhook_is_called_until_it_is_taken(self):
        record = json.loads(examples()[0].read_text())
        body = json.dumps({"documents": [{"template": "notice", "record": record}],
                           "webhook": {"url": self.listener.address + "/done?a=b"}}).encode()
        status, fields, _ = self.ask("POST", "/v1/jobs", body)
        self.assertEqual(status, 202)
        job = self.ended(fields["Location"])
        (first, told), (second, told_again) = self.listener.wait_for(2)
        self.assertEqual(told, told_again)
        self.assertEqual(json.loads(told), job)
        self.assertEqual(first["X-Tongbao-Event"], second["X-Tongbao-Event"])
        for sent in (first, second):
            signed = f'{sent["X-Tongbao-Event"]}.{sent["X-Tongbao-Timestamp"]}.'.encode() + told
            expected = hmac.new(self.SECRET.encode(), signed, hashlib.sha256).hexdigest()
            self.assertEqual(sent["X-Tongbao-Signature"], "sha256=" + expected)

    def test_what_has_not_run_can_be_cancelled(self):
        record = json.loads(examples()[1].read_text())
        location = self.submit([{"template": "notice", "record": record}] * 1_000)
        self.assertEqual(self.ask("DELETE", location)[0], 204)
        job = json.loads(self.ask("GET", location)[2])
        self.assertEqual(job["state"], "cancelled")
        self.assertEqual(job["counts"]["cancelled"], 1_000)
        self.assertEqual(self.ask("GET", f"{location}/documents/999")[0], 409)
        self.assertEqual(self.ask("DELETE", location)[0], 204)
        self.assertEqual(self.ask("GET", location)[0], 404)


class Kills(Workspace):
    """A short choice of the series that scripts/test --full runs."""

    def test_nothing_is_lost_or_doubled_on_sqlite(self):
        killing.run(self.folder, jobs=20, kills=6, seed=7)

    def test_nothing_is_lost_or_doubled_on_postgresql(self):
        with Postgres() as database:
            killing.run(self.folder, jobs=20, kills=6, seed=8, database=database)

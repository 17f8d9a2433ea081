"""Kills the server and its workers at random moments while jobs are in flight, and looks at what is
left: every job ended once, every document whole, the audit chains whole.

    killing.py [--jobs N] [--kills N] [--seed N] sqlite|postgresql
"""
import argparse
import concurrent.futures
import hashlib
import http.client
import json
import pathlib
import random
import re
import signal
import subprocess
import tempfile
import time

from program import PROGRAM, examples, tongbao

LEASE_SECONDS = 2


class Process:
    """A server or a worker that is killed and started again."""

    def __init__(self, command, folder, name):
        self.command = command
        self.log = open(folder / f"{name}.log", "ab")
        self.start()

    def start(self):
        self.process = subprocess.Popen([str(part) for part in self.command], stdout=subprocess.PIPE,
                                        stderr=self.log, text=True)

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=60)
        self.process.stdout.close()
        self.log.close()
        return code


class Service:
    """A server on a port that stays the same, and a worker beside it, on one store."""

    def __init__(self, folder, store):
        self.folder = folder
        options = ["--data", folder / "data", "--lease", LEASE_SECONDS, "--lang", "en"]
        if store:
            options += ["--store", store]
        first = Process([PROGRAM, "serve", "--listen", "127.0.0.1:0", *options], folder, "server")
        self.port = int(re.search(r":(\d+)\s", first.process.stdout.readline())[1])
        first.command[3] = f"127.0.0.1:{self.port}"
        self.server = first
        self.worker = Process([PROGRAM, "worker", "--node", "worker", *options], folder, "worker")

    def ask(self, method, path, body=None, fields=None):
        """The answer, however often the server is killed meanwhile."""
        while True:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
            try:
                connection.request(method, path, body, fields or {})
                answer = connection.getresponse()
                content = answer.read()
                if answer.status not in (429, 503):
                    return answer.status, content
            except (OSError, http.client.HTTPException):
                pass
            finally:
                connection.close()
            time.sleep(0.1)


def contents():
    """(template, record, bytes of its document as the command line makes it)."""
    for path in examples():
        for template in ("notice", "ledger"):
            record = json.loads(path.read_text())
            yield template, record, hashlib.sha256(
                tongbao("render", template, "-i", path).stdout).hexdigest()


def submit(service, number, choices):
    """Sends job `number` until it is accepted: with the same key it is the same job."""
    chosen = [choices[(number + n) % len(choices)] for n in range(1 + number % 3)]
    body = json.dumps({"documents": [{"template": template, "record": record}
                                     for template, record, _ in chosen]}).encode()
    status, answer = service.ask("POST", "/v1/jobs", body, {
        "Content-Type": "application/json", "Idempotency-Key": f"job-{number}",
        "X-Operator": f"operator {number}"})
    assert status == 202, answer
    return json.loads(answer)["id"], [digest for _, _, digest in chosen]


def wait_for_end(service, job, seconds):
    end = time.monotonic() + seconds
    while True:
        status, answer = service.ask("GET", f"/v1/jobs/{job}")
        assert status == 200, f"job {job} is lost: {answer}"
        state = json.loads(answer)
        if state["finishedAt"] is not None:
            return state
        assert time.monotonic() < end, f"job {job} does not end: {answer}"
        time.sleep(0.2)


def run(folder, store, jobs, kills, seed):
    """Raises AssertionError where something was lost or doubled. Returns a line of figures."""
    choices = list(contents())
    chance = random.Random(seed)
    begun = time.monotonic()
    service = Service(folder, store)
    clients = concurrent.futures.ThreadPoolExecutor(16)
    accepted = [clients.submit(submit, service, number, choices) for number in range(jobs)]
    # Moments are random; that each kill falls into work is not left to chance.
    for kill in range(kills):
        time.sleep(chance.uniform(0.05, 0.6))
        victim = chance.choice([service.server, service.worker])
        victim.kill()
        victim.start()
        if kill % 5 == 4:
            accepted.append(clients.submit(submit, service, jobs + kill, choices))
    jobs_of = [future.result() for future in accepted]
    assert len({job for job, _ in jobs_of}) == len(jobs_of), "a job was accepted twice"
    for job, digests in jobs_of:
        state = wait_for_end(service, job, 300)
        assert state["state"] == "done", state
        assert [document["digest"] for document in state["documents"]] == digests, state
        for n, digest in enumerate(digests):
            status, content = service.ask("GET", f"/v1/jobs/{job}/documents/{n}")
            assert status == 200 and hashlib.sha256(content).hexdigest() == digest, (job, n, status)
    clients.shutdown()
    for process in (service.worker, service.server):
        assert process.stop() == 0
    verified = tongbao("audit", "verify", "--data", folder / "data", check=False)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    entered = [json.loads(line) for file in (folder / "data/audit").glob("*.jsonl")
               for line in file.read_text().splitlines()]
    made = {(entry.get("job"), entry.get("n")) for entry in entered}
    for job, digests in jobs_of:
        for n in range(len(digests)):
            assert (job, n) in made, f"document {n} of {job} is not in the audit log"
    documents = sum(len(digests) for _, digests in jobs_of)
    return (f"{len(jobs_of)} jobs, {documents} documents, {kills} kills: all ended once; "
            f"{len(entered) - documents} made again; {time.monotonic() - begun:.0f} s")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", choices=["sqlite", "postgresql"])
    parser.add_argument("--jobs", type=int, default=200)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        if arguments.store == "sqlite":
            print(run(folder, "", arguments.jobs, arguments.kills, arguments.seed))
            return
        from postgres import Postgres
        with Postgres(folder / "postgres") as database:
            print(run(folder, database.url, arguments.jobs, arguments.kills, arguments.seed))


if __name__ == "__main__":
    main()

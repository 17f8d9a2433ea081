"""Kills the server and its workers at random moments while jobs are in flight, and looks at what is
left: every job ended once, every document whole, the audit chains whole. PostgreSQL is killed too, a
tenth as often, and readiness must say so while it is away.

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
import sys
import tempfile
import time

from program import PROGRAM, PROJECT, examples, tongbao

sys.path.insert(0, str(PROJECT / "tests"))
from postgres import Postgres  # noqa: E402

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
        self.up = False

    def wait_until_up(self):
        """As a supervisor would: what could not start, since its store was away, is started again."""
        while not self.up:
            self.up = bool(self.process.stdout.readline())
            if not self.up:
                self.process.wait()
                self.process.stdout.close()
                self.start()

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
        self.abandoned = False
        options = ["--data", folder / "data", "--lease", LEASE_SECONDS, "--lang", "en"]
        if store:
            options += ["--store", store]
        first = Process([PROGRAM, "serve", "--listen", "127.0.0.1:0", *options], folder, "server")
        self.port = int(re.search(r":(\d+)\s", first.process.stdout.readline())[1])
        first.up = True
        first.command[3] = f"127.0.0.1:{self.port}"
        self.server = first
        self.worker = Process([PROGRAM, "worker", "--node", "worker", *options], folder, "worker")

    def abandon(self):
        """Ends everything, whatever state it is in."""
        self.abandoned = True
        for process in (self.server, self.worker):
            if process.process.poll() is None:
                process.kill()
            process.log.close()

    def ask(self, method, path, body=None, fields=None):
        """The answer, however often the server is killed meanwhile."""
        while not self.abandoned:
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
        raise AssertionError("the test is over")


def contents():
    """(template, record, bytes of its document as the command line makes it)."""
    for path in examples():
        for template in ("notice", "ledger"):
            record = json.loads(path.read_text())
            yield template, record, hashlib.sha256(
                tongbao("render", template, "-i", path).stdout).hexdigest()


def submit(service, number, choices):
    """Sends job `number` until it is accepted: with the same key it is the same job."""
    chosen = [choices[(number + n) % len(choices)] for n in range(8 + number % 8)]
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


def readiness(service):
    """The status of /readyz, 0 where the server does not answer."""
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=20)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def wait_for_readiness(service, status, seconds=30):
    end = time.monotonic() + seconds
    while readiness(service) != status:
        assert time.monotonic() < end, f"/readyz does not become {status}"
        time.sleep(0.1)


def crash(database, service):
    service.server.wait_until_up()
    service.worker.wait_until_up()
    database.crash()
    wait_for_readiness(service, 503)
    database.start()
    wait_for_readiness(service, 200)


def run(folder, jobs, kills, seed, database=None):
    """Raises AssertionError where something was lost or doubled. Returns a line of figures."""
    choices = list(contents())
    chance = random.Random(seed)
    service = Service(folder, database.url if database else "")
    clients = concurrent.futures.ThreadPoolExecutor(16)
    try:
        return put_to_the_test(folder, service, clients, jobs, kills, chance, choices, database)
    finally:
        clients.shutdown(wait=False, cancel_futures=True)
        service.abandon()


def put_to_the_test(folder, service, clients, jobs, kills, chance, choices, database):
    begun = time.monotonic()
    in_flight = 0
    accepted = [clients.submit(submit, service, number, choices) for number in range(jobs)]
    # Moments are random; that each kill falls into work is not left to chance.
    for kill in range(kills):
        time.sleep(chance.uniform(0.05, 0.6))
        victim = chance.choice([service.server, service.worker])
        in_flight += not all(future.done() for future in accepted)
        victim.kill()
        victim.start()
        if database and kill % 10 == 5:
            crash(database, service)
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
    for process in (service.worker, service.server):
        process.wait_until_up()
        code = process.stop()
        assert code == 0, f"{process.command[1]} ends with {code}"
    verified = tongbao("audit", "verify", "--data", folder / "data", check=False)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    entered = [json.loads(line) for file in (folder / "data/audit").glob("*.jsonl")
               for line in file.read_text().splitlines()]
    made = {(entry.get("job"), entry.get("n")) for entry in entered}
    for job, digests in jobs_of:
        for n in range(len(digests)):
            assert (job, n) in made, f"document {n} of {job} is not in the audit log"
    documents = sum(len(digests) for _, digests in jobs_of)
    return (f"{len(jobs_of)} jobs, {documents} documents, {kills} kills ({in_flight} while jobs were "
            f"being sent): all ended once; {len(entered) - documents} made again; "
            f"{time.monotonic() - begun:.0f} s")


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
            print(run(folder, arguments.jobs, arguments.kills, arguments.seed))
            return
        with Postgres(durable=True) as database:
            print(run(folder, arguments.jobs, arguments.kills, arguments.seed, database))


if __name__ == "__main__":
    main()

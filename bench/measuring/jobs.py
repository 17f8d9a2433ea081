"""Jobs on one store: how many documents a second one process makes alone, and two servers and two
workers together on one PostgreSQL, each with one thread for jobs. The same documents in every run:
the invented notices in turn, each record another one by its title."""
import concurrent.futures
import contextlib
import http.client
import json
import pathlib
import subprocess
import sys
import tempfile
import time

from .figures import Line
from .project import CORES, PROGRAM, PROJECT, say, words
from .server import Server

sys.path.insert(0, str(PROJECT / "tests"))
from postgres import Postgres  # noqa: E402

DOCUMENTS_OF_A_JOB = 50


@contextlib.contextmanager
def worker(name, store):
    """`tongbao worker`, with one thread."""
    with tempfile.TemporaryDirectory(prefix="tongbao-bench-") as folder:
        with open(pathlib.Path(folder) / "log", "wb") as log:
            process = subprocess.Popen(
                words([PROGRAM, "worker", "--lang", "en", "--node", name, "--data", folder,
                       "--render-threads", 1, "--store", store]), stdout=log, stderr=log)
            try:
                yield
            finally:
                process.terminate()
                process.wait()


def server(name, store, threads):
    return Server("--node", name, "--job-threads", threads, *(["--store", store] if store else []))


def ask(port, method, path, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request(method, path, body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    if answer.status >= 300:
        raise RuntimeError(content.decode(errors="replace")[:400])
    return json.loads(content)


def jobs_of(documents):
    records = [json.loads(path.read_text())
               for path in sorted(PROJECT.glob("examples/*/record.json"))]
    for first in range(0, documents, DOCUMENTS_OF_A_JOB):
        entries = []
        for n in range(first, min(first + DOCUMENTS_OF_A_JOB, documents)):
            record = records[n % len(records)] | {"title": f"第{n + 1}号通报"}
            entries.append({"template": "notice", "record": record})
        yield json.dumps({"documents": entries}).encode()


def rate(servers, documents):
    """Documents a second, from the first job sent to the last one ended."""
    ports = [running.port for running in servers]
    for running in servers:
        running.settle()
    begun = time.perf_counter()
    with concurrent.futures.ThreadPoolExecutor(4) as clients:
        sent = list(clients.map(
            lambda pair: ask(ports[pair[0] % len(ports)], "POST", "/v1/jobs", pair[1])["id"],
            enumerate(jobs_of(documents))))
    for n, job in enumerate(sent):
        while (state := ask(ports[n % len(ports)], "GET", f"/v1/jobs/{job}"))["finishedAt"] is None:
            time.sleep(0.05)
        if state["state"] != "done":
            raise RuntimeError(f"a job is {state['state']}: {state['counts']}")
    return documents / (time.perf_counter() - begun)


def jobs(context):
    documents = 1500 if context.full else 300
    group = f"jobs: {documents:,} notices of 4 to 8 pages on one store"
    plans = [("SQLite, 1 thread", False, [1], 0), (f"SQLite, {CORES} threads", False, [CORES], 0),
             ("PostgreSQL, 1 thread", True, [1], 0),
             (f"PostgreSQL, {CORES} threads", True, [CORES], 0),
             ("PostgreSQL, 2 servers and 2 workers, 1 thread each", True, [1, 1], 2)]
    for title, shared, threads, workers in plans:
        say(f"  {title}")
        with contextlib.ExitStack() as stack:
            store = stack.enter_context(Postgres(durable=True)).url if shared else ""
            servers = [stack.enter_context(server(f"server-{n}", store, count))
                       for n, count in enumerate(threads)]
            for n in range(workers):
                stack.enter_context(worker(f"worker-{n}", store))
            yield Line(group, title, "/s", [rate(servers, documents)])

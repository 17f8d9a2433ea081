"""Load on the real server over loopback: wrk, clients that send slowly, and health asked meanwhile."""
import json
import pathlib
import socket
import time

from .processes import Ticking
from .project import capture

SLOW_CLIENTS = 500
SCRIPT = pathlib.Path(__file__).with_name("load.lua")


class Health:
    """Asks /healthz ten times a second, each on a connection of its own; for `with`."""

    def __init__(self, port):
        self.port = port
        self.milliseconds = []
        self.refused = 0
        self.ticking = Ticking(0.1, self.ask)

    def ask(self):
        begun = time.perf_counter()
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=5) as client:
                client.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                if not client.recv(4096).startswith(b"HTTP/1.1 200"):
                    self.refused += 1
        except OSError:
            self.refused += 1
        self.milliseconds.append((time.perf_counter() - begun) * 1000)

    def __enter__(self):
        self.ticking.start()
        return self

    def __exit__(self, *_):
        self.ticking.stop()

    def p99(self):
        ordered = sorted(self.milliseconds)
        return ordered[len(ordered) * 99 // 100]


class SlowClients:
    """Send the head of a request a byte a second, and begin again when they are dropped; for `with`."""

    def __init__(self, port):
        self.port = port
        self.clients = []
        self.head = b"POST /v1/render/notice HTTP/1.1\r\nHost: a\r\nX-Slow: " + b"a" * 10_000
        self.sent = 0
        self.ticking = Ticking(1, self.send)

    def send(self):
        while len(self.clients) < SLOW_CLIENTS:
            client = socket.socket()
            client.settimeout(1)
            try:
                client.connect(("127.0.0.1", self.port))
            except OSError:
                client.close()
                break
            self.clients.append(client)
        alive = []
        for client in self.clients:
            try:
                client.send(self.head[self.sent:self.sent + 1])
                alive.append(client)
            except OSError:
                client.close()
        self.clients = alive
        self.sent += 1

    def __enter__(self):
        self.ticking.start()
        time.sleep(3)
        return self

    def __exit__(self, *_):
        self.ticking.stop()
        for client in self.clients:
            client.close()


def run(port, bodies, connections, seconds):
    """wrk's figures: documents, their number a second, answers 503 or 429, other answers, broken
    connections, milliseconds. `bodies`: a file with one record a line."""
    threads = min(2, connections)
    printed = capture(["wrk", "-t", threads, "-c", connections, "-d", f"{seconds}s",
                       "--timeout", "60s", "-s", SCRIPT,
                       f"http://127.0.0.1:{port}/v1/render/notice", "--", bodies])
    figures = json.loads(printed.splitlines()[-1])
    figures["perSecond"] = figures["documents"] / figures["seconds"]
    return figures


def complaint(figures):
    """What was neither a document nor an honest 429 or 503."""
    parts = []
    if figures["busy"]:
        parts.append(f"{figures['busy']} answers 503 or 429")
    if figures["other"] or figures["broken"]:
        parts.append(f"{figures['other']} other answers, {figures['broken']} broken connections")
    return ", ".join(parts)

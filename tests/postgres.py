"""A real PostgreSQL server for tests: on loopback, in a temporary folder, with a password of its own.

    postgres.py start STATE [--while PID]   prints the URL; STATE is a file that remembers the server
    postgres.py crash STATE                 kills every process of it with SIGKILL
    postgres.py restart STATE               starts it again, at the same address
    postgres.py freeze STATE | thaw STATE   it is there and does not answer; it answers again
    postgres.py stop STATE                  stops it and deletes all that belongs to it

A guard stops it once the process PID (the caller's parent by default) is gone, so nothing stays
behind whatever happens to the tests. For Python: `with Postgres() as server: … server.url …`.
"""
import argparse
import ctypes
import json
import os
import pathlib
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

USER = "tongbao"
DATABASE = "tongbao"
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "300",
    "shared_buffers": "64MB",
    "autovacuum_naptime": "10s",
    "log_min_messages": "warning",
}


def binaries():
    """The folder of the newest server that is installed."""
    folders = [path.parent for path in pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if not folders:
        sys.exit("postgres.py: no PostgreSQL server is installed (scripts/setup --test)")
    return max(folders, key=lambda folder: int(folder.parent.name))


def server_user():
    """Who runs the server, as it refuses root. None: ourselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    sys.exit("postgres.py: no user to run the server as")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def folder_of_servers(durable):
    """Memory, where there is plenty."""
    memory = pathlib.Path("/dev/shm")
    if durable or not memory.is_dir() or not os.access(memory, os.W_OK):
        return None
    return memory if shutil.disk_usage(memory).free > 2 << 30 else None


def is_running(pid):
    try:
        state = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


class Postgres:
    """`durable`: what is committed is on disk, for measurements; a crash of processes loses nothing
    either way."""

    def __init__(self, durable=False):
        self.durable = durable
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tongbao-pg-", dir=folder_of_servers(durable)))
        self.port = free_port()
        self.password = secrets.token_hex(16)
        self.process_id = None
        self._child = None

    @property
    def url(self):
        return f"postgresql://{USER}:{self.password}@127.0.0.1:{self.port}/{DATABASE}"

    def __enter__(self):
        try:
            self.create()
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    def create(self):
        user = server_user()
        if user is not None:
            os.chown(self.folder, user.pw_uid, user.pw_gid)
        secret = self.folder / "password"
        secret.write_text(self.password + "\n", encoding="utf-8")
        if user is not None:
            os.chown(secret, user.pw_uid, user.pw_gid)
        self._run("initdb", "--pgdata", self.folder / "data", "--username", USER, "--pwfile", secret,
                  "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--no-sync")

    def _as_user(self):
        user = server_user()
        return {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}

    def _run(self, name, *arguments):
        command = [str(binaries() / name), *map(str, arguments)]
        subprocess.run(command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL, **self._as_user())

    def start(self):
        settings = SETTINGS | {"port": str(self.port)}
        if not self.durable:
            settings |= {"fsync": "off", "full_page_writes": "off"}
        command = [str(binaries() / "postgres"), "-D", str(self.folder / "data")]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with open(self.folder / "log", "ab") as log:
            self._child = subprocess.Popen(command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log,
                                           stderr=log, start_new_session=True, **self._as_user())
        self.process_id = self._child.pid
        self._wait_until_ready()
        self._make_database()

    def _environment(self):
        return os.environ | {"PGPASSWORD": self.password}

    def _wait_until_ready(self, patience=60):
        probe = [str(binaries() / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        deadline = time.monotonic() + patience
        while subprocess.run(probe, check=False).returncode != 0:
            if time.monotonic() > deadline or self._child.poll() is not None:
                raise RuntimeError((self.folder / "log").read_text(encoding="utf-8", errors="replace"))
            time.sleep(0.05)

    def query(self, statement, database=DATABASE):
        command = [str(binaries() / "psql"), "-h", "127.0.0.1", "-p", str(self.port), "-U", USER, "-At", "-X",
                   "-d", database, "-c", statement]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, env=self._environment(),
                              encoding="utf-8").stdout.strip()

    def _make_database(self):
        if not self.query(f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'", "postgres"):
            self.query(f"CREATE DATABASE {DATABASE}", "postgres")

    def _signal(self, number):
        """To the server and every process of it: each has a session of its own, so by their parent."""
        if self.process_id is None:
            return
        children = pathlib.Path(f"/proc/{self.process_id}/task/{self.process_id}/children")
        try:
            processes = [self.process_id, *map(int, children.read_text(encoding="utf-8").split())]
        except OSError:
            processes = [self.process_id]
        for process in processes:
            try:
                os.kill(process, number)
            except ProcessLookupError:
                pass

    def _wait_until_gone(self, patience=20):
        deadline = time.monotonic() + patience
        while self.process_id is not None and is_running(self.process_id):
            if self._child is not None:
                self._child.poll()
            if time.monotonic() > deadline:
                self._signal(signal.SIGKILL)
            time.sleep(0.02)
        self.process_id = None

    def crash(self):
        self._signal(signal.SIGKILL)
        self._wait_until_gone()
        # A process that nobody has reaped yet looks alive to the next server.
        (self.folder / "data" / "postmaster.pid").unlink(missing_ok=True)

    def freeze(self):
        self._signal(signal.SIGSTOP)

    def thaw(self):
        self._signal(signal.SIGCONT)

    def stop(self):
        if self.process_id is not None:
            self.thaw()
            os.kill(self.process_id, signal.SIGQUIT)  # at once
            self._wait_until_gone()
        shutil.rmtree(self.folder, ignore_errors=True)

    def stop_whoever_runs(self):
        try:
            first = (self.folder / "data" / "postmaster.pid").read_text(encoding="utf-8").split()[0]
            self.process_id = int(first) if is_running(int(first)) else None
        except (OSError, IndexError):
            self.process_id = None
        self.stop()

    def remember(self, state):
        facts = {"folder": str(self.folder), "port": self.port, "password": self.password,
                 "process": self.process_id, "durable": self.durable, "url": self.url}
        part = state.with_name(state.name + ".part")
        part.write_text(json.dumps(facts) + "\n", encoding="utf-8")
        part.replace(state)

    @staticmethod
    def recalled(state):
        facts = json.loads(state.read_text(encoding="utf-8"))
        server = Postgres.__new__(Postgres)
        server.durable = facts["durable"]
        server.folder = pathlib.Path(facts["folder"])
        server.port = facts["port"]
        server.password = facts["password"]
        server.process_id = facts["process"]
        server._child = None
        return server


def adopt_orphans():
    """What the server leaves behind becomes our child, so that it can be reaped."""
    set_child_subreaper = 36
    ctypes.CDLL(None).prctl(set_child_subreaper, 1, 0, 0, 0)


def reap():
    try:
        while os.waitpid(-1, os.WNOHANG)[0] != 0:
            pass
    except ChildProcessError:
        pass


def guard(state, watched, durable, report):
    """In a process of its own: starts the server, and stops it once the watched process is gone."""
    adopt_orphans()
    try:
        server = Postgres(durable).__enter__()
        server.remember(state)
        report.write(server.url)
    finally:
        report.close()
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    while state.exists() and is_running(watched):
        reap()
        time.sleep(0.2)
    stop(state)
    server.stop_whoever_runs()  # where the state is gone, but not by stop()
    reap()


def stop(state):
    if not state.exists():
        return
    try:
        Postgres.recalled(state).stop_whoever_runs()
    finally:
        state.unlink(missing_ok=True)


def start(state, watched, durable):
    stop(state)
    state.parent.mkdir(parents=True, exist_ok=True)
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.close(reading)
        os.setsid()
        with open(writing, "w", encoding="utf-8") as report:
            guard(state, watched, durable, report)
        os._exit(0)
    os.close(writing)
    with open(reading, encoding="utf-8") as report:
        url = report.read()
    print(url)
    return 0 if url else 1


def change(state, action):
    server = Postgres.recalled(state)
    getattr(server, {"restart": "start"}.get(action, action))()
    server.remember(state)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("action", choices=["start", "crash", "restart", "freeze", "thaw", "stop"])
    parser.add_argument("state", type=pathlib.Path)
    parser.add_argument("--while", dest="watched", type=int, default=os.getppid())
    parser.add_argument("--durable", action="store_true", help="with fsync")
    chosen = parser.parse_args()
    state = chosen.state.absolute()
    if chosen.action == "start":
        return start(state, chosen.watched, chosen.durable)
    if chosen.action == "stop":
        stop(state)
    else:
        change(state, chosen.action)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Time and memory of processes, with all that they started."""
import os
import pathlib
import subprocess
import tempfile
import threading
import time

from .project import words

BETWEEN_SAMPLES = 0.05  # seconds


def status(pid, name):
    """VmRSS, VmHWM, … of one process in MB."""
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"process {pid} has no {name}")


def forget_peak(pid):
    """VmHWM begins again at VmRSS."""
    pathlib.Path(f"/proc/{pid}/clear_refs").write_text("5")


def processor_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wait_until_idle(pid):
    """Until the process took no time of a processor for half a second."""
    before = -1.0
    while before != (now := processor_seconds(pid)):
        before = now
        time.sleep(0.5)


def tree(root):
    """`root` and all below it."""
    children = {}
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        try:
            fields = pathlib.Path(f"/proc/{entry}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(entry))
    found, open_ = [], [root]
    while open_:
        found.append(open_.pop())
        open_ += children.get(found[-1], [])
    return found


def proportional_memory(pid):
    """PSS in MB: what processes share counts once. 0 where it is gone."""
    try:
        for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def with_peak(command, **options):
    """What `command` prints, and the most that it and all that it started held at once, in MB
    (PSS, sampled)."""
    with tempfile.TemporaryFile() as printed, tempfile.TemporaryFile() as said:
        process = subprocess.Popen(words(command), stdin=subprocess.DEVNULL, stdout=printed,
                                   stderr=said, **options)
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, sum(proportional_memory(pid) for pid in tree(process.pid)))
            time.sleep(BETWEEN_SAMPLES)
        printed.seek(0)
        said.seek(0)
        if process.returncode != 0:
            raise RuntimeError(said.read().decode(errors="replace")[-600:])
        return printed.read().decode(), peak


def whole_process(command, **options):
    """Seconds from start to end, and the largest process's peak in MB."""
    begun = time.perf_counter()
    process = subprocess.Popen(words(command), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, **options)
    _, ended, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(ended)
    if process.returncode != 0:
        raise RuntimeError(f"{command[0]}: exit {process.returncode}")
    return seconds, usage.ru_maxrss / 1024


class Ticking(threading.Thread):
    """Does something at once and then every `seconds`, until it is stopped."""

    def __init__(self, seconds, work):
        super().__init__(daemon=True)
        self.seconds = seconds
        self.work = work
        self.over = threading.Event()

    def run(self):
        self.work()
        while not self.over.wait(self.seconds):
            self.work()

    def stop(self):
        self.over.set()
        self.join()

"""How cost grows with pages, rows, connections and bytes: linearly or better, as slopes in log–log
say, which docs/images/growth.svg shows."""
import dataclasses
import json
import math
import pathlib
import tempfile

from . import charts, inputs, load, machine, processes, service
from .figures import brief
from .growing_records import GrowingRecord
from .notices import google_benchmark
from .project import PROJECT, RESULTS, TARGETS, TOOLS, build, say
from .server import Server

PAGES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]
ROWS = [1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000]
CONNECTIONS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]
BYTES = [1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000,
         30_000_000, 100_000_000]
LARGEST_TEXT = 8 << 20  # that import takes (import.tooLarge)
SECONDS_OF_LOAD = 5
STEEPEST = 1.15  # of a slope: above 1 by what caches that no longer suffice, and noise, take
PICTURE = PROJECT / "docs/images/growth.svg"
FIGURES = RESULTS / "growth.json"


@dataclasses.dataclass
class Series:
    """What something costs at several sizes: x and y of each."""
    chart: str
    name: str
    x_name: str
    y_name: str
    points: list
    memory: list = dataclasses.field(default_factory=list)  # MB at each point

    @property
    def slope(self):
        """Of the upper half, for what does not grow hides in small sizes what does; by least
        squares."""
        lowest, highest = self.points[0][0], self.points[-1][0]
        upper = [(math.log(x), math.log(y)) for x, y in self.points
                 if x * 1.001 >= math.sqrt(lowest * highest)]
        mean_x = sum(x for x, _ in upper) / len(upper)
        mean_y = sum(y for _, y in upper) / len(upper)
        return (sum((x - mean_x) * (y - mean_y) for x, y in upper) /
                sum((x - mean_x) ** 2 for x, _ in upper))

    @property
    def linear(self):
        return self.slope <= STEEPEST


def benchmarked(command, only, repetitions=3):
    """→ (milliseconds of the processor by name, the least; the counters of the last)"""
    runs = google_benchmark(command, repetitions, 0.05, only)
    return {name: min(run["cpu_time"] for run in each) for name, each in runs.items()}, {
        name: each[-1] for name, each in runs.items()}


def pages(folder):
    growing, place = GrowingRecord(), folder / "record.json"
    command = [TOOLS / "bench_notice", place, PROJECT]

    def measured(problems):
        place.write_text(growing.of_problems(problems))
        times, last = benchmarked(command, "notice/new")
        return last["notice/new"]["pages"], times["notice/new"]

    many, _ = measured(100)
    points = {}
    for target in PAGES:
        say(f"  {target} pages")
        count, milliseconds = measured(max(1, int((target - 1) * 100 / many)))
        points[count] = milliseconds
    return [Series("Pages of a notice", "whole notice, warm, one core", "pages", "ms",
                   sorted(points.items()))]


def rows(folder):
    points, memory = [], []
    templates, out = inputs.ledger_templates(folder), folder / "ledger.xlsx"
    with Server("--templates", templates) as running:
        running.settle()
        rest = processes.status(running.pid, "VmRSS")
        for count in ROWS:
            say(f"  {count:,} rows")
            stream = inputs.ledger_stream(folder, count)
            processes.forget_peak(running.pid)
            times = [running.stream("yardstick", stream, out)
                     for _ in range(3 if count <= 100_000 else 1)]
            points.append((count, min(times) * 1000))
            memory.append(processes.status(running.pid, "VmHWM") - rest)
            stream.unlink()
    return [Series("Rows of a ledger", "NDJSON by HTTP to the workbook", "rows", "ms", points,
                   memory)]


def connections(folder):
    """All of them admitted: what the server refuses costs it next to nothing."""
    different, _ = service.bodies(folder)
    points, memory = [], []
    with Server("--connections", CONNECTIONS[-1]) as running:
        running.settle()
        load.run(running.port, different, 8, 2)
        for count in CONNECTIONS:
            say(f"  {count} connections")
            figures = load.run(running.port, different, count, SECONDS_OF_LOAD)
            if complaint := load.complaint(figures):
                raise RuntimeError(f"{count} connections: {complaint}")
            points.append((count, 1000 * count / figures["perSecond"]))
            memory.append(processes.status(running.pid, "VmRSS"))
    return [Series("Connections at once", "wait for a notice of 5 pages", "connections", "ms",
                   points, memory)]


def record_bytes(folder):
    growing = GrowingRecord()
    record, text = folder / "record.json", folder / "notice.txt"
    found = {"read": [], "check": [], "import": []}
    for size in BYTES:
        say(f"  {size:,} bytes")
        record.write_text(growing.of_bytes(size))
        text.write_text(growing.text_of_bytes(min(size, LARGEST_TEXT)))
        again = size > LARGEST_TEXT and found["import"][-1][0] > 0.99 * LARGEST_TEXT
        times, _ = benchmarked([TOOLS / "bench_record", record, text, PROJECT],
                               "read|check" if again else "read|check|import",
                               3 if size <= 10_000_000 else 1)
        for name, milliseconds in times.items():
            of = text if name == "import" else record
            found[name].append((of.stat().st_size, milliseconds))
    names = {"read": "reading a record", "check": "proofreading it",
             "import": "importing a notice's text (8 MiB at most)"}
    return [Series("Size of a record", names[name], "bytes", "ms", points)
            for name, points in found.items()]


def run(strict):
    build(TARGETS)
    with tempfile.TemporaryDirectory(prefix="tongbao-bench-") as name:
        series = []
        for measure in (pages, rows, connections, record_bytes):
            say(measure.__name__)
            found = measure(pathlib.Path(name))
            report(found)
            series += found
    RESULTS.mkdir(parents=True, exist_ok=True)
    FIGURES.write_text(json.dumps(
        {"machine": machine.facts(),
         "series": [dataclasses.asdict(each) | {"slope": each.slope} for each in series]},
        ensure_ascii=False, indent=2) + "\n")
    charts.draw(series, PICTURE)
    return 1 if strict and not all(each.linear for each in series) else 0


def report(series):
    for each in series:
        print(f"{each.chart}: {each.name}")
        verdict = "linear or better" if each.linear else f"WORSE THAN LINEAR (over {STEEPEST})"
        print(f"  slope {each.slope:.2f} in the upper half: {verdict}")
        for i, (x, y) in enumerate(each.points):
            beside = f"  {brief(each.memory[i])} MB" if each.memory else ""
            print(f"  {x:>12,.0f} {each.x_name:12} {brief(y):>10} {each.y_name}{beside}", flush=True)

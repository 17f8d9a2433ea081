"""A ledger by HTTP, from NDJSON to the finished workbook, beside a bare libxlsxwriter loop with the
same columns and rows, and those that write workbooks otherwise."""
import statistics

from . import inputs, peers, processes
from .figures import Bar, Line, brief
from .project import TOOLS, capture, say
from .server import Server

BARS = {"rate": Bar(least=4), "memory": Bar(most=64), "bytes": Bar(most=1.25)}
TEMPLATES = {"yardstick": "tongbao, the same 15 columns", "ledger": "tongbao, the template ledger"}
ROWS_OF_SEVERAL_TURNS = 100_000


def ledger(context):
    sizes = [ROWS_OF_SEVERAL_TURNS, 1_000_000] if context.full else [ROWS_OF_SEVERAL_TURNS]
    for rows in sizes:
        yield from one_size(context, rows)


class Turns:
    """What each turn gave, by who wrote."""

    def __init__(self):
        self.seconds, self.size, self.memory = {}, {}, {}

    def add(self, who, seconds, size, memory=None):
        self.seconds.setdefault(who, []).append(seconds)
        self.size[who] = size
        if memory is not None:
            self.memory[who] = max(memory, self.memory.get(who, 0))


def measure(context, rows):
    turns = Turns()
    corpus = inputs.corpus(context.folder)
    stream = inputs.ledger_stream(context.folder, rows)
    out = context.folder / "ledger.xlsx"
    repetitions = context.rounds if rows <= ROWS_OF_SEVERAL_TURNS else min(context.rounds, 3)
    with Server("--templates", inputs.ledger_templates(context.folder)) as running:
        running.settle()
        rest = processes.status(running.pid, "VmRSS")
        for turn in range(repetitions):
            say(f"  ledger of {rows:,} rows, turn {turn + 1} of {repetitions}")
            printed = capture([TOOLS / "ledger_yardstick", rows, corpus, out],
                              env=context.environment).split()
            turns.add("loop", float(printed[0]), int(printed[1]))
            for template in TEMPLATES:
                processes.forget_peak(running.pid)
                seconds = running.stream(template, stream, out)
                turns.add(template, seconds, out.stat().st_size,
                          processes.status(running.pid, "VmHWM") - rest)
        left = [path.name for path in (running.folder / "tmp").iterdir()]
        if left:
            raise RuntimeError(f"the server left files behind: {left}")
    for peer in peers.installed(peers.LEDGER_PEERS):
        say(f"  ledger of {rows:,} rows, {peer.name}")
        # The largest once: of a minute, a few per cent are enough to know.
        for _ in range(context.rounds if rows <= ROWS_OF_SEVERAL_TURNS else 1):
            said, peak = peers.run_with_peak(peer, context, rows, corpus, out)
            turns.add(peer.name, said["seconds"], out.stat().st_size, peak)
            context.versions[peer.name] = said["version"]
    stream.unlink()
    out.unlink()
    return turns


def one_size(context, rows):
    turns = measure(context, rows)
    group = f"a ledger of {rows:,} rows, NDJSON by HTTP to the file"
    loop = statistics.median(turns.seconds["loop"])

    def line(who, name, note="", memory=None):
        median = statistics.median(turns.seconds[who])
        return Line(group, name, "s", turns.seconds[who], memory=memory,
                    note=f"{brief(rows / median)} rows/s, {turns.size[who] / 1e6:.1f} MB{note}")

    yield line("loop", "the bare libxlsxwriter loop")
    for template, name in TEMPLATES.items():
        judged = BARS if template == "yardstick" else {}
        yield line(template, name)
        yield Line(group, "  rows a second, times the loop's", "×",
                   [loop / statistics.median(turns.seconds[template])], judged.get("rate"))
        yield Line(group, "  memory over rest", "MB", [turns.memory[template]], judged.get("memory"))
        yield Line(group, "  bytes, times the loop's", "×",
                   [turns.size[template] / turns.size["loop"]], judged.get("bytes"))
    for peer in peers.installed(peers.LEDGER_PEERS):
        yield line(peer.name, peer.name, "; without HTTP", turns.memory[peer.name])

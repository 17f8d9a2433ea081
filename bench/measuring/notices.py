"""A notice: warm, in a whole process, in bytes; beside those that set it otherwise."""
import json
import statistics

from . import inputs, peers, processes
from .figures import Bar, Line
from .project import PROGRAM, PROJECT, TOOLS, capture, say

BARS = {"warm": Bar(most=1.9), "cold": Bar(most=30), "size": Bar(most=560), "check": Bar(most=20)}
TIMES_OF_TYPST = Bar(least=30)
ON_ONE_CORE = ["taskset", "-c", "0"]
STAGES = {"notice/seen": "the same notice again", "notice/read": "of it reading",
          "notice/bind": "of it binding", "notice/layout": "of it layout",
          "notice/pdf/new": "of it the PDF"}


def record_name():
    return inputs.notice_record().name


def google_benchmark(command, repetitions, seconds, only=".*"):
    """→ {name: what it says of each repetition; times are in milliseconds}"""
    printed = capture([*ON_ONE_CORE, *command, f"--benchmark_repetitions={repetitions}",
                       f"--benchmark_min_time={seconds}", f"--benchmark_filter={only}",
                       "--benchmark_format=json"])
    runs = {}
    for run in json.loads(printed)["benchmarks"]:
        if run["run_type"] == "iteration":
            runs.setdefault(run["run_name"], []).append(run)
    return runs


def milliseconds(runs):
    return {name: [run["real_time"] for run in each] for name, each in runs.items()}


def warm_notice(only, repetitions=5):
    return milliseconds(google_benchmark(
        [TOOLS / "bench_notice", inputs.notice_record(), PROJECT], repetitions, 0.1, only))


def warm(context):
    """In turn, so that what slows the machine slows all."""
    count = max(peer.notices for peer in peers.NOTICE_PEERS) + 1
    texts = inputs.notices_for_peers(inputs.variations(inputs.notice_record(), count),
                                     context.folder / "notices.json")
    ours, theirs = [], {}
    present = peers.installed(peers.NOTICE_PEERS)
    for turn in range(context.rounds):
        say(f"  warm, turn {turn + 1} of {context.rounds}")
        ours += warm_notice("notice/new")["notice/new"]
        for peer in present:
            said = peers.run(peer, context, texts, context.folder / "warm.pdf", peer.notices)
            theirs.setdefault(peer, []).extend(said["milliseconds"])
            context.versions[peer.name] = said["version"]
    group = "a notice warm, its texts and glyph sets unseen; ours on one core"
    yield Line(group, "tongbao", "ms", ours, BARS["warm"])
    for name, values in warm_notice("|".join(STAGES)).items():
        yield Line(group, "  " + STAGES[name], "ms", values)
    for peer in present:
        ratio = statistics.median(theirs[peer]) / statistics.median(ours)
        if peer.name == "typst":
            yield Line(group, "typst: times ours", "×", [ratio], TIMES_OF_TYPST)
        _, memory = peers.run_with_peak(peer, context, texts, context.folder / "warm.pdf",
                                        min(peer.notices, 10))
        yield Line(group, peer.name, "ms", theirs[peer], ratio=ratio, memory=memory)


def cold(context):
    out = context.folder / "cold.pdf"
    ours = [PROGRAM, "render", "notice", "-i", inputs.notice_record(), "-o", out]
    texts = inputs.notices_for_peers([inputs.notice_record().read_text()],
                                     context.folder / "notice.json")
    milliseconds, memory = [], []
    theirs = {peer: [] for peer in peers.installed(peers.NOTICE_PEERS)}

    def once(command, values):
        seconds, peak = processes.whole_process(command, env=context.environment)
        values.append(seconds * 1000)
        return peak

    once(ours, [])  # files are in the kernel's memory from here on, for all
    for turn in range(context.rounds):
        say(f"  cold, turn {turn + 1} of {context.rounds}")
        memory += [once(ours, milliseconds) for _ in range(10)]
        for peer, values in theirs.items():
            if turn == 0:
                once(peer.command(texts, context.folder / f"{peer.script}.pdf", 0), [])
            for _ in range(2):
                once(peer.command(texts, context.folder / f"{peer.script}.pdf", 0), values)
    group = "a notice, from the start of a process to the file"
    yield Line(group, "tongbao", "ms", milliseconds, BARS["cold"], memory=max(memory))
    for peer, values in theirs.items():
        yield Line(group, peer.name, "ms", values,
                   ratio=statistics.median(values) / statistics.median(milliseconds))
    group = "its size, four faces and that of the page numbers"
    size = out.stat().st_size / 1000
    yield Line(group, "tongbao", "kB", [size], BARS["size"])
    for peer in theirs:
        kilobytes = (context.folder / f"{peer.script}.pdf").stat().st_size / 1000
        yield Line(group, peer.name, "kB", [kilobytes], ratio=kilobytes / size)


def check(context):
    record = inputs.notice_record()
    text = context.folder / "notice.txt"
    text.write_text(plain(inputs.text_of(inputs.content_of(record.read_text()))))
    times = milliseconds(google_benchmark([TOOLS / "bench_record", record, text, PROJECT], 9, 0.05))
    group = "before a document, on one core"
    yield Line(group, "proofreading a record", "ms", times["check"], BARS["check"])
    yield Line(group, "reading it", "ms", times["read"])
    yield Line(group, "importing its notice's text", "ms", times["import"])


def plain(notice):
    """The notice as a text file."""
    paragraphs = ["".join(runs.values()) for runs in notice["paragraphs"]]
    return "\n".join([notice["title"], *paragraphs, *notice["signature"]]) + "\n"

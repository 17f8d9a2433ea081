"""The server: until it is ready, notices by HTTP, memory."""
import time

from . import inputs, load, peers, processes
from .figures import Bar, Line
from .project import CORES, say
from .server import Server

BARS = {"start": Bar(most=0.3), "rate": Bar(least=600), "p99": Bar(most=150),
        "rest": Bar(most=200), "drift": Bar(least=-5, most=5)}
CONNECTIONS = 64
DIFFERENT_NOTICES = 1000
DOCUMENTS = 100_000  # after which memory is looked at again


def start(context):
    seconds = []
    for _ in range(20 if context.full else 10):
        begun = time.perf_counter()
        with Server() as running:
            while not running.ready():
                time.sleep(0.002)
            seconds.append(time.perf_counter() - begun)
    yield Line("the server, until /readyz says so", "tongbao serve", "s", seconds, BARS["start"])


def bodies(folder):
    """Two files: notices of which each is another one, and one notice alone."""
    short = inputs.record_of_few_pages(folder)
    different, same = folder / "different.ndjson", folder / "same.ndjson"
    different.write_text("\n".join(inputs.variations(short, DIFFERENT_NOTICES)) + "\n")
    same.write_text(short.read_text() + "\n")
    return different, same


def by_http(context):
    """Lines of a load, and then of memory, for both are of one server."""
    seconds = 60 if context.full else 10
    different, same = bodies(context.folder)
    group = f"notices of {inputs.PAGES_BY_HTTP} pages by HTTP, {CORES} cores with the client on them"
    with Server() as running:
        running.settle()
        rest = processes.status(running.pid, "VmRSS")
        made = 0

        def loaded(title, place, connections, judged=False, seconds=seconds):
            nonlocal made
            say(f"  {title}, {connections} connections, {seconds} s")
            with load.Health(running.port) as health:
                figures = load.run(running.port, place, connections, seconds)
            made += figures["documents"]
            name = f"{title}, {connections} connections"
            memory = processes.status(running.pid, "VmRSS")
            yield Line(group, name, "/s", [figures["perSecond"]], BARS["rate"] if judged else None,
                       memory=memory, note=load.complaint(figures))
            yield Line(group, "  its p99", "ms", [figures["p99"]], BARS["p99"] if judged else None,
                       note=f"p50 {figures['p50']:.0f}")
            yield Line(group, "  /healthz meanwhile, p99", "ms", [health.p99()],
                       note=f"{health.refused} refused" if health.refused else "")
            context.found[name] = figures["perSecond"]

        yield from loaded("each another", different, CONNECTIONS, judged=True)
        yield from loaded("the same again", same, CONNECTIONS)
        if context.full:
            short = 20
            yield from loaded("each another", different, 1, seconds=short)
            yield from loaded("each another", different, 256, seconds=short)
            with load.SlowClients(running.port):
                yield from loaded(f"beside {load.SLOW_CLIENTS} slow clients", different, 256,
                                  seconds=short)
        yield from chromium(context, group, different)
        yield from memory_lines(context, running, rest, made, different)


def chromium(context, group, different):
    """What a browser does on the same cores."""
    if peers.CHROMIUM.missing():
        return
    count = 8 * CORES
    with open(different) as lines:
        records = [next(lines) for _ in range(count + 1)]
    texts = inputs.notices_for_peers(records, context.folder / "short-notices.json")
    context.environment["PEER_AT_ONCE"] = str(CORES)
    said = peers.run(peers.CHROMIUM, context, texts, context.folder / "short.pdf", count)
    del context.environment["PEER_AT_ONCE"]
    ours = context.found[f"each another, {CONNECTIONS} connections"]
    yield Line(group, "Chromium, without HTTP", "/s", [said["perSecond"]],
               note=f"{said['perSecond'] / CORES:.1f} a second and core; "
                    f"ours {ours / said['perSecond']:.0f} times that")


def memory_lines(context, running, rest, made, different):
    group = "memory of the server (RSS), idle"
    yield Line(group, "before the first document", "MB", [rest], BARS["rest"])
    while context.full and made < DOCUMENTS:
        say(f"  memory: {made} of {DOCUMENTS} documents")
        made += load.run(running.port, different, CONNECTIONS, 30)["documents"]
    processes.wait_until_idle(running.pid)
    after = processes.status(running.pid, "VmRSS")
    name = f"after {made:,} documents"
    yield Line(group, name, "MB", [after], BARS["rest"])
    yield Line(group, "  more than before them", "%", [100 * (after / rest - 1)],
               BARS["drift"] if context.full else None)

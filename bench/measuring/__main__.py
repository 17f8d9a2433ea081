"""What the project costs, beside what people would use otherwise.

Builds release, makes inputs, runs tongbao and every installed peer in turn, prints a table and
writes it as JSON. A few minutes; with --full about a quarter of an hour, and no other work beside."""
import argparse
import json
import pathlib
import sys
import tempfile
import traceback

from . import figures, instructions, ledgers, machine, notices, peers, project, service

LINES = {"start": service.start, "check": notices.check, "cold": notices.cold,
         "notice": notices.warm, "http": service.by_http, "ledger": ledgers.ledger}
ONLY_FULL = {"jobs"}


class Context:
    """What measurements share: how long they may take, a folder, and what was learnt."""

    def __init__(self, folder, full):
        self.folder = folder
        self.full = full
        self.rounds = 5 if full else 3
        self.environment = peers.environment(folder)
        self.versions = {}  # of peers
        self.found = {}     # figures that others are compared with


def jobs(context):
    from .jobs import jobs as measured  # starts PostgreSQL: only where it is asked for
    return measured(context)


LINES["jobs"] = jobs


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true",
                        help="a million rows, 100,000 documents, a minute of load, more repetitions")
    parser.add_argument("--only", nargs="+", choices=sorted(LINES), metavar="NAME",
                        help=f"some of {', '.join(LINES)} (jobs: else with --full alone)")
    parser.add_argument("--strict", action="store_true", help="exit 1 where a bar is missed")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE",
                        default=project.RESULTS / "results.json")
    parser.add_argument("--install-peers", action="store_true",
                        help="Debian packages, and npm's into build/bench/peers")
    parser.add_argument("--growth", action="store_true",
                        help="instead: how cost grows with pages, rows, connections, bytes; charts")
    parser.add_argument("--instructions", action="store_true",
                        help="instead: instructions of each stage, against bench/instructions.json")
    parser.add_argument("--update", action="store_true",
                        help="with --instructions: these are the ones from now on")
    parsed = parser.parse_args()
    if parsed.update and not parsed.instructions:
        parser.error("--update goes with --instructions")
    return parsed


def measured(names, context):
    lines = []
    for name in names:
        project.say(name)
        try:
            lines += LINES[name](context)
        except Exception as error:  # the other lines are still worth having
            traceback.print_exc()
            lines.append(figures.failed(name, str(error).splitlines()[0] if str(error) else
                                        type(error).__name__))
    return lines


def measure(words):
    project.build(project.TARGETS)
    names = words.only or [name for name in LINES if words.full or name not in ONLY_FULL]
    with tempfile.TemporaryDirectory(prefix="tongbao-bench-") as folder:
        context = Context(pathlib.Path(folder), words.full)
        facts = machine.facts()
        lines = measured(names, context)
    facts["peers"] = context.versions
    missing = peers.missing()
    print(f"{facts['processor']}, {facts['cores']} cores, {facts['system']}; commit "
          f"{facts['commit']}; load before {facts['loadBefore']:.1f}")
    print(figures.table(lines))
    for name, lacks in missing.items():
        print(f"missing: {name} (without {', '.join(lacks)}); scripts/bench --install-peers")
    print(figures.summary(lines))
    words.json.parent.mkdir(parents=True, exist_ok=True)
    words.json.write_text(json.dumps(
        {"machine": facts, "full": words.full, "record": notices.record_name(),
         "missing": missing, "lines": [line.as_json() for line in lines]},
        ensure_ascii=False, indent=2) + "\n")
    missed = any(line.reached is False for line in lines)
    return 1 if words.strict and missed else 0


def main():
    words = arguments()
    if words.install_peers:
        peers.install()
    if words.instructions:
        return instructions.run(words.update)
    if words.growth:
        from . import growth  # draws with matplotlib, which nothing else needs
        return growth.run(words.strict)
    return measure(words)


sys.exit(main())

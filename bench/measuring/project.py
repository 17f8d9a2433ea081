"""Where things lie, and how programs are run."""
import os
import pathlib
import subprocess
import sys

PROJECT = pathlib.Path(__file__).resolve().parents[2]
RELEASE = PROJECT / "build/release"
PROGRAM = RELEASE / "tongbao"
TOOLS = RELEASE / "bench"
RESULTS = PROJECT / "build/bench"
FACES = PROJECT / "fonts/fandol"
CASES = PROJECT.parent / "shared/cases"  # real notices, where they lie beside the checkout
CORES = len(os.sched_getaffinity(0))

TARGETS = ["tongbao", "bench_notice", "bench_record", "print_variations", "ledger_stream",
           "ledger_yardstick"]


def words(command):
    return [str(word) for word in command]


def capture(command, **options):
    """What `command` prints. Raises RuntimeError with what it said where it fails."""
    done = subprocess.run(words(command), capture_output=True, text=True, **options)
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip()[-600:]
        raise RuntimeError(f"{pathlib.Path(str(command[0])).name}: exit {done.returncode}: {said}")
    return done.stdout


def build(targets):
    """Installs what is missing and builds release."""
    subprocess.run([PROJECT / "scripts/setup", "--test"], check=True)
    built = subprocess.run([PROJECT / "scripts/build", "release", *targets],
                           stdout=subprocess.PIPE, text=True)
    if built.returncode != 0:
        sys.exit(built.stdout[-4000:])


def say(text):
    """Progress, which is no result."""
    print(text, file=sys.stderr, flush=True)

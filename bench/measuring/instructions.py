"""Instructions that each stage takes, counted by callgrind and held against bench/instructions.json:
a count does not depend on what else the machine does.

It does depend on compiler, libraries, faces and what the processor offers. The reference names these;
where they differ, nothing is judged."""
import hashlib
import json
import pathlib
import re
import subprocess
import tempfile

from . import machine
from .project import FACES, PROJECT, TOOLS, build, capture, words

REFERENCE = PROJECT / "bench/instructions.json"
RECORD = PROJECT / "examples/city-department/record.json"
COUNTER = TOOLS / "count_instructions"
TOLERANCE = 0.03
SKIPPED = 77  # exit code, as CTest and Automake have it
# What libraries choose their loops by, of what valgrind lets them see.
FEATURES = {"sse4_2", "pclmulqdq", "avx", "avx2", "bmi2"}


def libraries():
    """Debian's packages of all that the program is linked with, with versions."""
    files = re.findall(r"=> (/\S+)", capture(["ldd", COUNTER]))
    # Packages name files by /lib or by /usr/lib, whichever they were built for.
    places = {str(pathlib.Path(file).resolve()) for file in files}
    places |= {place.removeprefix("/usr") for place in places}
    owners = subprocess.run(["dpkg-query", "-S", *sorted(places)], capture_output=True, text=True).stdout
    names = {line.split(": ")[0].split(":")[0] for line in owners.splitlines()}
    return machine.package_versions(sorted(names))


def upstream(version):
    """Without Debian's own revision of a stable release: such mends change no counts worth a name."""
    return re.sub(r"[+~]deb\d+u\d+$|\+b\d+$", "", version)


def compiler():
    cache = (PROJECT / "build/release/CMakeCache.txt").read_text()
    program = re.search(r"CMAKE_CXX_COMPILER:\w+=(.*)", cache)[1]
    return "GCC " + capture([program, "-dumpfullversion"]).strip()


def digest_of_faces():
    digest = hashlib.sha256()
    own = [path for path in PROJECT.glob("fonts/*") if path.suffix.lower() in (".ttf", ".otf", ".ttc")]
    for path in sorted([*FACES.glob("*.otf"), *own]):
        digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def conditions():
    flags = re.search(r"flags\s*:\s*(.*)", pathlib.Path("/proc/cpuinfo").read_text())
    packages = libraries() | machine.package_versions(
        ["valgrind", "nlohmann-json3-dev", "fonts-noto-cjk", "fonts-hanazono"])
    return {"compiler": compiler(), "faces": digest_of_faces(),
            "processor": " ".join(sorted(FEATURES & set(flags[1].split()))) if flags else "",
            "packages": {name: upstream(version) for name, version in packages.items()}}


def count():
    """stage → instructions"""
    with tempfile.TemporaryDirectory(prefix="tongbao-bench-") as folder:
        # An empty environment: its size and locale count too.
        subprocess.run(words(
            ["env", "-i", "LC_ALL=C", "PATH=/usr/bin:/bin", f"TMPDIR={folder}",
             "valgrind", "-q", "--tool=callgrind", "--instr-atstart=no",
             f"--callgrind-out-file={folder}/out", COUNTER, RECORD, PROJECT]), check=True)
        stages = {}
        for path in sorted(pathlib.Path(folder).glob("out.*"), key=lambda p: int(p.suffix[1:])):
            text = path.read_text()
            if stage := re.search(r"^desc: Trigger: Client Request: (.*)$", text, re.MULTILINE):
                stages[stage[1]] = int(re.search(r"^totals: (\d+)", text, re.MULTILINE)[1])
    return stages


def differences(here, there):
    """What differs between two conditions, in words."""
    found = [f"{name}: {there.get(name)}, here {here[name]}"
             for name in ("compiler", "faces", "processor") if here[name] != there.get(name)]
    packages = there.get("packages", {})
    for name in sorted(here["packages"].keys() | packages.keys()):
        one, other = packages.get(name), here["packages"].get(name)
        if one != other:
            found.append(f"{name}: {one}, here {other}")
    return found


def compare(stages, reference):
    """Prints both beside each other. → the stages that take more, and whether any takes less"""
    more, less = [], False
    rows = [("a notice, whole", sum_of_notice(stages), sum_of_notice(reference)),
            *((name, stages.get(name, 0), reference.get(name, 0))
              for name in dict.fromkeys([*stages, *reference]))]
    for name, now, before in rows:
        change = now / before - 1 if before else float("inf")
        mark = ""
        if not now:
            mark = "  NOT COUNTED"
        elif change > TOLERANCE:
            mark = "  more"
        elif change < -TOLERANCE:
            less = True
            mark = "  less"
        if mark and mark != "  less":
            more.append(name)
        print(f"{name:16} {before / 1e6:10.2f} → {now / 1e6:8.2f} million {change:+7.1%}{mark}")
    return more, less


def sum_of_notice(stages):
    return sum(stages.get(stage, 0) for stage in ("read", "bind", "layout", "pdf/new"))


def run(update):
    build(["count_instructions"])
    here = conditions()
    reference = json.loads(REFERENCE.read_text()) if REFERENCE.exists() else {}
    if not update:
        differing = differences(here, reference.get("conditions", {}))
        if differing:
            print("instructions: not judged, the reference was counted with other versions "
                  "(scripts/bench --instructions --update counts anew)")
            print("\n".join("  " + each for each in differing))
            return SKIPPED
    stages = count()
    more, less = compare(stages, reference.get("stages", {}))
    if update:
        REFERENCE.write_text(json.dumps({"conditions": here, "stages": stages}, indent=2) + "\n")
        return 0
    if more:
        print(f"over {TOLERANCE:.0%} more instructions: {', '.join(more)}. Where that is meant: "
              "scripts/bench --instructions --update")
        return 1
    if less:
        print("less than the reference: keep it with scripts/bench --instructions --update")
    return 0

"""Checks which room of src/ includes which, and which third-party header stands where.

    includes.py SRC

Prints one line a violation; exit 1 where there is any. src/README.md explains the rooms.
"""
import pathlib
import re
import sys

STAGES = {"base", "content", "image", "record", "archive", "documents", "workbook", "importer", "proof", "template", "font",
          "layout", "pdf", "xlsx", "dump", "conformance"}

# Rooms that a room may include, besides itself. None: any.
ROOMS = {
    "base": set(),
    "content": {"base"},
    "image": {"base", "content"},
    "record": {"base"},
    "archive": {"base"},
    "documents": {"base", "archive"},
    "workbook": {"base", "archive"},
    "importer": {"base", "record", "documents", "workbook"},
    "proof": {"base", "record"},
    "template": {"base", "record", "content", "image", "proof"},
    "font": {"base", "content"},
    "layout": {"base", "content", "font"},
    "pdf": {"base", "content", "font"},
    "xlsx": {"base", "content", "font"},
    "dump": {"base", "content", "font"},
    "conformance": {"base", "content", "font"},
    "render": STAGES,
    "store": {"base"},
    "access": {"base", "store"},
    "audit": {"base"},
    "metrics": {"base"},
    "jobs": {"base", "record", "render", "store", "audit"},
    "http": {"base", "record", "documents", "importer", "proof", "render", "store", "access", "audit",
             "jobs", "metrics"},
    "cli": None,
}

# Beginnings of third-party headers and the rooms that know the library.
LIBRARIES = {
    "hpdf": {"pdf"},
    "xlsxwriter": {"xlsx"},
    "lcms2": {"pdf"},
    "libdeflate": {"pdf", "xlsx"},
    "hb": {"font", "pdf"},
    "expat": {"template", "archive"},
    "zip": {"archive"},
    "libxml": {"documents"},
    "archive.h": {"jobs"},
    "archive_entry.h": {"jobs"},
    "png": {"image"},
    "libpq": {"store"},
    "Poco/Data": {"store"},
    "Poco/": {"http", "store", "jobs", "cli"},
    "CLI/": {"cli"},
    "prometheus/": {"metrics"},
}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def library_of(header):
    for start in LIBRARIES:
        if header == f"{start}.h" or header.startswith((start, f"{start}-", f"{start}/")):
            return start
    return None


def violations_in(room, name, text):
    for kind, header in INCLUDE.findall(text):
        library = library_of(header)
        if library is not None and room not in LIBRARIES[library]:
            yield f"{name}: <{header}> belongs into {', '.join(sorted(LIBRARIES[library]))} only"
        if kind == "<" or library is not None:
            continue
        target = header.split("/")[0]
        if "/" not in header or target not in ROOMS:
            yield f'{name}: "{header}" is not written from src/'
        elif target != room and ROOMS[room] is not None and target not in ROOMS[room]:
            yield f'{name}: {room}/ may not use {target}/ ("{header}")'


def violations(src):
    for path in sorted(src.rglob("*")):
        if path.suffix not in {".h", ".cpp"} or path.parent == src:
            continue
        name = path.relative_to(src).as_posix()
        room = name.split("/")[0]
        if room not in ROOMS:
            yield f"{name}: {room}/ is not in the table of rooms"
            continue
        yield from violations_in(room, name, path.read_text(encoding="utf-8"))


def main():
    src = pathlib.Path(sys.argv[1])
    found = list(violations(src))
    for line in found:
        print(line)
    files = sum(1 for _ in src.rglob("*.cpp"))
    if files == 0:
        print(f"{src}: no sources")
        return 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

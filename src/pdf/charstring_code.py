#!/usr/bin/env python3
"""Writes src/pdf/charstring_code.cpp: a Huffman code for the bytes of Type 2 charstrings.

Counts the bytes of all outlines, without hints, of the project's faces. Needs hb-subset (Debian's
libharfbuzz-bin) and the faces, so it is run by hand and its result is committed:

    src/pdf/charstring_code.py fonts/fandol/*.otf > src/pdf/charstring_code.cpp
"""
import collections
import heapq
import pathlib
import subprocess
import sys
import tempfile

END_OF_BLOCK = 256
LONGEST = 15  # bits of a code (RFC 1951, 3.2.7)
PER_LINE = 16


def number(data, at, width):
    return int.from_bytes(data[at:at + width], "big")


def index(data, at):
    """The items of an INDEX (Adobe Technical Note 5176, section 5) and where it ends."""
    count = number(data, at, 2)
    if count == 0:
        return [], at + 2
    width = data[at + 2]
    offsets = [number(data, at + 3 + i * width, width) for i in range(count + 1)]
    base = at + 2 + (count + 1) * width
    items = [data[base + begin:base + end] for begin, end in zip(offsets, offsets[1:])]
    return items, base + offsets[-1]


def char_strings_offset(top_dict):
    """The operand of CharStrings (17) in a Top DICT (5176, table 9)."""
    at, operands = 0, []
    while at < len(top_dict):
        byte = top_dict[at]
        if byte == 28:
            operands.append(number(top_dict, at + 1, 2))
            at += 3
        elif byte == 29:
            operands.append(number(top_dict, at + 1, 4))
            at += 5
        elif byte == 30:
            while top_dict[at] & 0x0F != 0x0F:
                at += 1
            at += 1
        elif byte >= 32:
            operands.append(0)
            at += 1 if byte < 247 else 2
        elif byte == 17:
            return operands[-1]
        else:
            at += 2 if byte == 12 else 1
            operands = []
    raise ValueError("no CharStrings")


def outlines(face):
    with tempfile.TemporaryDirectory() as folder:
        bare = pathlib.Path(folder) / "bare.otf"
        subprocess.run(["hb-subset", "--gids=*", "--no-hinting", "--desubroutinize",
                        f"--output-file={bare}", face], check=True)
        font = bare.read_bytes()
    tables = (font[12 + 16 * i:28 + 16 * i] for i in range(number(font, 4, 2)))
    table = next(font[number(entry, 8, 4):][:number(entry, 12, 4)]
                 for entry in tables if entry[:4] == b"CFF ")
    top_dicts, _ = index(table, index(table, table[2])[1])
    return index(table, char_strings_offset(top_dicts[0]))[0]


def lengths_of(counts):
    """The lengths of a Huffman code's words."""
    heap = [(count, symbol, (symbol,)) for symbol, count in counts.items()]
    heapq.heapify(heap)
    lengths = collections.Counter()
    while len(heap) > 1:
        rare, next_rare = heapq.heappop(heap), heapq.heappop(heap)
        symbols = rare[2] + next_rare[2]
        lengths.update(symbols)
        heapq.heappush(heap, (rare[0] + next_rare[0], max(rare[1], next_rare[1]), symbols))
    return lengths


def main():
    counts = collections.Counter({symbol: 1 for symbol in range(END_OF_BLOCK + 1)})
    for face in sys.argv[1:]:
        for outline in outlines(face):
            counts.update(outline)
            counts[END_OF_BLOCK] += 1 / 1000
    lengths = lengths_of(counts)
    while max(lengths.values()) > LONGEST:  # rare symbols are made less rare
        counts = collections.Counter({s: max(n, sum(counts.values()) / 2**14) for s, n in counts.items()})
        lengths = lengths_of(counts)
    names = ", ".join(pathlib.Path(face).stem for face in sys.argv[1:])
    print(f"// Written by src/pdf/charstring_code.py from {names}.")
    print('#include "pdf/charstring_code.h"\n')
    print("namespace tongbao::pdf {\n")
    print("const std::array<std::uint8_t, charstring_symbols> charstring_code_lengths = {")
    for start in range(0, END_OF_BLOCK + 1, PER_LINE):
        symbols = range(start, min(start + PER_LINE, END_OF_BLOCK + 1))
        print("    " + " ".join(f"{lengths[symbol]}," for symbol in symbols))
    print("};\n\n}  // namespace tongbao::pdf")


main()

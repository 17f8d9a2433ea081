"""Faces made from real ones for tests: under another name, with other licence bits, in a collection."""
import pathlib
import struct

HANAZONO = pathlib.Path("/usr/share/fonts/truetype/hanazono/HanaMinA.ttf")


def tables(face):
    """tag: (place of its record, offset, length)"""
    count = struct.unpack_from(">H", face, 4)[0]
    records = {}
    for record in range(12, 12 + 16 * count, 16):
        tag, _, offset, length = struct.unpack_from(">4sLLL", face, record)
        records[tag.decode()] = (record, offset, length)
    return records


def renamed(face, old, new):
    """`new` for `old` wherever the name table, and a CFF face itself, says it; of the same length."""
    assert len(old) == len(new)
    found = tables(face)
    face = bytearray(face)
    for tag in ("name", "CFF "):
        if tag in found:
            _, offset, length = found[tag]
            part = bytes(face[offset:offset + length])
            for encoding in ("ascii", "utf-16-be"):
                part = part.replace(old.encode(encoding), new.encode(encoding))
            face[offset:offset + length] = part
    return bytes(face)


def with_licence_bits(face, bits):
    face = bytearray(face)
    struct.pack_into(">H", face, tables(face)["OS/2"][1] + 8, bits)
    return bytes(face)


def collection(face):
    """The face alone in a collection."""
    header = struct.pack(">4sLLL", b"ttcf", 0x00010000, 1, 16)
    moved = bytearray(face)
    for record, offset, _ in tables(face).values():
        struct.pack_into(">L", moved, record + 8, offset + len(header))
    return header + bytes(moved)

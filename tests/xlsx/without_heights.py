"""Copies a workbook without its row heights and, for the test's machine, with other faces.

Usage: without_heights.py FROM TO DEFAULT_FACE FACE
DEFAULT_FACE stands in for Calibri, whose digits make the columns as wide as they are, FACE for
every face of the cells.
"""
import re
import sys
import zipfile

HEIGHT = re.compile(rb' ht="[^"]*"| customHeight="1"')


def changed(name, part, default_face, face):
    if "/sheet" in name:
        return HEIGHT.sub(b"", part)
    if name.endswith("styles.xml"):
        part = part.replace(b"Calibri", default_face.encode())
        for ours in ("仿宋", "黑体", "方正小标宋简体"):
            part = part.replace(ours.encode(), face.encode())
    return part


source_name, target_name, *faces = sys.argv[1:]
with zipfile.ZipFile(source_name) as source, zipfile.ZipFile(target_name, "w") as target:
    for name in source.namelist():
        target.writestr(name, changed(name, source.read(name), *faces))

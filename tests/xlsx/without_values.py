"""Copies a workbook without what its formulas come to, so that a reader must calculate.

Usage: without_values.py FROM TO
"""
import re
import sys
import zipfile

VALUE = re.compile(rb"(</f>)<v>[^<]*</v>")

with zipfile.ZipFile(sys.argv[1]) as source, zipfile.ZipFile(sys.argv[2], "w") as target:
    for name in source.namelist():
        target.writestr(name, VALUE.sub(rb"\1", source.read(name)))

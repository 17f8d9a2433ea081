"""Runs the program and the readers for the end-to-end tests."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

PROJECT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("TONGBAO", str(PROJECT / "build/release/tongbao"))
os.environ.setdefault("TONGBAO_TEMPLATES", str(PROJECT / "templates"))
os.environ.setdefault("TONGBAO_FONTS", str(PROJECT / "fonts"))
CASES = PROJECT.parent / "shared/cases"
CASE_NAMES = ("fogang-2026", "sanshui-2021", "zhanjiang-2021")


def run(*command, check=True, **options):
    result = subprocess.run([str(part) for part in command], capture_output=True, **options)
    if check and result.returncode != 0:
        raise AssertionError(f"{command}: exit {result.returncode}\n{result.stderr.decode()}")
    return result


def tongbao(*arguments, **options):
    return run(PROGRAM, *arguments, **options)


def examples():
    """The records of examples/, by folder name."""
    return sorted((PROJECT / "examples").glob("*/record.json"))


class Workspace(unittest.TestCase):
    """A test with a folder of its own that is gone afterwards."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def imported_cases(self):
        """(name, source text, reference record, imported record's file) of the real notices."""
        if not CASES.is_dir():
            self.skipTest("the real notices are not beside this checkout")
        for name in CASE_NAMES:
            record = self.folder / f"{name}.json"
            tongbao("import", "-i", CASES / f"{name}.txt", "-o", record)
            source = (CASES / f"{name}.txt").read_text(encoding="utf-8")
            reference = json.loads((CASES / f"{name}.record.json").read_text(encoding="utf-8"))
            yield name, source, reference, record


def without_space(text):
    return "".join(text.split())

"""The parts of scripts/bench that judge: bars, slopes, counts; and its inputs, with the built program."""
import contextlib
import io
import json
import os
import pathlib
import subprocess
import tempfile
import types
import unittest

from measuring import project

project.PROGRAM = pathlib.Path(os.environ["TONGBAO"])

from measuring import charts, figures, growth, inputs, instructions, service  # noqa: E402
from measuring.growing_records import GrowingRecord  # noqa: E402


def line(values, bar=None, **rest):
    return figures.Line("a notice", "tongbao", "ms", values, bar, **rest)


class Bars(unittest.TestCase):
    def test_hold_the_median(self):
        self.assertTrue(line([1, 2, 90], figures.Bar(most=2)).reached)
        self.assertFalse(line([1, 2.1, 2.2], figures.Bar(most=2)).reached)
        self.assertTrue(line([600], figures.Bar(least=600)).reached)
        self.assertFalse(line([-6], figures.Bar(least=-5, most=5)).reached)
        self.assertIsNone(line([1]).reached)

    def test_what_failed_is_not_reached(self):
        self.assertIs(figures.failed("http", "no server").reached, False)

    def test_stand_in_the_table_and_in_json(self):
        lines = [line([1.2345, 1.5, 2], figures.Bar(most=1)), line([3000], ratio=2.0, memory=41.26),
                 figures.failed("http", "no server")]
        table = figures.table(lines).splitlines()
        self.assertEqual(table[1], "— a notice")
        self.assertEqual(table[2].split(),
                         ["tongbao", "1.5", "1.23", "2", "3", "ms", "≤", "1", "NOT", "REACHED"])
        self.assertEqual(table[3].split(), ["tongbao", "3,000", "1", "ms", "2.00×", "41.3"])
        self.assertEqual(table[-1].split(), ["failed", "FAILED:", "no", "server"])
        self.assertIn("0 of 2 bars reached", figures.summary(lines))
        as_json = lines[0].as_json()
        self.assertEqual((as_json["median"], as_json["min"], as_json["repetitions"]), (1.5, 1.2345, 3))
        self.assertIs(as_json["reached"], False)
        json.dumps([each.as_json() for each in lines])


class Slopes(unittest.TestCase):
    @staticmethod
    def series(cost):
        return growth.Series("c", "n", "x", "y", [(10**n, cost(10**n)) for n in range(7)])

    def test_of_known_growth(self):
        self.assertAlmostEqual(self.series(lambda x: 3 * x).slope, 1)
        self.assertAlmostEqual(self.series(lambda x: x**0.5).slope, 0.5)
        self.assertFalse(self.series(lambda x: x**1.3).linear)

    def test_are_not_hidden_by_what_every_size_costs(self):
        self.assertFalse(self.series(lambda x: 1e6 + x * x).linear)


class Counts(unittest.TestCase):
    def compared(self, now, before):
        with contextlib.redirect_stdout(io.StringIO()):
            return instructions.compare(now, before)

    def test_name_the_stage_that_takes_more(self):
        before = {"read": 100, "bind": 100, "layout": 1000, "pdf/new": 10_000}
        self.assertEqual(self.compared(before, before), ([], False))
        self.assertEqual(self.compared(before | {"bind": 102}, before), ([], False))
        self.assertEqual(self.compared(before | {"bind": 104}, before), (["bind"], False))
        self.assertEqual(self.compared(before | {"layout": 900}, before), ([], True))
        self.assertEqual(self.compared({"read": 100}, {"read": 100, "check": 5})[0], ["check"])

    def test_are_not_judged_with_other_versions(self):
        here = {"compiler": "c", "faces": "f", "processor": "p", "packages": {"a": "1", "b": "2"}}
        self.assertEqual(instructions.differences(here, here), [])
        self.assertEqual(instructions.differences(here, here | {"packages": {"a": "1", "b": "3"}}),
                         ["b: 3, here 2"])
        self.assertEqual(len(instructions.differences(here, {})), 5)

    def test_debian_mends_are_the_same_version(self):
        self.assertEqual(instructions.upstream("2.36-9+deb12u14"), "2.36-9")
        self.assertEqual(instructions.upstream("3.0.22-1~deb12u2"), "3.0.22-1")
        self.assertEqual(instructions.upstream("2.3.0+dfsg-1+b1"), "2.3.0+dfsg-1")


class Inputs(unittest.TestCase):
    def test_peers_get_the_notice_with_its_faces(self):
        record = (project.PROJECT / "examples/district-office/record.json").read_text()
        text = inputs.text_of(inputs.content_of(record))
        self.assertEqual(text["title"], json.loads(record)["title"].replace("\n", ""))
        headings = [runs["heiti"] for runs in text["paragraphs"] if runs["heiti"]]
        self.assertTrue(headings[0].startswith("一、"))
        self.assertGreater(sum(bool(runs["fangsong"]) for runs in text["paragraphs"]), 10)
        self.assertTrue(text["signature"][-1].endswith("日"))

    def test_records_and_texts_grow_and_are_read(self):
        growing = GrowingRecord()
        for size in (3_000, 100_000):
            record, text = growing.of_bytes(size), growing.text_of_bytes(size)
            self.assertAlmostEqual(len(record.encode()) / size, 1, delta=0.25)
            self.assertAlmostEqual(len(text.encode()) / size, 1, delta=0.1)
            imported = json.loads(project.capture([project.PROGRAM, "import"], input=text))
            self.assertGreater(len(imported["sections"][0]["problems"]), 2)
            checked = subprocess.run([project.PROGRAM, "check"], input=record, text=True,
                                     capture_output=True)
            self.assertIn(checked.returncode, (0, 1), checked.stderr)


class Lines(unittest.TestCase):
    def test_of_the_server(self):
        lines = list(service.start(types.SimpleNamespace(full=False)))
        self.assertEqual(len(lines[0].values), 10)
        self.assertGreater(lines[0].median, 0)

    def test_charts_are_the_same_for_the_same_figures(self):
        series = [growth.Series(f"chart {n}", "name", "x", "y", [(1, 0.5), (100, 30), (1000, 2000)])
                  for n in range(4)]
        with tempfile.TemporaryDirectory() as folder:
            places = [pathlib.Path(folder) / name for name in ("a.svg", "b.svg")]
            for place in places:
                charts.draw(series, place)
            self.assertEqual(*(place.read_bytes() for place in places))


if __name__ == "__main__":
    unittest.main()

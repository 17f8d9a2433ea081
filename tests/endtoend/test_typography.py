"""The rules of typesetting on every page of the real notices and the examples, and on the cases of
typography/, each read by three readers: the program's own account of its lines, MuPDF, Poppler."""
import json
import pathlib
import unittest

import geometry
from geometry import CELL, LEFT
from printed import Printer
from program import PROJECT, Workspace, examples, tongbao, without_space
from typesetting import Checker, assigned, lines_of_layout, lines_of_mupdf, lines_of_poppler, place

TYPOGRAPHY = pathlib.Path(__file__).parent / "typography"
FORMS = sorted((PROJECT / "tests/forms/cases").glob("*/record.json"))


def readings(record, pdf):
    """(reader, lines) of one record, which is rendered to `pdf` as well."""
    tongbao("render", "notice", "-i", record, "-o", pdf, "--allow-classified")
    yield "layout", lines_of_layout(record)
    yield "MuPDF", lines_of_mupdf(pdf)
    yield "Poppler", lines_of_poppler(pdf)


def printed(record):
    """(paragraphs, which of them are headings), as the record prints them."""
    printer = Printer(record)
    paragraphs = printer.all()
    # A title's wished break, and the blank of a heading without text, are none of a paragraph.
    return [p for p in paragraphs if p], printer.headings


class Notices(Workspace):
    def check(self, name, record_file, record, least_lines=60):
        """How many paragraphs stand on two pages, as the last reader sees it."""
        paragraphs, headings = printed(record)
        for reader, lines in readings(record_file, self.folder / f"{name}.pdf"):
            with self.subTest(name, reader=reader):
                checker = Checker(lines, paragraphs, headings)
                wrong = checker.all()
                print(f"{name}, {reader}: {checker.counts()}")
                self.assertEqual(wrong, [])
                self.assertGreater(len(lines), least_lines)
                self.assertGreater(checker.full, least_lines / 3)
        return checker.divided

    def test_examples(self):
        for path in examples():
            self.check(path.parent.name, path, json.loads(path.read_text(encoding="utf-8")))

    def test_forms(self):
        for path in FORMS:
            record = json.loads(path.read_text(encoding="utf-8"))
            self.check(path.parent.name, path, record, least_lines=10)

    def test_real_notices(self):
        for name, _, reference, record in self.imported_cases():
            self.assertGreater(self.check(name, record, reference), 0)


class Case:
    """A record, and what must hold of its pages beside the rules that always hold."""

    def __init__(self, path):
        data = json.loads(path.read_text(encoding="utf-8"))
        self.name = path.stem
        self.rule = data["rule"]
        self.holds = data["holds"]
        self.record = {"schemaVersion": "1", "organization": {"name": "岚浦市水务局"},
                       "title": "关于整改情况的通报", "sections": [], "date": "2025-04-01"}
        self.record.update(data.get("record", {}))
        self.record["preamble"] = self.repeated(data.get("paragraphs", []))

    @staticmethod
    def repeated(paragraphs):
        out = []
        for paragraph in paragraphs:
            text, times = (paragraph, 1) if isinstance(paragraph, str) else (
                paragraph["text"] * paragraph.get("joined", 1), paragraph.get("times", 1))
            out += [text] * times
        return out


class Holds:
    """What a case may ask, by the names in its `holds`."""

    def __init__(self, test, lines, paragraphs):
        self.test = test
        self.lines = lines
        self.paragraphs = paragraphs
        self.all = assigned(lines, paragraphs)
        self.body = self.all[1:]  # without the title

    def lines_of_first(self, expected):
        """The first paragraph's lines, by arithmetic."""
        self.test.assertEqual([line.text for line in self.body[0]], expected)

    def line_count(self, expected):
        self.test.assertEqual(len(self.body[0]), expected)

    def line_ends(self, endings):
        for ending in endings:
            ends = [line for line in self.lines if line.text.endswith(ending)]
            self.test.assertTrue(ends, f"no line ends with {ending}")

    def together(self, pieces):
        for piece in pieces:
            whole = [line for line in self.lines if piece in line.text]
            self.test.assertTrue(whole, f"{piece} is torn")

    def title_lines(self, count):
        self.test.assertEqual(len(self.all[0]), count)

    def title_shape(self, words):
        """A trapezoid or a diamond, the words whole."""
        title = self.all[0]
        widths = [len(line.text) for line in title]
        self.test.assertLessEqual(max(widths), 20)  # 2号 in 156 mm
        for above, middle, below in zip(widths, widths[1:], widths[2:]):
            self.test.assertFalse(above > middle < below, widths)
        self.test.assertGreater(min(widths), max(widths) / 3)
        for word in words:
            self.test.assertTrue(any(word in line.text for line in title), f"{word} is torn")

    def pages(self, count):
        self.test.assertEqual(max(line.page for line in self.lines), count)

    def least_pages(self, count):
        self.test.assertGreaterEqual(max(line.page for line in self.lines), count)

    def page_of(self, pages):
        for beginning, page in pages.items():
            found = [line.page for line in self.lines if line.text.startswith(beginning)]
            self.test.assertEqual(found[:1], [page], beginning)

    def company_of(self, beginning):
        """At least two lines of text stand above that line on its page."""
        line = next(line for line in self.lines if line.text.startswith(beginning))
        above = [each for paragraph in self.all for each in paragraph
                 if each.page == line.page and each.baseline < line.baseline]
        self.test.assertGreaterEqual(len(above), 2, place(line))

    def first_line_start(self, bounds):
        start = (self.body[0][0].left - LEFT) / CELL
        self.test.assertGreaterEqual(start, bounds[0] - 0.02)
        self.test.assertLessEqual(start, bounds[1] + 0.02)


class Cases(Workspace):
    def cells(self, pdf, pairs):
        """How many cells two adjacent marks take, up to the character after them; MuPDF alone
        gives the place of each character."""
        characters = [c for line in geometry.lines(pdf) for c in line.characters]
        texts = [c[0] for c in characters]
        for pair, expected in pairs:
            at = next(i for i in range(len(texts)) if "".join(texts[i:i + 2]) == pair)
            width = (characters[at + 2][1] - characters[at][1]) / CELL
            self.assertAlmostEqual(width, expected, delta=0.02, msg=pair)

    def extracted(self, pdf, texts, occurrences):
        text = "".join(line.text for line in lines_of_poppler(pdf))
        for each in texts:
            self.assertIn(without_space(each), text)
        for each, count in occurrences.items():
            self.assertEqual(text.count(each), count, each)

    def check(self, case):
        record_file = self.folder / f"{case.name}.json"
        record_file.write_text(json.dumps(case.record, ensure_ascii=False), encoding="utf-8")
        pdf = self.folder / f"{case.name}.pdf"
        paragraphs, headings = printed(case.record)
        for reader, lines in readings(record_file, pdf):
            with self.subTest(case.name, rule=case.rule, reader=reader):
                self.assertEqual(Checker(lines, paragraphs, headings).all(), [])
                holds = Holds(self, lines, paragraphs)
                for name, value in case.holds.items():
                    if name not in ("cells", "extracted", "occurrences"):
                        getattr(holds, name)(value)
        with self.subTest(case.name, rule=case.rule, reader="characters"):
            self.cells(pdf, case.holds.get("cells", []))
            self.extracted(pdf, case.holds.get("extracted", []), case.holds.get("occurrences", {}))

    def test_every_case(self):
        paths = sorted(TYPOGRAPHY.glob("*.json"))
        self.assertGreater(len(paths), 20)
        for path in paths:
            with self.subTest(path.stem):
                self.check(Case(path))


class TheCheckerItself(unittest.TestCase):
    """Pages that break each rule are found out."""

    @staticmethod
    def found(lines, headings=()):
        return Checker(lines, ["".join(line.text for line in lines)], headings).all()

    @staticmethod
    def line(text, right=geometry.RIGHT, page=1, baseline=100):
        from typesetting import Line
        return Line(page, text, LEFT, right, 16, baseline)

    def test_each_rule_can_fail(self):
        good = self.line("天地玄黄")
        self.assertEqual(self.found([good, self.line("宇宙。", 200)]), [])
        for name, lines in {
            "forbidden at a line's start": [good, self.line("，宇宙。")],
            "forbidden at a line's end": [self.line("天地（"), self.line("宇宙）")],
            "double mark torn": [self.line("天地—"), self.line("—宇宙")],
            "off the right edge": [self.line("天地", geometry.RIGHT - 0.2), self.line("宇宙")],
            "lonely last character": [good, self.line("宇。")],
            "alone at the foot": [good, self.line("宇宙", page=2), self.line("洪荒", page=2)],
            "alone at the top": [good, self.line("宇宙"), self.line("洪荒", page=2)],
        }.items():
            with self.subTest(name):
                wrong = self.found(lines)
                self.assertEqual(len(wrong), 1, wrong)
                self.assertIn(name, wrong[0])
        heading = [self.line("一、天地", baseline=700)]
        text = [self.line("玄黄", page=2), self.line("宇宙", page=2)]
        wrong = Checker(heading + text, ["一、天地", "玄黄宇宙"], [0]).all()
        self.assertIn("heading keeps 0 lines", wrong[0])


if __name__ == "__main__":
    unittest.main()

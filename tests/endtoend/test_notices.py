"""Notices from text or record to PDF, checked on the PDF alone."""
import json
import re
import unittest

from geometry import CELL, FOOT, LEFT, MM, PITCH, RIGHT, is_page_number, lines
from printed import body_paragraphs
from program import Workspace, examples, run, tongbao, without_space

FORBIDDEN_START = "、，。：；！？”’）》〉〕】·/"
FORBIDDEN_END = "“‘（《〈〔【"


class Notices(Workspace):
    def notices(self):
        """(name, record, PDF, source text or None): the real notices if there, and the examples."""
        for path in examples():
            pdf = self.folder / f"{path.parent.name}.pdf"
            tongbao("render", "notice", "-i", path, "-o", pdf)
            yield path.parent.name, json.loads(path.read_text(encoding="utf-8")), pdf, None
        try:
            cases = list(self.imported_cases())
        except unittest.SkipTest as skipped:
            print(f"only the examples: {skipped}")
            return
        for name, source, reference, record in cases:
            pdf = self.folder / f"{name}.pdf"
            tongbao("render", "notice", "-i", record, "-o", pdf)
            yield name, reference, pdf, source

    def test_text_comes_out_as_it_went_in(self):
        for name, record, pdf, source in self.notices():
            with self.subTest(name):
                text = run("pdftotext", "-enc", "UTF-8", pdf, "-").stdout.decode()
                text = re.sub(r"^— ?\d+ ?—$", "", text, flags=re.M)
                if source is not None:
                    self.assertEqual(without_space(text), without_space(source))
                expected = "".join(body_paragraphs(record))
                self.assertTrue(without_space(text).startswith(without_space(expected)))

    def test_qpdf_finds_nothing(self):
        for name, _, pdf, _ in self.notices():
            with self.subTest(name):
                self.assertIn(b"No syntax or stream encoding errors", run("qpdf", "--check", pdf).stdout)

    def test_every_face_is_embedded_as_a_subset_with_unicode(self):
        for name, _, pdf, _ in self.notices():
            with self.subTest(name):
                rows = run("pdffonts", pdf).stdout.decode().splitlines()[2:]
                self.assertGreaterEqual(len(rows), 4)
                for row in rows:
                    self.assertRegex(row, r"^[A-Z]{6}\+")
                    self.assertRegex(row, r"yes yes yes +\d+ +0$")

    def test_headings_stand_on_their_line_or_run_in_as_in_the_source(self):
        for name, record, pdf, _ in self.notices():
            with self.subTest(name):
                printed = []
                for line in self.body_lines(pdf):
                    begins = line.x > LEFT + CELL or line.size > 20
                    if begins and not (printed and line.size > 20):
                        printed.append(line.text)
                    else:
                        printed[-1] += line.text
                expected = [without_space(p) for p in body_paragraphs(record)]
                self.assertEqual([without_space(p) for p in printed[: len(expected)]], expected)

    def body_lines(self, pdf):
        return [line for line in lines(pdf) if not is_page_number(line)]

    def test_geometry_is_the_standard_s(self):
        for name, _, pdf, _ in self.notices():
            with self.subTest(name):
                body = self.body_lines(pdf)
                pages = max(line.page for line in body)
                for page in range(1, pages + 1):
                    baselines = [line.baseline for line in body if line.page == page and line.size == 16]
                    for above, below in zip(baselines, baselines[1:]):
                        rows = (below - above) / PITCH
                        self.assertAlmostEqual(rows, round(rows), delta=0.02)
                    self.assertLessEqual(len(baselines), 22)
                full = [page for page in range(1, pages + 1)
                        if sum(line.page == page for line in body) == 22]
                self.assertTrue(full or pages < 5)
                twenty_eight = [line for line in body if line.x < LEFT + 1 and len(line.text) == 28
                                and all(ord(c) > 0x2000 for c in line.text)
                                and line.right > RIGHT - 1]
                for line in twenty_eight:
                    self.assertAlmostEqual(line.x, LEFT, delta=0.05)
                self.assertTrue(twenty_eight or pages < 3)

    def test_full_lines_end_at_the_right_edge(self):
        for name, _, pdf, _ in self.notices():
            body = [line for line in self.body_lines(pdf) if line.size < 20]
            for line, following in zip(body, body[1:]):
                goes_on = following.x < LEFT + CELL
                if not goes_on:
                    continue
                # A face's em is 16 pt on a cell of 15.79: the box of the last character is wider
                # than its cell by the difference, and by half an em where a mark was squeezed.
                right = line.right - (16 - CELL)
                squeezed = line.text[-1] in "、，。：；！？”’）》〉〕】" and right > RIGHT + 1
                if line.text[-1].isascii():
                    right = line.right
                expected = RIGHT + CELL / 2 if squeezed else RIGHT
                with self.subTest(name, line=line.text):
                    self.assertAlmostEqual(right, expected, delta=0.15)

    def test_no_line_breaks_a_rule(self):
        for name, _, pdf, _ in self.notices():
            for line in self.body_lines(pdf):
                with self.subTest(name, line=line.text):
                    self.assertNotIn(line.text[0], FORBIDDEN_START)
                    self.assertNotIn(line.text[-1], FORBIDDEN_END)

    def test_page_numbers_stand_at_the_outer_edge(self):
        for name, _, pdf, _ in self.notices():
            numbers = [line for line in lines(pdf) if is_page_number(line)]
            for line in numbers:
                with self.subTest(name, page=line.page):
                    self.assertEqual(without_space(line.text), f"—{line.page}—")
                    self.assertAlmostEqual(line.size, 14, delta=0.01)
                    if line.page % 2 == 1:
                        self.assertAlmostEqual(line.right, RIGHT - 14, delta=0.1)
                    else:
                        self.assertAlmostEqual(line.x, LEFT + 14, delta=0.1)
                    # The dash, some 0.3 em above the baseline, is 7 mm below the type area.
                    self.assertAlmostEqual(line.baseline - 0.31 * 14, FOOT + 7 * MM, delta=0.3)

    def test_metadata_outline_and_links(self):
        for name, record, pdf, _ in self.notices():
            with self.subTest(name):
                info = run("pdfinfo", "-enc", "UTF-8", "-isodates", pdf).stdout.decode()
                self.assertIn(record["title"].replace("\n", ""), info)
                self.assertIn(record["organization"]["name"], info)
                if "date" in record:
                    self.assertRegex(info, r"CreationDate: +" + record["date"])
                document = json.loads(run("qpdf", "--json", "--json-key=outlines", pdf).stdout)
                tops = [entry["title"] for entry in document["outlines"]]
                for section, title in zip(record["sections"], tops):
                    self.assertIn(section["heading"], title)
                email = record.get("contact", {}).get("email")
                if email:
                    objects = run("qpdf", "--json", "--json-key=qpdf", pdf).stdout.decode()
                    self.assertIn(f"mailto:{email}", objects)


if __name__ == "__main__":
    unittest.main()

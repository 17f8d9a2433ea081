"""Every ledger as workbook: Excel's rules, formulas, merges, and what stands on paper."""
import collections
import pathlib
import re
import tempfile
import unittest
import zipfile

import openpyxl

import workbooks
from program import run, without_space


HIGHEST_ROW = 395  # points; Excel takes up to 409.5, and lines are whole

class Workbooks(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.made = workbooks.make_all(cls.folder)

    def test_microsofts_sdk_finds_nothing_wrong(self):
        found = workbooks.sdk_findings(self.made.values())
        self.assertEqual(len(found), len(self.made))
        for name, findings in found.items():
            self.assertEqual(findings, [], name)

    # The SDK reads parts; how they hang together is looked at here.
    def test_parts_relationships_and_styles(self):
        for name, path in self.made.items():
            with self.subTest(name), zipfile.ZipFile(path) as package:
                self.assertIsNone(package.testzip())
                parts = set(package.namelist())
                types = package.read("[Content_Types].xml").decode()
                for part in re.findall(r'PartName="/([^"]+)"', types):
                    self.assertIn(part, parts)
                for part in parts:
                    if not part.endswith(".rels"):
                        continue
                    base = pathlib.PurePosixPath(part).parent.parent
                    for target, mode in re.findall(r'Target="([^"]+)"( TargetMode="External")?',
                                                   package.read(part).decode()):
                        if not mode:
                            self.assertIn(_joined(base, target), parts)
                styles = package.read("xl/styles.xml").decode()
                count = int(re.search(r'<cellXfs count="(\d+)"', styles).group(1))
                for part in parts:
                    if part.startswith("xl/worksheets/sheet"):
                        used = re.findall(r'<c [^>]*?s="(\d+)"', package.read(part).decode())
                        self.assertLess(max(map(int, used), default=0), count)

    def test_formulas_recalculated_by_libreoffice_are_the_values_in_the_file(self):
        bare = self.folder / "bare"
        bare.mkdir()
        copies = []
        for name, path in self.made.items():
            if workbooks.formulas_of(path):
                copies.append(bare / f"{name}.xlsx")
                workbooks.without_values(path, copies[-1])
        self.assertTrue(any("summary" in copy.name for copy in copies))
        calculated = self.folder / "calculated"
        for name, path in workbooks.office(calculated, "xlsx", copies).items():
            expected = workbooks.formulas_of(self.made[name])
            found = openpyxl.load_workbook(path, data_only=True)
            for (sheet, cell), (formula, value) in expected.items():
                with self.subTest(name, sheet=sheet, cell=cell, formula=formula):
                    other = found[sheet][cell].value
                    if isinstance(value, (int, float)):
                        self.assertAlmostEqual(other, value, places=9)
                    else:
                        self.assertIn(other, (value, None, ""))

    # What LibreOffice prints has every word of every cell, and no ### for a number too wide. Only
    # rows that are as high as a row may be on sheets that are filtered or come back may lack some:
    # their cells hold it all, but each problem is one row there.
    def test_paper_shows_all(self):
        paper = self.folder / "paper"
        for name, path in workbooks.office(paper, "pdf", list(self.made.values())).items():
            with self.subTest(name):
                text = without_space(run("pdftotext", path, "-").stdout.decode())
                self.assertNotIn("###", text)
                printed = collections.Counter(text)
                workbook = openpyxl.load_workbook(self.made[name], data_only=True)
                written = collections.Counter()
                for sheet in workbook:
                    if sheet.sheet_state != "visible":  # lists to choose from
                        continue
                    one_row_each = sheet.title == "数据" or name.startswith("blank")
                    for row in sheet.iter_rows():
                        height = sheet.row_dimensions[row[0].row].height
                        if one_row_each and height is not None and height >= HIGHEST_ROW:
                            continue
                        for cell in row:
                            if isinstance(cell.value, str):
                                written.update(without_space(cell.value))
                missing = {c: n - printed[c] for c, n in written.items() if printed[c] < n}
                self.assertEqual(missing, {}, "characters that are not on paper")

    def test_tables_repeat_their_header_and_print_one_page_wide(self):
        for name, path in self.made.items():
            for sheet in openpyxl.load_workbook(path):
                if sheet.sheet_state != "visible":
                    continue
                with self.subTest(name, sheet=sheet.title):
                    self.assertTrue(sheet.sheet_properties.pageSetUpPr.fitToPage)
                    self.assertEqual(sheet.page_setup.fitToWidth or 1, 1)
                    self.assertEqual(sheet.page_setup.fitToHeight, 0)
                    if not name.startswith("closeout"):
                        self.assertIsNotNone(sheet.print_title_rows)

    def test_data_sheets_have_no_merged_cells_and_a_filter(self):
        for name, path in self.made.items():
            workbook = openpyxl.load_workbook(path)
            for sheet in workbook:
                if sheet.title != "数据":
                    continue
                with self.subTest(name):
                    self.assertEqual(list(sheet.merged_cells.ranges), [])
                    self.assertIsNotNone(sheet.auto_filter.ref)

    def test_merged_cells_never_overlap(self):
        for name, path in self.made.items():
            for sheet in openpyxl.load_workbook(path):
                taken = set()
                for merged in sheet.merged_cells.ranges:
                    cells = {(row, column) for row in range(merged.min_row, merged.max_row + 1)
                             for column in range(merged.min_col, merged.max_col + 1)}
                    self.assertFalse(taken & cells, f"{name} {sheet.title} {merged}")
                    taken |= cells


def _joined(base, target):
    if target.startswith("/"):
        return target[1:]
    parts = list(base.parts)
    for step in target.split("/"):
        parts = parts[:-1] if step == ".." else parts + [step]
    return "/".join(parts)


if __name__ == "__main__":
    unittest.main()

"""Ledgers from record to XLSX, read by openpyxl and LibreOffice."""
import datetime
import json
import re
import unittest

import openpyxl

from program import Workspace, examples, run, tongbao

COLUMNS = ["序号", "反馈方面", "反馈问题", "具体表现", "整改目标", "整改措施", "责任领导", "责任科室",
           "配合部门", "责任人", "整改时限", "进展情况", "完成状态", "完成时间", "销号时间", "佐证材料", "备注"]


def problems_of(sections):
    for section in sections:
        for problem in section.get("problems", []):
            yield section, problem
        yield from problems_of(section.get("sections", []))


class Ledgers(Workspace):
    def ledger(self, record, name):
        path = self.folder / f"{name}.xlsx"
        tongbao("render", "ledger", "-i", record, "-o", path)
        return path

    def rows(self, path):
        """Rows of problems as dictionaries by column; the text of a continued row is joined."""
        sheet = openpyxl.load_workbook(path).worksheets[0]
        shared = {}  # of merged cells, the value of all
        for merged in sheet.merged_cells.ranges:
            for row in range(merged.min_row, merged.max_row + 1):
                shared[row, merged.min_col] = sheet.cell(merged.min_row, merged.min_col).value
        header = next(row for row in sheet.iter_rows() if row[0].value == "序号")
        titles = [cell.value for cell in header]
        self.assertEqual(titles, COLUMNS)
        found = []
        for row in sheet.iter_rows(min_row=header[0].row + 1):
            values = dict(zip(titles, (cell.value for cell in row)))
            if isinstance(values["序号"], (int, float)):
                found.append({title: shared.get((cell.row, cell.column), cell.value)
                              for title, cell in zip(titles, row)})
            elif values["序号"] is None and found:
                for title in titles:
                    if isinstance(values[title], str) and isinstance(found[-1][title], str):
                        found[-1][title] += values[title]
        return found

    def test_real_notices(self):
        groups_expected = {"fogang-2026": [2, 8, 4, 3], "sanshui-2021": [3, 4, 4],
                           "zhanjiang-2021": [13, 6, 2]}
        for name, _, reference, record in self.imported_cases():
            with self.subTest(name):
                rows = self.rows(self.ledger(record, name))
                groups = {}
                for row in rows:
                    groups[row["反馈方面"]] = groups.get(row["反馈方面"], 0) + 1
                self.assertEqual(list(groups.values()), groups_expected[name])
                self.assertEqual([row["序号"] for row in rows], list(range(1, len(rows) + 1)))
                headings = [s["heading"] for s, _ in problems_of(reference["sections"])]
                self.assertEqual([row["反馈方面"] for row in rows], headings)
                states_problems = name != "fogang-2026"
                for row in rows:
                    self.assertEqual(bool(row["反馈问题"]), states_problems, row["反馈问题"])
                    self.assertTrue(row["整改措施"])
                    self.assertNotRegex(row["整改措施"], r"(^|[\n。；])[一二三四五六七八九十]是")

    def test_measures_are_all_there(self):
        for name, _, reference, record in self.imported_cases():
            rows = self.rows(self.ledger(record, name))
            for row, (_, problem) in zip(rows, problems_of(reference["sections"])):
                for measure in problem.get("measures", []):
                    with self.subTest(name, problem=problem["id"], measure=measure["id"]):
                        self.assertIn(re.sub(r"\s", "", measure["text"]),
                                      re.sub(r"\s", "", row["整改措施"]))

    def test_examples_have_real_dates_and_words(self):
        for path in examples():
            record = json.loads(path.read_text(encoding="utf-8"))
            rows = self.rows(self.ledger(path, path.parent.name))
            problems = [problem for _, problem in problems_of(record["sections"])]
            self.assertEqual(len(rows), len(problems))
            for row, problem in zip(rows, problems):
                with self.subTest(path.parent.name, problem=problem["id"]):
                    for column, field in (("完成时间", "completedDate"), ("销号时间", "closedDate"),
                                          ("整改时限", "deadline")):
                        day = problem.get(field, "")
                        if len(day) == 10:
                            self.assertEqual(row[column],
                                             datetime.datetime.fromisoformat(day))
                    self.assertEqual(row["责任领导"] or "", problem.get("leader", ""))

    def test_libreoffice_opens_and_prints_every_ledger(self):
        for path in examples():
            ledger = self.ledger(path, path.parent.name)
            run("soffice", f"-env:UserInstallation=file://{self.folder}/profile", "--headless",
                "--convert-to", "pdf", "--outdir", self.folder, ledger)
            text = run("pdftotext", "-enc", "UTF-8", ledger.with_suffix(".pdf"), "-").stdout.decode()
            self.assertNotIn("###", text)
            printed = re.sub(r"\s", "", text)
            record = json.loads(path.read_text(encoding="utf-8"))
            for _, problem in problems_of(record["sections"]):
                leader = problem.get("leader", "")
                self.assertIn(leader, printed)


if __name__ == "__main__":
    unittest.main()

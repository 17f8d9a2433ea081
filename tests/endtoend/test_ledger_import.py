"""Ledgers that come back: made by the program, changed in a spreadsheet, merged into the record."""
import datetime
import json
import re
import unittest
import zipfile

import openpyxl

import workbooks
from program import PROJECT, Workspace, examples, run, tongbao, PROGRAM

CITY = PROJECT / "examples/city-department/record.json"
LEDGERS = ("ledger", "blank", "problems", "responsibilities")
# place: severity: message [code]
SAID = re.compile(r"^(?P<place>[^:]*?)(: )?(?P<severity>note|warning|error): (?P<message>.*) "
                  r"\[(?P<code>[\w.]+)\]")


def problems_of(record):
    """By id; what is left out where it is false is left out."""
    found = []

    def walk(section):
        for inner in section.get("sections", []):
            walk(inner)
        found.extend(section.get("problems", []))

    for section in record["sections"]:
        walk(section)
    return {problem["id"]: {name: value for name, value in problem.items() if value is not False}
            for problem in found}


def column_of(sheet, header):
    for row in sheet.iter_rows(max_row=10):
        for cell in row:
            if cell.value == header:
                return cell.column
    raise KeyError(header)


def row_of(sheet, header, value):
    column = column_of(sheet, header)
    for row in range(1, sheet.max_row + 1):
        if sheet.cell(row, column).value == value:
            return row
    raise KeyError(value)


class LedgerImport(Workspace):
    def import_ledger(self, path, into=None, check=True):
        """What the import said, as (code, message) pairs, and the record."""
        merged = self.folder / "out" / "merged.json"
        merged.parent.mkdir(exist_ok=True)
        merged.unlink(missing_ok=True)
        options = ("--into", into) if into else ()
        answer = run(PROGRAM, "--lang", "en", "import", "--type", "ledger", "-i", path,
                     "-o", merged, *options, check=check)
        said = []
        for line in answer.stderr.decode().splitlines():
            match = SAID.match(line)
            self.assertIsNotNone(match, line)
            said.append((match["code"], match["place"], match["message"]))
        record = json.loads(merged.read_text(encoding="utf-8")) if merged.exists() else None
        return said, record

    def through_office(self, paths):
        folder = self.folder / "office"
        return workbooks.office(folder, "xlsx", paths)

    def test_unchanged_through_libreoffice_changes_nothing(self):
        made = {}
        for path in examples():
            for ledger in LEDGERS:
                name = f"{ledger}-{path.parent.name}"
                made[name] = path, self.folder / f"{name}.xlsx"
                tongbao("render", ledger, "-i", path, "-o", made[name][1])
        saved = self.through_office([workbook for _, workbook in made.values()])
        for name, (path, workbook) in made.items():
            for file in (workbook, saved[name]):
                with self.subTest(file=str(file)):
                    said, record = self.import_ledger(file, path)
                    self.assertEqual(said, [])
                    self.assertEqual(problems_of(record),
                                     problems_of(json.loads(path.read_text(encoding="utf-8"))))

    def test_exactly_the_changes_come_back(self):
        before = json.loads(CITY.read_text(encoding="utf-8"))
        old = problems_of(before)
        ids = list(old)
        made = self.folder / "ledger.xlsx"
        tongbao("render", "ledger", "-i", CITY, "-o", made)
        book = openpyxl.load_workbook(made)
        main, data = book["整改台账"], book["数据"]

        # A state and a date in the sheet to print, words and a deadline in the other.
        row = 4 + ids.index(ids[10])
        main.cell(row, column_of(main, "完成状态")).value = "已销号"
        main.cell(row, column_of(main, "销号时间")).value = datetime.date(2025, 7, 1)
        row = row_of(data, "问题编号", ids[3])
        data.cell(row, column_of(data, "责任人")).value = "史书宁"
        data.cell(row, column_of(data, "整改时限")).value = "2025年9月"
        data.cell(row, column_of(data, "配合部门")).value = "办公室，财务科"
        # A row more, in the sheet of data; one less.
        group = data.cell(2, column_of(data, "方面")).value
        last = data.max_row + 1
        for header, value in (("方面", group), ("反馈问题", "泵站值班记录有缺页。"),
                              ("整改措施", "1. 补齐缺页。\n2. 每周抽查。"), ("完成状态", "整改中"),
                              ("整改时限", datetime.date(2025, 8, 31))):
            data.cell(last, column_of(data, header)).value = value
        gone = ids[-1]
        data.delete_rows(row_of(data, "问题编号", gone))
        # Columns moved: 备注 first. Another sheet, and a column of one's own.
        data.insert_cols(1)
        remarks = column_of(data, "备注")
        for line in range(1, data.max_row + 1):
            data.cell(line, 1).value = data.cell(line, remarks).value
        data.delete_cols(remarks)
        data.cell(1, data.max_column + 1).value = "经办处室意见"
        book.create_sheet("说明")["A1"] = "仅供内部使用"
        edited = self.folder / "edited.xlsx"
        book.save(edited)

        saved = self.through_office([edited])["edited"]
        said, record = self.import_ledger(saved, CITY)
        new = problems_of(record)
        changed = {id for id in old if new[id] != old[id]}
        self.assertEqual(changed, {ids[10], ids[3]})
        expected = dict(old[ids[10]], status="closed", closedDate="2025-07-01")
        self.assertEqual(new[ids[10]], expected)
        expected = dict(old[ids[3]], owner="史书宁", deadline="2025-09",
                        coDepartments=["办公室", "财务科"])
        self.assertEqual(new[ids[3]], expected)
        added = set(new) - set(old)
        self.assertEqual(len(added), 1)
        problem = new[added.pop()]
        self.assertEqual(problem["finding"], "泵站值班记录有缺页。")
        self.assertEqual([measure["text"] for measure in problem["measures"]],
                         ["补齐缺页。", "每周抽查。"])
        self.assertEqual((problem["status"], problem["deadline"]), ("inProgress", "2025-08-31"))
        codes = sorted(code for code, _, _ in said)
        self.assertEqual(codes, ["import.added"] + ["import.changed"] * 5 +
                         ["import.madeId", "import.missing", "import.unknownColumn"])
        self.assertIn(("import.changed", "整改台账!M14", f"problem {ids[10]}: 完成状态: "), [
            (code, place, message[:message.index(": ", message.index(": ") + 2) + 2])
            for code, place, message in said if code == "import.changed"])
        merged = self.folder / "merged.json"
        merged.write_text(json.dumps(record), encoding="utf-8")
        tongbao("render", "ledger", "-i", merged, "-o", self.folder / "again.xlsx")
        tongbao("render", "notice", "-i", merged, "-o", self.folder / "again.pdf")
        said, _ = self.import_ledger(self.folder / "again.xlsx", merged)
        self.assertEqual(said, [])

    def test_ledgers_with_a_row_a_measure_say_which_ones_come_back(self):
        for ledger in ("tasks", "breakdown"):
            made = self.folder / f"{ledger}.xlsx"
            tongbao("render", ledger, "-i", CITY, "-o", made)
            said, record = self.import_ledger(made, CITY, check=False)
            self.assertIsNone(record)
            self.assertEqual([code for code, _, _ in said], ["import.noTable"])
            self.assertIn("a row a measure", said[0][2])

    def test_filled_blank_becomes_a_record(self):
        made = self.folder / "blank.xlsx"
        empty = json.loads(CITY.read_text(encoding="utf-8"))
        groups = []
        for section in empty["sections"]:
            for part in [section, *section.get("sections", [])]:
                if part.pop("problems", None) is not None:
                    groups.append(part["heading"])
        source = self.folder / "empty.json"
        source.write_text(json.dumps(empty), encoding="utf-8")
        tongbao("render", "blank", "-i", source, "-o", made)
        book = openpyxl.load_workbook(made)
        sheet = book.worksheets[0]
        rows = (
            {"问题编号": "SW-1", "反馈方面": groups[1], "反馈问题": "闸门检修不及时。",
             "整改目标": "闸门完好率达到百分之百。", "整改措施": "1. 编制检修计划。\n2. 配齐备件。",
             "责任领导": "程望舒", "责任科室": "工程科", "配合部门": "财务科、办公室",
             "整改类型": "限期整改", "整改时限": datetime.date(2025, 12, 31), "完成状态": "整改中",
             "进展情况": "已检修三处。\n其余年内完成。", "佐证材料": "检修计划\n备件清单"},
            {"反馈方面": groups[0], "反馈问题": "学习记录不全。", "具体表现": "两次集体学习没有记录。",
             "整改措施": "补记并专人负责。", "整改时限": "长期坚持", "完成状态": "已完成",
             "完成时间": "2025.5.20"},
            {"问题编号": "SW-3", "反馈方面": groups[1], "反馈问题": "巡查照片没有日期。",
             "整改时限": "汛期前", "备注": "已向上级说明"},
        )
        for number, row in enumerate(rows):
            for header, value in row.items():
                sheet.cell(4 + number, column_of(sheet, header)).value = value
        filled = self.folder / "filled.xlsx"
        book.save(filled)
        saved = self.through_office([filled])["filled"]
        said, record = self.import_ledger(saved)
        self.assertEqual([code for code, _, _ in said],
                         ["import.madeTitle", "import.madeId"] + ["import.added"] * 3)
        self.assertEqual(record["organization"], {"name": "岚浦市水务局"})
        self.assertEqual([section["heading"] for section in record["sections"]],
                         [groups[1], groups[0]])
        self.assertNotIn("recordId", record)
        problems = problems_of(record)
        self.assertEqual(list(problems), ["SW-1", "SW-3", "p1"])
        self.assertEqual(problems["SW-1"], {
            "id": "SW-1", "finding": "闸门检修不及时。", "goal": "闸门完好率达到百分之百。",
            "measures": [{"id": "m1", "text": "编制检修计划。"}, {"id": "m2", "text": "配齐备件。"}],
            "outcome": ["已检修三处。", "其余年内完成。"], "leader": "程望舒", "department": "工程科",
            "coDepartments": ["财务科", "办公室"], "term": "fixed", "deadline": "2025-12-31",
            "status": "inProgress", "evidence": [{"name": "检修计划"}, {"name": "备件清单"}]})
        self.assertEqual(problems["SW-3"], {
            "id": "SW-3", "finding": "巡查照片没有日期。", "deadlineNote": "汛期前",
            "remarks": "已向上级说明"})
        self.assertEqual((problems["p1"]["title"], problems["p1"]["term"], problems["p1"]["status"],
                          problems["p1"]["completedDate"]),
                         ("学习记录不全。", "longTerm", "completed", "2025-05-20"))
        merged = self.folder / "merged.json"
        merged.write_text(json.dumps(record), encoding="utf-8")
        tongbao("render", "notice", "-i", merged, "-o", self.folder / "notice.pdf")
        text = "".join(run("pdftotext", self.folder / "notice.pdf", "-").stdout.decode().split())
        for words in ("闸门检修不及时", "编制检修计划", "两次集体学习没有记录", "补记并专人负责"):
            self.assertIn(words, text)
        # The ledger made of it says the same again.
        tongbao("render", "ledger", "-i", merged, "-o", self.folder / "again.xlsx")
        said, _ = self.import_ledger(self.folder / "again.xlsx", merged)
        self.assertEqual(said, [])
        said, again = self.import_ledger(saved, merged)
        self.assertEqual([entry for entry in said if entry[0] == "import.changed"], [])

    # A text that is higher than a row can be goes on in a further one on paper, and comes back
    # whole; sheets to filter, and the one to send back, have one row a problem.
    def test_continued_rows(self):
        record = json.loads(CITY.read_text(encoding="utf-8"))
        problem = next(iter(record["sections"][1].get("sections", record["sections"])))["problems"][0]
        problem["measures"] = [{"id": f"m{number}", "text": f"第{number}次检查泵站、管网和水库。" * 3}
                               for number in range(1, 60)]
        problem.pop("body", None)
        problem["outcome"] = [f"第{number}季度已完成整改。" * 5 for number in range(1, 40)]
        source = self.folder / "long.json"
        source.write_text(json.dumps(record), encoding="utf-8")
        made = self.folder / "long.xlsx"
        count = len(problems_of(record))
        for ledger in ("ledger", "blank"):
            tongbao("render", ledger, "-i", source, "-o", made)
            book = openpyxl.load_workbook(made)
            sheet = book["数据" if ledger == "ledger" else "整改台账"]
            column = column_of(sheet, "问题编号")
            first = row_of(sheet, "问题编号", "问题编号") + 1
            ids = [sheet.cell(row, column).value for row in range(first, first + count)]
            self.assertEqual(ids, list(problems_of(record)))
            measures = sheet.cell(row_of(sheet, "问题编号", problem["id"]),
                                  column_of(sheet, "整改措施")).value
            self.assertEqual(measures.count("次检查泵站"), 3 * 59)
            if ledger == "ledger":
                self.assertEqual(sheet.max_row, 1 + count)
                self.assertGreater(book["整改台账"].max_row, 3 + count + 1)
            said, _ = self.import_ledger(made, source)
            self.assertEqual(said, [])

    def test_what_cannot_be_read_is_refused(self):
        made = self.folder / "ledger.xlsx"
        tongbao("render", "ledger", "-i", CITY, "-o", made)
        bomb = self.folder / "bomb.xlsx"
        with zipfile.ZipFile(made) as source, \
                zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as copy:
            for name in source.namelist():
                part = source.read(name)
                if name.endswith("sheet1.xml"):
                    part = part.replace(b"</sheetData>", b" " * (80 << 20) + b"</sheetData>")
                copy.writestr(name, part)
        cut = self.folder / "cut.xlsx"
        cut.write_bytes(made.read_bytes()[:9000])
        for path, code in ((bomb, "workbook.tooLarge"), (cut, "workbook.notXlsx"),
                           (CITY, "workbook.notXlsx")):
            said, record = self.import_ledger(path, CITY, check=False)
            self.assertEqual(([entry[0] for entry in said], record), ([code], None))

    def test_what_means_nothing_stays_out(self):
        made = self.folder / "ledger.xlsx"
        tongbao("render", "ledger", "-i", CITY, "-o", made)
        book = openpyxl.load_workbook(made)
        main, data = book["整改台账"], book["数据"]
        data.cell(2, column_of(data, "完成状态")).value = "差不多了"
        data.cell(3, column_of(data, "完成时间")).value = "2025-02-30"
        data.cell(4, column_of(data, "备注")).value = "甲"
        main.cell(6, column_of(main, "备注")).value = "乙"
        book.save(made)
        said, record = self.import_ledger(made, CITY)
        self.assertEqual(sorted((code, place) for code, place, _ in said),
                         [("import.badChoice", "数据!S2"), ("import.badDate", "数据!T3"),
                          ("import.conflict", "整改台账!Q6")])
        self.assertEqual(problems_of(record),
                         problems_of(json.loads(CITY.read_text(encoding="utf-8"))))


if __name__ == "__main__":
    unittest.main()

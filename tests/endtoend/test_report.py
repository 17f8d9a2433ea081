"""`render --report FILE`: what the finished pages measure, clause by clause of GB/T 9704-2012."""
import json
import unittest

from program import PROJECT, Workspace, examples, tongbao

FORMS = sorted((PROJECT / "tests/forms/cases").glob("*/record.json"))
VERDICTS = ("met", "notMet", "notApplicable", "notChecked")


class Report(Workspace):
    def report(self, record, *options):
        file = self.folder / "report.json"
        tongbao("render", "notice", "-i", record, "-o", self.folder / "notice.pdf", "--report", file,
                "--allow-classified", *options)
        return json.loads(file.read_text(encoding="utf-8"))

    def unmet(self, report):
        return [(entry["standard"], entry["clause"], figure["name"], figure["offenders"][:3])
                for entry in report["entries"] for figure in entry["figures"] if figure["outside"]]

    def test_every_clause_is_met(self):
        records = examples() + FORMS
        records += [record for *_, record in self.imported_or_none()]
        for record in records:
            with self.subTest(record.parent.name, record=record.name):
                report = self.report(record)
                self.assertEqual(self.unmet(report), [])
                self.assertEqual(report["verdicts"]["notMet"], 0)
                self.assertGreater(report["verdicts"]["met"], 12)

    def imported_or_none(self):
        try:
            return list(self.imported_cases())
        except unittest.SkipTest as skipped:
            print(f"only the examples and forms: {skipped}")
            return []

    def test_keys_and_figures(self):
        report = self.report(examples()[0])
        self.assertEqual(list(report), ["title", "form", "pages", "verdicts", "entries"])
        self.assertEqual(tuple(report["verdicts"]), VERDICTS)
        self.assertEqual(sum(report["verdicts"].values()), len(report["entries"]))
        for entry in report["entries"]:
            with self.subTest(entry["clause"]):
                self.assertIn(entry["verdict"], VERDICTS)
                for text in (entry["title"], entry["demand"]):
                    self.assertTrue(text["zh"] and text["en"])
                self.assertEqual(entry["verdict"] in ("met", "notMet"), bool(entry["figures"]))
                for figure in entry["figures"]:
                    self.assertGreater(figure["count"], 0)
                    self.assertLessEqual(figure["smallest"]["value"], figure["largest"]["value"])
                    self.assertTrue(1 <= figure["smallest"]["page"] <= report["pages"])

    def test_a_template_off_the_standard_is_told(self):
        template = (PROJECT / "templates/notice.xml").read_text(encoding="utf-8")
        folder = self.folder / "templates"
        folder.mkdir()
        changed = template.replace('left="28mm" right="26mm"', 'left="32mm" right="22mm"', 1)
        self.assertNotEqual(changed, template)
        (folder / "notice.xml").write_text(changed, encoding="utf-8")
        report = self.report(examples()[0], "--templates", folder)
        verdicts = {entry["clause"]: entry["verdict"] for entry in report["entries"]}
        self.assertEqual(verdicts["5.2.1"], "notMet")

    def test_a_report_that_cannot_be_made(self):
        record = examples()[0]
        pdf = self.folder / "out"
        for arguments, code, error in (
                (("ledger", "--report", self.folder / "r.json"), 2, "render.noReport"),
                (("notice", "--report", self.folder / "no/such/folder/r.json"), 3,
                 "file.unwritable"),
                (("notice", "--report", pdf), 2, "cli.badValue")):
            with self.subTest(error):
                result = tongbao("render", *arguments, "-i", record, "-o", pdf, check=False)
                self.assertEqual(result.returncode, code)
                self.assertIn(f"[{error}]", result.stderr.decode())
                self.assertEqual(sorted(path.name for path in self.folder.iterdir()), [])


if __name__ == "__main__":
    unittest.main()

"""Every ledger that comes with the program, made from the examples (and the real notices, where they
are at hand), and the readers that look at the workbooks."""
import json
import pathlib
import re
import shutil
import subprocess
import zipfile

import openpyxl

from program import CASES, CASE_NAMES, PROJECT, run, tongbao

OOXML = pathlib.Path(__file__).parent / "ooxml"
LEDGERS = ("ledger", "problems", "tasks", "responsibilities", "breakdown", "halfmonth",
           "supervision", "closeout", "outcomes", "summary", "blank")
EXAMPLES = sorted((PROJECT / "examples").glob("*/record.json"))


def make_all(folder):
    """{name: path} of all workbooks: one for each template and record, halfmonth with what went
    before, summary of all examples together."""
    made = {}

    def make(name, template, record, *options):
        made[name] = folder / f"{name}.xlsx"
        tongbao("render", template, "-i", record, "-o", made[name], *options)

    for record in EXAMPLES:
        for template in LEDGERS:
            make(f"{template}-{record.parent.name}", template, record)
    city = PROJECT / "examples/city-department"
    make("halfmonth-since", "halfmonth", city / "record.json", "--previous", city / "previous.json")
    together = folder / "together.json"
    records = [json.loads(path.read_text(encoding="utf-8")) for path in EXAMPLES]
    together.write_text(json.dumps({"records": records, "asOf": "2025-07-05"}), encoding="utf-8")
    make("summary-together", "summary", together)
    if CASES.is_dir():
        for case in CASE_NAMES:
            record = folder / f"{case}.json"
            tongbao("import", "-i", CASES / f"{case}.txt", "-o", record)
            for template in LEDGERS:
                make(f"{template}-{case}", template, record)
    return made


def sdk_findings(paths):
    """What Microsoft's Open XML SDK finds wrong, by file name."""
    answer = run("node", OOXML / "validate.mjs", *paths)
    return {pathlib.Path(name).name: found for name, found in json.loads(answer.stdout).items()}


def office(folder, kind, paths):
    """The files, converted by LibreOffice into `folder`."""
    profile = folder / "profile"
    subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless",
                    "--convert-to", kind, "--outdir", str(folder), *map(str, paths)],
                   check=True, capture_output=True, timeout=500)
    shutil.rmtree(profile)
    return {path.stem: folder / f"{path.stem}.{kind}" for path in paths}


def without_values(path, target):
    """A copy in which no formula has a value, so that a reader must calculate."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            part = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text = part.decode("utf-8")
                part = re.sub(r"(<f>[^<]*</f>)<v>[^<]*</v>", r"\1", text).encode("utf-8")
            copy.writestr(name, part)


def formulas_of(path):
    """{(sheet, cell): (formula, value)}"""
    formulas = openpyxl.load_workbook(path)
    values = openpyxl.load_workbook(path, data_only=True)
    found = {}
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.data_type == "f":
                    value = values[sheet.title][cell.coordinate].value
                    found[(sheet.title, cell.coordinate)] = (cell.value, value)
    return found

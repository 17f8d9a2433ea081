"""The same notice as text, DOCX, HTML and PDF imports to the same record."""
import json
import os
import pathlib
import random
import re
import resource
import subprocess
import time
import zipfile

from printed import body_paragraphs
from program import PROGRAM, Workspace, examples, run, tongbao

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def invitation(record):
    contact, disclosure = record["contact"], record["disclosure"]
    start, end = (f"{int(y)}年{int(m)}月{int(d)}日" for y, m, d in
                  (disclosure[key].split("-") for key in ("startDate", "endDate")))
    return ("欢迎社会各界监督整改落实工作，有意见建议的，请及时反映。"
            f"公开范围：{disclosure['scope']}；公开期限：{start}至{end}；联系电话：{contact['phone']}；"
            f"电子邮箱：{contact['email']}；邮政地址：{contact['address']}；邮政编码：{contact['postcode']}。")


def lines_of(record):
    """What the notice prints, one paragraph a line."""
    year, month, day = (int(part) for part in record["date"].split("-"))
    paragraphs = body_paragraphs(record)
    if not record.get("closing"):
        paragraphs.append(invitation(record))
    return paragraphs + [s["name"] for s in record["signatures"]] + [f"{year}年{month}月{day}日"]


def shortened(record, seed):
    """Some sentences of each paragraph, so that lines and pages break elsewhere."""
    chance = random.Random(seed)

    def cut(text):
        sentences = re.findall("[^。]*。", text)
        return "".join(sentences[:chance.randint(1, len(sentences))]) if sentences else text

    def walk(part):
        if isinstance(part.get("body"), list):
            part["body"] = [cut(each) if isinstance(each, str) else each for each in part["body"]]
        for name in ("sections", "problems"):
            for each in part.get(name, []):
                walk(each)

    record.pop("outcomes", None)
    walk(record)
    return record


class Importing(Workspace):
    def imported(self, path, *options):
        record = json.loads(tongbao("import", "-i", path, *options).stdout)
        record["title"] = record["title"].replace("\n", "")  # where a line breaks is the page's
        return record


class Imports(Importing):
    def office(self, target, source, import_filter):
        run("soffice", "--headless", f"-env:UserInstallation=file://{self.folder}/office",
            f"--infilter={import_filter}", "--convert-to", target, "--outdir", self.folder, source)

    def write_docx(self, path, lines):
        body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
        packages = "http://schemas.openxmlformats.org/package/2006"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("[Content_Types].xml",
                             f'<Types xmlns="{packages}/content-types"><Default Extension="rels" '
                             'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                             f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>')
            package.writestr("_rels/.rels",
                             f'<Relationships xmlns="{packages}/relationships"><Relationship Id="a" '
                             f'Type="{office}" Target="word/document.xml"/></Relationships>')
            package.writestr("word/document.xml",
                             f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')

    def test_every_form_gives_the_record_of_the_text(self):
        for example in examples():
            with self.subTest(example.parent.name):
                record = json.loads(example.read_text(encoding="utf-8"))
                record.pop("outcomes", None)  # its table is no paragraph
                source, notice = self.folder / "source.json", self.folder / "page.pdf"
                source.write_text(json.dumps(record), encoding="utf-8")
                lines = lines_of(record)
                text = self.folder / "notice.txt"
                text.write_text("\n".join(lines) + "\n", encoding="utf-8")
                expected = self.imported(text)
                self.assertGreater(len(expected["sections"]), 1)

                tongbao("render", "notice", "-i", source, "-o", notice)
                self.assertEqual(self.imported(notice), expected)
                title = json.loads(tongbao("import", "-i", notice).stdout)["title"]
                self.assertNotIn("\n", title)
                (self.folder / "gb.txt").write_bytes("\n".join(lines).encode("gb18030"))
                self.assertEqual(self.imported(self.folder / "gb.txt"), expected)
                self.write_docx(self.folder / "own.docx", lines)
                self.assertEqual(self.imported(self.folder / "own.docx"), expected)
                for target in ("docx:MS Word 2007 XML", "html"):
                    self.office(target, text, "Text (encoded):UTF8")
                    name = self.folder / ("notice." + target.split(":")[0])
                    self.assertEqual(self.imported(name), expected, target)
                # HTML of paragraphs, as a web page has it, is made from the DOCX.
                self.office("html", self.folder / "own.docx", "MS Word 2007 XML")
                self.assertEqual(self.imported(self.folder / "own.html"), expected)

    def test_pages_broken_anywhere_give_the_record_of_the_text(self):
        for seed in range(6):
            record = shortened(json.loads(examples()[seed % len(examples())].read_text(encoding="utf-8")), seed)
            with self.subTest(seed=seed):
                source, text, notice = (self.folder / name for name in ("some.json", "some.txt", "some.pdf"))
                source.write_text(json.dumps(record), encoding="utf-8")
                text.write_text("\n".join(lines_of(record)) + "\n", encoding="utf-8")
                tongbao("render", "notice", "-i", source, "-o", notice)
                self.assertEqual(self.imported(notice), self.imported(text))

    def refusal(self, path, *options):
        began = time.monotonic()
        result = subprocess.run([PROGRAM, "import", "-i", path, *options], capture_output=True,
                                preexec_fn=lambda: resource.setrlimit(
                                    resource.RLIMIT_DATA, (100 << 20, 100 << 20)), check=False)
        self.assertLess(time.monotonic() - began, 2)
        self.assertEqual(result.returncode, 2, result.stderr.decode())
        return result.stderr.decode()

    def test_hostile_files_are_refused_at_once(self):
        path = self.folder / "file"
        with path.open("wb") as file:
            os.truncate(file.fileno(), 1 << 30)
        self.assertIn("[file.tooLarge]", self.refusal(path))
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("word/document.xml", b" " * (100 << 20))
        self.assertIn("[import.tooLarge]", self.refusal(path))
        path.write_bytes(path.read_bytes()[:1000])
        self.assertIn("[import.badZip]", self.refusal(path))
        path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 1000)
        self.assertIn("[import.badPdf]", self.refusal(path))
        self.assertIn("[import.wrongType]", self.refusal(path, "--type", "docx"))
        path.write_bytes(b"")
        self.assertIn("[import.empty]", self.refusal(path))

    def test_an_encrypted_pdf_is_refused(self):
        notice, locked = self.folder / "notice.pdf", self.folder / "locked.pdf"
        tongbao("render", "notice", "-i", examples()[0], "-o", notice)
        run("qpdf", "--encrypt", "secret", "owner", "256", "--", notice, locked)
        self.assertIn("[import.encrypted]", self.refusal(pathlib.Path(locked)))

"""Poppler, MuPDF, pdf.js in Chromium and Ghostscript open every kind of document without a warning
and extract the same text: that which was laid out, but for white space."""
import collections
import concurrent.futures
import json
import os
import pathlib
import re
import unicodedata
import unittest

import pdfjs
from program import CASES, PROJECT, Workspace, examples, run, tongbao, without_space

FORMS = sorted((PROJECT / "tests/forms/cases").glob("*/record.json"))
# Glyphs that several characters share in the free faces, characters beyond the BMP, and two whose
# codes in 仿宋 (0C0A, 0A14) bring two line feeds together.
SHARED = ("中点·与圆点•并列，一与⼀、人与⼈、金与⾦、龙与⻰、户与⼾与戶、羽與羽。"
          "补齐了。姓名张𠮷㛃、李𬭎、䶮、喆。“引号”‘单’——……①②℃㎡Ⅰ％ＡＢ，é ü café 100%，a@b.cn。")

GHOSTSCRIPT_AT_WORK = re.compile(
    r"GPL Ghostscript|Copyright|This software is supplied|see the file COPYING|"
    r"Processing pages \d+ through \d+\.|Page \d+")

Kind = collections.namedtuple("Kind", "name pdf layout")


def text_of_layout(layout):
    pages = json.loads(layout)["pages"]
    return "\n".join("".join(line["text"] for line in page["lines"]) for page in pages)


def complaints(result, known=()):
    """What a reader said beside its answer."""
    lines = result.stderr.decode(errors="replace").splitlines()
    if result.returncode != 0:
        lines.append(f"exit {result.returncode}")
    return [line for line in lines if line.strip() and line.strip() not in known]


def poppler(pdf):
    text = run("pdftotext", "-raw", "-enc", "UTF-8", pdf, "-", check=False)
    drawn = run("pdftoppm", "-r", 20, pdf, check=False)
    return text.stdout.decode(), complaints(text) + complaints(drawn)


def mupdf(pdf):
    # Of its build in Debian, not of the file.
    known = ("warning: ICC support is not available",)
    text = run("mutool", "draw", "-q", "-F", "txt", pdf, check=False)
    drawn = run("mutool", "draw", "-q", "-r", 20, "-F", "pnm", pdf, check=False)
    return text.stdout.decode(), complaints(text, known) + complaints(drawn, known)


def ghostscript(pdf):
    # Not -q, which keeps warnings to itself, with -dPDFSTOPONWARNING as without.
    command = ("gs", "-dNOPAUSE", "-dBATCH", "-dPDFSTOPONWARNING", "-dPDFSTOPONERROR")
    unicode = pathlib.Path(f"{pdf}.txt")  # -dTextFormat=2: UTF-16 with a byte order mark
    text = run(*command, "-sDEVICE=txtwrite", "-dTextFormat=2", f"-sOutputFile={unicode}", pdf,
               check=False)
    drawn = run(*command, "-sDEVICE=nullpage", pdf, check=False)
    said = complaints(text) + complaints(drawn)
    said += [line for line in (text.stdout + drawn.stdout).decode(errors="replace").splitlines()
             if line.strip() and not GHOSTSCRIPT_AT_WORK.match(line)]
    words = unicode.read_bytes() if unicode.exists() else b""
    return words.decode("utf-16-le", "surrogatepass").replace("\ufeff", ""), said


def as_ghostscript_10(text):
    """Ghostscript 10.0 gives the second half of a surrogate pair a wrong upper byte: the first
    half's lower one (devices/vector/devtxtw.c); the right text where it is mended."""
    out = ""
    for character in text:
        if character > "\uffff":
            high, low = divmod(ord(character) - 0x10000, 0x400)
            high += 0xD800
            out += chr(high) + chr((high & 0xFF) << 8 | (0xDC00 + low) & 0xFF)
        else:
            out += character
    return out


class Readers(Workspace):
    READERS = {"Poppler": poppler, "MuPDF": mupdf, "Ghostscript": ghostscript}

    def kind(self, name, template, record, *pdf_options):
        pdf = self.folder / f"{name}.pdf"
        arguments = ("render", template, "-i", record, "--allow-classified")
        tongbao(*arguments, "--format", "pdf", "-o", pdf, *pdf_options)
        layout = tongbao(*arguments, "--format", "layout").stdout
        return Kind(name, pdf, text_of_layout(layout))

    def characters(self):
        record = self.folder / "characters.json"
        record.write_text(json.dumps({
            "schemaVersion": "1", "organization": {"name": "甲局"}, "title": "关于整改情况的通报",
            "preamble": [SHARED], "sections": [], "date": "2025-04-01"}), encoding="utf-8")
        return record

    def kinds(self):
        yield self.kind("characters", "notice", self.characters())
        for path in examples():
            yield self.kind(path.parent.name, "notice", path)
            yield self.kind(f"{path.parent.name}-ledger", "ledger", path)
        yield self.kind("with-its-record", "notice", examples()[0], "--attach-record")
        for path in FORMS:
            yield self.kind(path.parent.name, "notice", path)
        longest = CASES / "zhanjiang-2021.record.json"
        if longest.is_file():
            yield self.kind("zhanjiang-2021", "notice", longest)

    def read_all(self, kinds):
        """(kind, reader) → (text, complaints), and what pdf.js answered for each kind."""
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count() + 1) as pool:
            in_browser = pool.submit(pdfjs.read, [kind.pdf for kind in kinds])
            tasks = {(kind.name, name): pool.submit(reader, kind.pdf)
                     for kind in kinds for name, reader in self.READERS.items()}
            return ({key: task.result() for key, task in tasks.items()}, in_browser.result())

    def test_every_kind(self):
        kinds = list(self.kinds())
        self.assertGreater(len(kinds), 10)
        read, in_browser = self.read_all(kinds)
        for kind, browser in zip(kinds, in_browser):
            expected = without_space(kind.layout)
            self.assertGreater(len(expected), 100)
            for reader in self.READERS:
                with self.subTest(kind.name, reader=reader):
                    text, said = read[kind.name, reader]
                    self.assertEqual(said, [])
                    self.same_text(reader, without_space(text), expected)
            with self.subTest(kind.name, reader="pdf.js"):
                self.assertEqual(browser["said"], [])
                self.assertEqual(without_space(browser["glyphs"]), expected)
                # What it lets be copied: its older releases write ⼀ as 一 and … as three dots.
                folded = [without_space(unicodedata.normalize("NFKC", text))
                          for text in (browser["text"], expected)]
                self.assertEqual(*folded)
                drawn = [dark > 0 for dark in browser["dark"]]
                inked = [bool(page.strip()) for page in kind.layout.split("\n")]
                self.assertEqual(drawn, inked)
        print(f"{len(kinds)} documents, {sum(len(b['dark']) for b in in_browser)} pages, "
              f"{sum(len(without_space(kind.layout)) for kind in kinds)} characters; read by "
              f"{', '.join(self.READERS)} and pdf.js")

    def same_text(self, reader, text, expected):
        if reader != "Ghostscript":
            return self.assertEqual(text, expected)
        # It puts what stands side by side in an order of its own: cells of a table, a mark.
        counted = collections.Counter(text.encode("utf-16-le", "surrogatepass"))
        mangled = as_ghostscript_10(expected)
        wanted = [collections.Counter(each.encode("utf-16-le", "surrogatepass"))
                  for each in (expected, mangled)]
        self.assertIn(counted, wanted)

    def test_a_broken_file_is_complained_of(self):
        kind = self.kind("characters", "notice", self.characters())
        whole = kind.pdf.read_bytes()
        cut, repaired = self.folder / "cut.pdf", self.folder / "repaired.pdf"
        cut.write_bytes(whole[:len(whole) * 2 // 3])
        repaired.write_bytes(whole.replace(b"startxref\n", b"startxref\n7"))
        for name, reader in self.READERS.items():
            with self.subTest(name):
                self.assertNotEqual(reader(cut)[1], [])
        for reader in ("MuPDF", "Ghostscript"):  # the others repair without a word
            with self.subTest(reader, file="repaired"):
                self.assertNotEqual(self.READERS[reader](repaired)[1], [])
        with self.subTest("pdf.js"):
            self.assertNotEqual(pdfjs.read([cut])[0]["said"], [])


if __name__ == "__main__":
    unittest.main()

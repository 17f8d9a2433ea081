"""DOCX files of other programs import to the record of the text: the npm package docx, and WPS's manner."""
import json
import pathlib
import re

import wps
from printed import chinese
from program import examples, run
from test_imports import Importing, lines_of

WRITER = pathlib.Path(__file__).parent / "docx" / "write.mjs"
MARKS = (r"([一二三四五六七八九十]+)、", r"（([一二三四五六七八九十]+)）", r"(\d+)\.")


def as_numbered(lines):
    """What Word would number, as it counts: deeper levels begin anew after each number."""
    counts = [0, 0, 0]
    paragraphs = []
    for line in lines:
        paragraph = {"text": line}
        for level, mark in enumerate(MARKS):
            match = re.match(mark, line)
            following = counts[level] + 1
            number = str(following) if level == 2 else chinese(following)
            if match and match[1] == number:
                paragraph = {"text": line[match.end():], "level": level}
                counts[level:] = [following] + [0] * (2 - level)
        paragraphs.append(paragraph)
    return paragraphs


class Docx(Importing):
    def setUp(self):
        super().setUp()
        record = json.loads(examples()[0].read_text(encoding="utf-8"))
        record.pop("outcomes", None)
        self.lines = lines_of(record)
        text = self.folder / "notice.txt"
        text.write_text("\n".join(self.lines) + "\n", encoding="utf-8")
        self.expected = self.imported(text)

    def test_the_npm_package_docx(self):
        paragraphs = as_numbered(self.lines)
        self.assertGreater(sum("level" in each for each in paragraphs), 10)
        for manner in ("runs", "numbered", "table", "breaks", "changed"):
            with self.subTest(manner):
                path = self.folder / f"{manner}.docx"
                given = paragraphs if manner == "numbered" else [{"text": line} for line in self.lines]
                run("node", WRITER, manner, path, input=json.dumps(given).encode())
                self.assertEqual(self.imported(path), self.expected)

    def test_the_manner_of_wps(self):
        path = self.folder / "wps.docx"
        wps.write(path, self.lines, boxed=5)
        self.assertEqual(self.imported(path), self.expected)

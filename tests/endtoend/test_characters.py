"""Rare names are seen and extracted; a character that no face has is refused with its place."""
import json
import unittest

from geometry import lines
from program import Workspace, run, tongbao

RARE = "𠮷㛃𬭎䶮"


def record_with(text):
    return {"schemaVersion": "1", "organization": {"name": "甲局"}, "title": "关于整改情况的通报",
            "preamble": [text], "sections": [], "date": "2025-04-01"}


def ink(pdf, character, dots=150):
    """Dark dots where MuPDF says that the character stands on page 1, as Poppler draws it."""
    image = run("pdftoppm", "-gray", "-r", dots, "-f", 1, "-l", 1, pdf).stdout
    _, size, _, pixels = image.split(b"\n", 3)
    width = int(size.split()[0])
    for line in lines(pdf):
        for text, x, right in line.characters:
            if text == character:
                scale = dots / 72
                columns = range(int(x * scale), int(right * scale))
                rows = range(int((line.baseline - 14) * scale), int(line.baseline * scale))
                return sum(pixels[row * width + column] < 128 for row in rows for column in columns)
    raise AssertionError(f"{character} is not on the page")


class Characters(Workspace):
    def render(self, text, **options):
        record = self.folder / "record.json"
        record.write_text(json.dumps(record_with(text), ensure_ascii=False), encoding="utf-8")
        pdf = self.folder / "notice.pdf"
        return tongbao("render", "notice", "-i", record, "-o", pdf, **options), pdf

    def test_rare_names_are_extracted(self):
        _, pdf = self.render(f"责任人：张{RARE}。")
        text = run("pdftotext", "-enc", "UTF-8", pdf, "-").stdout.decode()
        self.assertIn(f"责任人：张{RARE}。", text)

    def test_rare_names_are_visible(self):
        _, pdf = self.render(f"责任人：张{RARE}。")
        common = ink(pdf, "责")
        for character in RARE:
            with self.subTest(character):
                self.assertGreater(ink(pdf, character), common / 4)

    def test_a_character_that_no_face_has_is_an_error(self):
        result, pdf = self.render("责任人：\U0010fffd。", check=False)
        self.assertEqual(result.returncode, 2)
        self.assertIn("U+10FFFD", result.stderr.decode())
        self.assertIn("/preamble/0", result.stderr.decode())
        self.assertFalse(pdf.exists())


if __name__ == "__main__":
    unittest.main()

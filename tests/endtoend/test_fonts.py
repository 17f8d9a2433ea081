"""Faces of one's own: dropped in, embedded, shown, refused; and what docs/fonts.md says of them."""
import json
import os
import re
import shutil
import subprocess
import unittest

import faces
from program import PROGRAM, PROJECT, Workspace, run, tongbao, without_space

DOCUMENTS = [PROJECT / "docs/fonts.md", PROJECT / "docs/fonts.zh-CN.md"]
LIST = json.loads((PROJECT / "fonts/fonts.json").read_text(encoding="utf-8"))
RECORD = {  # its notice uses all five roles
    "schemaVersion": "1",
    "organization": {"name": "青河市档案馆"},
    "title": "青河市档案馆关于巡察整改进展情况的通报",
    "date": "2025-06-15",
    "preamble": ["根据统一安排，现予公布。"],
    "sections": [{"heading": "库房管理", "sections": [
        {"heading": "温湿度记录", "problems": [
            {"id": "p1", "title": "补齐记录", "body": ["已补齐2025年的记录12册。"]}]}]}],
}
EXIT_FAILED = 3


def part(document, name):
    """What stands between <!-- name --> and <!-- end -->."""
    text = document.read_text(encoding="utf-8")
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- end -->", text, re.DOTALL)
    assert found, f"{document} has no part {name}"
    return found[1]


def fenced(document, name):
    return part(document, name).split("\n", 1)[1].rsplit("```", 1)[0]


class Fonts(Workspace):
    @classmethod
    def setUpClass(cls):
        cls.true_type = faces.HANAZONO.read_bytes()
        cls.cff = (PROJECT / "fonts/fandol/FandolKai-Regular.otf").read_bytes()

    def setUp(self):
        super().setUp()
        self.fonts = self.folder / "fonts"
        self.fonts.mkdir()
        (self.fonts / "fandol").symlink_to(PROJECT / "fonts/fandol")
        shutil.copy(PROJECT / "fonts/fonts.json", self.fonts)

    def drop_in(self, name, face):
        (self.fonts / name).write_bytes(face)

    def tongbao(self, *arguments, **options):
        return tongbao(*arguments, cwd=self.folder, **options)

    def notice(self):
        (self.folder / "record.json").write_text(json.dumps(RECORD), encoding="utf-8")
        self.tongbao("render", "notice", "--fonts", "fonts", "-i", "record.json", "-o", "notice.pdf")
        return self.folder / "notice.pdf"

    def embedded(self, pdf):
        """PostScript name: kind, of the faces in a document, each checked to be a subset."""
        kinds = {}
        for line in run("pdffonts", pdf).stdout.decode().splitlines()[2:]:
            name, kind = re.match(r"[A-Z]{6}\+(\S+)\s+(CID \S+(?: \S+)?)\s+Identity-H", line).groups()
            self.assertRegex(line, r"Identity-H +yes yes yes ", line)
            kinds[name.removesuffix("-Identity-H")] = kind
        return kinds

    def first_face_of_roles(self):
        shown = self.tongbao("fonts", "--fonts", "fonts").stdout.decode()
        return dict(re.findall(r"^\S+ (\w+)\n  1  (\S+)  ", shown, re.MULTILINE))


class DroppedIn(Fonts):
    def test_without_any_the_free_faces_are_used(self):
        self.assertEqual(self.embedded(self.notice()), {
            f"Fandol{name}": "CID Type 0C"
            for name in ("Song-Bold", "Fang-Regular", "Hei-Regular", "Kai-Regular", "Song-Regular")})

    def test_in_each_role_the_face_is_used_and_embedded_as_a_subset(self):
        for number, (role, entry) in enumerate(LIST["roles"].items()):
            mine = f"HanaMin{number}"
            face = faces.renamed(self.true_type, "HanaMinA", mine)
            for candidate in (each for each in entry["faces"] if each.get("optional")):
                with self.subTest(role=role, file=candidate["file"]):
                    before = self.first_face_of_roles()
                    free = before[role]
                    self.drop_in(candidate["file"], face)
                    self.assertEqual(self.first_face_of_roles(), before | {role: mine})
                    pdf = self.notice()
                    embedded = self.embedded(pdf)
                    self.assertEqual(embedded[mine], "CID TrueType")
                    self.assertNotIn(free, embedded)
                    self.assertEqual(len(embedded), 5)
                    self.assertLess(pdf.stat().st_size, 200_000)  # the face has 22 MB
                    text = without_space(run("pdftotext", pdf, "-").stdout.decode())
                    for sentence in (RECORD["title"], "一、库房管理", "已补齐2025年的记录12册。"):
                        self.assertIn(sentence, text)
                    run("qpdf", "--check", pdf)
                    os.remove(self.fonts / candidate["file"])

    def test_a_cff_face_and_a_collection(self):
        self.drop_in("FZXBSJW.TTF", faces.renamed(self.cff, "FandolKai-Regular", "MyOfficeKai-Plain"))
        self.drop_in("simsun.ttc", faces.collection(faces.renamed(self.true_type, "HanaMinA", "HanaMinC")))
        embedded = self.embedded(self.notice())
        self.assertEqual(embedded["MyOfficeKai-Plain"], "CID Type 0C")
        self.assertEqual(embedded["HanaMinC"], "CID TrueType")
        self.assertNotIn("FandolSong-Bold", embedded)
        self.assertNotIn("FandolSong-Regular", embedded)

    def test_letters_and_digits_of_a_latin_face(self):
        fonts = json.loads((self.fonts / "fonts.json").read_text(encoding="utf-8"))
        fonts["roles"]["fangsong"]["latin"] = {
            "file": "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"}
        (self.fonts / "fonts.json").write_text(json.dumps(fonts), encoding="utf-8")
        pdf = self.notice()
        self.assertIn("DejaVuSerif", self.embedded(pdf))
        self.assertIn("FandolFang-Regular", self.embedded(pdf))
        trace = run("mutool", "trace", pdf, "1").stdout.decode()
        digits = "".join(
            "".join(re.findall(r'unicode="(.)"', span))
            for span in re.findall(r'<span font="[A-Z]*\+?DejaVuSerif.*?</span>', trace, re.DOTALL))
        self.assertEqual(sorted(digits), sorted("1." "2025" "12" "2025" "6" "15"))


class Refused(Fonts):
    CASES = {
        "restricted": ("font.embeddingForbidden", lambda face: faces.with_licence_bits(face, 0x0002)),
        "no subsets": ("font.embeddingForbidden", lambda face: faces.with_licence_bits(face, 0x0108)),
        "bitmaps": ("font.embeddingForbidden", lambda face: faces.with_licence_bits(face, 0x0204)),
        "cut off": ("font.broken", lambda face: face[:len(face) // 2]),
        "empty": ("font.broken", lambda face: b""),
        "no font": ("font.broken", lambda face: b"%PDF-1.7\n" * 1000),
    }

    def refusals(self):
        """What each command that needs faces says, in the language of programs."""
        (self.folder / "record.json").write_text(json.dumps(RECORD), encoding="utf-8")
        for command in (["fonts"], ["render", "notice", "-i", "record.json", "-o", "no.pdf"],
                        ["serve", "--listen", "127.0.0.1:0"]):
            result = self.tongbao(*command, "--fonts", "fonts", "--lang", "en", check=False, timeout=30)
            self.assertEqual(result.returncode, EXIT_FAILED, command)
            yield result.stderr.decode()
        self.assertFalse((self.folder / "no.pdf").exists())

    def test_unusable_faces_at_start_by_every_command(self):
        for name, (code, spoil) in self.CASES.items():
            with self.subTest(name):
                self.drop_in("simfang.ttf", spoil(self.true_type))
                for said in self.refusals():
                    self.assertIn("/roles/fangsong/faces/1: error: ", said)
                    self.assertIn("fonts/simfang.ttf", said)
                    self.assertIn(f"[{code}]", said)
                    self.assertEqual(said.count("\n"), 1)

    def test_all_at_once(self):
        self.drop_in("simfang.ttf", b"")
        self.drop_in("SIMHEI.TTF", faces.with_licence_bits(self.true_type, 0x0002))
        (self.fonts / "fandol").unlink()
        for said in self.refusals():
            codes = re.findall(r"\[(font\.\w+)\]", said)
            self.assertEqual(sorted(codes),
                             ["font.broken", "font.embeddingForbidden"] + ["font.missing"] * 5)


class Documentation(Fonts):
    """What the pages say is so; both say the same."""

    def own_list(self, document, face=None):
        (self.fonts / "fonts.json").write_text(fenced(document, "example list"), encoding="utf-8")
        self.drop_in("mine.ttf", face or self.cff)

    def test_names_are_those_of_the_list(self):
        expected = {role: [each["file"] for each in entry["faces"] if each.get("optional")]
                    for role, entry in LIST["roles"].items()}
        for document in DOCUMENTS:
            rows = [line.split("|") for line in part(document, "names").splitlines()[2:]]
            told = {re.search(r"`(\w+)`", row[1])[1]: re.findall(r"`([^`]+)`", row[3]) for row in rows}
            self.assertEqual(told, expected, document)

    def test_the_list_shows_what_is_printed(self):
        for document, language in zip(DOCUMENTS, ("en", "zh")):
            self.own_list(document)
            shown = self.tongbao("fonts", "--fonts", "fonts", "--lang", language).stdout.decode()
            self.assertEqual(shown, fenced(document, "example output"))

    def test_the_error_reads_so(self):
        for document, language in zip(DOCUMENTS, ("en", "zh")):
            self.own_list(document, faces.with_licence_bits(self.true_type, 0x0002))
            result = self.tongbao("fonts", "--fonts", "fonts", "--lang", language, check=False)
            self.assertEqual(result.returncode, EXIT_FAILED)
            self.assertEqual(result.stderr.decode(), fenced(document, "example error"))

    def test_every_code_is_explained(self):
        sources = "".join(file.read_text(encoding="utf-8")
                          for file in (PROJECT / "src/font").glob("*.cpp"))
        codes = set(re.findall(r'"(font\.\w+)"', sources))
        for document in DOCUMENTS:
            told = set(re.findall(r"^\| `(font\.\w+)` ", part(document, "errors"), re.MULTILINE))
            self.assertEqual(told, codes, document)


if __name__ == "__main__":
    unittest.main()

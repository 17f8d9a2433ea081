"""Notices that carry their record: what goes in comes out, by us and by readers that are not ours,
and the public edition lets nothing out that is not printed."""
import json
import unittest
import urllib.error
import zlib

from program import PROGRAM, Workspace, examples, run, tongbao
from service import Served

# Words that only the office may see, each in a field of its own.
INSIDE = {name: f"内部事项之{name}" for name in (
    "leader", "department", "owner", "source", "cause", "goal", "task", "extension", "deadlineNote",
    "remarks", "finding")}


def record_with_inside_words():
    """A record whose public edition leaves much out; printed words begin with 公开."""
    inside = dict(INSIDE, coDepartments=["内部配合部门"], evidence=[{"name": "内部材料"}],
                  events=[{"kind": "applied", "note": "内部办理"}], outcome=["内部成效"],
                  outcomes=[{"label": "内部数据", "value": 3}])
    measures = [{"id": "a", "text": "内部措施"},
                {"id": "b", "text": "公开措施。", "owner": "内部责任人"}]
    return {
        "schemaVersion": "1", "organization": {"name": "岚浦市某局"}, "title": "公开的通报",
        "sections": [{"heading": "公开的部分", "problems": [
            dict(inside, id="p1", title="内部标题", body=["内部正文"], measures=measures,
                 publication={"title": "公开的标题",
                              "body": [{"runs": ["公开的正文：", {"measure": "b"}]}]}),
            {"id": "p2", "title": "内部不公开", "publication": {"show": False}},
            {"id": "p3", "title": "内部并入", "publication": {"mergedInto": "p1"}},
            {"id": "p4", "title": "公开的另一题", "body": ["公开的话。"]}]}],
        "reporting": {"unit": "内部填报单位"}, "extra": {"anything": "内部附加"}}


class Attachments(Workspace):
    def notice(self, body, *options):
        """The PDF of `body` (bytes) with its record, and its file."""
        source = self.folder / "source.json"
        source.write_bytes(body)
        pdf = self.folder / "notice.pdf"
        tongbao("render", "notice", "-i", source, "-o", pdf, "--attach-record", *options)
        return pdf

    def assertRefused(self, result, code):
        self.assertEqual(result.returncode, 2, result.stderr)
        self.assertEqual(result.stdout, b"")
        self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
        self.assertIn(f"[{code}]", result.stderr.decode())

    def test_the_internal_edition_gives_back_the_bytes(self):
        for record in examples():
            body = record.read_bytes() + b" \r\n\n"
            pdf = self.notice(body, "--edition", "internal")
            self.assertEqual(tongbao("extract", pdf).stdout, body)
            taken = self.folder / "taken.json"
            self.assertEqual(tongbao("extract", pdf, "-o", taken).stdout, b"")
            self.assertEqual(taken.read_bytes(), body)
            self.assertEqual(tongbao("extract", "-", input=pdf.read_bytes()).stdout, body)

    def test_an_envelopes_record_is_carried_as_it_stands(self):
        record = b'{ "sections" : [ ],"schemaVersion":"1","title":"\\u901a\\u62a5",' \
                 b'\n"organization":{"name":"\xe5\xb1\x80"}}'
        pdf = self.notice(b'{"edition": "internal", "record" : ' + record + b' , "options": {}}')
        self.assertEqual(tongbao("extract", pdf).stdout, record)

    def test_it_outlives_other_programs(self):
        body = examples()[0].read_bytes()
        pdf = self.notice(body, "--edition", "internal")
        for options in (["--linearize"], ["--object-streams=generate"], ["--qdf"],
                        ["--object-streams=generate", "--linearize", "--recompress-flate"],
                        ["--stream-data=uncompress"]):
            saved = self.folder / "saved.pdf"
            run("qpdf", *options, pdf, saved)
            self.assertEqual(tongbao("extract", saved).stdout, body, options)
        saved = self.folder / "cleaned.pdf"
        run("mutool", "clean", pdf, saved)
        self.assertEqual(tongbao("extract", saved).stdout, body)

    def test_readers_that_are_not_ours_find_it(self):
        body = examples()[0].read_bytes()
        pdf = self.notice(body, "--edition", "internal")
        listed = run("pdfdetach", "-list", pdf).stdout.decode()
        self.assertIn("1 embedded files", listed)
        self.assertIn("record.json", listed)
        saved = self.folder / "detached.json"
        run("pdfdetach", "-save", "1", "-o", saved, pdf)
        self.assertEqual(saved.read_bytes(), body)
        shown = json.loads(run("qpdf", "--json=2", "--json-key=attachments", pdf).stdout)
        self.assertEqual(list(shown["attachments"]), ["record.json"])
        run("qpdf", "--check", pdf)

    def test_the_same_input_gives_the_same_bytes(self):
        body = examples()[0].read_bytes()
        first = self.notice(body).read_bytes()
        self.assertEqual(self.notice(body).read_bytes(), first)

    def test_the_public_edition_carries_what_it_prints(self):
        body = json.dumps(record_with_inside_words(), ensure_ascii=False).encode()
        pdf = self.notice(body)
        carried = tongbao("extract", pdf).stdout
        self.assertNotIn("内部", carried.decode())
        # Nor anywhere else in the file, whatever it is wrapped in.
        plain = self.folder / "plain.pdf"
        run("qpdf", "--qdf", "--object-streams=disable", pdf, plain)
        for encoding in ("utf-8", "utf-16-be", "utf-16-le"):
            self.assertNotIn("内部".encode(encoding), plain.read_bytes())
        self.assertNotIn(b"\\u5185\\u90e8", plain.read_bytes().lower())
        problems = json.loads(carried)["sections"][0]["problems"]
        self.assertEqual([problem["id"] for problem in problems], ["p1", "p4"])
        self.assertEqual(problems[0]["title"], "公开的标题")
        self.assertEqual(problems[0]["measures"],
                         [{"id": "b", "label": "二是", "text": "公开措施。"}])
        # The record inside makes the notice again, word for word.
        again = self.notice(carried)
        self.assertEqual(run("pdftotext", again, "-").stdout, run("pdftotext", pdf, "-").stdout)
        self.assertEqual(tongbao("extract", again).stdout, carried)

    def test_what_has_nothing_inside_is_carried_as_it_came(self):
        record = record_with_inside_words()
        del record["reporting"], record["extra"]
        record["sections"][0]["problems"] = record["sections"][0]["problems"][3:]
        body = b"\n" + json.dumps(record).encode()
        self.assertEqual(tongbao("extract", self.notice(body)).stdout, body)

    def test_only_a_notice_as_pdf_carries_a_record(self):
        for arguments in (["ledger"], ["notice", "--format", "layout"],
                          ["notice", "--format", "content"]):
            result = tongbao("render", *arguments, "-i", examples()[0], "--attach-record",
                             check=False)
            self.assertRefused(result, "render.attachUnavailable")

    def test_a_notice_without_a_record_says_so(self):
        pdf = self.folder / "notice.pdf"
        tongbao("render", "notice", "-i", examples()[0], "-o", pdf)
        self.assertRefused(tongbao("extract", pdf, check=False), "pdf.noRecord")

    def test_hostile_files_end_with_one_word(self):
        whole = self.notice(examples()[0].read_bytes()).read_bytes()
        broken = self.folder / "broken.pdf"
        for content in (b"", b"%PDF-1.7", b"PK\3\4", b"%PDF-1.7\n%%EOF\n", whole[:200],
                        whole[:len(whole) // 2], bytes(100_000)):
            broken.write_bytes(content)
            result = tongbao("extract", broken, "-o", self.folder / "out", check=False, timeout=60)
            self.assertEqual(result.returncode, 2, (content[:20], result.stderr))
            self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
            self.assertFalse((self.folder / "out").exists())
        missing = tongbao("extract", self.folder / "none.pdf", check=False)
        self.assertRefused(missing, "file.unreadable")

    def test_a_bomb_is_not_unpacked(self):
        bomb = self.folder / "bomb.pdf"
        bomb.write_bytes(pdf_with_attachment(deflated_zeros(2 << 30)))
        # 2 GiB do not fit into 1 GiB of address space.
        result = run("prlimit", f"--as={1 << 30}", PROGRAM, "extract", bomb, check=False,
                     timeout=60)
        self.assertRefused(result, "pdf.tooLarge")

    def test_a_record_that_others_put_there_is_found(self):
        pdf = self.folder / "other.pdf"
        pdf.write_bytes(pdf_with_attachment(zlib.compress(b"{}")))
        self.assertEqual(tongbao("extract", pdf).stdout, b"{}")


def deflated_zeros(size):
    packer = zlib.compressobj(1)
    block = bytes(1 << 20)
    return b"".join(packer.compress(block) for _ in range(size // len(block))) + packer.flush()


def pdf_with_attachment(deflated, name=b"record.json"):
    """A small PDF, by hand, with one embedded file."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(" + name +
        b") 4 0 R] >> >> /AF [4 0 R] >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 10 10] >>",
        b"<< /Type /Filespec /F (" + name + b") /UF (" + name +
        b") /AFRelationship /Source /EF << /F 5 0 R >> >>",
        b"<< /Type /EmbeddedFile /Subtype /application#2Fjson /Filter /FlateDecode /Length " +
        str(len(deflated)).encode() + b" >>\nstream\n" + deflated + b"\nendstream",
    ]
    file = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += str(number).encode() + b" 0 obj\n" + content + b"\nendobj\n"
    start = len(file)
    file += b"xref\n0 6\n0000000000 65535 f \n"
    for place in places:
        file += f"{place:010d} 00000 n \n".encode()
    return file + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n" + str(start).encode() + \
        b"\n%%EOF\n"


class AttachmentsOverHttp(Served):
    def extracted(self, pdf):
        return tongbao("extract", "-", input=pdf).stdout

    def test_the_same_bytes_as_the_command_line(self):
        record = examples()[0]
        body = record.read_bytes()
        answer = self.post("/v1/render/notice?attach=record&edition=internal", body)
        self.assertEqual(answer, tongbao("render", "notice", "-i", record, "--edition", "internal",
                                         "--attach-record").stdout)
        self.assertEqual(self.extracted(answer), body)

    def test_the_public_edition_is_the_default(self):
        body = json.dumps(record_with_inside_words(), ensure_ascii=False).encode()
        carried = self.extracted(self.post("/v1/render/notice?attach=record", body))
        self.assertIn("公开措施", carried.decode())
        self.assertNotIn("内部", carried.decode())

    def test_what_cannot_carry_it_is_unprocessable(self):
        body = examples()[0].read_bytes()
        for path, status, code in (("ledger?attach=record", 422, "render.attachUnavailable"),
                                   ("notice?attach=record&format=layout", 422,
                                    "render.attachUnavailable"),
                                   ("notice?attach=all", 400, "http.badParameter")):
            with self.assertRaises(urllib.error.HTTPError) as refused:
                self.post(f"/v1/render/{path}", body)
            with refused.exception as answer:
                self.assertEqual(answer.code, status)
                self.assertEqual(json.load(answer)["errors"][0]["code"], code)


if __name__ == "__main__":
    unittest.main()

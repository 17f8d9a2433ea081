#!/usr/bin/python3
"""Writes the records of tests/forms/cases: invented offices, every element and form of GB/T 9704.
Run by hand where a case is to change; the seals are drawn here, so that no real one is in the
repository. Needs Debian's python3-pil."""
import base64
import io
import json
import math
import pathlib

from PIL import Image, ImageDraw

CASES = pathlib.Path(__file__).parent / "cases"
RED = (200, 16, 16, 255)


def encoded(image):
    data = io.BytesIO()
    image.quantize(8, method=Image.Quantize.FASTOCTREE).save(data, "PNG", optimize=True)
    return base64.b64encode(data.getvalue()).decode()


def seal():
    """A ring with a star: 42 mm at 150 dpi, transparent elsewhere."""
    scale, size = 4, 248
    image = Image.new("RGBA", (size * scale, size * scale), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    edge, width = 3 * scale, 7 * scale
    draw.ellipse((edge, edge, size * scale - edge, size * scale - edge), outline=RED, width=width)
    middle, radius = size * scale / 2, 36 * scale
    points = []
    for i in range(10):
        reach = radius if i % 2 == 0 else radius * 0.382
        angle = math.pi * (i / 5 - 0.5)
        points.append((middle + reach * math.cos(angle), middle + reach * math.sin(angle)))
    draw.polygon(points, fill=RED)
    return encoded(image.resize((size, size), Image.Resampling.LANCZOS))


def stamp():
    """A square name stamp with three bars for its characters."""
    image = Image.new("RGBA", (180, 90), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    draw.rectangle((2, 2, 177, 87), outline=RED, width=4)
    for i in range(3):
        draw.rectangle((16 + 54 * i, 16, 56 + 54 * i, 74), fill=RED)
    return encoded(image)


def problem(number, title, department, deadline, status):
    return {"id": f"p{number}", "title": title, "titleKind": "problem",
            "measures": [{"text": "制定整改方案，明确责任和时限。"},
                         {"text": "逐项核查，按月通报进展。"}],
            "outcome": ["已按方案完成主要任务，成效经复核属实。"],
            "department": department, "term": "fixed", "deadline": deadline, "status": status}


def base(**document):
    return {
        "schemaVersion": "1",
        "organization": {"name": "岚浦市水务局"},
        "title": "岚浦市水务局关于巡察整改进展情况的通报",
        "preamble": ["根据统一部署，市委第三巡察组对我局开展了巡察，并反馈了意见。现将整改进展情况通报如下。"],
        "sections": [
            {"heading": "总体情况",
             "body": ["局党组专题研究整改工作，建立台账，逐项落实责任人和完成时限，每半月调度一次进展。"]},
            {"heading": "整改落实情况", "role": "rectification",
             "problems": [problem(1, "制度更新不及时。", "办公室", "2025-03-31", "completed"),
                          problem(2, "项目验收不规范。", "建设科", "2025-05-31", "inProgress")]},
        ],
        "closing": ["特此通报。"],
        "signatures": [{"name": "岚浦市水务局"}],
        "date": "2025-04-01",
        "document": document,
    }


ATTACHMENTS = [
    {"title": "整改任务完成情况", "body": ["第一项任务已经完成。", "第二项任务正在推进。"]},
    {"title": "新建和修订的制度目录以及制度起草单位、施行日期和废止制度对照说明", "body": ["目录略。"]},
]
IMPRINT = {"copyTo": ["市委办公室", "市人大常委会办公室", "市政协办公室", "市纪委监委机关",
                      "市委组织部", "市委宣传部"],
           "printer": "岚浦市水务局办公室", "printDate": "2025-04-02"}


def cases():
    formal = {"form": "formal", "marks": ["岚浦市水务局文件"], "number": "岚水〔2025〕12号",
              "recipients": ["各区水务局", "局机关各科室", "局属各单位"]}

    single = base(**formal, attachments=ATTACHMENTS, note="此件公开发布", **IMPRINT)
    single["signatures"][0]["seal"] = seal()
    yield "formal-sealed", single

    joint = base(**formal | {"marks": ["岚浦市水务局", "岚浦市农业农村局", "岚浦市财政局"]},
                 serial="000001", classification="机密", classificationPeriod="1年",
                 urgency="特急", **IMPRINT)
    joint["signatures"] = [{"name": name, "seal": seal()} for name in
                           ("岚浦市水务局", "岚浦市农业农村局", "岚浦市财政局")]
    yield "formal-joint-sealed", joint

    four = base(**formal | {"marks": ["岚浦市水务局", "岚浦市农业农村局", "岚浦市财政局", "岚浦市审计局"]})
    four["signatures"] = [{"name": name, "seal": seal()} for name in
                          ("岚浦市水务局", "岚浦市农业农村局", "岚浦市财政局", "岚浦市审计局")]
    yield "formal-four-seals", four

    yield "formal-upward", base(**formal | {"recipients": ["市委"]}, signers=["周明远"],
                                attachments=[{"title": "整改台账", "body": ["台账略。"]}], **IMPRINT)

    upward = base(**formal | {"marks": ["岚浦市水务局", "岚浦市财政局", "岚浦市审计局"],
                              "recipients": ["市委"]},
                  signers=["周明远", "李和", "欧阳文清"])
    upward["signatures"] = [{"name": "岚浦市水务局"}, {"name": "岚浦市财政局"},
                            {"name": "岚浦市审计局"}]
    yield "formal-upward-joint", upward

    stamped = base(**formal)
    stamped["signatures"] = [{"name": "周明远", "post": "局长", "stamp": stamp()}]
    yield "formal-stamped", stamped

    letter = base(form="letter", marks=["岚浦市水务局"], number="岚水函〔2025〕7号", serial="000023",
                  urgency="加急", recipients=["市委巡察工作领导小组办公室"],
                  copyTo=["市委组织部", "市财政局"], note="联系人：王某某；电话：0000-1234567")
    letter["title"] = "岚浦市水务局关于报送巡察整改情况的函"
    letter["signatures"][0]["seal"] = seal()
    yield "letter", letter

    tables = base(**formal, attachments=[
        {"title": "巡察反馈问题整改情况表", "table": "problems"},
        {"title": "整改成效统计表", "table": "outcomes"}])
    tables["outcomes"] = [
        {"kind": "制度", "label": "新建和修订制度", "value": 4, "unit": "项"},
        {"kind": "追缴", "label": "追缴水资源费", "value": 37.4, "unit": "万元"},
        {"kind": "批评教育", "label": "批评教育", "value": 3, "unit": "人"}]
    tables["sections"][1]["problems"] = [
        problem(i, f"第{i}类问题：责任不清、台账不全、整改措施与问题不对应。", "办公室",
                f"2025-{i % 12 + 1:02}-28", "completed" if i % 3 else "inProgress")
        for i in range(1, 11)]
    yield "formal-tables", tables

    plain = base()
    del plain["document"]
    plain["outcomes"] = tables["outcomes"]
    yield "plain-outcomes", plain

    # Its text fills page 2, so that the imprint needs page 4, and page 3 is blank (7.5).
    blank = base(**formal, **IMPRINT)
    blank["sections"][0]["body"] = [
        "局党组专题研究整改工作，建立台账，逐项落实责任人和完成时限，每半月调度一次进展。"] * 7
    yield "formal-blank-page", blank


for name, record in cases():
    folder = CASES / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "record.json").write_text(
        json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

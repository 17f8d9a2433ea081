"""What is measured with: the notice, its variations, the same text for peers, the ledger's rows."""
import json
import subprocess

from . import server
from .project import CASES, PROGRAM, PROJECT, TOOLS, capture, words

PAGES_BY_HTTP = 5
RUNS = ("heiti", "kaiti", "fangsong")  # in this order within a paragraph


def notice_record():
    real = CASES / "zhanjiang-2021.record.json"
    return real if real.exists() else PROJECT / "examples/city-department/record.json"


def corpus(folder):
    """A file of text that the ledger's rows are cut from: the real notices, else the examples'."""
    place = folder / "corpus"
    if not place.exists():
        texts = [path.read_text() for path in sorted(CASES.glob("*.txt"))]
        if not texts:
            for path in sorted(PROJECT.glob("examples/*/record.json")):
                texts += strings(json.loads(path.read_text()))
        place.write_text("".join(texts))
    return place


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def variations(record, count):
    """`count` records as JSON, of which each has texts and glyphs of its own."""
    return capture([TOOLS / "print_variations", record, PROJECT, count]).splitlines()


def text_of(content):
    """The notice's content (`--format content`) as peers set it: a title, paragraphs with a run for
    each face, and the lines at the right at its end. A row of a table is a paragraph: less work than
    ours."""
    roles = {style["name"]: style["role"] for style in content["styles"]}
    title, paragraphs, signature = "", [], []
    for block in content["blocks"]:
        if block["block"] == "title":
            title = "".join(span["text"] for span in block["spans"]).replace("\n", "")
        elif block["block"] == "signature":
            signature = [name["text"] for name in block["names"]] + [block["date"]["text"]]
        elif block["block"] == "paragraph":
            runs = dict.fromkeys(RUNS, "")
            for span in block["spans"]:
                runs[roles[span.get("style", block["style"])]] += span["text"]
            paragraphs.append(runs)
        elif block["block"] == "table":
            for row in block["rows"]:
                cells = ["".join(span["text"] for text in cell["text"] for span in text["spans"])
                         for cell in row]
                paragraphs.append(dict.fromkeys(RUNS, "") | {"fangsong": "　".join(cells)})
        else:
            raise RuntimeError(f"peers have no {block['block']}")
    return {"title": title, "paragraphs": paragraphs, "signature": signature}


def content_of(record_json):
    return json.loads(capture([PROGRAM, "render", "notice", "--format", "content"],
                              input=record_json))


def notices_for_peers(records, place):
    """A file of the notices of `records` (JSON texts), as bench/peers read them."""
    place.write_text(json.dumps([text_of(content_of(record)) for record in records],
                                ensure_ascii=False))
    return place


def shortened(body, running):
    """The record with fewer problems, so that its notice has PAGES_BY_HTTP pages."""
    record = json.loads(body)
    with_problems = [inner for section in record["sections"]
                     for inner in [section, *section.get("sections", [])] if inner.get("problems")]
    while True:
        body = json.dumps(record, ensure_ascii=False)
        _, headers = running.render("notice", body.encode())
        if int(headers["X-Document-Pages"]) <= PAGES_BY_HTTP:
            return body
        longest = max(with_problems, key=lambda section: len(section["problems"]))
        removed = longest["problems"].pop()["id"]
        for section in with_problems:
            section["problems"] = [problem for problem in section["problems"]
                                   if problem.get("publication", {}).get("mergedInto") != removed]


def record_of_few_pages(folder):
    """A file: an invented record of the examples, cut down."""
    place = folder / "short.json"
    if not place.exists():
        example = (PROJECT / "examples/city-department/record.json").read_text()
        with server.Server() as running:
            place.write_text(shortened(example, running))
    return place


def ledger_stream(folder, rows):
    """A file of NDJSON: the yardstick's rows as problems."""
    place = folder / f"rows-{rows}.ndjson"
    if not place.exists():
        with open(place, "wb") as out:
            subprocess.run(words([TOOLS / "ledger_stream", rows, corpus(folder)]), stdout=out,
                           check=True)
    return place


def ledger_templates(folder):
    """A folder of the project's templates with the yardstick among them."""
    place = folder / "templates"
    if not place.exists():
        place.mkdir()
        for path in [*PROJECT.glob("templates/*.xml"), PROJECT / "bench/templates/yardstick.xml"]:
            (place / path.name).write_bytes(path.read_bytes())
    return place

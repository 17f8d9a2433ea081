"""Records, and notices' texts, of any size: the invented example with its problems again and again."""
import itertools
import json

from .project import PROJECT

EXAMPLE = PROJECT / "examples/city-department/record.json"
KEPT = ("schemaVersion", "asOf", "organization", "title", "preamble", "signatures", "date")
ORDINALS = "一二三四五六七八九"


def problems_of(sections):
    for section in sections:
        yield from section.get("problems", [])
        yield from problems_of(section.get("sections", []))


def as_json(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class GrowingRecord:
    def __init__(self):
        example = json.loads(EXAMPLE.read_text())
        self.head = {name: example[name] for name in KEPT}
        self.problems = sorted((problem | {"publication": {}}
                                for problem in problems_of(example["sections"])),
                               key=lambda problem: len(as_json(problem)))

    def of_problems(self, count):
        """As JSON."""
        given = [problem | {"id": f"p{n + 1}"}
                 for n, problem in zip(range(count), itertools.cycle(self.problems))]
        section = {"heading": "整改落实情况", "role": "rectification", "problems": given}
        return as_json(self.head | {"sections": [section]})

    def of_bytes(self, size):
        """As JSON of about `size` bytes: whole problems, at least one."""
        one, several = (len(self.of_problems(n).encode()) for n in (1, 1 + len(self.problems)))
        each = (several - one) / len(self.problems)
        return self.of_problems(max(1, 1 + round((size - one) / each)))

    def text_of_bytes(self, size):
        """A published notice of about `size` bytes."""
        begin = [self.head["title"].replace("\n", ""), "一、整改落实情况"]
        end = [self.head["signatures"][0]["name"], "2025年6月15日"]
        left = size - sum(len(line.encode()) + 1 for line in begin + end)
        entries = []
        for n, problem in enumerate(itertools.cycle(self.problems), start=1):
            measures = [f"{ordinal}是{measure['text']}"
                        for ordinal, measure in zip(ORDINALS, problem["measures"])]
            entry = [f"{n}.{problem['title']}{problem['finding']}", "".join(measures)]
            left -= sum(len(line.encode()) + 1 for line in entry)
            if left < 0 and entries:
                break
            entries += entry
        return "\n".join([*begin, *entries, *end]) + "\n"

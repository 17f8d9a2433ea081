"""What a record prints, paragraph by paragraph: written after the contract, not after the program."""

DIGITS = "零一二三四五六七八九"


def chinese(number):
    if number < 10:
        return DIGITS[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


class Printer:
    def __init__(self, record):
        self.record = record
        self.paragraphs = []
        self.waiting = ""  # a run-in heading
        self.problems = 0
        self.headings = []  # which paragraphs are headings on lines of their own

    def add(self, text):
        self.paragraphs.append(self.waiting + text)
        self.waiting = ""

    def body(self, paragraphs, problem=None):
        measures = {m["id"]: m for m in (problem or {}).get("measures", [])}
        for paragraph in paragraphs:
            runs = [paragraph] if isinstance(paragraph, str) else paragraph["runs"]
            text = ""
            for run in runs:
                if isinstance(run, str):
                    text += run
                else:
                    measure = measures[run["measure"]]
                    text += measure.get("label", "") + measure["text"]
            self.add(text)

    def heading(self, number, item, text):
        if item.get("runIn"):
            self.waiting += number + text
        elif number + text:
            self.headings.append(len(self.paragraphs))
            self.add(number + text)

    def from_data(self, problem):
        """Where no text is printed, the data are: finding, measures in one paragraph, outcome."""
        if "finding" in problem:
            self.add(problem["finding"])
        measures = [m.get("label", chinese(i) + "是") + m["text"]
                    for i, m in enumerate(problem.get("measures", []), 1)]
        if measures:
            self.add("".join(measures))
        for paragraph in problem.get("outcome", []):
            self.add(paragraph)

    def section(self, section, depth, place):
        automatic = chinese(place) + "、" if depth == 1 else "（" + chinese(place) + "）"
        self.heading(section.get("label", automatic), section, section["heading"])
        self.body(section.get("body", []))
        for index, child in enumerate(section.get("sections", []), 1):
            self.section(child, depth + 1, index)
        numbered = 0
        for problem in section.get("problems", []):
            label = problem.get("label")
            if label != "":
                numbered += 1
                self.problems += 1
            continuous = self.record.get("numbering") == "continuous"
            if label is None:
                label = f"{self.problems if continuous else numbered}."
            self.heading(label, problem, problem.get("title", ""))
            if "body" in problem:
                self.body(problem["body"], problem)
            else:
                self.from_data(problem)
        self.body(section.get("after", []))

    def all(self):
        self.add(self.record["title"].replace("\n", ""))
        self.body(self.record.get("preamble", []))
        for index, section in enumerate(self.record["sections"], 1):
            self.section(section, 1, index)
        self.body(self.record.get("closing", []))
        return self.paragraphs


def body_paragraphs(record):
    """Title and all paragraphs down to the closing, as printed."""
    return Printer(record).all()

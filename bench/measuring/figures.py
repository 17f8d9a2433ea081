"""What was measured, held against its bar, as a table and as JSON."""
import dataclasses
import statistics


@dataclasses.dataclass
class Bar:
    """`most` or `least` that a figure may be."""
    most: float | None = None
    least: float | None = None

    def reached(self, value):
        return ((self.most is None or value <= self.most) and
                (self.least is None or value >= self.least))

    def __str__(self):
        parts = []
        if self.least is not None:
            parts.append(f"≥ {brief(self.least)}")
        if self.most is not None:
            parts.append(f"≤ {brief(self.most)}")
        return " and ".join(parts)


@dataclasses.dataclass
class Line:
    """One line of the table. `ratio`: how many times ours a peer's figure is."""
    group: str
    name: str
    unit: str
    values: list
    bar: Bar | None = None
    ratio: float | None = None
    memory: float | None = None  # MB
    note: str = ""

    @property
    def median(self):
        return statistics.median(self.values)

    @property
    def reached(self):
        """None: there is no bar."""
        if not self.values:
            return False
        return self.bar.reached(self.median) if self.bar else None

    def as_json(self):
        figures = {"median": self.median, "min": min(self.values), "max": max(self.values),
                   "repetitions": len(self.values)} if self.values else {}
        rest = {"ratio": self.ratio, "memoryMB": self.memory,
                "bar": dataclasses.asdict(self.bar) if self.bar else None,
                "reached": self.reached, "note": self.note}
        return ({"group": self.group, "name": self.name, "unit": self.unit} | figures |
                {key: value for key, value in rest.items() if value not in (None, "")})


def failed(group, reason):
    return Line(group, "failed", "", [], note=reason)


def brief(value):
    """Three or four digits, as people read them."""
    if value is None:
        return ""
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    if abs(value) >= 100 or value == int(value):
        return f"{value:.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.3g}"


HEAD = ["", "median", "least", "most", "of", "unit", "ratio", "MB", "bar", ""]
VERDICTS = {None: "", True: "reached", False: "NOT REACHED"}


def row_of(line):
    if not line.values:
        return [line.name, "", "", "", "", "", "", "", "", f"FAILED: {line.note}"]
    several = len(line.values) > 1
    verdict = " · ".join(part for part in (VERDICTS[line.reached], line.note) if part)
    return [line.name, brief(line.median), brief(min(line.values)) if several else "",
            brief(max(line.values)) if several else "", str(len(line.values)), line.unit,
            f"{line.ratio:.2f}×" if line.ratio is not None else "", brief(line.memory),
            str(line.bar or ""), verdict]


def table(lines):
    """The lines as text, a heading before each group."""
    rows = [(line.group, row_of(line)) for line in lines]
    widths = [max(len(row[i]) for row in [HEAD, *(row for _, row in rows)])
              for i in range(len(HEAD) - 1)]

    def as_text(row):
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) if i not in (5, 8) else cell.ljust(width)
                  for i, (cell, width) in enumerate(zip(row[1:-1], widths[1:]), start=1)]
        return "  ".join([*cells, row[-1]]).rstrip()

    printed, group = [as_text(HEAD)], None
    for of, row in rows:
        if of != group:
            printed.append(f"— {of}")
            group = of
        printed.append(as_text(row))
    return "\n".join(printed)


def summary(lines):
    judged = [line for line in lines if line.reached is not None]
    missed = [f"{line.group}: {line.name}" for line in judged if not line.reached]
    text = f"{len(judged) - len(missed)} of {len(judged)} bars reached"
    return text + ("".join(f"\n  not reached: {each}" for each in missed))

"""Printed lines as three readers see them (the program's `layout` output, MuPDF, Poppler), and the
rules of Chinese official typesetting over them: GB/T 9704-2012, GB/T 15834-2011, W3C clreq. Written
after the rules; knows nothing of the program's own code."""
import collections
import json
import re
import xml.etree.ElementTree

import geometry
from geometry import CELL, FOOT, LEFT, RIGHT
from program import run, tongbao, without_space

FORBIDDEN_START = "、，。：；！？．”’）》〉〕】」』·/"
FORBIDDEN_END = "“‘（《〈〔【「『"
CLOSING = "、，。：；！？．”’）》〉〕】」』"
DOUBLE_MARKS = "—…"
BODY_SIZE = 16
TOLERANCE = 0.1  # pt

# `right` is the right edge of the last character's cell, as the reader has it.
Line = collections.namedtuple("Line", "page text left right size baseline")


def is_full_width(character):
    return character in "“”‘’—…·" or "\u2e80" <= character <= "\ufffd" or character > "\uffff"


def is_han(character):
    return bool(re.match("[〇々\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]", character))


def cell_right(text, box_right, size):
    """Readers give the em box of a character; on the grid its cell is narrower, that of a digit or
    letter by about half as much."""
    if size != BODY_SIZE:
        return box_right
    narrower = BODY_SIZE - CELL
    return box_right - (narrower if is_full_width(text[-1]) else narrower / 2)


def lines_of_layout(record):
    """Lines as the program says it laid them out."""
    pages = json.loads(tongbao("render", "notice", "--format", "layout", "--allow-classified",
                               "-i", record).stdout)["pages"]
    found = []
    for number, page in enumerate(pages, 1):
        rows = collections.defaultdict(list)
        for line in page["lines"]:
            if line["role"] not in ("pageNumber", "tableAgain") and line["text"].strip():
                rows[line["baseline"]].append(line)
        for baseline in sorted(rows):
            parts = sorted(rows[baseline], key=lambda part: part["x"])
            found.append(Line(number, without_space("".join(part["text"] for part in parts)),
                              parts[0]["x"], parts[-1]["x"] + parts[-1]["width"],
                              parts[0]["size"], baseline))
    return found


def lines_of_mupdf(pdf):
    return [Line(line.page, line.text, line.x, cell_right(line.text, line.right, line.size),
                 line.size, line.baseline)
            for line in geometry.lines(pdf) if line.baseline < FOOT]


def lines_of_poppler(pdf):
    """Lines out of `pdftotext -bbox-layout`: its words, joined where they stand side by side."""
    text = run("pdftotext", "-bbox-layout", "-enc", "UTF-8", pdf, "-").stdout.decode()
    text = re.sub("<!DOCTYPE[^>]*>", "", text, count=1)
    space = "{http://www.w3.org/1999/xhtml}"
    found = []
    for number, page in enumerate(xml.etree.ElementTree.fromstring(text).iter(f"{space}page"), 1):
        words = sorted(((float(word.get("yMax")), float(word.get("xMin")), float(word.get("xMax")),
                         float(word.get("yMax")) - float(word.get("yMin")), word.text or "")
                        for word in page.iter(f"{space}word")), key=lambda word: word[0])
        rows = []
        for word in words:
            if word[0] > FOOT + 5:  # page numbers
                continue
            if rows and word[0] - rows[-1][0][0] < 6:  # faces differ in depth, not lines
                rows[-1].append(word)
            else:
                rows.append([word])
        for row in rows:
            row.sort(key=lambda word: word[1])
            joined = "".join(word[4] for word in row)
            size = round(row[-1][3], 1)
            found.append(Line(number, joined, row[0][1], cell_right(joined, row[-1][2], size),
                              size, row[0][0]))
    return found


def assigned(lines, paragraphs):
    """The lines of each paragraph. Raises where one is not printed, in the order given."""
    result = []
    next_line = 0
    for paragraph in paragraphs:
        wanted = without_space(paragraph)
        for first in range(next_line, len(lines)):
            last, text = first, ""
            while last < len(lines) and wanted.startswith(text + lines[last].text):
                text += lines[last].text
                last += 1
                if text == wanted:
                    break
            if text == wanted:
                result.append(lines[first:last])
                next_line = last
                break
        else:
            raise AssertionError(f"not printed as lines of its own: {paragraph[:40]}")
    return result


def place(line):
    return f"page {line.page}, “{line.text}”"


class Checker:
    """Collects what breaks a rule, and counts what was looked at."""

    def __init__(self, lines, paragraphs, headings=()):
        self.lines = lines
        self.paragraphs = assigned(lines, paragraphs)
        self.headings = headings  # which of the paragraphs
        self.wrong = []
        self.full = 0
        self.divided = 0  # paragraphs over two pages

    def all(self):
        self.edges_of_lines()
        self.full_lines()
        self.last_lines()
        self.single_lines()
        self.headings_kept()
        return self.wrong

    def counts(self):
        return (f"{len(self.lines)} lines, {self.full} full, {len(self.paragraphs)} paragraphs, "
                f"{self.divided} over two pages, {len(self.headings)} headings")

    def fault(self, rule, line):
        self.wrong.append(f"{rule}: {place(line)}")

    def edges_of_lines(self):
        for line in self.lines:
            if line.text[0] in FORBIDDEN_START:
                self.fault("forbidden at a line's start", line)
            if line.text[-1] in FORBIDDEN_END:
                self.fault("forbidden at a line's end", line)
        for paragraph in self.paragraphs:
            for line, following in zip(paragraph, paragraph[1:]):
                mark = line.text[-1]
                run_length = len(line.text) - len(line.text.rstrip(mark))
                if mark in DOUBLE_MARKS and following.text[0] == mark and run_length % 2 == 1:
                    self.fault("double mark torn", line)

    def full_lines(self):
        for paragraph in self.paragraphs:
            for line in paragraph[:-1]:
                if line.size > BODY_SIZE:  # titles are centred
                    continue
                self.full += 1
                over = line.right - RIGHT
                # Readers do not know that a mark gave up the blank half of its cell.
                squeezed = line.text[-1] in CLOSING and abs(over - CELL / 2) <= TOLERANCE
                if abs(over) > TOLERANCE and not squeezed:
                    self.fault(f"{over:+.2f} pt off the right edge", line)

    def last_lines(self):
        for paragraph in self.paragraphs:
            last = paragraph[-1]
            # A number or an address is no lonely character either.
            characters = sum(is_han(c) or c.isascii() for c in last.text)
            if len(paragraph) > 1 and characters < 2:
                self.fault("lonely last character", last)

    def single_lines(self):
        for paragraph in self.paragraphs:
            pages = collections.Counter(line.page for line in paragraph)
            self.divided += len(pages) > 1
            if len(pages) > 1 and pages[paragraph[0].page] == 1:
                self.fault("alone at the foot of a page", paragraph[0])
            if len(pages) > 1 and pages[paragraph[-1].page] == 1:
                self.fault("alone at the top of a page", paragraph[-1])

    def headings_kept(self):
        for index in self.headings:
            last = self.paragraphs[index][-1]
            if any(line.page != last.page for line in self.paragraphs[index]):
                self.fault("heading over two pages", last)
            below = sum(line.page == last.page and line.baseline > last.baseline + 1
                        for line in self.lines)
            rest = sum(len(paragraph) for paragraph in self.paragraphs[index + 1:])
            if below < min(2, rest):
                self.fault(f"heading keeps {below} lines", last)

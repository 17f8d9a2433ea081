"""Lines of a PDF with their places, read by MuPDF: nothing of the program's own layout."""
import collections
import xml.etree.ElementTree

from program import run

MM = 72 / 25.4
LEFT = 28 * MM
MEASURE = 156 * MM
RIGHT = LEFT + MEASURE
CELL = MEASURE / 28
PITCH = 225 * MM / 22
TOP = 37 * MM
FOOT = (297 - 35) * MM

Line = collections.namedtuple("Line", "page text x right baseline size characters")


def lines(pdf):
    """Every printed line, page by page from the top; characters are (text, x, right)."""
    xml_text = run("mutool", "draw", "-q", "-F", "stext", pdf).stdout.decode()
    found = []
    for number, page in enumerate(xml.etree.ElementTree.fromstring(xml_text).iter("page"), 1):
        rows = collections.defaultdict(list)
        for font in page.iter("font"):
            for char in font.iter("char"):
                if char.get("c").isspace():
                    continue  # one at a line's end hangs beyond the edge
                quad = [float(v) for v in char.get("quad").split()]
                row = round(float(char.get("y")), 1)
                # The right edge of the full em box; a squeezed mark's box reaches beyond its cell.
                rows[row].append((float(char.get("x")), quad[2], char.get("c"),
                                  float(font.get("size"))))
        for baseline in sorted(rows):
            chars = sorted(rows[baseline])
            found.append(Line(number, "".join(c[2] for c in chars), chars[0][0],
                              max(c[1] for c in chars), baseline, chars[0][3],
                              [(c[2], c[0], c[1]) for c in chars]))
    return found


def is_page_number(line):
    return line.baseline > FOOT and line.text.startswith("—")

"""WeasyPrint sets HTML.

    weasyprint_notice.py NOTICES.json OUT COUNT     as notices.mjs
"""
import html
import json
import pathlib
import sys
import time

import weasyprint

PAGE = pathlib.Path(__file__).with_name("page.html").read_text()


def element(name, text):
    return f"<{name}>{html.escape(text, quote=False)}</{name}>" if text else ""


def html_of(notice):
    paragraphs = ["<p>" + element("b", runs["heiti"]) + element("i", runs["kaiti"]) +
                  html.escape(runs["fangsong"], quote=False) + "</p>"
                  for runs in notice["paragraphs"]]
    signature = [f'<p class="right">{html.escape(line, quote=False)}</p>'
                 for line in notice["signature"]]
    title = html.escape(notice["title"], quote=False)
    return PAGE.replace("{title}", title).replace("{body}", "\n".join(paragraphs + signature))


def render(notice):
    return weasyprint.HTML(string=html_of(notice)).write_pdf()


def main():
    notices = json.loads(pathlib.Path(sys.argv[1]).read_text())
    pathlib.Path(sys.argv[2]).write_bytes(render(notices[0]))
    milliseconds = []
    for notice in notices[1:1 + int(sys.argv[3])]:
        begun = time.perf_counter()
        render(notice)
        milliseconds.append((time.perf_counter() - begun) * 1000)
    print(json.dumps({"version": weasyprint.__version__, "milliseconds": milliseconds}))


main()

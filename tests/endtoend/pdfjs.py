"""Reads PDFs with pdf.js in Chromium: serves the page pdfjs/read.html on the loopback, opens it in
a headless browser and waits for what it posts."""
import http.server
import json
import os
import pathlib
import queue
import signal
import subprocess
import tempfile
import threading

PAGE = pathlib.Path(__file__).parent / "pdfjs/read.html"
# Debian's libjs-pdf; or the build folder of any other release (pdfjs-dist).
LIBRARY = pathlib.Path(os.environ.get("TONGBAO_PDFJS", "/usr/share/javascript/pdf/build"))
BROWSERS = ("chromium-headless-shell", "chromium")
TYPES = {".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript"}
OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync",
           "--disable-background-networking", "--disable-component-update", "--disable-quic",
           "--disable-dev-shm-usage")


def handler_for(documents, answers):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            name = self.path.lstrip("/")
            if name == "library":
                kind = "mjs" if (LIBRARY / "pdf.mjs").exists() else "js"
                self.answer("application/json",
                            json.dumps({"kind": kind, "documents": len(documents)}).encode())
            elif name == "read.html":
                self.answer(TYPES[".html"], PAGE.read_bytes())
            elif name.startswith("documents/"):
                self.answer("application/pdf", documents[int(name.split("/")[1])])
            elif name.startswith("pdfjs/") and (LIBRARY / name[6:]).is_file():
                path = LIBRARY / name[6:]
                self.answer(TYPES.get(path.suffix, "application/octet-stream"), path.read_bytes())
            else:
                self.send_error(404)

        def do_POST(self):
            answers.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.answer("text/plain", b"")

        def answer(self, kind, body):
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    return Handler


def start_browser(address, profile):
    for browser in BROWSERS:
        try:
            return subprocess.Popen([browser, *OPTIONS, f"--user-data-dir={profile}", address],
                                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                    start_new_session=True)
        except FileNotFoundError:
            continue
    raise AssertionError("no Chromium: run scripts/setup --test")


def read(paths, seconds=120):
    """For each PDF: text, glyphs (the character that each is taken for), dark (dots of each page)
    and said (warnings)."""
    answers = queue.Queue()
    documents = [pathlib.Path(path).read_bytes() for path in paths]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler_for(documents, answers))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = start_browser(f"http://127.0.0.1:{server.server_port}/read.html", profile)
        try:
            answer = answers.get(timeout=seconds)
        except queue.Empty:
            raise AssertionError(f"pdf.js gave no answer within {seconds} s") from None
        finally:
            # Debian's command is a script: the browser and its helpers are its children.
            os.killpg(browser.pid, signal.SIGKILL)
            browser.wait()
            server.shutdown()
            server.server_close()
    if "failure" in answer:
        raise AssertionError(answer["failure"])
    return answer["results"]

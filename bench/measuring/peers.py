"""What people would use otherwise, each with a script of ours in bench/peers: which are there, how
they are installed, how they are run."""
import dataclasses
import json
import os
import pathlib
import shutil
import subprocess

from . import processes
from .project import FACES, PROJECT, RESULTS, capture

SCRIPTS = PROJECT / "bench/peers"
MODULES = RESULTS / "peers"  # npm's packages
LIBREOFFICE = pathlib.Path("/usr/lib/libreoffice/program")
PYTHON = "/usr/bin/python3"


@dataclasses.dataclass(frozen=True)
class Peer:
    name: str
    script: str
    needs: tuple  # what must be there: a program, "npm:PACKAGE", "python:MODULE" or a path
    notices: int = 20  # of a warm run

    def missing(self):
        return [need for need in self.needs if not present(need)]

    def command(self, *arguments):
        runner = ["node"] if self.script.endswith(".mjs") else [PYTHON, "-B"]
        return [*runner, SCRIPTS / self.script, *arguments]


NOTICE_PEERS = [
    Peer("typst", "typst.mjs", ("node", "npm:@myriaddreamin/typst-ts-node-compiler"), 30),
    Peer("Chromium", "chromium.mjs", ("node", "chromium-headless-shell", "npm:puppeteer-core")),
    Peer("LibreOffice by carbone", "carbone.mjs",
         ("node", str(LIBREOFFICE / "soffice.bin"), "python:uno", "npm:carbone", "npm:docx")),
    Peer("WeasyPrint", "weasyprint_notice.py", ("python:weasyprint",), 3),
]
CHROMIUM = NOTICE_PEERS[1]
LEDGER_PEERS = [
    Peer("exceljs", "exceljs.mjs", ("node", "npm:exceljs")),
    Peer("XlsxWriter", "xlsxwriter_ledger.py", ("python:xlsxwriter",)),
]


def present(need):
    if need.startswith("npm:"):
        return (MODULES / "node_modules" / need[4:] / "package.json").exists()
    if need.startswith("python:"):
        return subprocess.run([PYTHON, "-c", f"import {need[7:]}"], capture_output=True,
                              check=False).returncode == 0
    return shutil.which(need) is not None


def installed(peers):
    return [peer for peer in peers if not peer.missing()]


def missing():
    """name → what it lacks"""
    return {peer.name: peer.missing() for peer in [*NOTICE_PEERS, *LEDGER_PEERS] if peer.missing()}


def install():
    """Debian's packages, and npm's of bench/peers/package.json into MODULES."""
    subprocess.run([PROJECT / "scripts/setup", "--peers"], check=True)


def environment(folder):
    """Faces are Fandol's, beside the system's; all that is written goes into `folder`."""
    configuration = folder / "fonts.conf"
    if not configuration.exists():
        configuration.write_text(
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
            f"<fontconfig><dir>/usr/share/fonts</dir><dir>{FACES.resolve()}</dir>"
            f"<cachedir>{folder / 'fontconfig'}</cachedir></fontconfig>\n")
    return os.environ | {
        "FONTCONFIG_FILE": str(configuration), "TMPDIR": str(folder), "PEER_FACES": str(FACES),
        "PEER_MODULES": str(MODULES),
        # carbone looks for soffice.bin, and for a Python that has uno.
        "PATH": f"{LIBREOFFICE}:/usr/bin:{os.environ['PATH']}"}


def run(peer, context, *arguments):
    """What its script says: {"version", "milliseconds": […], …}."""
    printed = capture(peer.command(*arguments), env=context.environment)
    return json.loads(printed.splitlines()[-1])


def run_with_peak(peer, context, *arguments):
    """The same, and the most memory that it had, in MB."""
    printed, peak = processes.with_peak(peer.command(*arguments), env=context.environment)
    return json.loads(printed.splitlines()[-1]), peak

"""The facts of a machine that figures depend on."""
import os
import pathlib
import platform
import re
import shutil
import subprocess

from .project import CORES, PROJECT

PACKAGES = ["libc6", "g++", "libharfbuzz0b", "libdeflate0", "libhpdf-2.3.0", "libicu72",
            "libsimdjson14", "libxlsxwriter4", "libpoconet80", "zlib1g", "valgrind", "wrk",
            "chromium-headless-shell", "libreoffice-writer-nogui", "weasyprint",
            "python3-xlsxwriter", "nodejs"]


def package_versions(names):
    """Those that Debian installed."""
    printed = subprocess.run(["dpkg-query", "-W", "-f=${db:Status-Status} ${Package} ${Version}\n",
                              *names], capture_output=True, text=True).stdout
    rows = [line.split() for line in printed.splitlines()]
    return {row[1]: row[2] for row in rows if len(row) == 3 and row[0] == "installed"}


def commit():
    git = ["git", "-C", PROJECT]
    head = subprocess.run([*git, "rev-parse", "--short=12", "HEAD"], capture_output=True, text=True)
    if head.returncode != 0:
        return None
    changed = subprocess.run([*git, "status", "--porcelain", "--untracked-files=no"],
                             capture_output=True, text=True).stdout.strip()
    return head.stdout.strip() + (" and changes" if changed else "")


def processor():
    text = pathlib.Path("/proc/cpuinfo").read_text()
    found = re.search(r"model name\s*:\s*(.*)", text)
    return found[1] if found else platform.machine()


def facts():
    system = platform.freedesktop_os_release()["PRETTY_NAME"]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    versions = package_versions(PACKAGES)
    if "nodejs" not in versions and shutil.which("node"):
        versions["nodejs"] = subprocess.run(["node", "--version"], capture_output=True,
                                            text=True).stdout.strip()
    return {"processor": processor(), "cores": CORES, "memoryGiB": round(memory / 2**30, 1),
            "system": system, "kernel": platform.release(), "commit": commit(),
            "packages": versions, "loadBefore": os.getloadavg()[0]}

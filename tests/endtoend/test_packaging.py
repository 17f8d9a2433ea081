"""What is in packaging/ works with the program as it is."""
import os
import pathlib
import re
import shutil
import unittest

from program import PROGRAM, PROJECT, Workspace, examples, run

PACKAGING = PROJECT / "packaging"


def settings(text):
    """name → value of a file of settings."""
    return dict(re.findall(r"^([a-z-]+) = (.*?)(?:  #.*)?$", text, re.MULTILINE))


def environment(**more):
    """Without what would be found before the installation's own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TONGBAO")}
    return kept | more


class Packaging(Workspace):
    def in_force(self, *arguments):
        shown = run(PROGRAM, "serve", "--check-config", *arguments, env=environment())
        return settings(shown.stdout.decode())

    def test_the_sample_has_every_setting_with_its_default(self):
        sample = (PACKAGING / "tongbao.conf").read_text(encoding="utf-8")
        uncommented = re.sub(r"^# (?=[a-z-]+ = )", "", sample, flags=re.MULTILINE)
        defaults = self.in_force()
        self.assertEqual(settings(uncommented), defaults)
        file = self.folder / "tongbao.conf"
        file.write_text(uncommented, encoding="utf-8")
        self.assertEqual(self.in_force("--config", file), defaults)
        self.assertEqual(self.in_force("--config", PACKAGING / "tongbao.conf"), defaults)

    def test_every_setting_is_documented(self):
        documented = (PROJECT / "docs/operations.md").read_text(encoding="utf-8")
        for name in self.in_force():
            self.assertIn(f"`--{name}`", documented)

    def test_every_metric_is_documented(self):
        source = (PROJECT / "src/metrics/metrics.cpp").read_text(encoding="utf-8")
        documented = (PROJECT / "docs/operations.md").read_text(encoding="utf-8")
        names = set(re.findall(r'"(tongbao_\w+)"', source))
        self.assertTrue(names)
        for name in names:
            self.assertIn(f"`{name}`", documented)

    def test_an_installed_program_finds_its_files(self):
        build = pathlib.Path(PROGRAM).resolve().parent
        prefix = self.folder / "usr"
        run("cmake", "--install", build, "--prefix", prefix)
        output = self.folder / "notice.pdf"
        run(prefix / "bin/tongbao", "render", "notice", "-i", examples()[0], "-o", output,
            env=environment(), cwd=self.folder)
        self.assertTrue(output.read_bytes().startswith(b"%PDF"))
        run(prefix / "bin/tongbao", "serve", "--check-config", env=environment(), cwd=self.folder)

    def test_the_packages_it_needs_to_run_are_named(self):
        named = run(PACKAGING / "runtime-packages", f"{PROGRAM}-full").stdout.decode().split()
        for library in ("libhpdf", "libxlsxwriter", "libpoconet", "libharfbuzz"):
            self.assertTrue(any(name.startswith(library) for name in named), library)
        self.assertFalse([name for name in named if name.endswith("-dev")])
        known = run("dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *named).stdout
        self.assertNotIn(b"not-installed", known)

    @unittest.skipUnless(shutil.which("systemd-analyze"), "no systemd here")
    def test_systemd_takes_the_unit(self):
        unit = (PACKAGING / "tongbao.service").read_text(encoding="utf-8")
        file = self.folder / "tongbao.service"
        file.write_text(unit.replace("/usr/local/bin/tongbao", PROGRAM), encoding="utf-8")
        result = run("systemd-analyze", "verify", "--man=no", file, check=False)
        complaints = [line for line in result.stderr.decode().splitlines() if str(file) in line
                      or "tongbao" in line]
        self.assertEqual(complaints, [])
        stop = int(re.search(r"TimeoutStopSec=(\d+)", unit)[1])
        self.assertGreater(stop, 30)  # the grace of a stop

    def test_nginx_takes_the_configuration(self):
        nginx = shutil.which("nginx") or "/usr/sbin/nginx"
        text = (PACKAGING / "nginx.conf").read_text(encoding="utf-8")
        own = f"pid {self.folder}/pid; error_log {self.folder}/error.log;\n"
        paths = "".join(f"{kind}_temp_path {self.folder}/{kind};\n"
                        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        file = self.folder / "nginx.conf"
        file.write_text(own + text.replace("http {", "http {\n" + paths, 1), encoding="utf-8")
        result = run(nginx, "-t", "-c", file, "-p", self.folder, check=False)
        self.assertEqual(result.returncode, 0, result.stderr.decode())

    def test_shell_takes_its_script(self):
        run("shellcheck", PACKAGING / "runtime-packages")


if __name__ == "__main__":
    unittest.main()

"""The commands of docs/security.md, run in their order."""
import os
import re
import unittest

from program import PROGRAM, PROJECT, Workspace, run


class SecurityDocs(Workspace):
    def test_commands_work_as_written(self):
        page = (PROJECT / "docs/security.md").read_text(encoding="utf-8")
        lines = [line for block in re.findall(r"```sh\n(.*?)```", page, re.DOTALL) for line in block.splitlines()]
        self.assertEqual(len(lines), 6)
        (self.folder / "data/audit").mkdir(parents=True)
        (self.folder / "data/audit/node.jsonl").touch()  # as a server leaves it that made nothing yet
        (self.folder / "tongbao").symlink_to(PROGRAM)
        environment = os.environ | {"PATH": f"{self.folder}:{os.environ['PATH']}"}
        made = ""
        for line in lines:
            if made:
                line = line.replace("0123456789ab", made)
            result = run("sh", "-c", line, cwd=self.folder, env=environment)
            if "create" in line:
                made = result.stdout.decode()[3:15]
        self.assertTrue((self.folder / "heads.txt").exists())


if __name__ == "__main__":
    unittest.main()

"""The same input gives the same bytes: again, in another folder, zone, locale and at another hour."""
import os
import unittest

from program import Workspace, examples, tongbao


class Determinism(Workspace):
    def render(self, template, record, name, **environment):
        path = self.folder / name
        tongbao("render", template, "-i", record, "-o", path, env={**os.environ, **environment})
        return path.read_bytes()

    def test_same_bytes_whatever_the_surroundings(self):
        faketime = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"
        # The loader passes over a missing library, and the hour would not change.
        self.assertTrue(os.path.exists(faketime), "libfaketime is not installed")
        for record in examples():
            for template, suffix in (("notice", "pdf"), ("ledger", "xlsx")):
                with self.subTest(record.parent.name, template=template):
                    first = self.render(template, record, f"a.{suffix}")
                    self.assertEqual(first, self.render(template, record, f"b.{suffix}",
                                                        TZ="Asia/Tokyo", LC_ALL="C"))
                    self.assertEqual(first, self.render(template, record, f"c.{suffix}",
                                                        LD_PRELOAD=faketime,
                                                        FAKETIME="+400d"))


if __name__ == "__main__":
    unittest.main()

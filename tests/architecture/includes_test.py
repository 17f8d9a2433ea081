"""The check of includes.py finds what it should, and nothing else."""
import pathlib
import tempfile
import unittest

import includes


class Includes(unittest.TestCase):
    def found(self, path, text):
        with tempfile.TemporaryDirectory() as folder:
            src = pathlib.Path(folder)
            (src / path).parent.mkdir(parents=True)
            (src / path).write_text(text, encoding="utf-8")
            return list(includes.violations(src))

    def test_allows_what_the_table_allows(self):
        self.assertEqual(self.found("layout/a.cpp", '#include "font/shaping.h"\n'
                                    '#include "layout/layout.h"\n#include <vector>\n'), [])
        self.assertEqual(self.found("pdf/a.cpp", "#include <hpdf.h>\n#include <hb-subset.h>\n"), [])
        self.assertEqual(self.found("cli/a.cpp", '#include "http/server.h"\n'), [])

    def test_refuses_stages_side_by_side(self):
        self.assertEqual(len(self.found("pdf/a.cpp", '#include "layout/layout.h"\n')), 1)
        self.assertEqual(len(self.found("importer/a.h", '#include "template/template.h"\n')), 1)

    def test_refuses_upwards(self):
        self.assertEqual(len(self.found("base/a.h", '#  include "record/record.h"\n')), 1)
        self.assertEqual(len(self.found("render/a.cpp", '#include "http/server.h"\n')), 1)
        self.assertEqual(len(self.found("http/a.cpp", '#include "layout/layout.h"\n')), 1)

    def test_refuses_libraries_outside_their_room(self):
        self.assertEqual(len(self.found("layout/a.cpp", "#include <hpdf.h>\n")), 1)
        self.assertEqual(len(self.found("layout/a.cpp", "#include <hpdf_objects.h>\n")), 1)
        self.assertEqual(len(self.found("render/a.cpp", "#include <xlsxwriter.h>\n")), 1)
        self.assertEqual(len(self.found("render/a.cpp", "#include <xlsxwriter/format.h>\n")), 1)
        self.assertEqual(len(self.found("render/a.cpp", "#include <Poco/Path.h>\n")), 1)
        self.assertEqual(len(self.found("layout/a.cpp", "#include <hb.h>\n")), 1)

    def test_refuses_relative_includes_and_unknown_rooms(self):
        self.assertEqual(len(self.found("pdf/a.cpp", '#include "write_pdf.h"\n')), 1)
        self.assertEqual(len(self.found("pdf/a.cpp", '#include "../font/shaping.h"\n')), 1)
        self.assertEqual(len(self.found("cellar/a.cpp", "")), 1)


if __name__ == "__main__":
    unittest.main()

// What the writers of a workbook's sheets share while it is written.
#pragma once
#include <cstddef>
#include <map>
#include <string>

#include "base/diagnostic.h"
#include "content/ledger_content.h"
#include "font/font_set.h"
#include "xlsx/sheet_names.h"
#include "xlsx/text_lines.h"
#include "xlsx/workbook.h"
#include "xlsx/write_xlsx.h"

namespace tongbao::xlsx {

// Made once a role.
class LineBreakers {
 public:
  explicit LineBreakers(const font::FontSet& fonts) : fonts_(fonts) {}
  // Requires a role that the fonts have. The reference stays valid.
  const LineBreaker& of(const std::string& role);

 private:
  const font::FontSet& fonts_;
  std::map<std::string, LineBreaker> breakers_;
};

struct Writing {
  const font::FontSet& fonts;
  Workbook& workbook;
  SheetNames& names;
  const WriteOptions& options;
  LineBreakers breakers{fonts};
  std::size_t links = 0;  // hyperlinks in the workbook so far
  std::size_t forms = 0;  // sheets of forms so far
  Diagnostics errors;
  Diagnostics warnings;

  // `row`: what the error is about; null: no row. Of what several sheets show it is said once.
  void add_error(const char* code, const content::Row* row, Bilingual message, Bilingual hint = {});
};

}  // namespace tongbao::xlsx

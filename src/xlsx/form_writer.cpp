#include "xlsx/form_writer.h"

#include <variant>

namespace tongbao::xlsx {

namespace {

constexpr std::size_t kSheets = 500;
const content::CellValue kEmpty;

}  // namespace

FormWriter::FormWriter(Writing& writing, const content::Sheet& sheet)
    : writing_(writing), sheet_(sheet), form_(std::get<content::Form>(sheet.content)) {
  for (const content::FormRow& row : form_.rows) {
    std::vector<CellPlace>& places = places_.emplace_back();
    std::size_t first = 0;
    for (const content::FormField& field : row.fields) {
      const std::size_t end = first + field.columns;
      int pixels = 0;
      for (std::size_t i = first; i < end; ++i) pixels += column_pixels(form_.widths[i]);
      content::CellStyle style = field.style;
      style.wrap = true;  // nothing runs over the edge of its field
      places.emplace_back(
          writing_, style,
          ColumnRange{static_cast<ColumnIndex>(first), static_cast<ColumnIndex>(end - 1)}, pixels,
          sheet.name);
      first = end;
    }
  }
}

void FormWriter::open(const content::Row& row) {
  parts_.push_back(writing_.workbook.make_sheet(writing_.names.unique(row.title, sheet_.name)));
  SheetPart& part = *parts_.back();
  part.widths = form_.widths;
  part.print = &sheet_.print;
  part.is_protected = sheet_.is_protected;
}

void FormWriter::add(const content::Row& row) {
  if (writing_.forms == kSheets) {
    writing_.add_error(
        "ledger.tooManySheets", &row,
        say("每个问题一张工作表，一个工作簿最多{}张",
            "a sheet a problem, but a workbook takes at most {} of them", kSheets),
        say("按单位或方面分批生成", "make them in parts, by organization or section"));
    ++writing_.forms;  // said once
  }
  if (writing_.forms > kSheets) return;
  ++writing_.forms;
  ++rows_;
  open(row);
  SheetPart& part = *parts_.back();
  std::size_t next = 0;
  for (std::size_t i = 0; i < places_.size(); ++i) {
    line_.clear();
    std::vector<LinkedCell> links;
    for (CellPlace& place : places_[i]) {
      place.add(line_, next < row.cells.size() ? row.cells[next] : kEmpty, row, links);
      ++next;
    }
    for (LinkedCell& link : links) link.row = part.rows.next_row();
    writing_.links += links.size();
    part.links.insert(part.links.end(), links.begin(), links.end());
    write_line(part, line_, form_.rows[i].height);
  }
  part.rows.finish();
}

}  // namespace tongbao::xlsx

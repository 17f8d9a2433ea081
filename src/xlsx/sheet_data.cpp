#include "xlsx/sheet_data.h"

#include <utility>

#include "xlsx/cell_xml.h"

namespace tongbao::xlsx {

SheetData::SheetData(DeflateWorkers& workers, Disk& disk, std::filesystem::path file)
    : xml_(workers, disk, std::move(file)) {
  xml_.text() += "<sheetData>";
}

std::string& SheetData::begin_row(Pt height) {
  height_ += height;
  std::string& xml = xml_.text();
  xml += "<row r=\"";
  append_count(xml, ++rows_);
  xml += "\" ht=\"";
  append_number(xml, height.value);
  xml += R"(" customHeight="1">)";
  return xml;
}

void SheetData::end_row() {
  xml_.text() += "</row>";
  xml_.pass_on();
}

void SheetData::finish() {
  if (finished_) return;
  xml_.text() += "</sheetData>";
  finished_ = xml_.finish();
}

DeflatedText SheetData::take() {
  finish();
  return std::move(*finished_);
}

}  // namespace tongbao::xlsx

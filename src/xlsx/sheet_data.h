// The rows of one worksheet as XML (ECMA-376 part 1, 18.3.1.80 sheetData), deflated as they come.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "base/length.h"
#include "xlsx/deflate_stream.h"

namespace tongbao::xlsx {

using RowIndex = std::uint32_t;     // from 0
using ColumnIndex = std::uint16_t;  // from 0

// Rows follow each other without a gap. Used by one thread.
class SheetData {
 public:
  SheetData(DeflateWorkers& workers, Disk& disk, std::filesystem::path file);

  // Opens the next row; its cells are to be appended (cell_xml.h), then end_row().
  std::string& begin_row(Pt height);
  void end_row();

  [[nodiscard]] Pt height() const { return height_; }  // of all rows so far
  [[nodiscard]] RowIndex next_row() const { return rows_; }
  [[nodiscard]] std::uint64_t bytes() const { return xml_.size(); }  // of XML so far

  void finish();  // after the last row
  // The whole element, finished if it was not. Once.
  [[nodiscard]] DeflatedText take();

 private:
  DeflateStream xml_;
  std::optional<DeflatedText> finished_;
  RowIndex rows_ = 0;
  Pt height_;
};

}  // namespace tongbao::xlsx

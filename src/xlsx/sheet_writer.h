// One sheet of a ledger → worksheets of the workbook.
#pragma once
#include <cstddef>
#include <memory>
#include <vector>

#include "content/ledger_content.h"
#include "xlsx/sheet_part.h"

namespace tongbao::xlsx {

// Errors go to the Writing that a writer was made with; after the first one nothing more is
// written, but rows are still looked at.
class SheetWriter {
 public:
  SheetWriter() = default;
  virtual ~SheetWriter() = default;
  SheetWriter(const SheetWriter&) = delete;
  SheetWriter& operator=(const SheetWriter&) = delete;

  virtual void add(const content::Row& row) = 0;
  virtual void finish() = 0;  // after the last row of all sheets

  // After finish(): its worksheets in order.
  [[nodiscard]] std::vector<std::unique_ptr<SheetPart>> take() { return std::move(parts_); }
  [[nodiscard]] std::size_t rows() const { return rows_; }  // data rows

 protected:
  std::vector<std::unique_ptr<SheetPart>> parts_;
  std::size_t rows_ = 0;
};

}  // namespace tongbao::xlsx

// A form → a worksheet for each of its rows.
#pragma once
#include <vector>

#include "content/ledger_content.h"
#include "xlsx/cell_place.h"
#include "xlsx/sheet_writer.h"
#include "xlsx/writing.h"

namespace tongbao::xlsx {

class FormWriter : public SheetWriter {
 public:
  // `sheet` holds a form in which check_sheets() found nothing. Both must outlive the writer.
  FormWriter(Writing& writing, const content::Sheet& sheet);

  void add(const content::Row& row) override;
  void finish() override {}

 private:
  void open(const content::Row& row);

  Writing& writing_;
  const content::Sheet& sheet_;
  const content::Form& form_;
  std::vector<std::vector<CellPlace>> places_;  // of each row of the form
  CellLine line_;
};

}  // namespace tongbao::xlsx

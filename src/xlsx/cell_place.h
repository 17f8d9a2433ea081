// A place where cells stand: a column, a field of a form, a band. Values become its cells.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/ledger_content.h"
#include "xlsx/cell_line.h"
#include "xlsx/writing.h"

namespace tongbao::xlsx {

class CellPlace {
 public:
  // `label` says in messages which it is. `pixels`: the width of its columns together. Text higher
  // than a row may be goes on in a further one if `goes_on`. `writing` must outlive it.
  CellPlace(Writing& writing, const content::CellStyle& style, ColumnRange columns, int pixels,
            std::string label, bool goes_on = true);

  [[nodiscard]] const CellSetting& setting() const { return plain_; }

  // Adds a cell to `line`, which must be cleared before `value` and this place go. What no cell can
  // hold is an error about `row`. Real links go to `links`, their row to be set by the caller.
  void add(CellLine& line, const content::CellValue& value, const content::Row& row,
           std::vector<LinkedCell>& links);
  // The same for the first of merged cells; returns the height that it needs.
  Pt add_merged(CellLine& line, const content::CellValue& value, const content::Row& row,
                std::vector<LinkedCell>& links);
  // The template's own text; whole, for merged cells, with the height that it needs.
  void add_text(CellLine& line, std::string_view text);
  Pt add_whole_text(CellLine& line, std::string_view text);
  // A formula with the value it comes to: a number, or else the text "".
  void add_formula(CellLine& line, std::string_view formula, const content::CellValue& value,
                   const content::Row& row);

 private:
  Pt add_value(CellLine& line, const content::CellValue& value, const content::Row& row,
               std::vector<LinkedCell>& links, bool measured);
  Pt put_text(CellLine& line, const CellSetting& setting, std::string_view text,
              const content::Row* row, bool measured);
  Pt put_link(CellLine& line, const content::LinkedText& link, const content::Row& row,
              std::vector<LinkedCell>& links, bool measured);
  void put_number(CellLine& line, double number, const content::Row& row);
  Pt put_date(CellLine& line, const Date& date, const content::Row& row, bool measured);
  const CellSetting& date_setting();
  const CellSetting& link_setting();

  Writing& writing_;
  content::CellStyle style_;
  std::string label_;
  CellSetting plain_;
  std::optional<CellSetting> date_;  // with a format that shows a day
  std::optional<CellSetting> link_;
};

}  // namespace tongbao::xlsx

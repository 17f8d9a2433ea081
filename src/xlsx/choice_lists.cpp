#include "xlsx/choice_lists.h"

#include <algorithm>

#include "base/utf8.h"
#include "xlsx/cell_xml.h"
#include "xlsx/reference.h"

namespace tongbao::xlsx {

namespace {

constexpr Pt kRowHeight{15};
constexpr double kWidth = 30;  // characters

bool fits_validation(const std::vector<std::string>& choices) {
  constexpr std::size_t kUnits = 255;
  std::size_t units = choices.empty() ? 0 : choices.size() - 1;
  for (const std::string& choice : choices) {
    if (choice.find_first_of(",\"") != std::string::npos) return false;
    units += count_utf16_units(choice);
  }
  return units <= kUnits;
}

}  // namespace

ChoiceLists::ChoiceLists(const std::vector<std::unique_ptr<SheetPart>>& sheets) {
  for (const auto& sheet : sheets) {
    for (const ChoiceCells& cells : sheet->choices) {
      if (!fits_validation(*cells.choices) && cells_of(*cells.choices, "").empty()) {
        lists_.push_back(cells.choices);
      }
    }
  }
}

std::string ChoiceLists::cells_of(const std::vector<std::string>& choices,
                                  std::string_view sheet) const {
  const auto found = std::find_if(lists_.begin(), lists_.end(),
                                  [&choices](const auto* list) { return *list == choices; });
  if (found == lists_.end()) return {};
  return absolute_cells(sheet, {0, static_cast<RowIndex>(choices.size() - 1)},
                        static_cast<ColumnIndex>(found - lists_.begin()));
}

void ChoiceLists::write(SheetPart& sheet) const {
  std::size_t rows = 0;
  for (const auto* const list : lists_) rows = std::max(rows, list->size());
  for (std::size_t row = 0; row < rows; ++row) {
    std::string& xml = sheet.rows.begin_row(kRowHeight);
    for (const auto* const list : lists_) {
      append_text_cell(xml, 0, row < list->size() ? (*list)[row] : std::string_view());
    }
    sheet.rows.end_row();
  }
  sheet.widths.assign(lists_.size(), kWidth);
  sheet.is_hidden = true;
}

}  // namespace tongbao::xlsx

// Validation lists that do not fit into a validation: they stand on a hidden sheet, one a column.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "xlsx/sheet_part.h"

namespace tongbao::xlsx {

class ChoiceLists {
 public:
  // Gathers those of `sheets`, each once.
  explicit ChoiceLists(const std::vector<std::unique_ptr<SheetPart>>& sheets);

  [[nodiscard]] bool empty() const { return lists_.empty(); }
  // The cells that hold a list, as a formula on any sheet names them; "" for one that stands in the
  // validation itself (255 UTF-16 units with its commas, no comma or quotation mark in it).
  [[nodiscard]] std::string cells_of(const std::vector<std::string>& choices,
                                     std::string_view sheet) const;
  void write(SheetPart& sheet) const;

 private:
  std::vector<const std::vector<std::string>*> lists_;
};

}  // namespace tongbao::xlsx

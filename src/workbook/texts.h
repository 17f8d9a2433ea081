// The texts of a workbook while it is read: shared ones, and those of single cells. Internal to the
// room.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "workbook/package.h"
#include "workbook/read_workbook.h"

namespace tongbao::workbook {

// Collects the text of one cell or shared string: its runs, without the readings (注音) beside
// them.
class RichText {
 public:
  explicit RichText(PartHandler& handler) : handler_(handler) {}
  void clear();
  void begin(std::string_view element);
  void end(std::string_view element);
  void text(std::string_view text);
  // Escapes (_x000D_, ECMA-376 ST_Xstring) resolved, line breaks as \n, other controls dropped.
  [[nodiscard]] std::string value() const;

 private:
  PartHandler& handler_;
  std::string raw_;
  bool within_text_ = false;
  int readings_ = 0;
};

// Adds to `workbook`'s texts and counts their bytes.
class TextStore {
 public:
  TextStore(Workbook& workbook, const ReadLimits& limits) : workbook_(workbook), limits_(limits) {}
  [[nodiscard]] TextIndex add(std::string text, PartHandler& handler);

 private:
  Workbook& workbook_;
  const ReadLimits& limits_;
  std::size_t bytes_ = 0;
};

}  // namespace tongbao::workbook

// The parts that hold texts and cells. Internal to the room.
#pragma once
#include <string>

#include "workbook/package.h"
#include "workbook/texts.h"
#include "workbook/workbook.h"

namespace tongbao::workbook {

// How many cells and merged ranges were read, of all sheets.
struct Counts {
  std::size_t cells = 0;
  std::size_t merges = 0;
};

// Errors: those of read_part.
[[nodiscard]] Result<void> read_shared_texts(Package& package, const std::string& part,
                                             TextStore& texts);

// Into `sheet`. `shared` is the number of shared texts, which stand first among all.
[[nodiscard]] Result<void> read_sheet(Package& package, const std::string& part,
                                      std::uint32_t shared, const ReadLimits& limits,
                                      TextStore& texts, Counts& counts, Sheet& sheet);

}  // namespace tongbao::workbook

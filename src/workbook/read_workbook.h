// The bytes of an XLSX file (ECMA-376) → its sheets. Hostile input is expected: every size is
// bounded before anything is built from it; entities, links to elsewhere, macros and formulas are
// not followed.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "workbook/workbook.h"

namespace tongbao::workbook {

struct ReadLimits {
  std::size_t entries = 2'000;                           // of the archive
  std::uint64_t inflated = std::uint64_t{64} << 20;      // bytes of all parts that are read
  std::uint64_t ratio = 200;                             // inflated to deflated, of one part
  std::uint64_t free_of_ratio = std::uint64_t{4} << 20;  // bytes: smaller parts may have any
  std::size_t sheets = 200;
  std::size_t cells = 500'000;               // with content, of all sheets
  std::size_t merges = 50'000;               // of all sheets
  std::size_t text = std::size_t{32} << 20;  // bytes, of all different texts
};

// Takes less than a second and 100 MB within the limits. Pure; safe on any thread.
// Errors: workbook.notXlsx (another format, with what it is where that shows; a truncated file),
// workbook.damaged (a part that is missing, cut off, or no XML), workbook.doctype,
// workbook.tooLarge (any limit).
[[nodiscard]] Result<Workbook> read_workbook(std::string_view bytes, const ReadLimits& limits = {});

}  // namespace tongbao::workbook

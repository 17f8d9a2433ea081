// What a cell of a ledger says of a field, and what the ledger printed of it: one form for both, so
// that they can be compared. Internal to the room. Pure.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "importer/ledger_columns.h"
#include "record/record.h"

namespace tongbao::importer {

// The content of a cell; `text` refers into the workbook.
struct CellValue {
  std::string_view text;
  std::optional<double> number;
  [[nodiscard]] bool empty() const { return text.empty() && !number; }
};

// Spaces of all kinds and line breaks left out.
[[nodiscard]] std::string without_blanks(std::string_view text);
[[nodiscard]] std::string trimmed(std::string_view text);

// At most 60 characters, for messages.
[[nodiscard]] std::string shortened(const std::string& text);

// The lines of `text` that hold anything, trimmed.
[[nodiscard]] std::vector<std::string> lines_of(std::string_view text);
// Names between 、 and the like.
[[nodiscard]] std::vector<std::string> names_of(std::string_view text);
// "1. …\n2. …" → the texts; lines without a number go on the one before. One alone needs no number.
[[nodiscard]] std::vector<std::string> numbered_texts(std::string_view text);
// A text of one line: line breaks left out, or a space where they part Latin words.
[[nodiscard]] std::string one_line(std::string_view text);

// 2025-06-30, 2025/6/30, 2025.6.30, 2025年6月30日, 20250630, and each without the day.
[[nodiscard]] std::optional<Date> parse_written_date(std::string_view text);
// A day of Excel's calendar, from 1900-03-01 on.
[[nodiscard]] std::optional<Date> date_of_serial(double serial, bool counts_from_1904);

// The value in the form that is compared and written back: dates as 2025-06-30, numbers as text,
// choices by their Chinese word. Nothing where it is none: no date, no such choice.
[[nodiscard]] std::optional<std::string> read_value(const LedgerColumn& column,
                                                    const CellValue& value, bool counts_from_1904);

// All that a ledger may print of the field, the likeliest first; never empty. `group` is what the
// problem's section is called.
[[nodiscard]] std::vector<std::string> printed_values(const LedgerColumn& column,
                                                      const record::Problem& problem,
                                                      const std::string& group);

// The words of a choice field of a problem (status, term), in the order of its enumerators.
[[nodiscard]] std::vector<std::string_view> words_of(Meaning meaning);
// The enumerator of a word; requires one of words_of().
[[nodiscard]] int choice_of(Meaning meaning, std::string_view word);

}  // namespace tongbao::importer

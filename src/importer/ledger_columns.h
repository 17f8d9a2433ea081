// Which header of our ledgers means which field of a problem: the one table for workbooks that come
// back. A test holds it against templates/*.xml. Internal to the room.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/date.h"
#include "record/record.h"

namespace tongbao::importer {

enum class Meaning {
  id,           // 问题编号
  ordinal,      // 序号: the place among all problems
  group,        // 方面: the section
  finding,      // 反馈问题: the finding, or a title that states the problem
  detail,       // 具体表现: what follows such a title
  measures,     // 整改措施, numbered lines
  text,         // a text field as it stands
  departments,  // names between 、
  paragraphs,   // 进展情况, a line each
  evidence,     // names, a line each
  date,
  deadline,  // a date, words, or the kind of term
  status,
  term,
  derived,  // calculated by the ledger: never read
};

struct LedgerColumn {
  std::string_view header;
  std::string_view field;  // its name in the record; columns of one field say the same
  Meaning meaning;
  std::string record::Problem::*text = nullptr;          // of a text
  std::optional<Date> record::Problem::*date = nullptr;  // of a date
};

[[nodiscard]] std::span<const LedgerColumn> ledger_columns();

// By its header, white space aside; null: unknown.
[[nodiscard]] const LedgerColumn* find_column(std::string_view header);

}  // namespace tongbao::importer

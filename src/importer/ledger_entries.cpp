#include "importer/ledger_entries.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "record/derive.h"

namespace tongbao::importer {

namespace {

constexpr std::size_t enough_in_common = 2;  // fields by which a row is known beside its number

std::string key_of(const LedgerRow& row, Meaning meaning) {
  return without_blanks(row.text(meaning));
}

class Matching {
 public:
  Matching(record::Record& record, const LedgerTables& tables, Report& report)
      : tables_(tables), report_(report) {
    const record::Numbering numbering(record);
    for (record::Section& section : record.sections) add_problems(section, numbering);
  }

  Result<LedgerEntries> match() {
    for (const LedgerTable& table : tables_.tables) {
      if (table.has_ids) match_ids(table);
    }
    for (const LedgerTable& table : tables_.tables) {
      if (!table.has_ids) match_words(table);
    }
    if (!errors_.empty()) return failure(std::move(errors_));
    warn_of_missing();
    return std::move(entries_);
  }

 private:
  void add_problems(record::Section& section, const record::Numbering& numbering) {
    for (record::Section& inner : section.sections) add_problems(inner, numbering);
    for (record::Problem& problem : section.problems) {
      by_id_.emplace(problem.id, entries_.list.size());
      entries_.list.push_back({.id = problem.id,
                               .problem = &problem,
                               .ordinal = numbering.ordinal(problem),
                               .section = &section,
                               .group = record::group_of(numbering.path(problem)),
                               .regrouped = {},
                               .rows = {},
                               .after = {}});
    }
  }

  void match_ids(const LedgerTable& table) {
    std::map<std::string, const LedgerRow*> seen;
    std::optional<std::size_t> above;
    for (const LedgerRow& row : table.rows) {
      const std::string id = row.text(Meaning::id);
      const auto first = id.empty() ? seen.end() : seen.find(id);
      if (first != seen.end()) {
        refuse_duplicate(id, row, *first->second);
        continue;
      }
      if (!id.empty()) seen.emplace(id, &row);
      const auto known = id.empty() ? by_id_.end() : by_id_.find(id);
      const std::size_t entry = known == by_id_.end() ? add_new(row, id, above) : known->second;
      above = take(entry, row);
      if (const std::size_t ordinal = ordinal_of(row); ordinal > 0) by_ordinal_[ordinal] = entry;
    }
  }

  void match_words(const LedgerTable& table) {
    if (by_ordinal_.empty()) {
      for (std::size_t i = 0; i < entries_.list.size(); ++i) {
        by_ordinal_.emplace(entries_.list[i].ordinal, i);
      }
    }
    index_words();
    taken_.clear();
    std::vector<std::optional<std::size_t>> found(table.rows.size());
    each_unmatched(table, found, [this](const LedgerRow& row) { return same_number(row, true); });
    each_unmatched(table, found, [this](const LedgerRow& row) { return same_words(row); });
    each_unmatched(table, found, [this](const LedgerRow& row) { return same_number(row, false); });
    std::optional<std::size_t> above;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      const LedgerRow& row = table.rows[i];
      above = take(found[i] ? *found[i] : add_new(row, {}, above), row);
    }
  }

  template <class Find>
  void each_unmatched(const LedgerTable& table, std::vector<std::optional<std::size_t>>& found,
                      const Find& find) {
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      if (found[i]) continue;
      found[i] = find(table.rows[i]);
      if (found[i]) taken_.insert(*found[i]);
    }
  }

  // The entry of the row's number; `same_text`: with the same problem or measures, else with
  // enough else in common.
  std::optional<std::size_t> same_number(const LedgerRow& row, bool same_text) {
    const auto found = by_ordinal_.find(ordinal_of(row));
    if (found == by_ordinal_.end() || taken_.contains(found->second)) return std::nullopt;
    const LedgerEntry& entry = entries_.list[found->second];
    const bool same =
        same_text ? shares(entry, row, Meaning::finding) || shares(entry, row, Meaning::measures)
                  : in_common(entry, row) >= enough_in_common;
    return same ? std::optional(found->second) : std::nullopt;
  }

  std::optional<std::size_t> same_words(const LedgerRow& row) {
    for (const Meaning meaning : {Meaning::finding, Meaning::measures}) {
      const std::string key = key_of(row, meaning);
      if (key.empty()) continue;
      const auto [first, last] = words_.equal_range(key);
      std::optional<std::size_t> only;
      for (auto each = first; each != last; ++each) {
        if (taken_.contains(each->second) || each->second == only) continue;
        if (only) return std::nullopt;
        only = each->second;
      }
      if (only) return only;
    }
    return std::nullopt;
  }

  // What is printed of an entry under a column, and what rows with its id say.
  static std::vector<std::string> words_of_entry(const LedgerEntry& entry, Meaning meaning) {
    std::vector<std::string> words;
    const auto columns = ledger_columns();
    const auto column = std::find_if(columns.begin(), columns.end(), [meaning](const auto& each) {
      return each.meaning == meaning;
    });
    for (const std::string& printed : printed_values(*column, *entry.problem, entry.group)) {
      words.push_back(without_blanks(printed));
    }
    for (const LedgerRow* row : entry.rows) words.push_back(key_of(*row, meaning));
    std::erase_if(words, [](const std::string& each) { return each.empty(); });
    return words;
  }

  static bool shares(const LedgerEntry& entry, const LedgerRow& row, Meaning meaning) {
    const std::string key = key_of(row, meaning);
    const auto words = words_of_entry(entry, meaning);
    return std::find(words.begin(), words.end(), key) != words.end();
  }

  static std::size_t in_common(const LedgerEntry& entry, const LedgerRow& row) {
    return static_cast<std::size_t>(
        std::count_if(row.cells.begin(), row.cells.end(), [&entry](const LedgerCell& cell) {
          const Meaning meaning = cell.column->meaning;
          if (meaning == Meaning::group || cell.value.empty()) return false;
          const auto value = read_value(*cell.column, cell.value, false);
          const auto printed = printed_values(*cell.column, *entry.problem, entry.group);
          return value && std::any_of(printed.begin(), printed.end(), [&](const auto& each) {
                   return !each.empty() && without_blanks(each) == without_blanks(*value);
                 });
        }));
  }

  void index_words() {
    words_.clear();
    for (std::size_t i = 0; i < entries_.list.size(); ++i) {
      for (const Meaning meaning : {Meaning::finding, Meaning::measures}) {
        for (std::string& word : words_of_entry(entries_.list[i], meaning)) {
          words_.emplace(std::move(word), i);
        }
      }
    }
  }

  static std::size_t ordinal_of(const LedgerRow& row) {
    const LedgerCell* const cell = row.find(Meaning::ordinal);
    if (cell == nullptr) return 0;
    constexpr double most = 1e9;
    if (cell->value.number) {
      const double number = *cell->value.number;
      return number >= 1 && number < most ? static_cast<std::size_t>(number) : 0;
    }
    const std::string text = without_blanks(cell->value.text);
    const bool digits = !text.empty() && text.size() < 10 &&
                        text.find_first_not_of("0123456789") == std::string::npos;
    return digits ? std::stoul(text) : 0;
  }

  std::size_t add_new(const LedgerRow& row, const std::string& id,
                      std::optional<std::size_t> above) {
    record::Problem& problem = entries_.fresh.emplace_back();
    problem.id = id;
    if (!id.empty()) by_id_.emplace(id, entries_.list.size());
    entries_.list.push_back({.id = id,
                             .problem = &problem,
                             .is_new = true,
                             .ordinal = ordinal_of(row),
                             .group = {},
                             .regrouped = {},
                             .rows = {},
                             .after = above});
    return entries_.list.size() - 1;
  }

  std::size_t take(std::size_t entry, const LedgerRow& row) {
    entries_.list[entry].rows.push_back(&row);
    return entry;
  }

  void refuse_duplicate(const std::string& id, const LedgerRow& row, const LedgerRow& first) {
    const auto at = row.find(Meaning::id)->at;
    errors_.push_back(
        {.code = "import.duplicateId",
         .where = place_of(*row.sheet, at),
         .message = say("问题编号“{}”与{}重复", "the problem id \"{}\" is that of {} too", id,
                        workbook::to_text(first.find(Meaning::id)->at)),
         .hint = say("每个问题一行，编号各不相同；新增的问题可以不填编号",
                     "one row a problem, each with an id of its own; a new one may have none")});
  }

  void warn_of_missing() {
    for (const LedgerEntry& entry : entries_.list) {
      if (entry.is_new) continue;
      for (const LedgerTable& table : tables_.tables) {
        const bool there = std::any_of(entry.rows.begin(), entry.rows.end(),
                                       [&](const auto* row) { return row->sheet == table.sheet; });
        if (!there) warn_of_missing(entry, *table.sheet);
      }
    }
  }

  void warn_of_missing(const LedgerEntry& entry, const workbook::Sheet& sheet) {
    report_.add(
        {.code = "import.missing",
         .severity = Severity::warning,
         .where = {.pointer = {}, .file = sheet.name},
         .message = say("台账中没有问题{}，保留原有数据",
                        "problem {} is not in the ledger; it is kept as it was", entry.problem->id),
         .hint = {}});
  }

  const LedgerTables& tables_;
  Report& report_;
  LedgerEntries entries_;
  std::unordered_map<std::string, std::size_t> by_id_;
  std::map<std::size_t, std::size_t> by_ordinal_;
  std::unordered_multimap<std::string, std::size_t> words_;
  std::set<std::size_t> taken_;
  Diagnostics errors_;
};

}  // namespace

Result<LedgerEntries> match_rows(record::Record& record, const LedgerTables& tables,
                                 Report& report) {
  return Matching(record, tables, report).match();
}

}  // namespace tongbao::importer

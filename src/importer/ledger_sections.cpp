#include "importer/ledger_sections.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

#include "importer/ledger_edits.h"

namespace tongbao::importer {

namespace {

using record::Section;

const std::string& name_of(const Section& section) {
  return section.heading.empty() ? section.category : section.heading;
}

bool is_for_problems(const Section& section) {
  return section.role.value_or(record::SectionRole::rectification) ==
         record::SectionRole::rectification;
}

class Placing {
 public:
  Placing(LedgerEntries& entries, record::Record& record, Report& report)
      : entries_(entries), record_(record), report_(report) {}

  Diagnostics place() {
    if (record_.sections.empty()) make_sections();
    if (!errors_.empty()) return std::move(errors_);
    for (Section& section : record_.sections) add_leaves(section);
    std::vector<std::pair<std::string, Section*>> moves;
    for (LedgerEntry& entry : entries_.list) {
      if (entry.is_new) {
        entry.section = section_for_new(entry);
      } else if (entry.regrouped) {
        Section* const target = named(entry);
        if (target == nullptr) continue;
        moves.emplace_back(entry.id, target);
        say_changed("反馈方面", name_of(*entry.section), entry.group, entry.id, *entry.regrouped,
                    report_);
      }
    }
    for (LedgerEntry& entry : entries_.list) {
      if (entry.is_new) insert(entry);
    }
    for (const auto& [id, target] : moves) move(id, *target);
    return {};
  }

 private:
  void make_sections() {
    std::set<std::string> names;
    for (const LedgerEntry& entry : entries_.list) {
      if (entry.group.empty()) {
        refuse_no_group(entry);
        continue;
      }
      if (!names.insert(without_blanks(entry.group)).second) continue;
      Section& section = record_.sections.emplace_back();
      section.heading = entry.group;
      section.role = record::SectionRole::rectification;
    }
  }

  void refuse_no_group(const LedgerEntry& entry) {
    const LedgerRow& row = *entry.rows.front();
    const LedgerCell* const cell = row.find(Meaning::group);
    const workbook::Address at = cell == nullptr ? row.cells.front().at : cell->at;
    errors_.push_back({.code = "import.noGroup",
                       .where = place_of(*row.sheet, at),
                       .message = say("这一行没有填写“反馈方面”", "this row has no 反馈方面"),
                       .hint = say("每个问题都要填写所属的方面", "each problem belongs to one")});
  }

  void add_leaves(Section& section) {
    for (Section& inner : section.sections) add_leaves(inner);
    if (section.sections.empty() && (is_for_problems(section) || !section.problems.empty())) {
      leaves_.push_back(&section);
      by_name_.emplace(without_blanks(name_of(section)), &section);
    }
  }

  // The section that the entry names; null, and a warning, where there is none.
  Section* named(const LedgerEntry& entry) {
    const auto found = by_name_.find(without_blanks(entry.group));
    if (found != by_name_.end()) return found->second;
    const LedgerPlace place = entry.regrouped.value_or(
        LedgerPlace{entry.rows.front(), entry.rows.front()->cells.front().at});
    report_.add({.code = "import.badChoice",
                 .severity = Severity::warning,
                 .where = place_of(*place.row->sheet, place.at),
                 .message = say("整改数据中没有“{}”这个方面", "the record has no section \"{}\"",
                                shortened(one_line(entry.group))),
                 .hint = say("填写整改数据中已有的方面", "name one that the record has")});
    return nullptr;
  }

  Section* section_for_new(const LedgerEntry& entry) {
    Section* section = entry.group.empty() ? nullptr : named(entry);
    if (section == nullptr && entry.after) section = entries_.list[*entry.after].section;
    if (section == nullptr && !leaves_.empty()) section = leaves_.back();
    return section == nullptr ? &record_.sections.back() : section;
  }

  void insert(const LedgerEntry& entry) {
    auto& problems = entry.section->problems;
    auto place = problems.end();
    if (entry.after) {
      const std::string& above = entries_.list[*entry.after].id;
      const auto found = std::find_if(problems.rbegin(), problems.rend(),
                                      [&above](const auto& each) { return each.id == above; });
      if (found != problems.rend()) place = found.base();
    }
    problems.insert(place, *entry.problem);
  }

  void move(const std::string& id, Section& target) {
    for (Section* section : leaves_) {
      const auto found = std::find_if(section->problems.begin(), section->problems.end(),
                                      [&id](const auto& each) { return each.id == id; });
      if (found == section->problems.end() || section == &target) continue;
      target.problems.push_back(std::move(*found));
      section->problems.erase(found);
      return;
    }
  }

  LedgerEntries& entries_;
  record::Record& record_;
  Report& report_;
  std::vector<Section*> leaves_;
  std::unordered_map<std::string, Section*> by_name_;
  Diagnostics errors_;
};

}  // namespace

Diagnostics place_problems(LedgerEntries& entries, record::Record& record, Report& report) {
  return Placing(entries, record, report).place();
}

}  // namespace tongbao::importer

#include "importer/ledger_sections.h"

#include <algorithm>
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
    for (const LedgerEntry& entry : entries_.list) {
      if (entry.group.empty()) {
        refuse_no_group(entry);
        continue;
      }
      const auto known = std::find_if(
          record_.sections.begin(), record_.sections.end(), [&entry](const Section& section) {
            return without_space(section.heading) == without_space(entry.group);
          });
      if (known != record_.sections.end()) continue;
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
    }
  }

  // The section that the entry names; null, and a warning, where there is none.
  Section* named(const LedgerEntry& entry) {
    const std::string key = without_space(entry.group);
    const auto found = std::find_if(leaves_.begin(), leaves_.end(), [&key](const Section* section) {
      return without_space(name_of(*section)) == key;
    });
    if (found != leaves_.end()) return *found;
    const LedgerPlace place = entry.regrouped.value_or(
        LedgerPlace{entry.rows.front(), entry.rows.front()->cells.front().at});
    std::vector<std::string_view> names;
    for (const Section* section : leaves_) names.push_back(name_of(*section));
    const std::string near = nearest_name(entry.group, names);
    report_.add(
        {.code = "import.badChoice",
         .severity = Severity::warning,
         .where = place_of(*place.row->sheet, place.at),
         .message = say("整改数据中没有“{}”这个方面", "the record has no section \"{}\"",
                        one_line(entry.group)),
         .hint = near.empty() ? Bilingual{} : say("是否应为“{}”？", "did you mean \"{}\"?", near)});
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
      const auto found = std::find_if(problems.begin(), problems.end(),
                                      [&above](const auto& each) { return each.id == above; });
      if (found != problems.end()) place = found + 1;
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
  Diagnostics errors_;
};

}  // namespace

Diagnostics place_problems(LedgerEntries& entries, record::Record& record, Report& report) {
  return Placing(entries, record, report).place();
}

}  // namespace tongbao::importer

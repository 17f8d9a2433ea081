#include <fmt/format.h>

#include "base/chinese_numerals.h"
#include "record/derive.h"
#include "record/numbering_rules.h"

namespace tongbao::record {

std::string section_number(int depth, std::size_t place) {
  switch (depth) {
    case 1:
      return chinese_number(place) + "、";
    case 2:
      return "（" + chinese_number(place) + "）";
    case 3:
      return fmt::format("{}.", place);
    case 4:
      return fmt::format("（{}）", place);
    default:
      return {};
  }
}

std::string problem_number(std::size_t place) {
  return fmt::format("{}.", place);
}

bool is_shown(const Problem& problem, Edition edition) {
  if (edition == Edition::internal || !problem.publication) return true;
  return problem.publication->show && problem.publication->merged_into.empty();
}

// Walks the record once, in printed order.
class Numbering::Walk {
 public:
  Walk(Numbering& numbering, const Record& record, Edition edition)
      : numbering_(numbering), scope_(record.numbering), edition_(edition) {
    number_sections(record.sections);
  }

 private:
  void number_sections(const std::vector<Section>& sections) {
    const int depth = static_cast<int>(path_.size()) + 1;
    std::size_t place = 0;
    for (const Section& section : sections) {
      if (takes_place(section.label)) ++place;
      Entry& entry = numbering_.entries_[&section];
      entry.number = section.label.value_or(section_number(depth, place));
      path_.push_back(&section);
      number_sections(section.sections);
      number_problems(section.problems);
      path_.pop_back();
    }
  }

  void number_problems(const std::vector<Problem>& problems) {
    if (scope_ == NumberingScope::per_section) problem_place_ = 0;
    for (const Problem& problem : problems) {
      Entry& entry = numbering_.entries_[&problem];
      entry.ordinal = ++ordinal_;
      entry.path = path_;
      if (!is_shown(problem, edition_)) continue;
      if (takes_place(problem.label)) ++problem_place_;
      entry.number = problem.label.value_or(problem_number(problem_place_));
    }
  }

  Numbering& numbering_;
  NumberingScope scope_;
  Edition edition_;
  std::vector<const Section*> path_;
  std::size_t ordinal_ = 0;
  std::size_t problem_place_ = 0;
};

Numbering::Numbering(const Record& record, Edition edition) {
  Walk(*this, record, edition);
}

const std::string& Numbering::of(const Section& section) const {
  return entries_.at(&section).number;
}
const std::string& Numbering::of(const Problem& problem) const {
  return entries_.at(&problem).number;
}
std::size_t Numbering::ordinal(const Problem& problem) const {
  return entries_.at(&problem).ordinal;
}
const std::vector<const Section*>& Numbering::path(const Problem& problem) const {
  return entries_.at(&problem).path;
}

}  // namespace tongbao::record

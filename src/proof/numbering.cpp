// 序号: their style by level, their sequence, the marks after them; 一是、二是 within paragraphs.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/chinese_numerals.h"
#include "proof/families.h"

namespace tongbao::proof {

namespace {

enum class Style { part, group, item, subitem, other };

struct Label {
  Style style = Style::other;
  std::uint64_t value = 0;
  std::u32string mark;  // what closes it
  bool half_width = false;
  bool spaced = false;
};

// 一、 （一） 1. （1）, in the ways that they are typed.
Label parse_label(Text text) {
  Label label;
  while (!text.empty() && is_blank(text.back())) {
    label.spaced = true;
    text.remove_suffix(1);
  }
  const bool opened = !text.empty() && (text.front() == U'(' || text.front() == U'（');
  const auto number = number_at(text, opened ? 1 : 0);
  if (!number) return label;
  label.value = number->value;
  label.mark = std::u32string(text.substr(number->span.end));
  if (opened) {
    label.half_width = text.front() == U'(' || label.mark == U")";
    if (label.mark == U")" || label.mark == U"）") {
      label.style = number->arabic ? Style::subitem : Style::group;
    }
    return label;
  }
  if (!number->arabic && label.mark == U"、") label.style = Style::part;
  const bool item_mark = label.mark == U"." || label.mark == U"．" || label.mark == U"、";
  if (number->arabic && item_mark) label.style = Style::item;
  return label;
}

std::u32string number_in(Style style, std::uint64_t value) {
  const std::string chinese = chinese_number(value);
  switch (style) {
    case Style::part:
      return to_utf32(chinese + "、");
    case Style::group:
      return to_utf32("（" + chinese + "）");
    case Style::item:
      return to_utf32(fmt::format("{}.", value));
    default:
      return to_utf32(fmt::format("（{}）", value));
  }
}

struct Printed {  // one number of a list of siblings
  std::string text;
  std::string pointer;  // of its label
  bool own = false;     // the record gives it
};

class ListOfNumbers {
 public:
  ListOfNumbers(Style style, Findings& findings) : style_(style), findings_(findings) {}

  void add(const Printed& printed) {
    const Label label = parse_label(to_utf32(printed.text));
    if (printed.text.empty() || label.value == 0) return;
    judge_form(printed, label);
    if (entries_ > 0) judge_sequence(printed, label);
    ++entries_;
    last_ = label.value;
    last_text_ = printed.text;
    members_.push_back({printed, label});
  }
  // Called once all siblings of the record's level were added.
  void judge_marks();
  [[nodiscard]] std::uint64_t last() const { return last_; }

 private:
  void judge_form(const Printed& printed, const Label& label);
  void judge_sequence(const Printed& printed, const Label& label);

  Style style_;
  Findings& findings_;
  std::size_t entries_ = 0;
  std::uint64_t last_ = 0;
  std::string last_text_;
  std::vector<std::pair<Printed, Label>> members_;
};

void ListOfNumbers::judge_form(const Printed& printed, const Label& label) {
  if (!printed.own) return;
  const std::u32string right = number_in(style_, label.value);
  if (label.style != style_) {
    findings_.add_field("numbering.style", printed.pointer, printed.text, surely(right),
                        to_utf8(right));
  } else if (label.half_width) {
    findings_.add_field("numbering.halfWidth", printed.pointer, printed.text, surely(right));
  }
}

void ListOfNumbers::judge_sequence(const Printed& printed, const Label& label) {
  if (label.value == last_) {
    findings_.add_field("numbering.repeat", printed.pointer, printed.text,
                        perhaps(number_in(style_, last_ + 1)), printed.text);
  } else if (label.value != last_ + 1) {
    findings_.add_field("numbering.gap", printed.pointer, printed.text,
                        perhaps(number_in(style_, last_ + 1)), last_text_, printed.text);
  }
}

void ListOfNumbers::judge_marks() {
  std::map<std::u32string, std::size_t> marks;
  std::size_t spaced = 0;
  for (const auto& [printed, label] : members_) {
    if (label.style == Style::item) ++marks[label.mark];
    if (label.spaced) ++spaced;
  }
  const auto most = std::max_element(
      marks.begin(), marks.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  for (const auto& [printed, label] : members_) {
    if (!printed.own) continue;
    const std::u32string plain = number_in(style_, label.value);
    if (marks.size() > 1 && label.style == Style::item && label.mark != most->first) {
      std::u32string right = plain;
      right.replace(right.size() - 1, 1, most->first);
      findings_.add_field("numbering.mark", printed.pointer, printed.text, surely(right));
    }
    if (label.spaced && spaced < members_.size()) {
      const std::u32string wide = to_utf32(printed.text);
      const auto end = wide.find_last_not_of(U" \t\u00A0\u3000");
      findings_.add_field("numbering.space", printed.pointer, printed.text,
                          surely(wide.substr(0, end + 1)));
    }
  }
}

// The numbers of sections, level by level, and of problems, group by group.
class Outline {
 public:
  Outline(const Subject& subject, Findings& findings) : subject_(subject), findings_(findings) {}

  void judge() {
    walk(subject_.record.sections, "/sections", 1);
    judge_restarts();
  }

 private:
  struct Group {
    std::uint64_t first = 0;
    std::uint64_t after = 0;  // the number before it, in the record
    Printed printed;
  };
  void walk(const std::vector<record::Section>& sections, const std::string& at, int depth);
  void walk_problems(const std::vector<record::Problem>& problems, const std::string& at);
  void judge_restarts();

  const Subject& subject_;
  Findings& findings_;
  std::uint64_t last_problem_ = 0;
  std::vector<Group> groups_;
};

Style style_at(int depth) {
  if (depth == 1) return Style::part;
  if (depth == 2) return Style::group;
  return depth == 3 ? Style::item : Style::subitem;
}

void Outline::walk(const std::vector<record::Section>& sections, const std::string& at, int depth) {
  ListOfNumbers numbers(style_at(depth), findings_);
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const record::Section& section = sections[i];
    const std::string here = fmt::format("{}/{}", at, i);
    numbers.add({subject_.numbering.of(section), section.label ? here + "/label" : here,
                 section.label.has_value()});
    walk(section.sections, here + "/sections", depth + 1);
    walk_problems(section.problems, here + "/problems");
  }
  numbers.judge_marks();
}

void Outline::walk_problems(const std::vector<record::Problem>& problems, const std::string& at) {
  ListOfNumbers numbers(Style::item, findings_);
  bool first = true;
  for (std::size_t i = 0; i < problems.size(); ++i) {
    const record::Problem& problem = problems[i];
    const std::string here = fmt::format("{}/{}", at, i);
    const Printed printed{subject_.numbering.of(problem), problem.label ? here + "/label" : here,
                          problem.label.has_value()};
    const Label label = parse_label(to_utf32(printed.text));
    if (label.value == 0) continue;
    if (first) groups_.push_back({label.value, last_problem_, printed});
    first = false;
    numbers.add(printed);
    last_problem_ = label.value;
  }
  numbers.judge_marks();
}

// The notice's own habit is what most of its groups do, after the first.
void Outline::judge_restarts() {
  if (groups_.empty()) return;
  if (groups_.front().first != 1) {
    findings_.add_field("numbering.restart", groups_.front().printed.pointer,
                        groups_.front().printed.text, std::nullopt);
  }
  const auto restarts = [](const Group& group) { return group.first == 1; };
  const auto begin = groups_.begin() + 1;
  const auto count = std::count_if(begin, groups_.end(), restarts);
  const auto others = groups_.end() - begin;
  const bool habit = 2 * count == others
                         ? subject_.record.numbering == record::NumberingScope::per_section
                         : 2 * count > others;
  for (auto group = begin; group != groups_.end(); ++group) {
    const std::uint64_t right = habit ? 1 : group->after + 1;
    if (group->first == right) continue;
    findings_.add_field("numbering.restart", group->printed.pointer, group->printed.text,
                        perhaps(number_in(Style::item, right)));
  }
}

// 一是、二是… and ①② through the paragraphs of one problem or section.
class Ordinals {
 public:
  explicit Ordinals(Findings& findings) : findings_(findings) {}

  void follow(const Unit& unit) {
    if (unit.problem != problem_ || unit.section != section_) {
      last_ = 0;
      circled_ = 0;
    }
    problem_ = unit.problem;
    section_ = unit.section;
    for (std::size_t i = 0; i < unit.text.size(); ++i) {
      if (opens(unit, i)) follow_ordinal(unit, i);
      if (unit.text[i] >= U'①' && unit.text[i] <= U'⑳') follow_circled(unit, i);
    }
  }

 private:
  static bool opens(const Unit& unit, std::size_t i) {
    constexpr Text openers = U"。；：;:";
    if (i == 0 || openers.find(unit.text[i - 1]) != Text::npos) return true;
    return std::any_of(unit.pieces.begin(), unit.pieces.end(),
                       [i](const Piece& piece) { return piece.span.begin == i; });
  }
  void follow_ordinal(const Unit& unit, std::size_t i);
  void follow_circled(const Unit& unit, std::size_t i);

  Findings& findings_;
  const record::Problem* problem_ = nullptr;
  const record::Section* section_ = nullptr;
  std::uint64_t last_ = 0;
  std::uint64_t circled_ = 0;
  std::u32string form_;
};

void Ordinals::follow_ordinal(const Unit& unit, std::size_t i) {
  const auto number = number_at(unit.text, i);
  if (!number || number->arabic) return;
  const char32_t verb = at(unit.text, number->span.end);
  if (verb != U'是' && verb != U'要') return;
  if (verb == U'要' && contains(U"素点求件旨", Text(unit.text).substr(number->span.end + 1, 1)) &&
      number->span.end + 1 < unit.text.size()) {
    return;
  }
  const Span span{i, number->span.end + 1};
  const std::u32string form(1, verb);
  const std::string words = to_utf8(Text(unit.text).substr(i, span.end - i));
  if (number->value == 1) {
    form_ = form;
  } else if (last_ == 0) {
    return;
  } else if (number->value != last_ + 1) {
    findings_.add("numbering.measureGap", unit, span,
                  perhaps(to_utf32(chinese_number(last_ + 1)) + form), words);
  } else if (form != form_) {
    findings_.add("numbering.measureForm", unit, span,
                  perhaps(to_utf32(chinese_number(number->value)) + form_), words,
                  "一" + to_utf8(form_));
  }
  last_ = number->value;
  circled_ = 0;
}

void Ordinals::follow_circled(const Unit& unit, std::size_t i) {
  const std::uint64_t value = unit.text[i] - U'①' + 1;
  if (value != 1 && circled_ != 0 && value != circled_ + 1) {
    findings_.add("numbering.measureGap", unit, {i, i + 1},
                  perhaps(std::u32string(1, U'①' + static_cast<char32_t>(circled_))),
                  to_utf8(Text(unit.text).substr(i, 1)));
  }
  circled_ = value;
}

}  // namespace

void check_numbering(const Subject& subject, const WordLists& /*lists*/, Findings& findings) {
  Outline(subject, findings).judge();
  Ordinals ordinals(findings);
  for (const Unit& unit : subject.units) {
    if (unit.kind == UnitKind::paragraph) ordinals.follow(unit);
  }
}

}  // namespace tongbao::proof

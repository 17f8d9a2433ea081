// Automatic numbers of paragraphs: numbering.xml and what styles.xml says of it (ECMA-376 part 1,
// 17.9). Not for use by several threads at once.
#pragma once
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/xml_parser.h"

namespace tongbao::documents {

constexpr std::size_t numbering_levels = 9;

struct NumberingLevel {
  std::string format = "decimal";
  std::string text;   // "（%1）"
  std::string style;  // of paragraphs that are on this level
  unsigned start = 1;
};

// A paragraph's or a style's w:numPr; what is not said is absent. List "0" is no list.
struct NumberingReference {
  std::optional<std::string> list;
  std::optional<std::size_t> level;
};

// numbering.xml as it stands.
struct NumberingLists {
  using Levels = std::array<NumberingLevel, numbering_levels>;
  struct List {
    std::string definition;
    std::array<std::optional<unsigned>, numbering_levels> starts;  // where it begins anew
  };
  std::map<std::string, Levels, std::less<>> definitions;
  std::map<std::string, List, std::less<>> lists;
};

struct ParagraphStyle {
  std::string based_on;
  NumberingReference numbering;
};

// styles.xml, its paragraph styles by id; the default one also as "".
using ParagraphStyles = std::map<std::string, ParagraphStyle, std::less<>>;

class NumberingReader : public archive::XmlHandler {
 public:
  void start(const archive::XmlElement& element) override;
  void end(std::string_view /*name*/) override { path_.pop_back(); }
  NumberingLists lists;

 private:
  void start_of_definition(const archive::XmlElement& element);
  void start_of_list(const archive::XmlElement& element);
  std::vector<std::string> path_;
  std::string definition_;
  std::string list_;
  std::optional<std::size_t> level_;
};

class StylesReader : public archive::XmlHandler {
 public:
  void start(const archive::XmlElement& element) override;
  void end(std::string_view /*name*/) override { path_.pop_back(); }
  ParagraphStyles styles;

 private:
  std::vector<std::string> path_;
  std::optional<std::string> style_;
  bool default_ = false;
};

// Counts paragraphs as they come.
class NumberingCounter {
 public:
  NumberingCounter(NumberingLists lists, ParagraphStyles styles)
      : lists_(std::move(lists)), styles_(std::move(styles)) {}

  // What stands before the text of the next paragraph; "" where it has no number. Nothing where it
  // has one that is not understood.
  [[nodiscard]] std::optional<std::string> next(const NumberingReference& own,
                                                std::string_view style);

 private:
  struct Counter {
    std::array<std::optional<unsigned>, numbering_levels> numbers;
  };
  [[nodiscard]] NumberingReference resolve(const NumberingReference& own,
                                           std::string_view style) const;
  void advance(const NumberingLists::Levels& levels, const NumberingLists::List& list,
               std::size_t level, bool first_of_list, Counter& counter) const;

  NumberingLists lists_;
  ParagraphStyles styles_;
  std::map<std::string, Counter, std::less<>> counters_;  // by definition
  std::map<std::string, bool, std::less<>> begun_;        // lists that had a paragraph
};

}  // namespace tongbao::documents

#include "documents/docx_numbering.h"

#include <charconv>

#include "documents/number_format.h"

namespace tongbao::documents {

namespace {

std::string value_of(const archive::XmlElement& element, std::string_view attribute = "val") {
  return std::string(element.find(attribute).value_or(""));
}

std::optional<unsigned> number_of(const archive::XmlElement& element,
                                  std::string_view attribute = "val") {
  const std::string text = value_of(element, attribute);
  constexpr unsigned most = 1'000'000;
  unsigned number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool sound = error == std::errc() && stop == text.data() + text.size() && number <= most;
  return sound ? std::optional(number) : std::nullopt;
}

std::optional<std::size_t> level_of(const archive::XmlElement& element,
                                    std::string_view attribute) {
  const auto number = number_of(element, attribute);
  return number && *number < numbering_levels ? std::optional<std::size_t>(*number) : std::nullopt;
}

}  // namespace

void NumberingReader::start(const archive::XmlElement& element) {
  path_.emplace_back(element.name);
  if (path_.size() < 2) return;
  if (path_.size() == 2) {
    definition_.clear();
    list_.clear();
    level_.reset();
    if (element.name == "abstractNum") definition_ = value_of(element, "abstractNumId");
    if (element.name == "num") list_ = value_of(element, "numId");
  } else if (path_[1] == "abstractNum") {
    start_of_definition(element);
  } else if (path_[1] == "num") {
    start_of_list(element);
  }
}

void NumberingReader::start_of_definition(const archive::XmlElement& element) {
  if (path_.size() == 3) {
    level_ = element.name == "lvl" ? level_of(element, "ilvl") : std::nullopt;
    return;
  }
  if (path_.size() != 4 || !level_) return;
  NumberingLevel& level = lists.definitions[definition_][*level_];
  if (element.name == "start") level.start = number_of(element).value_or(1);
  if (element.name == "numFmt") level.format = value_of(element);
  if (element.name == "lvlText") level.text = value_of(element);
  if (element.name == "pStyle") level.style = value_of(element);
}

void NumberingReader::start_of_list(const archive::XmlElement& element) {
  if (path_.size() == 3) {
    if (element.name == "abstractNumId") lists.lists[list_].definition = value_of(element);
    level_ = element.name == "lvlOverride" ? level_of(element, "ilvl") : std::nullopt;
  } else if (path_.size() == 4 && level_ && element.name == "startOverride") {
    lists.lists[list_].starts[*level_] = number_of(element);
  }
}

void StylesReader::start(const archive::XmlElement& element) {
  path_.emplace_back(element.name);
  if (path_.size() == 2) {
    const bool paragraph = element.name == "style" && element.find("type") == "paragraph";
    style_ = paragraph ? std::optional(value_of(element, "styleId")) : std::nullopt;
    default_ = element.find("default") == "1" || element.find("default") == "true";
    if (style_ && default_) styles[""].based_on = *style_;
    return;
  }
  if (!style_) return;
  if (path_.size() == 3 && element.name == "basedOn") styles[*style_].based_on = value_of(element);
  if (path_.size() != 5 || path_[2] != "pPr" || path_[3] != "numPr") return;
  if (element.name == "numId") styles[*style_].numbering.list = value_of(element);
  if (element.name == "ilvl") styles[*style_].numbering.level = level_of(element, "val");
}

NumberingReference NumberingCounter::resolve(const NumberingReference& own,
                                             std::string_view style) const {
  constexpr int longest_chain = 20;
  NumberingReference found = own;
  std::string level_style;
  std::string id(style);
  for (int i = 0; i < longest_chain; ++i) {
    const auto each = styles_.find(id);
    if (each == styles_.end()) break;
    const NumberingReference& inherited = each->second.numbering;
    if (!found.list && inherited.list) {
      found.list = inherited.list;
      level_style = id;
    }
    if (!found.level && inherited.level) found.level = inherited.level;
    if (found.list && found.level) break;
    id = each->second.based_on;
    if (id.empty()) break;
  }
  if (found.level || level_style.empty()) return found;
  // A style's level is the one that names the style.
  const auto list = lists_.lists.find(*found.list);
  if (list == lists_.lists.end()) return found;
  const auto definition = lists_.definitions.find(list->second.definition);
  if (definition == lists_.definitions.end()) return found;
  for (std::size_t i = 0; i < numbering_levels; ++i) {
    if (definition->second[i].style == level_style) found.level = i;
  }
  return found;
}

void NumberingCounter::advance(const NumberingLists::Levels& levels,
                               const NumberingLists::List& list, std::size_t level,
                               bool first_of_list, Counter& counter) const {
  if (first_of_list) {
    for (std::size_t i = 0; i < numbering_levels; ++i) {
      if (list.starts[i]) counter.numbers[i].reset();
    }
  }
  const auto start = [&](std::size_t i) { return list.starts[i].value_or(levels[i].start); };
  auto& number = counter.numbers[level];
  number = number ? *number + 1 : start(level);
  for (std::size_t i = 0; i < level; ++i) {
    if (!counter.numbers[i]) counter.numbers[i] = start(i);
  }
  for (std::size_t i = level + 1; i < numbering_levels; ++i) counter.numbers[i].reset();
}

std::optional<std::string> NumberingCounter::next(const NumberingReference& own,
                                                  std::string_view style) {
  const NumberingReference reference = resolve(own, style);
  if (!reference.list || *reference.list == "0") return "";
  const auto list = lists_.lists.find(*reference.list);
  if (list == lists_.lists.end()) return "";
  const auto definition = lists_.definitions.find(list->second.definition);
  if (definition == lists_.definitions.end()) return std::nullopt;
  const std::size_t level = reference.level.value_or(0);
  const bool first = begun_.emplace(*reference.list, true).second;
  Counter& counter = counters_[list->second.definition];
  advance(definition->second, list->second, level, first, counter);

  const std::string& pattern = definition->second[level].text;
  const std::string& format = definition->second[level].format;
  if (format == "bullet" || format == "none") return "";
  std::string label;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool place = pattern[i] == '%' && i + 1 < pattern.size() && pattern[i + 1] >= '1' &&
                       pattern[i + 1] <= '9';
    if (!place) {
      label += pattern[i];
      continue;
    }
    const auto of = static_cast<std::size_t>(pattern[++i] - '1');
    if (!counter.numbers[of]) continue;
    const auto number = format_number(definition->second[of].format, *counter.numbers[of]);
    if (!number) return std::nullopt;
    label += *number;
  }
  return label;
}

}  // namespace tongbao::documents

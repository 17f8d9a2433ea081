#include "importer/outline.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"
#include "importer/contact_facts.h"

namespace tongbao::importer {

namespace {

// 关于…的问题：… The colon ends the heading where what leads it names a matter.
std::size_t colon_end(Text text, std::size_t before) {
  constexpr std::array<Text, 4> matters = {U"问题", U"方面", U"情况", U"不足"};
  const std::size_t colon = text.find_first_of(U"：:");
  if (colon == Text::npos || colon >= before) return Text::npos;
  return ends_with_any(text.substr(0, colon), matters) ? colon + 1 : Text::npos;
}

// Where the heading of a numbered paragraph ends: with its first sentence, or before 一是.
std::size_t find_heading_end(const SourceParagraph& source) {
  const std::size_t begin = source.marker->length;
  const Text text = Text(source.text).substr(begin);
  std::size_t end = std::min(sentence_end(text), text.size());
  const auto marks = MeasureScanner().scan(text.substr(0, end));
  if (!marks.empty()) end = marks.front().begin;
  end = std::min(end, colon_end(text, end));
  return begin + end;
}

bool is_closing_paragraph(const SourceParagraph& paragraph) {
  return starts_closing(paragraph.text) || starts_contact_data(paragraph.text);
}

// Moves the invitation and what follows it from the last entry to the closing. An entry with a
// heading on its own line and nothing else keeps them: it is the part 监督方式.
void take_closing(Outline& outline) {
  Entry* last = outline.entries.empty() ? nullptr : &outline.entries.back();
  auto& paragraphs = last != nullptr ? last->paragraphs : outline.preamble;
  const auto first = std::find_if(paragraphs.begin(), paragraphs.end(), is_closing_paragraph);
  if (last != nullptr && !last->run_in() && first == paragraphs.begin() &&
      contains(last->heading(), U"监督")) {
    return;
  }
  outline.closing.assign(std::make_move_iterator(first), std::make_move_iterator(paragraphs.end()));
  paragraphs.erase(first, paragraphs.end());
}

void check_numbers(const Outline& outline, const std::vector<std::size_t>& siblings,
                   Report& report) {
  const Entry* before = nullptr;
  for (const std::size_t index : siblings) {
    const Entry& entry = outline.entries[index];
    const auto& marker = *entry.source.marker;
    // Across groups items may count through or start again: settle_numbers looks at those.
    const bool comparable = before != nullptr && before->source.marker->style == marker.style;
    if (comparable && marker.value != before->source.marker->value + 1) {
      report.warn("import.numberingGap", entry.source.line,
                  say("序号“{}”不接前面的“{}”", "the number “{}” does not follow “{}”",
                      to_utf8(entry.label()), to_utf8(before->label())));
    }
    before = &entry;
  }
}

}  // namespace

Text Entry::label() const {
  return trim(Text(source.text).substr(0, source.marker->length));
}

Text Entry::heading() const {
  const std::size_t begin = source.marker->length;
  return trim(Text(source.text).substr(begin, heading_end - begin));
}

Text Entry::rest() const {
  return trim(Text(source.text).substr(heading_end));
}

Outline build_outline(std::vector<SourceParagraph> paragraphs) {
  Outline outline;
  std::vector<std::size_t> open;  // the chain of entries that encloses the next; styles ascend
  for (auto& paragraph : paragraphs) {
    if (!paragraph.marker) {
      auto& home = outline.entries.empty() ? outline.preamble : outline.entries.back().paragraphs;
      home.push_back(std::move(paragraph));
      continue;
    }
    const std::size_t index = outline.entries.size();
    const Style style = paragraph.marker->style;
    const std::size_t heading_end = find_heading_end(paragraph);
    outline.entries.push_back({std::move(paragraph), heading_end, {}, {}});
    while (!open.empty() && outline.entries[open.back()].source.marker->style >= style) {
      open.pop_back();
    }
    (open.empty() ? outline.top : outline.entries[open.back()].children).push_back(index);
    open.push_back(index);
  }
  take_closing(outline);
  return outline;
}

void check_outline(const Outline& outline, Report& report) {
  constexpr std::size_t longest_sure_heading = 60;
  check_numbers(outline, outline.top, report);
  for (const Entry& entry : outline.entries) {
    check_numbers(outline, entry.children, report);
    const std::size_t length = entry.heading().size();
    // A long heading with paragraphs below it restates the problem; else it may be the text itself.
    const bool has_own_text = !entry.run_in() && !entry.paragraphs.empty();
    if (length > longest_sure_heading && !has_own_text) {
      report.warn("import.longHeading", entry.source.line,
                  say("标题有{}个字，也可能是正文", "the heading has {} characters; it may be text",
                      length));
    }
    const bool is_section = entry.source.marker->style <= Style::group;
    if (is_section && !entry.run_in() && entry.paragraphs.empty() && entry.children.empty()) {
      report.warn("import.emptySection", entry.source.line,
                  say("标题下没有内容", "nothing stands below the heading"));
    }
  }
}

}  // namespace tongbao::importer

#include "importer/line_numbers.h"

#include <array>

#include "base/chinese_numerals.h"
#include "base/utf8.h"

namespace tongbao::importer {

namespace {

constexpr std::uint32_t largest_free_number = 999;
constexpr std::size_t style_count = 5;

char32_t mark_of(const Line& line, const Marker& marker) {
  return line.text[marker.length - 1];
}

// The mark that most items are written with.
char32_t usual_item_mark(const std::vector<Line>& lines, std::size_t begin,
                         const std::vector<std::optional<Marker>>& markers) {
  std::size_t commas = 0;
  std::size_t others = 0;
  for (std::size_t i = 0; i < markers.size(); ++i) {
    if (!markers[i] || markers[i]->style != Style::item) continue;
    ++(mark_of(lines[begin + i], *markers[i]) == U'、' ? commas : others);
  }
  return commas > others ? U'、' : U'.';
}

}  // namespace

std::vector<std::optional<Marker>> number_lines(const std::vector<Line>& lines, std::size_t begin,
                                                std::size_t end, Report& report) {
  std::vector<std::optional<Marker>> markers(end - begin);
  for (std::size_t i = 0; i < markers.size(); ++i) markers[i] = scan_marker(lines[begin + i].text);
  const char32_t usual = usual_item_mark(lines, begin, markers);
  std::uint32_t last_part = 0;
  std::uint32_t last_item = 0;
  for (std::size_t i = 0; i < markers.size(); ++i) {
    auto& marker = markers[i];
    if (!marker) continue;
    const Line& line = lines[begin + i];
    if (marker->style == Style::item) {
      const bool is_part = last_part > 0 && mark_of(line, *marker) == U'、' && usual != U'、' &&
                           marker->value == last_part + 1 && marker->value != last_item + 1;
      if (is_part) {
        marker->style = Style::part;
        report.warn(
            "import.uncertainLevel", line.number,
            say("“{}”读作“{}、”一级的标题", "“{}” is read as a heading of the level of “{}、”",
                to_utf8(Text(line.text).substr(0, marker->length)), chinese_number(marker->value)));
      } else if (marker->value > largest_free_number && marker->value != last_item + 1) {
        marker.reset();
        continue;
      } else {
        last_item = marker->value;
      }
    }
    if (marker->style == Style::part) last_part = marker->value;
  }
  return markers;
}

std::vector<bool> expect_sentences(const std::vector<Line>& lines, std::size_t begin,
                                   const std::vector<std::optional<Marker>>& markers) {
  struct Count {
    std::size_t whole = 0;
    std::size_t open = 0;
  };
  constexpr std::size_t fewest = 3;
  std::vector<std::array<Count, style_count>> parts(1);
  std::vector<std::size_t> part_of(markers.size());
  for (std::size_t i = 0; i < markers.size(); ++i) {
    if (markers[i] && markers[i]->style == Style::part) parts.emplace_back();
    part_of[i] = parts.size() - 1;
    if (!markers[i]) continue;
    // Parts are compared with each other, over the whole text.
    const std::size_t part = markers[i]->style == Style::part ? 0 : part_of[i];
    Count& count = parts[part].at(static_cast<std::size_t>(markers[i]->style));
    const Text text = lines[begin + i].text;
    ++(sentence_end(text) != Text::npos || ends_paragraph(text) ? count.whole : count.open);
  }
  std::vector<bool> expected(markers.size());
  for (std::size_t i = 0; i < markers.size(); ++i) {
    if (!markers[i]) continue;
    const std::size_t part = markers[i]->style == Style::part ? 0 : part_of[i];
    const Count& count = parts[part].at(static_cast<std::size_t>(markers[i]->style));
    expected[i] = count.whole >= fewest && count.open * 3 <= count.whole;
  }
  return expected;
}

}  // namespace tongbao::importer

#include "documents/page_lines.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/utf8.h"

namespace tongbao::documents {

namespace {

struct PageLine {
  std::string text;
  double left = 0;
  double right = 0;
  double top = 0;
  double height = 0;
  std::size_t page = 0;
  bool cells = false;
};

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

double centre(const PlacedWord& word) {
  return word.top + word.height / 2;
}

// What stands between two words of a line.
std::string_view between(const PlacedWord& before, const PlacedWord& after, bool& cells) {
  constexpr double cell_gap = 2;  // in heights
  constexpr double blank_gap = 0.5;
  const double gap = after.left - before.left - before.width;
  const double height = std::max(before.height, after.height);
  if (gap >= cell_gap * height) {
    cells = true;
    return "\t";
  }
  const bool latin = is_ascii(before.text.back()) && is_ascii(after.text.front());
  return latin || gap >= blank_gap * height ? " " : "";
}

PageLine line_of(std::vector<PlacedWord> words, std::size_t page) {
  std::stable_sort(words.begin(), words.end(),
                   [](const auto& a, const auto& b) { return a.left < b.left; });
  PageLine line{.text = words.front().text,
                .left = words.front().left,
                .right = words.back().left + words.back().width,
                .top = words.front().top,
                .height = words.front().height,
                .page = page};
  for (std::size_t i = 1; i < words.size(); ++i) {
    line.text += between(words[i - 1], words[i], line.cells);
    line.text += words[i].text;
    line.height = std::max(line.height, words[i].height);
  }
  return line;
}

std::vector<PageLine> lines_of(WordPage words, std::size_t page) {
  std::stable_sort(words.begin(), words.end(),
                   [](const auto& a, const auto& b) { return centre(a) < centre(b); });
  std::vector<PageLine> lines;
  for (std::size_t begin = 0; begin < words.size();) {
    std::size_t end = begin + 1;
    while (end < words.size() && centre(words[end]) - centre(words[begin]) <
                                     std::min(words[end].height, words[begin].height) / 2) {
      ++end;
    }
    const auto at = [&](std::size_t i) { return words.begin() + static_cast<std::ptrdiff_t>(i); };
    lines.push_back(line_of({at(begin), at(end)}, page));
    begin = end;
  }
  return lines;
}

// — 3 —, 3, 第3页
bool is_page_number(std::string_view text) {
  constexpr std::u32string_view marks = U"—–-－‐― \t第页共/";
  constexpr std::size_t longest = 16;
  if (text.size() > longest * 3) return false;
  std::size_t digits = 0;
  for (const char32_t c : to_utf32(text)) {
    const bool digit = (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９');
    if (digit) ++digits;
    if (!digit && marks.find(c) == std::u32string_view::npos) return false;
  }
  return digits > 0 && digits <= 8;
}

// The outermost value that `share` of the lines have, to the point.
template <class Value>
double common_edge(const std::vector<PageLine>& lines, Value value, bool lowest) {
  std::map<long, std::size_t> counts;
  for (const PageLine& line : lines) ++counts[std::lround(value(line) / 2)];
  const std::size_t enough = std::max<std::size_t>(2, lines.size() / 20);
  std::vector<long> common;
  for (const auto& [edge, count] : counts) {
    if (count >= enough) common.push_back(edge);
  }
  if (common.empty()) common = {lowest ? counts.begin()->first : counts.rbegin()->first};
  return static_cast<double>(lowest ? common.front() : common.back()) * 2;
}

// How the lines of a text stand between its margins.
class Measure {
 public:
  explicit Measure(const std::vector<PageLine>& lines)
      : left_(common_edge(
            lines, [](const PageLine& line) { return line.left; }, true)),
        right_(common_edge(
            lines, [](const PageLine& line) { return line.right; }, false)),
        sets_in_(std::count_if(lines.begin(), lines.end(), [this](const PageLine& line) {
                   return line.left > left_ + line.height && line.right > middle();
                 }) > 2) {}

  [[nodiscard]] bool goes_on(const PageLine& line, const PageLine& next) const {
    constexpr double widest_indent = 3;  // in heights, as all of these
    constexpr double short_of_full = 1.6;
    constexpr double leading = 2.5;
    const double height = line.height;
    const bool alike = std::abs(height - next.height) < height / 5;
    const bool full = line.right > right_ - short_of_full * height;
    const bool begins_left = line.left < left_ + widest_indent * height;
    const bool next_at_margin = std::abs(next.left - left_) < height / 2;
    const bool near = next.page != line.page || next.top - line.top < leading * height;
    const bool may_end = !sets_in_ && line.text.ends_with("。");
    return alike && full && begins_left && next_at_margin && near && !may_end && !line.cells &&
           !next.cells;
  }

 private:
  [[nodiscard]] double middle() const { return (left_ + right_) / 2; }
  double left_;
  double right_;
  bool sets_in_;  // paragraphs begin with an indent
};

}  // namespace

std::vector<std::string> join_page_lines(const std::vector<WordPage>& pages,
                                         std::size_t& page_numbers) {
  std::vector<PageLine> lines;
  page_numbers = 0;
  for (std::size_t page = 0; page < pages.size(); ++page) {
    auto of_page = lines_of(pages[page], page);
    if (!of_page.empty() && is_page_number(of_page.back().text)) {
      of_page.pop_back();
      ++page_numbers;
    } else if (!of_page.empty() && is_page_number(of_page.front().text)) {
      of_page.erase(of_page.begin());
      ++page_numbers;
    }
    lines.insert(lines.end(), of_page.begin(), of_page.end());
  }
  std::vector<std::string> paragraphs;
  if (lines.empty()) return paragraphs;
  const Measure measure(lines);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0 && measure.goes_on(lines[i - 1], lines[i])) {
      const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
      std::string& text = paragraphs.back();
      if (letter(text.back()) && letter(lines[i].text.front())) text += ' ';
      text += lines[i].text;
    } else {
      paragraphs.push_back(lines[i].text);
    }
  }
  return paragraphs;
}

}  // namespace tongbao::documents

#include "importer/source_lines.h"

#include <algorithm>
#include <optional>

#include "base/utf8.h"
#include "importer/markup.h"

namespace tongbao::importer {

namespace {

constexpr std::size_t largest_text = std::size_t{8} << 20;
constexpr std::size_t most_lines = 400'000;

Diagnostic too_large(Bilingual message) {
  return {.code = "import.tooLarge",
          .severity = Severity::error,
          .where = {},
          .message = std::move(message),
          .hint = say("请只提交一份通报的正文", "send the text of one notice only")};
}

Diagnostic bad_utf8(std::string_view text, std::size_t offset) {
  int line = 1;
  std::size_t start = 0;
  for (std::size_t i = 0; i < offset; ++i) {
    if (text[i] != '\n' && (text[i] != '\r' || text.substr(i, 2) == "\r\n")) continue;
    ++line;
    start = i + 1;
  }
  const std::size_t column = count_code_points(text.substr(start, offset - start)) + 1;
  return {.code = "import.utf8",
          .severity = Severity::error,
          .where = Place::at_line(line, static_cast<int>(column)),
          .message =
              say("不是有效的UTF-8文本（第{}字节）", "not well-formed UTF-8 (byte {})", offset + 1),
          .hint = say("请先把文件转为UTF-8编码", "convert the file to UTF-8 first")};
}

// Cuts the text at line breaks. A form feed ends a line without counting one.
class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) {}

  bool next(std::u32string& line, int& number) {
    if (offset_ >= text_.size()) return false;
    line.clear();
    number = number_;
    while (offset_ < text_.size()) {
      const char32_t c = next_code_point(text_, offset_);
      if (c == U'\n') {
        ++number_;
        return true;
      }
      if (c == U'\r') {
        if (offset_ < text_.size() && text_[offset_] == '\n') ++offset_;
        ++number_;
        return true;
      }
      if (c == U'\f' || c == U'\v' || c == 0x85 || c == 0x2028 || c == 0x2029) return true;
      line.push_back(c);
    }
    return true;
  }

 private:
  std::string_view text_;
  std::size_t offset_ = 0;
  int number_ = 1;
};

struct Blanks {
  std::size_t inner = 0;
  bool outer = false;
};

// Sets text, gaps and indent of `line`.
Blanks settle_blanks(Text raw, Line& line) {
  Blanks dropped;
  std::size_t begin = 0;
  for (; begin < raw.size() && is_blank(raw[begin]); ++begin) {
    line.indent += raw[begin] == U'\t' ? 4 : width(raw.substr(begin, 1));
  }
  std::size_t end = raw.size();
  while (end > begin && is_blank(raw[end - 1])) --end;
  dropped.outer = begin > 0 || end < raw.size();
  line.text.reserve(end - begin);
  for (std::size_t i = begin; i < end;) {
    if (!is_blank(raw[i])) {
      line.text.push_back(raw[i++]);
      continue;
    }
    const std::size_t from = i;
    while (is_blank(raw[i])) ++i;
    if (is_latin_run(line.text.back()) && is_latin_run(raw[i])) {
      line.text.push_back(U' ');
      dropped.inner += i - from - 1;
    } else {
      line.gaps.push_back(line.text.size());
      dropped.inner += i - from;
    }
  }
  return dropped;
}

// — 3 —: the page number that a text taken out of a PDF file has at the foot of each page.
bool is_page_number(Text line) {
  constexpr Text dashes = U"—–-－‐―";
  std::size_t begin = 0;
  std::size_t end = line.size();
  while (begin < end && (dashes.find(line[begin]) != Text::npos || is_blank(line[begin]))) ++begin;
  while (end > begin && (dashes.find(line[end - 1]) != Text::npos || is_blank(line[end - 1])))
    --end;
  if (begin == 0 || end == line.size() || begin == end || end - begin > 4) return false;
  return std::all_of(line.begin() + static_cast<std::ptrdiff_t>(begin),
                     line.begin() + static_cast<std::ptrdiff_t>(end), is_digit);
}

void say_dropped(const Line& line, std::size_t marks, std::size_t blanks, Report& report) {
  if (marks > 0) {
    report.note("import.droppedMark", line.number,
                say("去掉了{}处排版标记或不可见字符",
                    "dropped {} marks of markup or invisible characters", marks));
  }
  if (blanks > 0) {
    report.note("import.droppedSpace", line.number,
                say("去掉了{}个空格", "dropped {} spaces", blanks));
  }
}

}  // namespace

Result<std::vector<Line>> read_lines(std::string_view text, Report& report) {
  if (text.size() > largest_text) {
    return failure(
        too_large(say("文本有{}字节，上限为{}字节", "the text has {} bytes; the limit is {}",
                      text.size(), largest_text)));
  }
  if (const auto offset = find_invalid_utf8(text)) return failure(bad_utf8(text, *offset));
  std::vector<Line> lines;
  std::u32string raw;
  int number = 1;
  int first_trimmed = 0;
  std::size_t trimmed = 0;
  bool after_blank = true;
  for (Cutter cutter(text); cutter.next(raw, number);) {
    Line line;
    line.number = number;
    line.after_blank = after_blank;
    std::size_t marks = 0;
    const Blanks blanks = settle_blanks(drop_markup(raw, marks), line);
    const bool page_number = is_page_number(line.text);
    after_blank = line.text.empty() || (page_number && after_blank);
    if (!page_number) say_dropped(line, marks, blanks.inner, report);
    if (page_number) {
      report.warn("import.droppedPageNumber", number,
                  say("去掉了页码“{}”", "dropped the page number “{}”", to_utf8(line.text)));
    }
    if (line.text.empty() || page_number) continue;
    if (blanks.outer && ++trimmed == 1) first_trimmed = number;
    if (lines.size() == most_lines) {
      return failure(too_large(say("超过{}行", "more than {} lines", most_lines)));
    }
    lines.push_back(std::move(line));
  }
  if (trimmed > 0) {
    report.note("import.droppedIndent", first_trimmed,
                say("{}行去掉了行首或行末的空白（从本行起）",
                    "dropped the blanks around {} lines, this one first", trimmed));
  }
  if (lines.empty()) {
    return failure({.code = "import.empty",
                    .severity = Severity::error,
                    .where = {},
                    .message = say("文本中没有内容", "there is no text"),
                    .hint = {}});
  }
  return lines;
}

bool is_wrapped(const std::vector<Line>& lines, std::size_t& full_width) {
  constexpr std::size_t fewest_lines = 8;
  constexpr std::size_t widest = 120;
  constexpr std::size_t tolerance = 6;  // an indent, and a character that a line rule pushes out
  if (lines.size() < fewest_lines) return false;
  std::vector<std::size_t> widths;
  widths.reserve(lines.size());
  for (const Line& line : lines) widths.push_back(line.indent + width(line.text));
  std::vector<std::size_t> sorted = widths;
  const auto rank = static_cast<std::ptrdiff_t>(sorted.size() * 4 / 5);
  std::nth_element(sorted.begin(), sorted.begin() + rank, sorted.end());
  const std::size_t usual = sorted[static_cast<std::size_t>(rank)];
  const std::size_t longest = *std::max_element(widths.begin(), widths.end());
  if (usual <= 3 * tolerance || usual > widest || longest > usual + tolerance) return false;
  full_width = usual - tolerance;
  std::size_t full = 0;
  std::size_t cut = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (widths[i] < full_width) continue;
    ++full;
    if (!ends_paragraph(lines[i].text)) ++cut;
  }
  // Short paragraphs of one line each are alike in width too, but they end.
  return full * 5 >= lines.size() * 2 && cut * 10 >= full * 6 && cut >= fewest_lines / 2;
}

}  // namespace tongbao::importer

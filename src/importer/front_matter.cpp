#include "importer/front_matter.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/utf8.h"
#include "importer/markers.h"
#include "importer/vocabulary.h"

namespace tongbao::importer {

namespace {

constexpr std::size_t most_title_lines = 6;
constexpr std::size_t longest_title_line = 100;
constexpr std::size_t shortest_title_piece = 4;

record::DocumentHead& document_of(record::Record& record) {
  if (!record.document) record.document.emplace();
  return *record.document;
}

// 发文字号: 某统发〔2021〕3号.
bool is_document_number(Text line) {
  constexpr std::size_t longest = 30;
  const std::size_t open = line.find_first_of(U"〔[［【");
  return line.size() <= longest && line.ends_with(U'号') && open != Text::npos && open > 0 &&
         open + 5 < line.size() && is_digit(line[open + 1]) && is_closing(line[open + 5]);
}

// 发文机关标志: 中共某县委文件.
bool is_mark(Text line) {
  return line.size() <= 40 && line.ends_with(U"文件") && !contains(line, U"关于");
}

std::size_t take_head(const std::vector<Line>& lines, record::Record& record) {
  std::size_t i = 0;
  for (; i < lines.size() && i < 4; ++i) {
    const Text line = lines[i].text;
    if (is_document_number(line)) {
      document_of(record).number = to_utf8(line);
    } else if (is_mark(line) && !record.document) {
      document_of(record).marks.push_back(to_utf8(line));
    } else {
      break;
    }
  }
  if (i > 0) document_of(record).form = record::DocumentForm::formal;
  return i;
}

bool can_be_title(Text line) {
  return line.size() <= longest_title_line && !ends_paragraph(line) &&
         sentence_end(line) == Text::npos && !scan_marker(line) && !is_separator(line.back()) &&
         !starts_with_any(line, vocabulary::page_furniture);
}

bool is_subtitle(Text line) {
  const bool bracketed = (line.front() == U'（' && line.back() == U'）') ||
                         (line.front() == U'(' && line.back() == U')');
  return line.size() <= 40 && (bracketed || line.starts_with(U"——")) && !scan_marker(line);
}

// A gap becomes a line break where both sides are pieces of a title, not spaced-out characters.
std::u32string with_breaks(const Line& line, Report& report) {
  std::u32string out;
  std::size_t start = 0;
  for (std::size_t i = 0; i < line.gaps.size(); ++i) {
    const std::size_t gap = line.gaps[i];
    const std::size_t before = i == 0 ? 0 : line.gaps[i - 1];
    const std::size_t after = i + 1 < line.gaps.size() ? line.gaps[i + 1] : line.text.size();
    if (gap - before < shortest_title_piece || after - gap < shortest_title_piece) continue;
    out.append(line.text, start, gap - start).push_back(U'\n');
    start = gap;
    report.note("import.titleBreak", line.number,
                say("标题中的空白读作换行", "the gap in the title is read as a line break"));
  }
  return out.append(line.text, start);
}

// How many lines of `lines` from `begin` make the title.
std::size_t count_title_lines(const std::vector<Line>& lines, std::size_t begin, bool& certain) {
  std::size_t candidates = 0;
  std::optional<std::size_t> sure;
  std::optional<std::size_t> likely;
  while (begin + candidates < lines.size() && candidates < most_title_lines &&
         can_be_title(lines[begin + candidates].text)) {
    const Text line = lines[begin + candidates].text;
    ++candidates;
    if (!sure && ends_with_any(line, vocabulary::document_kinds)) sure = candidates;
    if (!likely && ends_with_any(line, vocabulary::loose_document_kinds)) likely = candidates;
  }
  certain = sure.has_value();
  std::size_t count = sure ? *sure : likely ? *likely : std::min<std::size_t>(candidates, 1);
  while (count > 0 && count < candidates && is_subtitle(lines[begin + count].text)) ++count;
  return count;
}

// 主送机关: 各镇党委，县直各单位：
bool is_recipient(Text line) {
  constexpr std::size_t longest = 80;
  constexpr std::array<Text, 8> verbs = {U"如下", U"现将", U"通报", U"公布",
                                         U"根据", U"按照", U"公示", U"报告"};
  return line.size() <= longest && line.ends_with(U'：') && sentence_end(line) == Text::npos &&
         !scan_marker(line) && !contains_any(line, verbs);
}

}  // namespace

std::size_t take_front_matter(const std::vector<Line>& lines, record::Record& record,
                              Report& report) {
  std::size_t i = take_head(lines, record);
  bool certain = false;
  const std::size_t end = i + count_title_lines(lines, i, certain);
  if (i == end) return i;
  const int first_line = lines[i].number;
  std::u32string title;
  for (; i < end; ++i) {
    if (!title.empty()) title.push_back(U'\n');
    title += with_breaks(lines[i], report);
  }
  record.title = to_utf8(title);
  if (!certain) {
    report.warn("import.uncertainTitle", first_line,
                say("不能确定标题，暂取“{}”", "not sure of the title; taken: “{}”", record.title),
                say("标题通常以“通报”结尾", "a title usually ends in 通报"));
  }
  if (i < lines.size() && is_recipient(lines[i].text)) {
    const Text recipient = lines[i].text;
    document_of(record).recipients.push_back(to_utf8(recipient.substr(0, recipient.size() - 1)));
    ++i;
  }
  return i;
}

}  // namespace tongbao::importer

#include "importer/paragraphs.h"

#include <algorithm>
#include <array>
#include <utility>

#include "importer/attachments.h"
#include "importer/contact_facts.h"
#include "importer/line_numbers.h"
#include "importer/vocabulary.h"

namespace tongbao::importer {

namespace {

constexpr std::size_t longest_heading = 120;
constexpr std::size_t longest_sure_heading = 40;

// Marks that cannot begin a paragraph.
bool cannot_begin(char32_t c) {
  return is_closing(c) || is_pause(c) || is_separator(c);
}

bool has_open_bracket(Text text) {
  std::ptrdiff_t depth = 0;
  for (const char32_t c : text) {
    if (is_opening(c)) ++depth;
    if (is_closing(c)) --depth;
  }
  return depth > 0;
}

bool is_plain_subheading(Text text) {
  if (text.starts_with(U'【') && text.ends_with(U'】')) text = text.substr(1, text.size() - 2);
  return std::find(vocabulary::plain_subheadings.begin(), vocabulary::plain_subheadings.end(),
                   text) != vocabulary::plain_subheadings.end();
}

bool starts_page_furniture(Text text) {
  return starts_with_any(text, vocabulary::page_furniture);
}

// The Latin run at the end, or at the start, of a line belongs to an address that a break cut.
bool is_within_address(Text before, Text after) {
  constexpr std::size_t reach = 64;
  const Text head = after.substr(0, std::min(after.find(U' '), reach));
  const Text tail = before.substr(before.size() - std::min(before.size(), reach));
  const std::size_t sign = head.find(U'@');
  const bool cut_before_sign =
      sign != Text::npos &&
      std::all_of(head.begin(), head.begin() + static_cast<std::ptrdiff_t>(sign), is_latin_run);
  const std::size_t last_sign = tail.rfind(U'@');
  const bool cut_after_sign =
      last_sign != Text::npos &&
      std::all_of(tail.begin() + static_cast<std::ptrdiff_t>(last_sign), tail.end(), is_latin_run);
  return cut_before_sign || cut_after_sign;
}

// Lines that begin a paragraph of their own whatever stands before them.
bool always_begins(Text text) {
  return starts_contact_data(text) || starts_closing(text) || starts_attachment_note(text) ||
         starts_page_furniture(text) || is_plain_subheading(text);
}

class Joiner {
 public:
  Joiner(const std::vector<Line>& lines, std::size_t begin, std::size_t end, std::size_t full_width,
         Report& report)
      : lines_(lines),
        begin_(begin),
        end_(end),
        full_width_(full_width),
        report_(report),
        markers_(number_lines(lines, begin, end, report)),
        expects_sentence_(expect_sentences(lines, begin, markers_)),
        indented_(std::any_of(lines.begin(), lines.end(),
                              [](const Line& line) { return line.indent > 0; })) {}

  std::vector<SourceParagraph> run() {
    std::vector<SourceParagraph> paragraphs;
    for (std::size_t i = begin_; i < end_; ++i) {
      if (i > begin_ && goes_on(paragraphs.back(), i)) {
        append(paragraphs.back(), lines_[i]);
      } else {
        first_ = i;
        paragraphs.push_back({lines_[i].text, lines_[i].number, marker(i)});
        if (starts_page_furniture(lines_[i].text)) say_furniture(lines_[i]);
      }
    }
    return paragraphs;
  }

 private:
  [[nodiscard]] const std::optional<Marker>& marker(std::size_t line) const {
    return markers_[line - begin_];
  }

  // Whether `paragraph` goes on in line `i`.
  bool goes_on(const SourceParagraph& paragraph, std::size_t i) {
    const Text next = lines_[i].text;
    const bool only_number = paragraph.marker && paragraph.text.size() == paragraph.marker->length;
    if (marker(i)) {
      say_unfinished(paragraph, i);
      return false;
    }
    if (only_number) return true;
    if (always_begins(next) || starts_page_furniture(paragraph.text)) return false;
    if (is_wrapped_on(i)) return true;
    if (ends_paragraph(paragraph.text) || is_plain_subheading(paragraph.text)) return false;
    const bool mid_sentence = is_separator(paragraph.text.back());
    if (starts_with_measure(next) && !mid_sentence) return false;
    return !is_heading(paragraph, i);
  }

  // The line before fills its width, and this one is not set in as a new paragraph is.
  [[nodiscard]] bool is_wrapped_on(std::size_t i) const {
    if (full_width_ == 0 || lines_[i].after_blank) return false;
    const Line& before = lines_[i - 1];
    const bool full = before.indent + width(before.text) >= full_width_;
    const bool may_end = ends_paragraph(before.text) && !indented_;
    return full && lines_[i].indent == 0 && !(may_end && starts_with_measure(lines_[i].text));
  }

  // Whether the unfinished `paragraph`, before line `i`, is a whole heading.
  bool is_heading(const SourceParagraph& paragraph, std::size_t i) {
    if (!paragraph.marker) return false;
    const Text text = paragraph.text;
    const Text next = lines_[i].text;
    if (text.size() > longest_heading || sentence_end(text) != Text::npos) return false;
    if (is_separator(text.back()) || has_open_bracket(text) || cannot_begin(next.front())) {
      return false;
    }
    if (expects_sentence_[first_ - begin_]) return false;
    if (ends_with_any(text, vocabulary::heading_endings)) return true;
    if (is_rest_of_heading(i)) return false;
    if (text.size() <= longest_sure_heading) return true;
    report_.warn("import.uncertainHeading", paragraph.line,
                 say("不能确定本行是完整的标题还是被断开的段落，读作标题",
                     "a heading or a paragraph cut in two? read as a heading"));
    return true;
  }

  // A short line without an end, right before a numbered one: the heading's second line.
  [[nodiscard]] bool is_rest_of_heading(std::size_t i) const {
    const Text text = lines_[i].text;
    return i + 1 < end_ && marker(i + 1) && text.size() <= longest_sure_heading &&
           !ends_paragraph(text) && sentence_end(text) == Text::npos;
  }

  void say_unfinished(const SourceParagraph& paragraph, std::size_t i) {
    const Text text = paragraph.text;
    const bool heading = paragraph.marker && !is_separator(text.back()) &&
                         (text.size() <= longest_heading && sentence_end(text) == Text::npos);
    if (ends_paragraph(text) || heading) return;
    report_.warn("import.unfinishedParagraph", lines_[i - 1].number,
                 say("段落没有结束，下一行却以序号开头",
                     "the paragraph does not end, but the next line begins with a number"));
  }

  void say_furniture(const Line& line) {
    report_.warn("import.pageFurniture", line.number,
                 say("本行像网页上的附带信息，按正文保留",
                     "this line looks like a web page's own; kept as text"));
  }

  void append(SourceParagraph& paragraph, const Line& line) {
    const char32_t before = paragraph.text.back();
    const char32_t after = line.text.front();
    const bool words = is_letter(before) && is_letter(after);
    if (words && !is_within_address(paragraph.text, line.text)) paragraph.text.push_back(U' ');
    paragraph.text += line.text;
    report_.note("import.joined", line.number,
                 say("接上第{}行开始的段落", "joined to the paragraph that begins in line {}",
                     paragraph.line));
    if (!is_digit(before) || !is_digit(after)) return;
    report_.warn("import.joinedNumber", line.number,
                 say("数字在此处断开，已直接接上", "a number is broken here; joined as it stands"));
  }

  const std::vector<Line>& lines_;
  std::size_t begin_;
  std::size_t end_;
  std::size_t full_width_;
  Report& report_;
  std::vector<std::optional<Marker>> markers_;
  std::vector<bool> expects_sentence_;
  bool indented_;
  std::size_t first_ = 0;  // line that the last paragraph began with
};

}  // namespace

std::vector<SourceParagraph> join_paragraphs(const std::vector<Line>& lines, std::size_t begin,
                                             std::size_t end, std::size_t full_width,
                                             Report& report) {
  if (full_width > 0 && begin < end) {
    report.note("import.unwrapped", lines[begin].number,
                say("原文按固定宽度折行，已还原为段落",
                    "the source is wrapped at a fixed width; its lines are joined to paragraphs"));
  }
  return Joiner(lines, begin, end, full_width, report).run();
}

}  // namespace tongbao::importer

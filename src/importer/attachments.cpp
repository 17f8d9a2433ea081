#include "importer/attachments.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "importer/markers.h"
#include "importer/paragraphs.h"
#include "importer/problem_text.h"

namespace tongbao::importer {

namespace {

constexpr Text word = U"附件";
constexpr std::size_t longest_note = 30;  // lines

std::vector<record::Attachment>& attachments_of(record::Record& record) {
  if (!record.document) record.document.emplace();
  return record.document->attachments;
}

// 附件, 附件1, 附件一 alone on a line.
bool is_attachment_head(Text line) {
  if (!line.starts_with(word) || line.size() > word.size() + 3) return false;
  constexpr Text chinese = U"一二三四五六七八九十";
  const Text number = line.substr(word.size());
  return std::all_of(number.begin(), number.end(),
                     [&](char32_t c) { return is_digit(c) || chinese.find(c) != Text::npos; });
}

// The lines below an attachment's head: its title, then paragraphs.
void read_attachment(const std::vector<Line>& lines, std::size_t begin, std::size_t end,
                     record::Attachment& attachment, Report& report) {
  if (begin == end) return;
  const std::string first = to_utf8(lines[begin].text);
  if (attachment.title.empty()) attachment.title = first;
  if (attachment.title == first) {
    ++begin;
  } else {
    report.warn(
        "import.attachmentTitle", lines[begin].number,
        say("附件的标题与附件说明“{}”不同，保留为正文",
            "the attachment's title differs from its note “{}”; kept as text", attachment.title));
  }
  for (const auto& paragraph : join_paragraphs(lines, begin, end, 0, report)) {
    attachment.body.push_back(plain_paragraph(paragraph.text));
  }
}

// 附件：title, or 附件：1. title and 2. title below it; nothing where the note is written in
// another way, so that it would not print as it stands.
std::vector<record::Attachment> read_note(const std::vector<Line>& lines, std::size_t begin,
                                          std::size_t end) {
  std::vector<record::Attachment> attachments;
  bool numbered = false;
  for (std::size_t i = begin; i < end; ++i) {
    Text rest = lines[i].text;
    if (i == begin) {
      if (!rest.starts_with(U"附件：")) return {};
      rest.remove_prefix(word.size() + 1);
    }
    const auto marker = scan_marker(rest);
    const bool next = marker && marker->value == attachments.size() + 1 &&
                      rest.substr(0, marker->length).ends_with(U'.') && (numbered || i == begin);
    if (marker && !next) return {};
    if (marker) {
      numbered = true;
      rest = trim(rest.substr(marker->length));
    }
    if (i == begin || marker) {
      attachments.push_back({.title = to_utf8(rest), .body = {}});
    } else {
      attachments.back().title += to_utf8(rest);
    }
  }
  if (numbered && attachments.size() < 2) return {};
  return attachments;
}

// The heads that a template prints: 附件 for one, 附件1, 附件2… for several, named by a note.
void check_heads(const std::vector<Line>& lines, const std::vector<std::size_t>& heads,
                 std::size_t noted, Report& report) {
  bool as_printed = heads.size() == noted;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    const std::string usual =
        heads.size() == 1 ? to_utf8(word) : to_utf8(word) + std::to_string(i + 1);
    as_printed = as_printed && to_utf8(lines[heads[i]].text) == usual;
  }
  if (as_printed) return;
  report.warn("import.attachmentNumber", lines[heads.front()].number,
              say("附件的序号与附件说明不一致，印出时会不同",
                  "the attachments' numbers do not fit their note; they will print differently"));
}

}  // namespace

bool starts_attachment_note(Text line) {
  const std::size_t colon = line.find_first_of(U"：:");
  return line.starts_with(word) && colon != Text::npos && is_attachment_head(line.substr(0, colon));
}

std::size_t take_attachment_note(const std::vector<Line>& lines, std::size_t begin, std::size_t end,
                                 record::Record& record) {
  std::size_t first = end;
  for (std::size_t i = end; i > begin && end - i < longest_note; --i) {
    if (!starts_attachment_note(lines[i - 1].text)) continue;
    first = i - 1;
    break;
  }
  if (first == end) return end;
  auto noted = read_note(lines, first, end);
  if (noted.empty()) return end;
  attachments_of(record) = std::move(noted);
  return first;
}

std::size_t find_attachments(const std::vector<Line>& lines, std::size_t begin, std::size_t end) {
  while (begin < end && !is_attachment_head(lines[begin].text)) ++begin;
  return begin;
}

void take_attachments(const std::vector<Line>& lines, std::size_t begin, std::size_t end,
                      record::Record& record, Report& report) {
  std::vector<std::size_t> heads;
  for (std::size_t i = begin; i < end; i = find_attachments(lines, i + 1, end)) heads.push_back(i);
  if (heads.empty()) return;
  auto& attachments = attachments_of(record);
  check_heads(lines, heads, attachments.size(), report);
  attachments.resize(std::max(attachments.size(), heads.size()));
  for (std::size_t i = 0; i < heads.size(); ++i) {
    const std::size_t next = i + 1 < heads.size() ? heads[i + 1] : end;
    read_attachment(lines, heads[i] + 1, next, attachments[i], report);
  }
}

}  // namespace tongbao::importer

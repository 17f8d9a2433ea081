#include "conformance/parts.h"

#include <algorithm>
#include <variant>

#include "base/date.h"
#include "base/utf8.h"

namespace tongbao::conformance {

namespace {

using content::LineRole;
constexpr std::size_t npos = std::u32string_view::npos;

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

std::size_t digits_end(std::u32string_view text, std::size_t begin) {
  while (begin < text.size() && is_digit(text[begin])) ++begin;
  return begin;
}

bool prints(const content::Paragraph& paragraph, std::string_view field) {
  return std::any_of(
      paragraph.spans.begin(), paragraph.spans.end(),
      [&](const content::Span& span) { return span.source.find(field) != std::string::npos; });
}

bool is_title(const content::Block& block) {
  const auto* paragraph = std::get_if<content::Paragraph>(&block);
  return paragraph != nullptr && paragraph->is_title;
}

std::u32string text_of(const content::Paragraph& paragraph) {
  std::string text;
  for (const content::Span& span : paragraph.spans) text += span.text;
  return to_utf32(text);
}

Part part_of_head(std::u32string_view text) {
  if (find_number(text)) return Part::number;
  if (text.find(U"签发人") != npos) return Part::signers;
  const bool all_digits = digits_end(text, 0) == text.size();
  if (all_digits) return Part::serial;
  for (const std::u32string_view level : {U"绝密", U"机密", U"秘密"}) {
    if (text.starts_with(level)) return Part::classification;
  }
  for (const std::u32string_view urgency : {U"特急", U"加急", U"特提", U"平急"}) {
    if (text.starts_with(urgency)) return Part::urgency;
  }
  return Part::signers;  // the names below the first two
}

// Where a paragraph of running text stands in the document.
struct Place {
  bool before_title = false;
  bool signed_already = false;   // the signature has been
  bool attachment_page = false;  // a new page was begun after the signature
  bool labelled = false;         // its 附件N has been
  bool attachment_titled = false;
};

Part part_of_attachment(const content::Paragraph& paragraph, Place& place) {
  if (is_attachment_label(text_of(paragraph))) {
    place.labelled = true;
    place.attachment_titled = false;
    return Part::attachment_label;
  }
  if (place.labelled && !place.attachment_titled) {
    place.attachment_titled = true;
    return Part::attachment_title;
  }
  return Part::attachment_body;
}

Part part_of_paragraph(const content::Paragraph& paragraph, Place& place) {
  if (paragraph.is_title) {
    place.before_title = false;
    return Part::title;
  }
  const std::u32string text = text_of(paragraph);
  if (place.before_title) return part_of_head(text);
  if (prints(paragraph, "/document/recipients")) return Part::recipients;
  if (prints(paragraph, "/document/note")) return Part::note;
  if (place.attachment_page) return part_of_attachment(paragraph, place);
  if (!place.signed_already) {
    const bool listed = paragraph.label_spans > 0 && prints(paragraph, "/document/attachments");
    if (listed || text.starts_with(U"附件：") || text.starts_with(U"附件:")) {
      return Part::attachment_list;
    }
    return Part::body;
  }
  return text.starts_with(U"（") ? Part::note : Part::body;
}

}  // namespace

Parts::Parts(const content::NoticeContent& notice) {
  Place place;
  place.before_title = std::any_of(notice.blocks.begin(), notice.blocks.end(), is_title);
  for (std::size_t i = 0; i < notice.blocks.size(); ++i) {
    const content::Block& block = notice.blocks[i];
    const bool before_table = i + 1 < notice.blocks.size() &&
                              std::holds_alternative<content::TableBlock>(notice.blocks[i + 1]);
    Part part = Part::body;
    if (const auto* paragraph = std::get_if<content::Paragraph>(&block)) {
      part = part_of_paragraph(*paragraph, place);
      const bool text = part == Part::body || part == Part::attachment_body;
      const bool centred = notice.styles.at(paragraph->style).align == content::Align::centre;
      if (text && centred && before_table) part = Part::caption;
    } else if (std::holds_alternative<content::SignatureBlock>(block)) {
      place.signed_already = true;
    } else if (std::holds_alternative<content::PageBreak>(block) && place.signed_already) {
      place.attachment_page = true;
    }
    paragraphs_.push_back(part);
  }
}

Part Parts::part_of(LineRole role, const TextLine& line) const {
  switch (role) {
    case LineRole::title:
      return Part::title;
    case LineRole::signature:
      return Part::signature;
    case LineRole::date:
      return Part::date;
    case LineRole::page_number:
      return Part::page_number;
    case LineRole::mark:
      return Part::mark;
    case LineRole::head:
      return part_of_head(line.text);
    case LineRole::table:
      return Part::table;
    case LineRole::table_again:
      return Part::table_again;
    case LineRole::imprint:
      return Part::imprint;
    case LineRole::heading:
    case LineRole::body:
      break;
  }
  return line.block < paragraphs_.size() ? paragraphs_[line.block] : Part::body;
}

bool is_running_text(Part part) {
  return part != Part::page_number && part != Part::table && part != Part::table_again &&
         part != Part::imprint;
}

Found find_number(std::u32string_view text) {
  const std::size_t open = text.find(U'〔');
  const std::size_t close = text.find(U'〕', open == npos ? 0 : open);
  const std::size_t end = text.find(U'号', close == npos ? 0 : close);
  if (open == npos || close == npos || end == npos) return {};
  std::size_t begin = open;
  while (begin > 0 && text[begin - 1] != U' ' && text[begin - 1] != U'：') --begin;
  return {begin, end + 1};
}

Found find_date(std::u32string_view text) {
  for (std::size_t year = text.find(U'年'); year != npos; year = text.find(U'年', year + 1)) {
    std::size_t begin = year;
    while (begin > 0 && is_digit(text[begin - 1])) --begin;
    const std::size_t month = digits_end(text, year + 1);
    const bool has_month = month > year + 1 && month < text.size() && text[month] == U'月';
    const std::size_t day = has_month ? digits_end(text, month + 1) : npos;
    if (!has_month || day <= month + 1 || day >= text.size() || text[day] != U'日') continue;
    return {begin, day + 1};
  }
  return {};
}

bool is_attachment_label(std::u32string_view text) {
  constexpr std::u32string_view word = U"附件";
  return text.starts_with(word) && digits_end(text, word.size()) == text.size();
}

}  // namespace tongbao::conformance

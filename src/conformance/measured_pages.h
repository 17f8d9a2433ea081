// The pages as they are seen: lines of characters with their places, ink, faces and colours, and
// which element of GB/T 9704 each line is. Points from the page's top left, y downwards. Internal
// to conformance/.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "conformance/report.h"
#include "content/notice_content.h"
#include "content/paged_document.h"
#include "font/font_set.h"

namespace tongbao::conformance {

// The page that the standard describes (5.1, 5.2.1, 5.2.3), in points.
constexpr double mm = 72 / 25.4;
constexpr double paper_width = 210 * mm, paper_height = 297 * mm;
constexpr double type_left = 28 * mm, type_width = 156 * mm, type_right = type_left + type_width;
constexpr double type_top = 37 * mm, type_height = 225 * mm, type_bottom = type_top + type_height;
constexpr double line_pitch = type_height / 22;
constexpr double cell = type_width / 28;  // of a 3号 character

// The type area of a page as it is read. Of a turned one, the paper's upper edge is on the right.
struct TypeArea {
  double left = type_left, top = type_top, width = type_width;
  double pitch = line_pitch;
};

enum class Part {
  serial,          // 份号
  classification,  // 密级和保密期限
  urgency,         // 紧急程度
  mark,            // 发文机关标志
  number,          // 发文字号, 签发人 beside it
  signers,         // further 签发人
  title,
  recipients,  // 主送机关
  body,
  attachment_list,  // 附件说明
  signature,
  date,
  note,              // 附注
  attachment_label,  // 附件1
  attachment_title,
  attachment_body,
  caption,  // of a table
  table,
  table_again,
  imprint,
  page_number,
};

struct Character {
  char32_t code_point = 0;  // the first of its cluster
  double x = 0, right = 0;  // of its cell
  double ink_left = 0, ink_right = 0, ink_top = 0, ink_bottom = 0;
  double size = 0;
  content::FaceId face = 0;
  content::Colour colour;
  bool heading = false;  // belongs to a heading element

  [[nodiscard]] bool has_ink() const { return ink_right > ink_left; }
};

struct TextLine {
  std::size_t page = 0;  // from 0
  Part part = Part::body;
  std::uint32_t block = content::no_block;  // index into NoticeContent::blocks
  bool upright = false;
  double baseline = 0;
  double size = 0;                    // of its largest character
  std::vector<Character> characters;  // at least one; spaces at the line's end are left out
  std::u32string text;                // a code point a character

  [[nodiscard]] double left() const { return characters.front().x; }
  [[nodiscard]] double right() const { return characters.back().right; }
  [[nodiscard]] double width() const { return right() - left(); }
  [[nodiscard]] double ink_left() const;
  [[nodiscard]] double ink_right() const;
  [[nodiscard]] double ink_top() const;
  [[nodiscard]] double ink_bottom() const;
  // The ideographic em box, and the middle of the grid line that it stands in.
  [[nodiscard]] double em_top() const { return baseline - 0.88 * size; }
  [[nodiscard]] double em_bottom() const { return baseline + 0.12 * size; }
  [[nodiscard]] double middle() const { return baseline - 0.38 * size; }
  [[nodiscard]] double slot_top() const { return middle() - line_pitch / 2; }
  [[nodiscard]] double slot_bottom() const { return middle() + line_pitch / 2; }
  // The part of the line from the character `begin` to before `end`.
  [[nodiscard]] TextLine piece(std::size_t begin, std::size_t end) const;
  [[nodiscard]] std::string beginning() const;  // at most 12 characters, for reports
};

struct MeasuredPages {
  const content::NoticeContent& notice;
  const content::PagedDocument& document;
  const font::FontSet& fonts;
  Form form = Form::plain;
  std::vector<TextLine> lines;  // in reading order

  [[nodiscard]] std::vector<const TextLine*> of(Part part) const;
  // Lines of running text in reading order: what is neither page number, table nor imprint.
  [[nodiscard]] std::vector<const TextLine*> text_lines() const;
  [[nodiscard]] TypeArea type_area(std::size_t page) const;
  [[nodiscard]] const content::Paragraph* paragraph_of(const TextLine& line) const;
  // How many characters of the line stand in another face than the role's, or a missing one's.
  [[nodiscard]] std::size_t in_other_faces(const TextLine& line, std::string_view role) const;
};

[[nodiscard]] MeasuredPages measure(const content::NoticeContent& notice,
                                    const content::PagedDocument& document,
                                    const font::FontSet& fonts);

// A paragraph's lines one after the other; both in `text_lines()`.
[[nodiscard]] inline bool goes_on(const TextLine& line, const TextLine& next) {
  return line.block == next.block && line.block != content::no_block;
}

[[nodiscard]] inline bool is_black(const content::Colour& colour) {
  return colour == content::Colour{};
}
[[nodiscard]] inline bool is_red(const content::Colour& colour) {
  return colour.red >= 0.7 && colour.green <= 0.35 && colour.blue <= 0.35;
}

// How many empty grid lines lie between two lines of a page.
[[nodiscard]] inline double empty_lines(const TextLine& above, const TextLine& below) {
  return (below.middle() - above.middle()) / line_pitch - 1;
}

}  // namespace tongbao::conformance

// Which element of GB/T 9704 a line is: by what the block it belongs to is, by the field of the
// record that it prints, and by its words. Internal to conformance/.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "conformance/measured_pages.h"

namespace tongbao::conformance {

class Parts {
 public:
  explicit Parts(const content::NoticeContent& notice);
  [[nodiscard]] Part part_of(content::LineRole role, const TextLine& line) const;

 private:
  std::vector<Part> paragraphs_;  // of each block; `body` where it is no paragraph
};

// What is neither page number, table nor imprint.
[[nodiscard]] bool is_running_text(Part part);

// 发文字号, as printed: how it begins and ends in `text`; npos where there is none.
struct Found {
  std::size_t begin = std::u32string_view::npos;
  std::size_t end = 0;
  explicit operator bool() const { return begin != std::u32string_view::npos; }
};
[[nodiscard]] Found find_number(std::u32string_view text);
// A date in Arabic digits, in full and without leading zeros (7.3.5.4): 2025年4月1日.
[[nodiscard]] Found find_date(std::u32string_view text);
// 附件 or 附件1 alone on its line.
[[nodiscard]] bool is_attachment_label(std::u32string_view text);

}  // namespace tongbao::conformance

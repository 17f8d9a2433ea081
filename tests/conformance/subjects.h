// Notices of every form for the conformance tests, laid out in the real faces, and ways to damage
// their pages.
#pragma once
#include <string>
#include <string_view>

#include "conformance/report.h"
#include "content/notice_content.h"
#include "content/paged_document.h"

namespace tongbao::conformance {

// A notice and the pages that it was laid out to.
struct Subject {
  content::NoticeContent notice;
  content::PagedDocument pages;

  [[nodiscard]] Report report() const;
  // Of GB/T 9704-2012 or, with its whole number, of another standard.
  [[nodiscard]] Entry entry(std::string_view clause) const;
  [[nodiscard]] Verdict verdict(std::string_view clause) const { return entry(clause).verdict; }

  [[nodiscard]] std::string text_of(const content::Line& line) const;
  // The first line that begins with `text`. Throws where there is none.
  content::Line& line(std::string_view text);
  void move(content::Line& line, double right, double down);
  void recolour(content::Line& line, content::Colour colour);
  void resize(content::Line& line, double size);
  // Sets the line in the first face of another role.
  void set_face(content::Line& line, std::string_view role);
  // Replaces `from`, which stands within one line, by a text of as many bytes.
  void replace(std::string_view from, std::string_view to);
};

[[nodiscard]] Subject plain();    // six pages and more, several levels of headings
[[nodiscard]] Subject formal();   // a sealed one with every element; its imprint on an even page
[[nodiscard]] Subject upward();   // two offices, three signers, 文件 beside the mark; no seal
[[nodiscard]] Subject stamped();  // a signature stamp
[[nodiscard]] Subject letter();

}  // namespace tongbao::conformance

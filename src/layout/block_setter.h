// What setting any block needs at hand, and the strips that come of it. Not for two threads at a
// time.
#pragma once
#include <cstdint>

#include "layout/text_setter.h"

namespace tongbao::layout {

struct BlockSetter {
  const content::NoticeContent& notice;
  const font::FontSet& fonts;
  SetNotice& out;
  TextSetter& text;
  LogicalStructure& structure;

  std::uint32_t block = 0;       // being set
  std::uint16_t page_setup = 0;  // that it stands on
  bool begins_page = false;      // its first strip
  int kept_lines = 0;            // that the heading before still keeps
  int pending_empty_lines = 0;   // after the block before

  // A strip of the block being set, `height` points high, that holds no line, rule or picture yet.
  Strip& add_strip(double height);
  // Ends the last strip: it holds what was added to `out` since add_strip().
  void close_strip();
  // A strip of one line of text of `style`, which is line `index` of out.lines.
  Strip& add_line_strip(const content::Style& style, content::Range lines);
  [[nodiscard]] content::PageSetup const& page() const { return notice.pages[page_setup]; }
};

// One for each kind of block but the paragraph (block_setting.cpp).
void set_mark(const content::MarkBlock& mark, BlockSetter& setter);  // 7.2.4
void set_sides(const content::SidesBlock& sides, content::LineRole role, BlockSetter& setter);
void set_signers(const content::SignersBlock& signers, BlockSetter& setter);        // 7.2.6
void set_rule(const content::RuleBlock& rule, BlockSetter& setter);                 // 7.2.7
void set_signature(const content::SignatureBlock& signature, BlockSetter& setter);  // 7.3.5
void set_imprint(const content::ImprintBlock& imprint, BlockSetter& setter);        // 7.4
void set_table(const content::TableBlock& table, BlockSetter& setter);              // 7.3.8

}  // namespace tongbao::layout

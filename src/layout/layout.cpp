#include "layout/layout.h"

#include <optional>
#include <variant>

#include <fmt/ranges.h>

#include "layout/block_setting.h"
#include "layout/document_builder.h"
#include "layout/limits.h"
#include "layout/pagination.h"

namespace tongbao::layout {

namespace {

Diagnostic unknown_role(const std::string& role, const font::FontSet& fonts) {
  const std::string known = fmt::format("{}", fmt::join(fonts.roles(), ", "));
  return {.code = "layout.unknownRole",
          .where = {},
          .message = say("字体清单中没有角色{}", "the font list has no role {}", role),
          .hint = say("可用角色：{}", "known roles: {}", known)};
}

std::size_t size_of(const content::Paragraph& paragraph) {
  std::size_t bytes = 0;
  for (const content::Span& span : paragraph.spans) bytes += span.text.size();
  return bytes;
}

// What can be long: the rest is bounded by the record's own limits.
std::size_t text_size(const content::NoticeContent& notice) {
  std::size_t bytes = 0;
  for (const content::Block& block : notice.blocks) {
    if (const auto* paragraph = std::get_if<content::Paragraph>(&block)) {
      bytes += size_of(*paragraph);
    } else if (const auto* table = std::get_if<content::TableBlock>(&block)) {
      for (const content::TableRow& row : table->rows) {
        for (const content::TableCell& cell : row.cells) {
          for (const content::Paragraph& text : cell.text) bytes += size_of(text);
        }
      }
    }
  }
  return bytes;
}

Diagnostic too_high(std::size_t page) {
  return {.code = "layout.tooHigh",
          .where = {},
          .message =
              say("第{}页有一处排不进版心，且不能分开",
                  "something on page {} is higher than the type area and must not be split", page),
          .hint = say("请减少联合署名的单位或抄送机关，或缩短内容",
                      "let fewer offices sign together, send fewer copies")};
}

// No text may be cut: what is higher than a page and cannot go on in the next is an error.
void check_heights(const content::NoticeContent& notice, const SetNotice& set,
                   const std::vector<PageStrips>& pages, Diagnostics& diagnostics) {
  constexpr double tolerance = 0.1;  // pt
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const double height = notice.pages[pages[i].setup].type_height().value;
    for (const PlacedStrip& placed : pages[i].strips) {
      const Strip& strip = set.strips[placed.strip];
      if (strip.paper_bottom) continue;
      // Only what is placed from the paper's edge may begin above the type area.
      const bool above = placed.y < -tolerance && !strip.paper_top;
      if (!above && placed.y + strip.height <= height + tolerance) continue;
      diagnostics.push_back(too_high(i + 1));
    }
  }
}

}  // namespace

Result<Warned<content::PagedDocument>> lay_out(const content::NoticeContent& notice,
                                               const font::FontSet& fonts) {
  Diagnostics diagnostics;
  const auto role_named = [&](const std::string& name) -> font::RoleId {
    const font::RoleId* role = fonts.find_role(name);
    if (role == nullptr) diagnostics.push_back(unknown_role(name, fonts));
    return role == nullptr ? font::RoleId{0} : *role;
  };
  std::vector<font::RoleId> roles;
  for (const content::Style& style : notice.styles) roles.push_back(role_named(style.role));
  std::vector<font::RoleId> number_roles;
  for (const content::PageSetup& page : notice.pages) {
    number_roles.push_back(role_named(page.number.role));
  }
  if (text_size(notice) > most_bytes) diagnostics.push_back(too_many_pages());
  if (has_error(diagnostics)) return failure(std::move(diagnostics));

  SetNotice set = set_blocks(notice, roles, fonts, diagnostics);
  if (has_error(diagnostics)) return failure(std::move(diagnostics));
  const std::vector<PageStrips> pages = paginate(set, notice.pages, most_pages);
  if (pages.size() > most_pages) return failure(too_many_pages());
  check_heights(notice, set, pages, diagnostics);
  if (has_error(diagnostics)) return failure(std::move(diagnostics));
  content::PagedDocument document =
      build_document(notice, std::move(set), pages, number_roles, fonts, diagnostics);
  if (has_error(diagnostics)) return failure(std::move(diagnostics));
  return Warned<content::PagedDocument>{std::move(document), std::move(diagnostics)};
}

}  // namespace tongbao::layout

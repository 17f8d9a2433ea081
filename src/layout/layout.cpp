#include "layout/layout.h"

#include <optional>
#include <variant>

#include <fmt/ranges.h>

#include "layout/document_builder.h"
#include "layout/line_setting.h"
#include "layout/pagination.h"

namespace tongbao::layout {

namespace {

constexpr std::size_t most_pages = 5'000;
constexpr std::size_t most_bytes = std::size_t{32} << 20;  // of text

Diagnostic unknown_role(const std::string& role, const font::FontSet& fonts) {
  const std::string known = fmt::format("{}", fmt::join(fonts.roles(), ", "));
  return {.code = "layout.unknownRole",
          .where = {},
          .message = say("字体清单中没有角色{}", "the font list has no role {}", role),
          .hint = say("可用角色：{}", "known roles: {}", known)};
}

Diagnostic too_many_pages() {
  return {.code = "layout.tooManyPages",
          .where = {},
          .message =
              say("文件超过{}页的上限", "the document exceeds the limit of {} pages", most_pages),
          .hint = {}};
}

std::size_t text_size(const content::NoticeContent& notice) {
  std::size_t bytes = 0;
  for (const content::Block& block : notice.blocks) {
    if (const auto* paragraph = std::get_if<content::Paragraph>(&block)) {
      for (const content::Span& span : paragraph->spans) bytes += span.text.size();
    }
  }
  return bytes;
}

}  // namespace

Result<Warned<content::PagedDocument>> lay_out(const content::NoticeContent& notice,
                                               const font::FontSet& fonts) {
  Diagnostics diagnostics;
  std::vector<font::RoleId> roles;
  const auto role_named = [&](const std::string& name) -> font::RoleId {
    const font::RoleId* role = fonts.find_role(name);
    if (role == nullptr) diagnostics.push_back(unknown_role(name, fonts));
    return role == nullptr ? font::RoleId{0} : *role;
  };
  for (const content::Style& style : notice.styles) roles.push_back(role_named(style.role));
  const font::RoleId number_role = role_named(notice.pages.front().number.role);
  if (text_size(notice) > most_bytes) diagnostics.push_back(too_many_pages());
  if (has_error(diagnostics)) return failure(std::move(diagnostics));

  const SetNotice set = set_lines(notice, roles, fonts, diagnostics);
  if (has_error(diagnostics)) return failure(std::move(diagnostics));
  const std::vector<PageLines> pages = paginate(set.lines, notice.pages.front().lines);
  if (pages.size() > most_pages) return failure(too_many_pages());
  content::PagedDocument document =
      build_document(notice, set, pages, number_role, fonts, diagnostics);
  if (has_error(diagnostics)) return failure(std::move(diagnostics));
  return Warned<content::PagedDocument>{std::move(document), std::move(diagnostics)};
}

}  // namespace tongbao::layout

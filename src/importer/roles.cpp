#include "importer/roles.h"

#include <algorithm>
#include <optional>

#include "base/utf8.h"
#include "importer/vocabulary.h"

namespace tongbao::importer {

namespace {

using record::SectionRole;

bool holds_items(const Outline& outline, const Entry& part) {
  if (part.source.marker->style >= Style::problem) return true;
  return std::any_of(part.children.begin(), part.children.end(), [&](std::size_t child) {
    const Entry& entry = outline.entries[child];
    if (entry.source.marker->style >= Style::problem) return true;
    return std::any_of(entry.children.begin(), entry.children.end(), [&](std::size_t item) {
      return outline.entries[item].source.marker->style >= Style::problem;
    });
  });
}

// Groups that are named 关于…问题, …方面.
bool holds_matters(const Outline& outline, const Entry& part) {
  constexpr std::array<Text, 3> matters = {U"问题", U"方面", U"不到位"};
  return std::any_of(part.children.begin(), part.children.end(), [&](std::size_t child) {
    return contains_any(outline.entries[child].heading(), matters);
  });
}

std::optional<SectionRole> role_by_evidence(const Outline& outline, const Entry& part) {
  const Text heading = part.heading();
  if (contains_any(heading, vocabulary::other_words)) return SectionRole::other;
  std::size_t rectification = count_any(heading, vocabulary::rectification_words);
  if (holds_items(outline, part)) rectification += 2;
  if (holds_matters(outline, part)) ++rectification;
  const std::size_t next = 2 * count_any(heading, vocabulary::next_words);
  const std::size_t responsibility = 2 * count_any(heading, vocabulary::responsibility_words);
  if (rectification == 0 && next == 0 && responsibility == 0) return std::nullopt;
  if (next >= rectification && next >= responsibility) return SectionRole::next;
  return responsibility >= rectification ? SectionRole::responsibility : SectionRole::rectification;
}

}  // namespace

std::vector<SectionRole> find_roles(const Outline& outline, Report& report) {
  std::vector<std::optional<SectionRole>> found;
  found.reserve(outline.top.size());
  for (const std::size_t index : outline.top) {
    found.push_back(role_by_evidence(outline, outline.entries[index]));
  }
  const auto is_rectification = [](const auto& role) { return role == SectionRole::rectification; };
  const auto first = std::find_if(found.begin(), found.end(), is_rectification);
  const auto last = std::find_if(found.rbegin(), found.rend(), is_rectification).base();
  std::vector<SectionRole> roles;
  roles.reserve(found.size());
  for (auto role = found.begin(); role != found.end(); ++role) {
    if (*role) {
      roles.push_back(**role);
      continue;
    }
    const bool before = first != found.end() && role < first;
    const bool after = first != found.end() && role >= last;
    roles.push_back(before  ? SectionRole::responsibility
                    : after ? SectionRole::next
                            : SectionRole::other);
    const Entry& part =
        outline.entries[outline.top[static_cast<std::size_t>(role - found.begin())]];
    report.warn("import.uncertainRole", part.source.line,
                say("不能确定“{}”这一部分的作用", "not sure what the part “{}” is for",
                    to_utf8(part.heading().substr(0, 40))),
                say("请核对该部分的role", "check the part's role"));
  }
  return roles;
}

}  // namespace tongbao::importer

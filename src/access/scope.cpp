#include "access/scope.h"

#include <algorithm>
#include <array>

namespace tongbao::access {
namespace {

constexpr std::array<std::string_view, 6> names = {"none", "render",    "check",
                                                   "jobs", "templates", "admin"};

}  // namespace

std::string_view name_of(Scope scope) {
  return names.at(static_cast<std::size_t>(scope));
}

std::optional<Scope> scope_named(std::string_view name) {
  const auto* const found = std::find(names.begin() + 1, names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Scope>(found - names.begin());
}

std::string to_text(const Scopes& scopes) {
  std::string text;
  for (const Scope scope : scopes) {
    if (!text.empty()) text += ',';
    text += name_of(scope);
  }
  return text;
}

std::optional<Scopes> parse_scopes(std::string_view text) {
  Scopes scopes;
  while (true) {
    const std::size_t end = std::min(text.find(','), text.size());
    const auto scope = scope_named(text.substr(0, end));
    if (!scope) return std::nullopt;
    scopes.insert(*scope);
    if (end == text.size()) return scopes;
    text.remove_prefix(end + 1);
  }
}

bool allows(const Scopes& held, Scope wanted) {
  return wanted == Scope::none || held.contains(wanted) || held.contains(Scope::admin);
}

}  // namespace tongbao::access

// What an API key may do.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace tongbao::access {

// `none`: open to everyone (health, schema, OpenAPI). `admin` may do everything.
enum class Scope { none, render, check, jobs, templates, admin };

using Scopes = std::set<Scope>;

[[nodiscard]] std::string_view name_of(Scope scope);                    // "render"
[[nodiscard]] std::optional<Scope> scope_named(std::string_view name);  // never none
[[nodiscard]] std::string to_text(const Scopes& scopes);                // "render,check"
// Nothing where a name is not known, or there is none.
[[nodiscard]] std::optional<Scopes> parse_scopes(std::string_view text);
[[nodiscard]] bool allows(const Scopes& held, Scope wanted);

}  // namespace tongbao::access

// The query of an address, and the percent-encoding of addresses (RFC 3986). Pure.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/problem.h"

namespace tongbao::http {

// That an address takes.
struct Parameter {
  std::string_view name;
  std::string_view description;
  std::vector<std::string_view> values = {};  // empty: any text
};

using Query = std::map<std::string, std::string, std::less<>>;

// Decoded. Errors: http.badEscape, http.unknownParameter, http.repeatedParameter.
[[nodiscard]] Attempt<Query> parse_query(std::string_view query,
                                         const std::vector<Parameter>& known);

// Of a path. Nothing: a wrong escape, or what is not UTF-8 or has NUL in it when decoded.
[[nodiscard]] std::optional<std::string> decode_escapes(std::string_view text);

// http.badEscape.
[[nodiscard]] tl::unexpected<Problem> bad_escape();

}  // namespace tongbao::http

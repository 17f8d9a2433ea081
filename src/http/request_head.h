// A request's line and header fields (RFC 9112), read strictly: what two programs could read in
// two ways is refused, since proxies stand in between.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/problem.h"

namespace tongbao::http {

struct Field {
  std::string name;  // as sent
  std::string value;
};

enum class Framing { none, length, chunked };

struct RequestHead {
  std::string method;
  std::string path;   // still percent-encoded; begins with /
  std::string query;  // without the ?
  int minor_version = 1;
  std::vector<Field> fields;
  Framing framing = Framing::none;
  std::uint64_t content_length = 0;

  // The values of every field of that name (in any case), joined by ", "; nothing: there is none.
  [[nodiscard]] std::optional<std::string> find(std::string_view name) const;
  [[nodiscard]] std::size_t count(std::string_view name) const;
  // True where a comma-separated field has that token, in any case.
  [[nodiscard]] bool has_token(std::string_view name, std::string_view token) const;
};

inline constexpr std::size_t max_head_bytes = std::size_t{32} << 10;
inline constexpr std::size_t max_fields = 100;

// `text` is everything before the empty line, without its line end. Errors: http.badRequestLine,
// http.badHeader, http.tooManyHeaders, http.badHost, http.ambiguousLength, http.badLength,
// http.badTransferEncoding.
[[nodiscard]] Attempt<RequestHead> parse_head(std::string_view text);

// RFC 9110 section 5.6.2.
[[nodiscard]] bool is_token(std::string_view text);
[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b);
// Without spaces and tabs at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);
// The parts between commas, trimmed, without empty ones.
[[nodiscard]] std::vector<std::string_view> list_elements(std::string_view text);

}  // namespace tongbao::http

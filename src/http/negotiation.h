// What the client can take and what it sends: Accept, Accept-Language, Content-Type, If-None-Match
// (RFC 9110). Pure.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace tongbao::http {

// The index into `offered` of the media type that `accept` (empty: anything) likes best, the
// earlier of equals; nothing where it takes none.
[[nodiscard]] std::optional<std::size_t> choose_media_type(
    std::string_view accept, const std::vector<std::string_view>& offered);

// The program's language that `accept_language` likes best; `fallback` where it names neither.
[[nodiscard]] Language choose_language(std::string_view accept_language, Language fallback);

struct MediaType {
  std::string essence;  // "application/json", in lower case
  std::string charset;  // in lower case; empty: not said
};
// Nothing where the text is no media type.
[[nodiscard]] std::optional<MediaType> parse_media_type(std::string_view content_type);

// True where If-None-Match names `etag` (with its quotes), weakly compared, or is *.
[[nodiscard]] bool matches_etag(std::string_view if_none_match, std::string_view etag);

}  // namespace tongbao::http

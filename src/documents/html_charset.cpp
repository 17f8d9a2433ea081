#include "documents/html_charset.h"

#include <algorithm>
#include <utility>

#include "documents/character_encoding.h"
#include "documents/plain_text.h"

namespace tongbao::documents {

namespace {

constexpr std::size_t head_length = 4096;  // browsers look at 1024 bytes (HTML 13.2.3.2)

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::string meta_charset(std::string_view bytes) {
  std::string head(bytes.substr(0, head_length));
  std::transform(head.begin(), head.end(), head.begin(), lower);
  for (std::size_t at = head.find("<meta"); at != std::string::npos;
       at = head.find("<meta", at + 1)) {
    const std::string tag = head.substr(at, head.find('>', at) - at);
    const std::size_t begin = tag.find("charset=");
    if (begin == std::string::npos) continue;
    const std::size_t from = tag.find_first_not_of("\"' ", begin + 8);
    if (from == std::string::npos) continue;
    return tag.substr(from, tag.find_first_of("\"'; /", from) - from);
  }
  return {};
}

Result<Warned<std::string>> decode_html(std::string_view bytes, std::string_view charset) {
  const std::string meta = meta_charset(bytes);
  const bool marked = bytes.starts_with("\xEF\xBB\xBF");
  const std::string_view named = marked ? "utf-8" : charset.empty() ? meta : charset;
  // GB 18030 is hardly ever UTF-8 by chance, but saved pages keep a meta element that is not true.
  if (charset.empty()) {
    if (auto text = decode(bytes, Encoding::utf8)) return Warned<std::string>{*std::move(text), {}};
  }
  if (const auto encoding = encoding_named(named)) {
    if (auto text = decode(bytes, *encoding)) return Warned<std::string>{*std::move(text), {}};
    if (!charset.empty()) return failure(not_in_charset(charset));
  } else if (!charset.empty()) {
    return failure(unknown_charset(charset));
  }
  Encoding encoding{};
  auto text = decode_unlabelled(bytes, encoding);
  if (!text) {
    return failure(named.empty() || encoding_named(named)
                       ? not_in_charset(named.empty() ? "UTF-8" : named)
                       : unknown_charset(named));
  }
  Diagnostics notes;
  if (encoding == Encoding::gb18030) notes.push_back(found_gb18030());
  return Warned<std::string>{*std::move(text), std::move(notes)};
}

}  // namespace tongbao::documents

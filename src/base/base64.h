// Base64 (RFC 4648, clause 4): the standard alphabet, padded to whole groups of four, no white
// space. Bits that padding leaves over are not looked at.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace tongbao {

[[nodiscard]] bool is_base64(std::string_view text);

// The bytes; nothing where `text` is not base64.
[[nodiscard]] std::optional<std::string> decode_base64(std::string_view text);

}  // namespace tongbao

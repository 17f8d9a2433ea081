// Encodings of Chinese text. Pure.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace tongbao::documents {

enum class Encoding { utf8, gb18030 };

// utf-8; gb2312, gbk, cp936 and gb18030 are all read as the last, which contains the others. In any
// case; nothing for another name.
[[nodiscard]] std::optional<Encoding> encoding_named(std::string_view name);

// As UTF-8; nothing where `bytes` is not well-formed in `encoding`.
[[nodiscard]] std::optional<std::string> decode(std::string_view bytes, Encoding encoding);

// True where `bytes`, read as GB 18030, look like Chinese prose: of what is not ASCII four fifths
// stand in the two-byte rows of GB 2312, and half in the rows of its ideographs.
[[nodiscard]] bool looks_like_gb18030(std::string_view bytes);

// The text of `bytes` where it is UTF-8, with or without a mark, or GB 18030 that looks like it;
// `encoding` says which.
[[nodiscard]] std::optional<std::string> decode_unlabelled(std::string_view bytes,
                                                           Encoding& encoding);

}  // namespace tongbao::documents

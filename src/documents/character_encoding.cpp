#include "documents/character_encoding.h"

#include <algorithm>
#include <array>
#include <memory>

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include "base/utf8.h"

namespace tongbao::documents {

namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

std::optional<std::string> from_gb18030(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const Converter converter(ucnv_open("gb18030", &status), &ucnv_close);
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  // No code point takes more UTF-16 units than bytes.
  icu::UnicodeString units;
  const auto capacity = static_cast<std::int32_t>(bytes.size());
  char16_t* buffer = units.getBuffer(std::max(capacity, 1));
  if (buffer == nullptr) return std::nullopt;
  const std::int32_t length =
      ucnv_toUChars(converter.get(), buffer, capacity, bytes.data(), capacity, &status);
  units.releaseBuffer(U_SUCCESS(status) ? length : 0);
  if (U_FAILURE(status)) return std::nullopt;
  std::string text;
  units.toUTF8String(text);
  return text;
}

}  // namespace

std::optional<Encoding> encoding_named(std::string_view name) {
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  constexpr std::array<std::string_view, 9> chinese = {
      "gb18030", "gb2312", "gb_2312-80", "gbk", "x-gbk", "cp936", "936", "windows-936", "euc-cn"};
  if (lower == "utf-8" || lower == "utf8") return Encoding::utf8;
  if (std::find(chinese.begin(), chinese.end(), lower) != chinese.end()) return Encoding::gb18030;
  return std::nullopt;
}

std::optional<std::string> decode(std::string_view bytes, Encoding encoding) {
  if (encoding == Encoding::gb18030) return from_gb18030(bytes);
  if (find_invalid_utf8(bytes)) return std::nullopt;
  if (bytes.starts_with(utf8_mark)) bytes.remove_prefix(utf8_mark.size());
  return std::string(bytes);
}

bool looks_like_gb18030(std::string_view bytes) {
  std::size_t characters = 0;
  std::size_t common = 0;  // in the rows that GB 2312 fills
  std::size_t ideographs = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    const auto trail = i + 1 < bytes.size() ? static_cast<unsigned char>(bytes[i + 1]) : 0U;
    const bool four_bytes = trail >= '0' && trail <= '9';
    const bool in_rows = lead >= 0xA1 && lead <= 0xF7 && trail >= 0xA1;
    ++characters;
    if (in_rows) ++common;
    if (in_rows && lead >= 0xB0) ++ideographs;
    i += four_bytes ? 4 : 2;
  }
  return characters > 0 && common * 5 >= characters * 4 && ideographs * 2 >= characters;
}

std::optional<std::string> decode_unlabelled(std::string_view bytes, Encoding& encoding) {
  encoding = Encoding::utf8;
  if (auto text = decode(bytes, Encoding::utf8)) return text;
  encoding = Encoding::gb18030;
  return looks_like_gb18030(bytes) ? decode(bytes, Encoding::gb18030) : std::nullopt;
}

}  // namespace tongbao::documents

#include "store/sql.h"

#include <charconv>

#include "base/utf8.h"

namespace tongbao::store {

namespace {

std::int64_t parse_integer(const std::string& text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw SqlError(SqlError::Kind::other, "an integer was expected, not " + text);
  }
  return value;
}

}  // namespace

std::string storable(std::string text) {
  constexpr std::string_view replacement = "\xEF\xBF\xBD";
  std::size_t place = 0;
  const auto replace_at = [&](std::size_t offset) {
    text.replace(offset, 1, replacement);
    place = offset + replacement.size();
  };
  while (const auto invalid = find_invalid_utf8(std::string_view(text).substr(place))) {
    replace_at(place + *invalid);
  }
  for (place = text.find('\0'); place != std::string::npos; place = text.find('\0', place)) {
    replace_at(place);
  }
  return text;
}

bool Row::is_null(std::size_t column) const {
  return std::holds_alternative<std::monostate>(values_.at(column));
}

std::int64_t Row::integer(std::size_t column) const {
  const Value& value = values_.at(column);
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* text = std::get_if<std::string>(&value)) return parse_integer(*text);
  return 0;
}

std::string Row::text(std::size_t column) const {
  const Value& value = values_.at(column);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  return {};
}

std::string Row::bytes(std::size_t column) const {
  const Value& value = values_.at(column);
  if (const auto* bytes = std::get_if<Bytes>(&value)) return bytes->value;
  return text(column);
}

Sha256 Row::digest(std::size_t column) const {
  const std::string digits = text(column);
  Sha256 digest{};
  if (digits.size() != 2 * digest.size()) {
    throw SqlError(SqlError::Kind::other, "a digest was expected, not " + digits);
  }
  const char* place = digits.data();
  for (std::uint8_t& byte : digest) {
    const auto [end, error] = std::from_chars(place, place + 2, byte, 16);
    if (error != std::errc() || end != place + 2) {
      throw SqlError(SqlError::Kind::other, "a digest was expected, not " + digits);
    }
    place += 2;
  }
  return digest;
}

}  // namespace tongbao::store

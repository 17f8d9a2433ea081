#include "workbook/texts.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/utf8.h"
#include "workbook/errors.h"

namespace tongbao::workbook {

namespace {

constexpr std::size_t longest_text = std::size_t{32'767} * 3;  // bytes of UTF-16 units as UTF-8
constexpr std::size_t most_texts = 1'000'000;
constexpr std::size_t escape_length = 7;  // _x000D_

std::optional<char32_t> escaped_at(std::string_view text, std::size_t at) {
  const std::string_view escape = text.substr(at, escape_length);
  if (escape.size() < escape_length || escape.substr(0, 2) != "_x" || escape.back() != '_') {
    return std::nullopt;
  }
  char32_t unit = 0;
  for (const char c : escape.substr(2, 4)) {
    const bool digit = c >= '0' && c <= '9';
    const char upper = c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
    if (!digit && (upper < 'A' || upper > 'F')) return std::nullopt;
    unit = unit * 16 + static_cast<char32_t>(digit ? c - '0' : upper - 'A' + 10);
  }
  return unit;
}

bool is_surrogate(char32_t c) {
  return c >= 0xD800 && c <= 0xDFFF;
}

void append(std::string& text, char32_t c) {
  const bool break_after_return = c == U'\n' && !text.empty() && text.back() == '\r';
  if (break_after_return) text.pop_back();
  if (c == 0x2028 || c == 0x2029) c = U'\n';  // of lines and of paragraphs
  const bool control = (c < 0x20 && c != U'\n' && c != U'\r' && c != U'\t') ||
                       (c >= 0x7F && c < 0xA0) || c == 0xFFFE || c == 0xFFFF;
  if (!control && !is_surrogate(c)) append_utf8(text, c == U'\t' ? U' ' : c);
}

}  // namespace

void RichText::clear() {
  raw_.clear();
  within_text_ = false;
  readings_ = 0;
}

void RichText::begin(std::string_view element) {
  if (element == "rPh") ++readings_;
  within_text_ = element == "t" && readings_ == 0;
}

void RichText::end(std::string_view element) {
  if (element == "rPh") --readings_;
  within_text_ = false;
}

void RichText::text(std::string_view text) {
  if (!within_text_) return;
  if (raw_.size() + text.size() > longest_text) {
    handler_.stop(
        too_large(say("有单元格超过{}个字符", "a cell is longer than {} characters", 32'767))
            .value());
    return;
  }
  raw_ += text;
}

std::string RichText::value() const {
  std::string value;
  value.reserve(raw_.size());
  for (std::size_t at = 0; at < raw_.size();) {
    const auto escaped = escaped_at(raw_, at);
    if (escaped) at += escape_length;
    append(value, escaped ? *escaped : next_code_point(raw_, at));
  }
  std::replace(value.begin(), value.end(), '\r', '\n');
  return value;
}

TextIndex TextStore::add(std::string text, PartHandler& handler) {
  bytes_ += text.size();
  if (bytes_ > limits_.text || workbook_.texts.size() >= most_texts) {
    handler.stop(too_large(say("工作簿的文字超过{}字节",
                               "the workbook holds more than {} bytes of text", limits_.text))
                     .value());
    return {};
  }
  workbook_.texts.push_back(std::move(text));
  return {static_cast<std::uint32_t>(workbook_.texts.size() - 1)};
}

}  // namespace tongbao::workbook

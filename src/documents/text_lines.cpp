#include "documents/text_lines.h"

#include <algorithm>

#include "documents/errors.h"

namespace tongbao::documents {

namespace {

constexpr std::size_t most_bytes = std::size_t{8} << 20;
constexpr std::size_t most_lines = 400'000;

}  // namespace

bool TextLines::take(std::size_t bytes) {
  taken_ += bytes;
  if (taken_ > most_bytes && !error_) {
    error_ = too_large(
        say("文件中的文字超过{}字节", "the file holds more than {} bytes of text", most_bytes));
  }
  return !error_;
}

void TextLines::add(std::string_view line) {
  if (error_) return;
  lines_ += 1 + static_cast<std::size_t>(std::count(line.begin(), line.end(), '\n'));
  if (lines_ > most_lines) {
    error_ = too_large(say("超过{}行", "more than {} lines", most_lines));
    return;
  }
  text_ += line;
  text_ += '\n';
}

}  // namespace tongbao::documents

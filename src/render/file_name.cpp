#include "render/file_name.h"

#include "base/utf8.h"

namespace tongbao::render {

namespace {

constexpr std::size_t stem_bytes_limit = 200;

bool is_control(char32_t c) {
  const bool line_separator = c == 0x2028 || c == 0x2029;
  const bool direction = (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
                         (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || line_separator || direction;
}

bool is_forbidden(char32_t c) {
  return std::u32string_view(U"/\\:*?\"<>|").find(c) != std::u32string_view::npos;
}

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(". ");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(". ") - first + 1);
}

std::string stem_of(std::string_view title) {
  std::string stem;
  for (std::size_t offset = 0; offset < title.size();) {
    const char32_t c = next_code_point(title, offset);
    if (is_control(c)) continue;
    const std::size_t before = stem.size();
    append_utf8(stem, is_forbidden(c) ? U'_' : c);
    if (stem.size() > stem_bytes_limit) {
      stem.resize(before);
      break;
    }
  }
  return trimmed(stem);
}

std::string_view extension_of(Format format) {
  switch (format) {
    case Format::pdf:
      return ".pdf";
    case Format::xlsx:
      return ".xlsx";
    case Format::layout:
      return ".layout.json";
    case Format::content:
      return ".content.json";
  }
  return "";
}

}  // namespace

std::string file_name_for(std::string_view title, std::string_view otherwise, Format format) {
  std::string name = stem_of(title);
  if (name.empty()) name = stem_of(otherwise);
  return name.append(extension_of(format));
}

}  // namespace tongbao::render

#include <array>

#include "render/renderer.h"

namespace tongbao::render {

namespace {

struct FormatNames {
  Format format;
  std::string_view name;
  std::string_view media_type;
};

constexpr std::array<FormatNames, 4> formats{{
    {Format::pdf, "pdf", "application/pdf"},
    {Format::xlsx, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {Format::layout, "layout", "application/vnd.tongbao.layout+json"},
    {Format::content, "content", "application/vnd.tongbao.content+json"},
}};

const FormatNames& names_of(Format format) {
  return formats.at(static_cast<std::size_t>(format));
}

}  // namespace

std::string_view name_of(Format format) {
  return names_of(format).name;
}

std::string_view media_type_of(Format format) {
  return names_of(format).media_type;
}

std::optional<Format> format_named(std::string_view name) {
  for (const FormatNames& known : formats) {
    if (known.name == name) return known.format;
  }
  return std::nullopt;
}

std::optional<Format> format_of_media_type(std::string_view media_type) {
  for (const FormatNames& known : formats) {
    if (known.media_type == media_type) return known.format;
  }
  return std::nullopt;
}

std::vector<Format> formats_of(tmpl::Kind kind) {
  if (kind == tmpl::Kind::ledger) return {Format::xlsx, Format::pdf, Format::layout};
  return {Format::pdf, Format::layout, Format::content};
}

}  // namespace tongbao::render

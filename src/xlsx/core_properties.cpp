#include "xlsx/core_properties.h"

#include <string_view>

#include <fmt/format.h>

namespace tongbao::xlsx {

namespace {

// Controls, which XML cannot hold, become spaces.
std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool control = static_cast<unsigned char>(c) < 0x20;
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else {
      out += control ? ' ' : c;
    }
  }
  return out;
}

void append_element(std::string& xml, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  xml += fmt::format("<{0}>{1}</{0}>", name, escape(text));
}

void append_time(std::string& xml, std::string_view name, const std::string& time) {
  xml += fmt::format(R"(<{0} xsi:type="dcterms:W3CDTF">{1}</{0}>)", name, time);
}

std::string midnight(const std::optional<Date>& date) {
  if (!date) return "1980-01-01T00:00:00Z";
  Date day = *date;
  if (!day.has_day()) day.day = 1;
  return day.iso() + "T00:00:00Z";
}

}  // namespace

std::string core_properties(const content::Metadata& metadata) {
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
      R"(<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/)"
      R"(core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" )"
      R"(xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" )"
      R"(xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">)";
  append_element(xml, "dc:title", metadata.title);
  append_element(xml, "dc:subject", metadata.subject);
  append_element(xml, "dc:creator", metadata.author);
  append_element(xml, "cp:keywords", metadata.keywords);
  append_element(xml, "cp:lastModifiedBy", metadata.author);
  append_element(xml, "dc:language", metadata.language);
  const std::string time = midnight(metadata.date);
  append_time(xml, "dcterms:created", time);
  append_time(xml, "dcterms:modified", time);
  xml += "</cp:coreProperties>\n";
  return xml;
}

}  // namespace tongbao::xlsx

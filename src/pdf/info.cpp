#include "pdf/info.h"

#include <cstddef>
#include <utility>

#include <fmt/format.h>

#include "base/utf8.h"
#include "pdf/syntax.h"

namespace tongbao::pdf {

namespace {

bool fits_xml(char32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  return c != 0xFFFE && c != 0xFFFF;
}

void keep_what_fits(std::string& text) {
  std::string kept;
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t begin = offset;
    if (fits_xml(next_code_point(text, offset))) kept.append(text, begin, offset - begin);
  }
  kept.resize(within_string_limit(kept).size());
  text = std::move(kept);
}

}  // namespace

std::string_view producer() {
  return "tongbao " TONGBAO_VERSION;
}

content::Metadata storable(content::Metadata metadata) {
  for (std::string* text :
       {&metadata.title, &metadata.author, &metadata.subject, &metadata.keywords}) {
    keep_what_fits(*text);
  }
  return metadata;
}

std::string pdf_date(const Date& date) {
  if (!date.has_day()) return fmt::format("D:{:04}{:02}", date.year, date.month);
  return fmt::format("D:{:04}{:02}{:02}000000+08'00'", date.year, date.month, date.day);
}

Dictionary info_dictionary(const content::Metadata& metadata) {
  Dictionary info;
  const auto add = [&info](std::string_view key, std::string_view text) {
    if (!text.empty()) info.add_text(key, text);
  };
  add("Title", metadata.title);
  add("Author", metadata.author);
  add("Subject", metadata.subject);
  add("Keywords", metadata.keywords);
  add("Creator", creator_tool);
  add("Producer", producer());
  if (metadata.date) {
    add("CreationDate", pdf_date(*metadata.date));
    add("ModDate", pdf_date(*metadata.date));
  }
  return info;
}

}  // namespace tongbao::pdf

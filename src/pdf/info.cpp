#include "pdf/info.h"

#include <string_view>

#include <fmt/format.h>

namespace tongbao::pdf {

std::string pdf_date(const Date& date) {
  if (!date.has_day()) return fmt::format("D:{:04}{:02}", date.year, date.month);
  return fmt::format("D:{:04}{:02}{:02}000000+08'00'", date.year, date.month, date.day);
}

Dictionary info_dictionary(const content::Metadata& metadata) {
  Dictionary info;
  const auto add = [&info](std::string_view key, const std::string& text) {
    if (!text.empty()) info.add_text(key, text);
  };
  add("Title", metadata.title);
  add("Author", metadata.author);
  add("Subject", metadata.subject);
  add("Keywords", metadata.keywords);
  add("Creator", "tongbao");
  add("Producer", "tongbao " TONGBAO_VERSION);
  if (metadata.date) {
    add("CreationDate", pdf_date(*metadata.date));
    add("ModDate", pdf_date(*metadata.date));
  }
  return info;
}

}  // namespace tongbao::pdf

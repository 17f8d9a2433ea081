// What a document says of itself: PDF Info and XMP, workbook properties.
#pragma once
#include <optional>
#include <string>

#include "base/date.h"

namespace tongbao::content {

struct Metadata {
  std::string title;   // one line
  std::string author;  // the issuing office
  std::string subject;
  std::string keywords;
  std::string language = "zh-CN";  // BCP 47
  std::optional<Date> date;        // creation and modification; never the clock
};

}  // namespace tongbao::content

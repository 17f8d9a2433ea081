// What a document says of itself in its Info dictionary (ISO 32000-1 14.3.3). The XMP metadata say
// the same.
#pragma once
#include <string>
#include <string_view>

#include "content/metadata.h"
#include "pdf/dictionary.h"

namespace tongbao::pdf {

constexpr std::string_view creator_tool = "tongbao";
[[nodiscard]] std::string_view producer();  // "tongbao 0.1.0"

// `metadata` without the characters that XML cannot hold (XML 1.0 2.2), cut off where a string of
// PDF/A ends: Info and XMP must agree.
[[nodiscard]] content::Metadata storable(content::Metadata metadata);

// "D:20250401000000+08'00'": midnight in China; of a month only "D:202104" (7.9.4).
[[nodiscard]] std::string pdf_date(const Date& date);

// Absent values are left out; nothing comes from the clock. Requires storable metadata.
[[nodiscard]] Dictionary info_dictionary(const content::Metadata& metadata);

}  // namespace tongbao::pdf

// What a document says of itself in its Info dictionary (ISO 32000-1 14.3.3).
#pragma once
#include <string>

#include "content/metadata.h"
#include "pdf/dictionary.h"

namespace tongbao::pdf {

// "D:20250401000000+08'00'": midnight in China; of a month only "D:202104" (7.9.4).
[[nodiscard]] std::string pdf_date(const Date& date);

// Absent values are left out; nothing comes from the clock.
[[nodiscard]] Dictionary info_dictionary(const content::Metadata& metadata);

}  // namespace tongbao::pdf

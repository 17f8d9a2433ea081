// A record's printed text, as the notice's rules give it: what the importer must have kept.
#pragma once
#include <string>
#include <string_view>

#include "record/record.h"

namespace tongbao::importer {

// Paragraph after paragraph, in the order of print, with numbers (automatic or by label).
[[nodiscard]] std::string printed_text(const record::Record& record);

// `text` without white space of any kind, byte order marks and zero-width characters.
[[nodiscard]] std::string without_space(std::string_view text);

}  // namespace tongbao::importer

// Why expat took no XML, in both languages.
#pragma once
#include <string>

#include "base/diagnostic.h"

namespace tongbao {

// `english` is what expat says (XML_ErrorString). What is rare stays as it is.
[[nodiscard]] Bilingual xml_reason(std::string english);

}  // namespace tongbao

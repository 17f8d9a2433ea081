// DOCX as Word, WPS and LibreOffice write it (ECMA-376).
#pragma once
#include <string>
#include <string_view>

#include "base/result.h"

namespace tongbao::documents {

// Errors and warnings as read_document's of DOCX.
[[nodiscard]] Result<Warned<std::string>> read_docx(std::string_view bytes);

}  // namespace tongbao::documents

// The text layer of a PDF, as poppler's pdftotext finds it.
#pragma once
#include <string>
#include <string_view>

#include "base/result.h"

namespace tongbao::documents {

// True where %PDF- stands near the begin (ISO 32000-1, annex H, note 13).
[[nodiscard]] bool looks_like_pdf(std::string_view bytes);

// Errors and warnings as read_document's of PDF. pdftotext runs in a process of its own, bounded in
// processor time and memory. Requires looks_like_pdf().
[[nodiscard]] Result<Warned<std::string>> read_pdf(std::string_view bytes);

}  // namespace tongbao::documents

// Text files.
#pragma once
#include <string>
#include <string_view>

#include "base/result.h"

namespace tongbao::documents {

// As UTF-8, of the encoding named or found. Errors: import.charset, import.wrongType. Note:
// import.gb18030.
[[nodiscard]] Result<Warned<std::string>> read_plain_text(std::string_view bytes,
                                                          std::string_view charset);

// Of bytes whose encoding was found, not named.
[[nodiscard]] Diagnostic found_gb18030();
// `charset` is no encoding that is read, or the bytes are not in it.
[[nodiscard]] Diagnostic unknown_charset(std::string_view charset);
[[nodiscard]] Diagnostic not_in_charset(std::string_view charset);

}  // namespace tongbao::documents

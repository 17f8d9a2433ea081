// Web pages as browsers save them.
#pragma once
#include <string>
#include <string_view>

#include "base/result.h"

namespace tongbao::documents {

// True where the bytes begin as HTML does: a tag first, and <html> or its DOCTYPE soon.
[[nodiscard]] bool looks_like_html(std::string_view bytes);

// Blocks, line breaks and table rows are lines; scripts, styles, navigation, footers, deleted
// and hidden elements are left out. `charset` is what the sender says; else UTF-8 where the bytes
// are that, the meta element, or the bytes decide. Errors and notes as read_document's of HTML.
[[nodiscard]] Result<Warned<std::string>> read_html(std::string_view bytes,
                                                    std::string_view charset);

}  // namespace tongbao::documents

// The encoding of a page. Pure.
#pragma once
#include <string>
#include <string_view>

#include "base/result.h"

namespace tongbao::documents {

// What a meta element near the beginning names: charset=gb2312; "" where none does.
[[nodiscard]] std::string meta_charset(std::string_view bytes);

// As UTF-8: by `charset`, else as UTF-8 where the bytes are that, else by the meta element or by
// the bytes themselves. Error:
// import.charset. Note: import.gb18030.
[[nodiscard]] Result<Warned<std::string>> decode_html(std::string_view bytes,
                                                      std::string_view charset);

}  // namespace tongbao::documents

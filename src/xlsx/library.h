// What the sources that call libxlsxwriter share.
#pragma once
#include <cstdint>

#include "content/notice_content.h"

namespace tongbao::xlsx {

// Throws where the library refused `call`, an lxw_error other than LXW_NO_ERROR: std::bad_alloc, or
// std::logic_error, since everything was checked before.
void check_call(int error, const char* call);

// The library's number for a colour.
[[nodiscard]] std::uint32_t colour_number(const content::Colour& colour);

}  // namespace tongbao::xlsx

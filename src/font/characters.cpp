#include "font/characters.h"

#include <unicode/uchar.h>

namespace tongbao::font {

bool is_ignorable(char32_t c) {
  return !stands_alone(c) &&
         u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

bool is_combining_mark(char32_t c) {
  return !stands_alone(c) && (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0 &&
         !is_ignorable(c);
}

}  // namespace tongbao::font

// How large a document may be.
#pragma once
#include <cstddef>

#include "base/diagnostic.h"

namespace tongbao::layout {

constexpr std::size_t most_pages = 5'000;
constexpr std::size_t most_bytes = std::size_t{32} << 20;  // of text

[[nodiscard]] inline Diagnostic too_many_pages() {
  return {.code = "layout.tooManyPages",
          .where = {},
          .message =
              say("文件超过{}页的上限", "the document exceeds the limit of {} pages", most_pages),
          .hint = {}};
}

}  // namespace tongbao::layout

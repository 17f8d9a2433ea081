// What must be true of every reader's result.
#pragma once
#include <cstdio>
#include <cstdlib>

namespace tongbao::fuzz {

inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

}  // namespace tongbao::fuzz

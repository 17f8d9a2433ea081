// For programs that have no one to report to.
#pragma once
#include <cstdlib>
#include <iostream>
#include <utility>

#include "base/result.h"

namespace tongbao::bench {

// The value; where there is none, prints what went wrong and ends the program.
template <class T>
T value_or_exit(Result<T> result) {
  if (result) return std::move(*result);
  for (const Diagnostic& d : result.error()) std::cerr << to_line(d, Language::en) << '\n';
  std::exit(2);
}

}  // namespace tongbao::bench

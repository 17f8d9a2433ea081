// The outcome of a stage: a value, or every error of the input at once (never an empty list).
// Exceptions are left for bugs and exhausted resources.
#pragma once
#include <utility>

#include <tl/expected.hpp>

#include "base/diagnostic.h"

namespace tongbao {

template <class T>
using Result = tl::expected<T, Diagnostics>;

[[nodiscard]] inline tl::unexpected<Diagnostics> failure(Diagnostics errors) {
  return tl::unexpected<Diagnostics>(std::move(errors));
}
[[nodiscard]] inline tl::unexpected<Diagnostics> failure(Diagnostic error) {
  Diagnostics errors;
  errors.push_back(std::move(error));
  return tl::unexpected<Diagnostics>(std::move(errors));
}

// A value with what is to be said about it (notes and warnings only).
template <class T>
struct Warned {
  T value;
  Diagnostics diagnostics;
};

}  // namespace tongbao

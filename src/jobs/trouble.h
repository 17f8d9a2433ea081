// Whose fault it is that a document could not be made, and so what is done about it.
#pragma once
#include <exception>

#include "base/result.h"

namespace tongbao::jobs {

enum class Trouble {
  input,    // the sender's: the document fails, and is told why
  passing,  // the system's, for now (disk full, store away, a file missing): made again later
  inside,   // ours: the document fails, and nothing is told
};

[[nodiscard]] Trouble trouble_of(const Diagnostics& errors);

// What ended a maker: passing where the system lacks disk or descriptors, else inside.
[[nodiscard]] Diagnostics errors_of(const std::exception& error);

}  // namespace tongbao::jobs

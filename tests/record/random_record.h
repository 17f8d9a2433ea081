// Records of every shape, from a number: problems hidden, merged, retitled, with bodies that refer
// to some of their measures and without. Every text is another, so that what is found in an output
// says where it came from.
#pragma once
#include <cstdint>

#include "record/record.h"

namespace tongbao::record {

// The same number, the same record; what the reader accepts.
[[nodiscard]] Record random_record(std::uint64_t seed);

}  // namespace tongbao::record

// Every reader of bytes from outside, as a function that may be given any bytes: for libFuzzer
// (scripts/fuzz) and for the replay of what it found.
#pragma once
#include <span>
#include <string_view>

namespace tongbao::fuzz {

struct Reader {
  std::string_view name;  // of its folder in corpus/
  // Reads and holds what was read against what must be true of it: aborts where it is not.
  void (*read)(std::string_view bytes);
};

[[nodiscard]] std::span<const Reader> readers();

}  // namespace tongbao::fuzz

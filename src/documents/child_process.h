// A program that reads a hostile file in a process of its own, so that what it takes can be bounded
// and its crash is nobody else's.
#pragma once
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tongbao::documents {

struct ChildLimits {
  std::chrono::seconds processor{1};
  std::chrono::seconds wall{20};
  std::size_t memory = std::size_t{256} << 20;  // address space
  std::size_t output = std::size_t{64} << 20;
};

struct ChildResult {
  std::string output;
  int exit_code = -1;     // -1: ended by a signal
  bool exceeded = false;  // a limit ended it
};

// Runs `arguments[0]`, found in PATH, with `input` as the file that its standard input is; what it
// writes to standard error is dropped. Nothing where there is no such program. Throws
// std::system_error where the system gives no process or pipe. Safe on any thread.
[[nodiscard]] std::optional<ChildResult> run_child(const std::vector<std::string>& arguments,
                                                   std::string_view input,
                                                   const ChildLimits& limits = {});

}  // namespace tongbao::documents

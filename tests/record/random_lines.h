// Lines of a stream of every shape, good ones and damaged ones, from a number.
#pragma once
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace tongbao::record {

// Problems as lines, each with "section": "s", some with all but ASCII escaped.
[[nodiscard]] std::vector<std::string> random_lines(std::uint64_t seed);

// `line` with one to three random changes: bytes lost, doubled or cut off, or put in what JSON
// parsers like to quarrel about.
[[nodiscard]] std::string damaged(std::string line, std::mt19937_64& random);

}  // namespace tongbao::record

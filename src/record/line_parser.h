// The quick way to read JSON, for the lines of a stream and for whole bodies that are sound:
// simdjson, with memory that is used again. What it takes, JsonDocument::parse takes with the same
// result; what it does not, may still be good. Internal to the room.
#pragma once
#include <cstddef>
#include <memory>
#include <string_view>

#include "record/json_document.h"

namespace tongbao::record {

class LineParser {
 public:
  // Longer lines are left to the other way, so that what is kept stays small.
  static constexpr std::size_t longest_line = std::size_t{64} << 10;

  explicit LineParser(const ReadLimits& limits, std::size_t longest = longest_line);
  ~LineParser();
  LineParser(const LineParser&) = delete;
  LineParser& operator=(const LineParser&) = delete;

  // `line` is followed by LineReader::padding readable bytes. The document holds until the next
  // call and knows no places; null where the line is not JSON, beyond a limit, or hard to judge.
  [[nodiscard]] const JsonDocument* parse(std::string_view line);

 private:
  class Simd;
  class Filler;
  std::unique_ptr<Simd> simd_;
  ReadLimits limits_;
  std::size_t longest_;
  JsonDocument document_;
};

}  // namespace tongbao::record

// The lines of a stream, one at a time and none longer than a limit. Internal to the room.
#pragma once
#include <cstddef>
#include <istream>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tongbao::record {

class LineReader {
 public:
  // Bytes after a line that may be read, whatever they are: fast parsers look ahead.
  static constexpr std::size_t padding = 64;

  LineReader(std::istream& input, std::size_t limit);

  // Goes to the next line that is not blank; false after the last. Errors: json.tooLarge,
  // json.unreadable; no more can be read then.
  [[nodiscard]] Result<bool> next();
  [[nodiscard]] std::string_view text() const { return text_; }  // without the line break
  [[nodiscard]] int number() const { return number_; }           // from 1

 private:
  enum class End { line, input, too_long, broken };
  [[nodiscard]] End read_line();
  void read_block();

  std::istream& input_;
  std::size_t limit_;
  std::vector<char> buffer_;
  std::size_t start_ = 0;  // what was read and not yet taken lies from here to end_
  std::size_t end_ = 0;
  std::string_view text_;
  int number_ = 0;
};

}  // namespace tongbao::record

// The lines of a stream, one at a time and none longer than a limit. Internal to the room.
#pragma once
#include <cstddef>
#include <istream>
#include <string>

#include "base/result.h"

namespace tongbao::record {

class LineReader {
 public:
  LineReader(std::istream& input, std::size_t limit) : input_(input), limit_(limit) {}

  // Goes to the next line that is not blank; false after the last. Errors: json.tooLarge,
  // json.unreadable; no more can be read then.
  [[nodiscard]] Result<bool> next();
  [[nodiscard]] const std::string& text() const { return text_; }  // without the line break
  [[nodiscard]] int number() const { return number_; }             // from 1

 private:
  enum class End { line, input, too_long, broken };
  [[nodiscard]] End read_line();

  std::istream& input_;
  std::size_t limit_;
  std::string text_;
  int number_ = 0;
};

}  // namespace tongbao::record

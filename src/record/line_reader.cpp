#include "record/line_reader.h"

#include <array>

namespace tongbao::record {

LineReader::End LineReader::read_line() {
  text_.clear();
  std::array<char, std::size_t{64} << 10> piece;
  for (;;) {
    input_.getline(piece.data(), static_cast<std::streamsize>(piece.size()));
    auto count = static_cast<std::size_t>(input_.gcount());
    const bool piece_is_full = input_.fail() && !input_.eof() && count > 0;
    if (input_.bad() || (input_.fail() && !input_.eof() && !piece_is_full)) return End::broken;
    if (input_.good()) --count;  // the line break is counted, but not stored
    if (text_.size() + count > limit_) return End::too_long;
    text_.append(piece.data(), count);
    if (!piece_is_full) return input_.eof() ? End::input : End::line;
    input_.clear();
  }
}

Result<bool> LineReader::next() {
  for (;;) {
    ++number_;
    const End end = read_line();
    if (end == End::broken) {
      return failure({.code = "json.unreadable",
                      .where = Place::at_line(number_),
                      .message = say("读取中断", "reading broke off"),
                      .hint = {}});
    }
    if (end == End::too_long) {
      return failure({.code = "json.tooLarge",
                      .where = Place::at_line(number_),
                      .message = say("这一行太长：最多 {} 字节",
                                     "the line is too long: at most {} bytes", limit_),
                      .hint = say("NDJSON 每行一个问题", "NDJSON has one problem a line")});
    }
    if (text_.find_first_not_of(" \t\r") != std::string::npos) return true;
    if (end == End::input) return false;
  }
}

}  // namespace tongbao::record

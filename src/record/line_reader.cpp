#include "record/line_reader.h"

#include <algorithm>
#include <cstring>

namespace tongbao::record {

namespace {

constexpr std::size_t block = std::size_t{256} << 10;  // bytes that are read at once

}  // namespace

LineReader::LineReader(std::istream& input, std::size_t limit)
    : input_(input), limit_(limit), buffer_(block + padding) {}

// Appends what the input gives next to what is there of a line.
void LineReader::read_block() {
  std::memmove(buffer_.data(), buffer_.data() + start_, end_ - start_);
  end_ -= start_;
  start_ = 0;
  const std::size_t wanted = std::max(block, std::min(2 * end_, limit_ + block)) + padding;
  if (buffer_.size() < wanted) buffer_.resize(wanted);
  // What is there, and no waiting for more: a pipe gives its lines as they come.
  if (input_.peek() == std::istream::traits_type::eof()) return;
  const auto room = static_cast<std::streamsize>(buffer_.size() - padding - end_);
  end_ += static_cast<std::size_t>(input_.readsome(buffer_.data() + end_, room));
}

LineReader::End LineReader::read_line() {
  std::size_t searched = 0;
  for (;;) {
    const char* const line = buffer_.data() + start_;
    const std::size_t there = end_ - start_;
    const void* const found = std::memchr(line + searched, '\n', there - searched);
    const bool is_last = found == nullptr && !input_.good();
    if (is_last && (input_.bad() || !input_.eof())) return End::broken;
    const std::size_t length =
        found == nullptr ? there : static_cast<std::size_t>(static_cast<const char*>(found) - line);
    if (length > limit_) return End::too_long;
    if (found != nullptr || is_last) {
      text_ = {line, length};
      start_ += found == nullptr ? length : length + 1;
      return is_last ? End::input : End::line;
    }
    searched = there;
    read_block();
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
    if (text_.find_first_not_of(" \t\r") != std::string_view::npos) return true;
    if (end == End::input) return false;
  }
}

}  // namespace tongbao::record

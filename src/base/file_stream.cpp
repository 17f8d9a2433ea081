#include "base/file_stream.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

namespace tongbao {

namespace {

constexpr std::size_t block_size = std::size_t{256} << 10;

}  // namespace

class FileStream::Buffer : public std::streambuf {
 public:
  Buffer(const FileDescriptor& file, std::stop_token stop)
      : file_(file), stop_(std::move(stop)), block_(block_size) {}

 protected:
  int_type underflow() override {
    const std::size_t count = read(block_);
    setg(block_.data(), block_.data(), block_.data() + count);
    return count == 0 ? traits_type::eof() : traits_type::to_int_type(block_.front());
  }

  // What is asked for in large pieces is read to where it shall stand.
  std::streamsize xsgetn(char* to, std::streamsize wished) override {
    const std::streamsize held = std::min<std::streamsize>(egptr() - gptr(), wished);
    std::memcpy(to, gptr(), static_cast<std::size_t>(held));
    gbump(static_cast<int>(held));
    const std::streamsize missing = wished - held;
    if (missing == 0) return held;
    if (missing < static_cast<std::streamsize>(block_.size())) {
      return underflow() == traits_type::eof() ? held : held + xsgetn(to + held, missing);
    }
    return held + static_cast<std::streamsize>(
                      read(std::span(to + held, static_cast<std::size_t>(missing))));
  }

 private:
  // Streams make badbit of what is thrown here.
  std::size_t read(std::span<char> into) {
    if (stop_.stop_requested()) throw std::runtime_error("reading was stopped");
    const std::size_t count = read_at(file_, offset_, into);
    offset_ += count;
    return count;
  }

  const FileDescriptor& file_;
  std::stop_token stop_;
  std::vector<char> block_;
  std::uint64_t offset_ = 0;
};

FileStream::FileStream(const FileDescriptor& file, std::stop_token stop)
    : std::istream(nullptr), buffer_(std::make_unique<Buffer>(file, std::move(stop))) {
  rdbuf(buffer_.get());  // clears the badbit that no buffer set
}

FileStream::~FileStream() = default;

}  // namespace tongbao

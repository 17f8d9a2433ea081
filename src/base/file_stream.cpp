#include "base/file_stream.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <span>
#include <stdexcept>
#include <system_error>
#include <utility>
#include <vector>

#include <unistd.h>

namespace tongbao {

namespace {

constexpr std::size_t block_size = std::size_t{256} << 10;

}  // namespace

class FileStream::Buffer : public std::streambuf {
 public:
  Buffer(const FileDescriptor& file, std::stop_token stop)
      : file_(file), stop_(std::move(stop)), block_(block_size) {
    ::lseek(file_.get(), 0, SEEK_SET);  // a pipe refuses
  }

 protected:
  int_type underflow() override {
    const std::size_t count = read(block_);
    setg(block_.data(), block_.data(), block_.data() + count);
    return count == 0 ? traits_type::eof() : traits_type::to_int_type(block_.front());
  }

  // What is asked for in large pieces is read to where it shall stand.
  std::streamsize xsgetn(char* to, std::streamsize wished) override {
    std::streamsize given = 0;
    while (given < wished) {
      const std::streamsize missing = wished - given;
      if (gptr() == egptr() && missing >= static_cast<std::streamsize>(block_.size())) {
        const std::size_t count = read(std::span(to + given, static_cast<std::size_t>(missing)));
        if (count == 0) break;
        given += static_cast<std::streamsize>(count);
        continue;
      }
      if (gptr() == egptr() && underflow() == traits_type::eof()) break;
      const std::streamsize held = std::min<std::streamsize>(egptr() - gptr(), missing);
      std::memcpy(to + given, gptr(), static_cast<std::size_t>(held));
      gbump(static_cast<int>(held));
      given += held;
    }
    return given;
  }

 private:
  // What is there, at least a byte; 0 at the end. Streams make badbit of what is thrown here.
  std::size_t read(std::span<char> into) {
    while (!stop_.stop_requested()) {
      const ssize_t count = ::read(file_.get(), into.data(), into.size());
      if (count >= 0) return static_cast<std::size_t>(count);
      if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "read");
    }
    throw std::runtime_error("reading was stopped");
  }

  const FileDescriptor& file_;
  std::stop_token stop_;
  std::vector<char> block_;
};

FileStream::FileStream(const FileDescriptor& file, std::stop_token stop)
    : std::istream(nullptr), buffer_(std::make_unique<Buffer>(file, std::move(stop))) {
  rdbuf(buffer_.get());  // clears the badbit that no buffer set
}

FileStream::~FileStream() = default;

}  // namespace tongbao

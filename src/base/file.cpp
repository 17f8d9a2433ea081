#include "base/file.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tongbao {

namespace {

Diagnostic file_error(const char* code, const std::filesystem::path& path, Bilingual message) {
  return {.code = code,
          .where = {.pointer = {}, .file = path.string()},
          .message = std::move(message),
          .hint = {}};
}

Diagnostic unwritable(const std::filesystem::path& path, int error) {
  const std::string reason = std::generic_category().message(error);
  return file_error("file.unwritable", path, say("无法写入：{}", "cannot be written: {}", reason));
}

// What a newly created file gets; mkostemp's own is private. Read once: umask can only be asked by
// setting it, for the whole process.
mode_t usual_mode() {
  static const mode_t mode = [] {
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return static_cast<mode_t>(0666 & ~mask);
  }();
  return mode;
}

bool is_special(const std::filesystem::path& path) {
  std::error_code ignored;
  const auto type = std::filesystem::status(path, ignored).type();
  using Type = std::filesystem::file_type;
  return type == Type::fifo || type == Type::character || type == Type::block ||
         type == Type::socket;
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit) {
  const auto unreadable = [&path](int error) {
    const std::string reason = std::generic_category().message(error);
    return failure(
        file_error("file.unreadable", path, say("无法读取：{}", "cannot be read: {}", reason)));
  };
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.is_open()) return unreadable(errno);
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return unreadable(errno);
  if (S_ISDIR(status.st_mode)) return unreadable(EISDIR);
  const auto too_large = [&] {
    return failure(
        file_error("file.tooLarge", path,
                   say("文件超过{}字节的上限", "is larger than the limit of {} bytes", limit)));
  };
  if (S_ISREG(status.st_mode) && static_cast<std::uintmax_t>(status.st_size) > limit) {
    return too_large();
  }
  std::string bytes;
  bytes.reserve(static_cast<std::size_t>(status.st_size));
  std::array<char, 1 << 16> block;
  for (;;) {
    const ssize_t got = ::read(file.get(), block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return unreadable(errno);
    if (got == 0) return bytes;
    if (bytes.size() + static_cast<std::size_t>(got) > limit) return too_large();
    bytes.append(block.data(), static_cast<std::size_t>(got));
  }
}

Result<void> write_file(const std::filesystem::path& path, std::string_view bytes) {
  return write_file(path, [bytes](const FileDescriptor& file) { return write_all(file, bytes); });
}

Result<void> write_file(const std::filesystem::path& path,
                        const std::function<bool(const FileDescriptor&)>& write) {
  if (is_special(path)) {
    const FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (file.is_open() && write(file)) return {};
    return failure(unwritable(path, errno));
  }
  std::string temporary = path.string() + ".XXXXXX";
  const FileDescriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
  if (!file.is_open()) return failure(unwritable(path, errno));
  if (write(file) && move_file(file, temporary, path)) return {};
  const int error = errno;
  ::unlink(temporary.c_str());
  return failure(unwritable(path, error));
}

bool move_file(const FileDescriptor& file, const std::filesystem::path& from,
               const std::filesystem::path& to) {
  return !is_special(to) && ::fchmod(file.get(), usual_mode()) == 0 && ::fsync(file.get()) == 0 &&
         std::rename(from.c_str(), to.c_str()) == 0;
}

TemporaryFolder::TemporaryFolder() : TemporaryFolder(std::filesystem::temp_directory_path()) {}

TemporaryFolder::TemporaryFolder(const std::filesystem::path& parent) {
  std::string name = (parent / "tongbao-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) {
    throw std::filesystem::filesystem_error("mkdtemp", name,
                                            std::error_code(errno, std::generic_category()));
  }
  path_ = name;
}

TemporaryFolder::TemporaryFolder(TemporaryFolder&& other) noexcept
    : path_(std::exchange(other.path_, {})) {}

TemporaryFolder& TemporaryFolder::operator=(TemporaryFolder&& other) noexcept {
  std::swap(path_, other.path_);
  return *this;
}

TemporaryFolder::~TemporaryFolder() {
  if (path_.empty()) return;
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace tongbao

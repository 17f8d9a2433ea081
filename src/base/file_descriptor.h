// An open file of the system's, closed with its owner.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

namespace tongbao {

class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int descriptor) : descriptor_(descriptor) {}
  ~FileDescriptor();
  FileDescriptor(FileDescriptor&& other) noexcept;
  FileDescriptor& operator=(FileDescriptor&& other) noexcept;
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;

  [[nodiscard]] int get() const { return descriptor_; }
  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }

 private:
  int descriptor_ = -1;
};

// Writes all of `bytes` where the file stands. False: errno says why, and a part may be written.
[[nodiscard]] bool write_all(const FileDescriptor& file, std::string_view bytes);

// Reads from `offset` on, as much as `block` holds or the file has; 0 at its end. Safe on any
// thread. Throws std::system_error.
[[nodiscard]] std::size_t read_at(const FileDescriptor& file, std::uint64_t offset,
                                  std::span<char> block);

// A new file in `folder` that no other process sees and that is gone once it is closed, to be
// written and read. Not open where the folder takes none: errno says why.
[[nodiscard]] FileDescriptor open_nameless_file(const std::filesystem::path& folder);

}  // namespace tongbao

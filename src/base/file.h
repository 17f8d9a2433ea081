// Files as the program needs them: read whole up to a limit, written whole or not at all.
#pragma once
#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "base/file_descriptor.h"
#include "base/result.h"

namespace tongbao {

// Everything in `path`. Errors: file.unreadable, file.tooLarge (more than `limit` bytes; no more
// than that is ever read).
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit);

// Writes `bytes` beside `path`, syncs, and renames: `path` holds the old content or the new, never
// a part. What is there and no ordinary file (a pipe, a device) is written into. Error:
// file.unwritable.
[[nodiscard]] Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);

// The same with what `write` writes to the file it is given; it says false where it could not, and
// errno why.
[[nodiscard]] Result<void> write_file(const std::filesystem::path& path,
                                      const std::function<bool(const FileDescriptor&)>& write);

// Gives the complete file at `from`, opened as `file`, the name `to`, as if write_file() had
// written it. False, and nothing is changed, where that is not possible (another disk).
[[nodiscard]] bool move_file(const FileDescriptor& file, const std::filesystem::path& from,
                             const std::filesystem::path& to);

// A fresh private folder that is deleted with all it holds when the object goes.
class TemporaryFolder {
 public:
  TemporaryFolder();  // throws std::filesystem::filesystem_error where none can be made
  explicit TemporaryFolder(const std::filesystem::path& parent);  // the same, inside `parent`
  ~TemporaryFolder();
  TemporaryFolder(TemporaryFolder&& other) noexcept;
  TemporaryFolder& operator=(TemporaryFolder&& other) noexcept;
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;  // empty: moved from
};

}  // namespace tongbao

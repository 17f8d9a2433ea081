// Files as the program needs them: read whole up to a limit, written whole or not at all.
#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tongbao {

// Everything in `path`. Errors: file.unreadable, file.tooLarge (more than `limit` bytes; no more
// than that is ever read).
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit);

// Writes `bytes` beside `path`, syncs, and renames: `path` holds the old content or the new, never
// a part. Error: file.unwritable.
[[nodiscard]] Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);

// A fresh private folder that is deleted with all it holds when the object goes.
class TemporaryFolder {
 public:
  TemporaryFolder();  // throws std::filesystem::filesystem_error where none can be made
  explicit TemporaryFolder(const std::filesystem::path& parent);  // the same, inside `parent`
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace tongbao

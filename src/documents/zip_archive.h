// A ZIP file in memory, read with bounds on entries, sizes and ratio; the only file of the room
// that knows libzip is its source.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tongbao::documents {

class ZipArchive {
 public:
  // `bytes` must outlive the archive. Errors: import.badZip, import.tooLarge (entries).
  [[nodiscard]] static Result<ZipArchive> open(std::string_view bytes);

  [[nodiscard]] bool has(const std::string& name) const;

  // Takes a block of an entry; false: no more is wanted.
  using Sink = std::function<bool(std::string_view)>;
  // Gives the entry to `sink`, block by block. Errors: import.badZip (also: no such entry),
  // import.encrypted, import.tooLarge (more than `limit` bytes, or deflated more than 200 to 1).
  [[nodiscard]] Result<void> read(const std::string& name, std::uint64_t limit,
                                  const Sink& sink) const;

 private:
  struct Handle;
  explicit ZipArchive(std::shared_ptr<Handle> handle) : handle_(std::move(handle)) {}
  std::shared_ptr<Handle> handle_;
};

}  // namespace tongbao::documents

// A ZIP file in memory, read with bounds on entries, sizes and ratio. Its source is the only file
// that reads with libzip. Not for use by several threads at once.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace tongbao::archive {

struct ZipLimits {
  std::size_t entries = 0;          // that the archive holds or claims, archives within it counted
  std::uint64_t inflated = 0;       // bytes, of all that is read
  std::uint64_t ratio = 0;          // inflated to deflated, of one entry
  std::uint64_t free_of_ratio = 0;  // bytes: smaller entries may have any
};

enum class ZipFault {
  damaged,  // also: no such entry, a method of compression that no office program uses
  encrypted,
  too_many_entries,
  inflates_too_much,
};

struct ZipFailure {
  ZipFault fault = ZipFault::damaged;
  std::string reason;  // of damaged, in English
};

template <class T>
using ZipResult = tl::expected<T, ZipFailure>;

class ZipArchive {
 public:
  // `bytes` must outlive the archive. Failures: damaged, too_many_entries.
  [[nodiscard]] static ZipResult<ZipArchive> open(std::string_view bytes, const ZipLimits& limits);

  // Names are held against each other without regard to case (ECMA-376 part 2, 6.2.2.3).
  [[nodiscard]] bool has(const std::string& name) const;

  // Takes a block of an entry; false: no more is wanted.
  using Sink = std::function<bool(std::string_view)>;
  // Gives the entry to `sink`, block by block. Failures: any but too_many_entries;
  // inflates_too_much also where the entry is larger than `largest` bytes.
  [[nodiscard]] ZipResult<void> read(const std::string& name, std::uint64_t largest,
                                     const Sink& sink);

 private:
  struct Handle;
  ZipArchive(std::shared_ptr<Handle> handle, const ZipLimits& limits)
      : handle_(std::move(handle)), limits_(limits) {}
  std::shared_ptr<Handle> handle_;
  ZipLimits limits_;
  std::uint64_t inflated_ = 0;
};

}  // namespace tongbao::archive

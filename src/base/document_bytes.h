// What a document consists of: bytes in memory, or a file on disk, so that the size of a ledger
// costs no memory.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <istream>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/digest.h"
#include "base/file.h"
#include "base/result.h"

namespace tongbao {

// A value: copies share the same bytes, which never change. Safe on any thread.
class DocumentBytes {
 public:
  DocumentBytes() = default;
  DocumentBytes(std::string bytes) : memory_(std::move(bytes)) {}  // NOLINT: most are made as text

  // `file`, which is complete and lies in `folder`. The last copy deletes both. Throws
  // std::system_error where it cannot be opened.
  [[nodiscard]] static DocumentBytes of_file(TemporaryFolder folder,
                                             const std::filesystem::path& file);

  // A file that belongs to others, or to nobody any more: it is only read, and must not change.
  // Throws std::system_error where it cannot be looked at.
  [[nodiscard]] static DocumentBytes of_open_file(FileDescriptor file);

  [[nodiscard]] std::uint64_t size() const;
  // Where the file lies; empty: the bytes are in memory, or the file is not its own.
  [[nodiscard]] std::filesystem::path path() const;

  // Hands the bytes out in order, in blocks of up to 256 KiB that are valid during the call; false
  // at once where `take` says false. Throws std::system_error where the file cannot be read.
  bool each_block(const std::function<bool(std::string_view)>& take) const;

  // To be read from the beginning, whatever becomes of this value; files in blocks. Once `stop`
  // asks for it, reading a file breaks off (file_stream.h).
  [[nodiscard]] std::unique_ptr<std::istream> open_stream(std::stop_token stop = {}) const;

  [[nodiscard]] std::string text() const;  // all of them; for documents that are known to be small
  [[nodiscard]] Sha256 sha256() const;

  // As write_file(). A file on the same disk is not copied: it gets the new name instead of its own
  // (its copies can still be read). Error: file.unwritable.
  [[nodiscard]] Result<void> save(const std::filesystem::path& path) const;

 private:
  struct File;

  std::string memory_;
  std::shared_ptr<const File> file_;  // null: in memory
};

}  // namespace tongbao

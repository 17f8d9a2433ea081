// The files of one chain as they are written: whole lines, on disk before anyone is told. For one
// thread at a time.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "audit/line.h"
#include "base/file_descriptor.h"
#include "base/result.h"

namespace tongbao::audit {

class ChainWriter {
 public:
  // Takes the first of NODE, NODE-2, … that no other process has, and goes on where it ends.
  // Errors as Log::open has them.
  [[nodiscard]] static Result<ChainWriter> open(const std::filesystem::path& folder,
                                                const std::string& node, std::uint64_t full_at);

  // Adds an entry for each element of `members`. Error: audit.unwritable; the chain then ends where
  // it did.
  [[nodiscard]] Result<void> add(const std::vector<const std::string*>& members);

  // Whether add() could do it now: the file is the one it was, and its disk has room for an entry.
  [[nodiscard]] Result<void> probe();

  [[nodiscard]] const std::string& chain() const { return chain_; }
  [[nodiscard]] const Diagnostics& notes() const { return notes_; }

 private:
  ChainWriter(std::filesystem::path folder, std::uint64_t full_at)
      : folder_(std::move(folder)), full_at_(full_at) {}

  [[nodiscard]] Result<void> lock(const std::string& node);
  [[nodiscard]] Result<void> go_on();
  [[nodiscard]] Result<std::optional<Link>> end_of_full_files();
  [[nodiscard]] Result<void> set_aside(std::uint64_t torn);
  [[nodiscard]] Result<void> make_ready();
  [[nodiscard]] Result<void> open_file_to_write(bool fresh);
  [[nodiscard]] Result<void> close_full_file();
  [[nodiscard]] Result<void> write(const std::string& lines);
  [[nodiscard]] std::filesystem::path path() const;

  std::filesystem::path folder_;
  std::uint64_t full_at_;
  std::string chain_;
  FileDescriptor lock_;
  FileDescriptor file_;      // not open: a new one is due
  std::uint64_t size_ = 0;   // of it, on disk
  std::uint64_t first_ = 0;  // number of its first entry; 0: none yet
  Link link_;
  bool damaged_ = false;  // what a failed write left must go first
  Diagnostics notes_;
};

}  // namespace tongbao::audit

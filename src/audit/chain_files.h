// The files of the chains in a folder, and what they hold.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "audit/line.h"
#include "base/file_descriptor.h"
#include "base/result.h"

namespace tongbao::audit {

// A name that is safe in a file's name and in JSON.
[[nodiscard]] std::string chain_name(const std::string& node);

// NODE.jsonl, that is written to.
[[nodiscard]] std::filesystem::path open_file(const std::filesystem::path& folder,
                                              const std::string& chain);
// Of a full one, whose first entry is `first`.
[[nodiscard]] std::filesystem::path full_file(const std::filesystem::path& folder,
                                              const std::string& chain, std::uint64_t first);

struct ChainFiles {
  std::string chain;
  std::vector<std::filesystem::path> files;  // in order
};

// By name. Error: audit.unreadable.
[[nodiscard]] Result<std::vector<ChainFiles>> list_chains(const std::filesystem::path& folder);

enum class Fault { malformed, changed, foreign, gap };
[[nodiscard]] Diagnostic diagnostic_of(Fault fault, const std::filesystem::path& file,
                                       std::uint64_t line);

// What a file of a chain comes to.
struct Scan {
  std::optional<Link> link;            // of its last entry, or where it began; nothing: unknown
  std::uint64_t entries = 0;           // lines
  std::optional<std::uint64_t> first;  // number of its first entry
  std::uint64_t whole = 0;             // bytes up to the last line break
  std::uint64_t torn = 0;              // bytes after it
};

struct Watch {
  std::function<void(Fault, std::uint64_t line)> fault;
  std::function<void(const Line&)> line = {};  // each that is in its place, if wished
};

// Reads a file of `chain` that begins after `before` (nothing: anywhere) in bounded memory. Throws
// std::system_error where it cannot be read.
[[nodiscard]] Scan scan_file(const FileDescriptor& file, const std::string& chain,
                             std::optional<Link> before, const Watch& watch);

}  // namespace tongbao::audit

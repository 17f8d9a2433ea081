#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>

#include "audit/chain_files.h"

namespace tongbao::audit {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_errors = 100;

Diagnostic unreadable(const fs::path& file, const std::string& reason) {
  return {.code = "audit.unreadable",
          .where = {.pointer = {}, .file = file.string()},
          .message = say("无法读取：{}", "cannot be read: {}", reason),
          .hint = {}};
}

// Where it is being written, the end of it may not be there yet.
Diagnostic torn_note(const fs::path& file) {
  return {.code = "audit.torn",
          .severity = Severity::note,
          .where = {.pointer = {}, .file = file.string()},
          .message = say("最后一条不完整，尚未答复任何人",
                         "the last entry is not whole; nobody was told of it"),
          .hint = {}};
}

Diagnostic head_missing(const std::string& chain, const std::string& digest) {
  return {.code = "audit.headMissing",
          .where = {},
          .message = say("链{}中没有记下的条目{}", "the chain {} has no entry {}, which was noted",
                         chain, digest),
          .hint = say("末尾的条目可能被删去", "entries may have been cut off at its end")};
}

class Verification {
 public:
  Verification(const ChainFiles& files, const Heads& noted) : files_(files), noted_(noted) {
    chain_.name = files.chain;
    chain_.file = files.files.back().string();
  }

  Chain run() {
    std::optional<Link> link;
    for (const fs::path& file : files_.files) link = read(file, std::move(link));
    if (link) chain_.head = chain_.entries > 0 ? link->digest : "";
    for (const auto& [chain, digest] : noted_) {
      const bool missing = digest != no_entry && !found_.contains(digest);
      if (chain == chain_.name && missing) add(head_missing(chain, digest));
    }
    return std::move(chain_);
  }

 private:
  std::optional<Link> read(const fs::path& path, std::optional<Link> before) {
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.is_open()) {
      add(unreadable(path, std::generic_category().message(errno)));
      return std::nullopt;
    }
    try {
      const bool first = path == files_.files.front();
      const Watch watch{.fault =
                            [&](Fault fault, std::uint64_t line) {
                              begun_ = true;
                              add(diagnostic_of(fault, path, line));
                            },
                        .line = [&](const Line& line) { note(line, first, path); }};
      Scan scan = scan_file(file, chain_.name, std::move(before), watch);
      chain_.entries += scan.entries;
      if (scan.torn > 0) add_torn(path);
      return std::move(scan.link);
    } catch (const std::system_error& error) {
      add(unreadable(path, error.code().message()));
      return std::nullopt;
    }
  }

  void note(const Line& line, bool first_file, const fs::path& path) {
    if (!std::exchange(begun_, true) && first_file) check_beginning(line, path);
    if (noted_.contains({chain_.name, line.link.digest})) found_.insert(line.link.digest);
  }

  void check_beginning(const Line& line, const fs::path& path) {
    if (noted_.contains({chain_.name, line.previous})) {
      found_.insert(line.previous);
    } else if (line.link.seq != 1 || line.previous != Link{}.digest) {
      add(diagnostic_of(Fault::gap, path, 1));
    }
  }

  // Only the file that is written to can end in the middle of a line.
  void add_torn(const fs::path& path) {
    const bool last = path == files_.files.back();
    add(last ? torn_note(path) : diagnostic_of(Fault::malformed, path, 0));
  }

  void add(Diagnostic error) {
    if (chain_.errors.size() < most_errors) chain_.errors.push_back(std::move(error));
  }

  const ChainFiles& files_;
  const Heads& noted_;
  Chain chain_;
  bool begun_ = false;
  std::set<std::string> found_;
};

}  // namespace

std::optional<std::pair<std::string, std::string>> parse_head(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == 0 || equals == std::string_view::npos || !is_digest(text.substr(equals + 1))) {
    return std::nullopt;
  }
  return std::pair(std::string(text.substr(0, equals)), std::string(text.substr(equals + 1)));
}

Result<std::vector<Chain>> verify(const fs::path& folder, const Heads& noted) {
  const auto listed = list_chains(folder);
  if (!listed) return failure(listed.error());
  std::vector<Chain> chains;
  for (const ChainFiles& files : *listed) chains.push_back(Verification(files, noted).run());
  for (const auto& [name, digest] : noted) {
    const auto found =
        std::find_if(chains.begin(), chains.end(),
                     [&name = name](const Chain& chain) { return chain.name == name; });
    if (found != chains.end()) continue;
    chains.push_back({.name = name, .file = {}, .errors = {head_missing(name, digest)}});
  }
  return chains;
}

}  // namespace tongbao::audit

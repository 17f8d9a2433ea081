#include "audit/chain_files.h"

#include <algorithm>
#include <map>
#include <system_error>

namespace tongbao::audit {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view extension = ".jsonl";
constexpr std::size_t number_digits = 12;
constexpr std::size_t longest_name = 100;
constexpr std::size_t block_size = std::size_t{256} << 10;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// True where `stem` ends in a full file's number.
bool has_number(std::string_view stem) {
  if (stem.size() <= number_digits + 1) return false;
  const std::string_view end = stem.substr(stem.size() - number_digits);
  return stem[stem.size() - number_digits - 1] == '.' &&
         std::all_of(end.begin(), end.end(), is_digit);
}

// Hands out each line without its break, or nothing for one that is too long; returns what follows
// the last break.
std::uint64_t each_line(const FileDescriptor& file,
                        const std::function<void(std::optional<std::string_view>)>& take) {
  std::string pending;
  std::string block(block_size, '\0');
  bool too_long = false;
  std::uint64_t torn = 0;
  for (std::uint64_t offset = 0;;) {
    const std::size_t count = read_at(file, offset, block);
    if (count == 0) return torn;
    offset += count;
    pending.append(block, 0, count);
    std::size_t begin = 0;
    for (std::size_t end = 0; (end = pending.find('\n', begin)) != std::string::npos;) {
      const std::string_view line = std::string_view(pending).substr(begin, end - begin);
      take(too_long || line.size() > longest_line ? std::nullopt : std::optional(line));
      too_long = false;
      torn = 0;
      begin = end + 1;
    }
    pending.erase(0, begin);
    torn = begin > 0 ? pending.size() : torn + count;
    if (pending.size() > longest_line) {
      too_long = true;
      pending.clear();
    }
  }
}

// A file's lines held against each other.
class Follower {
 public:
  Follower(const std::string& chain, std::optional<Link> before, const Watch& watch)
      : chain_(chain), watch_(watch) {
    scan_.link = std::move(before);
  }

  void take(std::optional<std::string_view> text) {
    ++scan_.entries;
    scan_.whole += text ? text->size() + 1 : 0;
    auto line = text ? parse_line(*text) : tl::unexpected(LineFault::malformed);
    if (!line) return lose(line.error() == LineFault::changed ? Fault::changed : Fault::malformed);
    if (!scan_.first) scan_.first = line->link.seq;
    if (line->chain != chain_) {
      fault(Fault::foreign);
    } else if (!follows(*line)) {
      fault(Fault::gap);
    } else if (watch_.line) {
      watch_.line(*line);
    }
    scan_.link = std::move(line->link);
  }

  Scan finish(std::uint64_t torn) {
    scan_.torn = torn;
    return std::move(scan_);
  }

 private:
  [[nodiscard]] bool follows(const Line& line) const {
    return !scan_.link ||
           (line.link.seq == scan_.link->seq + 1 && line.previous == scan_.link->digest);
  }
  void fault(Fault fault) { watch_.fault(fault, scan_.entries); }
  // The next line then cannot be held against this one.
  void lose(Fault kind) {
    fault(kind);
    scan_.link.reset();
  }

  const std::string& chain_;
  const Watch& watch_;
  Scan scan_;
};

}  // namespace

std::string chain_name(const std::string& node) {
  const auto safe = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '-' ||
           c == '_' || c == '.';
  };
  std::string name = node.substr(0, longest_name);
  std::replace_if(
      name.begin(), name.end(), [&](char c) { return !safe(c); }, '_');
  if (name.empty() || name.front() == '.') name.insert(0, "_");
  if (has_number(name)) name[name.size() - number_digits - 1] = '_';
  return name;
}

fs::path open_file(const fs::path& folder, const std::string& chain) {
  return folder / (chain + std::string(extension));
}

fs::path full_file(const fs::path& folder, const std::string& chain, std::uint64_t first) {
  return folder / fmt::format("{}.{:0{}}{}", chain, first, number_digits, extension);
}

Result<std::vector<ChainFiles>> list_chains(const fs::path& folder) {
  std::error_code error;
  std::map<std::string, std::vector<fs::path>> found;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const fs::path file = entry->path();
    if (file.extension() != extension) continue;
    std::string stem = file.stem().string();
    if (has_number(stem)) stem.resize(stem.size() - number_digits - 1);
    found[stem].push_back(file);
  }
  if (error) {
    return failure({.code = "audit.unreadable",
                    .where = {.pointer = {}, .file = folder.string()},
                    .message = say("无法读取：{}", "cannot be read: {}", error.message()),
                    .hint = {}});
  }
  std::vector<ChainFiles> chains;
  for (auto& [chain, files] : found) {
    const fs::path last = open_file(folder, chain);
    // Numbers have the same length, so full files stand in order; the one written to is the last.
    std::sort(files.begin(), files.end(), [&](const fs::path& a, const fs::path& b) {
      return (a == last) != (b == last) ? b == last : a < b;
    });
    chains.push_back({chain, std::move(files)});
  }
  return chains;
}

Diagnostic diagnostic_of(Fault fault, const fs::path& file, std::uint64_t line) {
  const Place place = Place::at_line(static_cast<int>(line), 0, file.string());
  const auto diagnostic = [&](const char* code, Bilingual message) {
    return Diagnostic{.code = code, .where = place, .message = std::move(message), .hint = {}};
  };
  switch (fault) {
    case Fault::changed:
      return diagnostic("audit.changed", say("内容与摘要不符，曾被改动",
                                             "it does not fit its digest: it was changed"));
    case Fault::foreign:
      return diagnostic("audit.foreign", say("属于另一条链", "it belongs to another chain"));
    case Fault::gap:
      return diagnostic("audit.gap", say("与前一条不相接：有条目被删去、插入或调换",
                                         "it does not follow the one before: entries were taken "
                                         "out, put in or moved"));
    case Fault::malformed:
      break;
  }
  return diagnostic("audit.malformed", say("不是审计日志的条目", "it is no entry of an audit log"));
}

Scan scan_file(const FileDescriptor& file, const std::string& chain, std::optional<Link> before,
               const Watch& watch) {
  Follower follower(chain, std::move(before), watch);
  const std::uint64_t torn =
      each_line(file, [&](std::optional<std::string_view> line) { follower.take(line); });
  return follower.finish(torn);
}

}  // namespace tongbao::audit

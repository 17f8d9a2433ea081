// The audit log (审计日志): who had which document made, from which record, with which template and
// program. Append-only; each entry holds the digest of the one before, so that none can be changed,
// taken out or put in unseen. One chain a node, in a file of its own: it needs no store.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/digest.h"
#include "base/result.h"

namespace tongbao::audit {

struct Entry {
  std::string request_id;
  std::string key_id;              // "": no key
  std::string operator_;           // X-Operator, as sent: for whom
  std::string job;                 // "": none
  std::optional<std::uint64_t> n;  // of the document in the job
  std::string template_id;
  unsigned template_version = 0;
  std::string format;
  std::string edition;  // "public", "internal"
  Sha256 input{};       // of the record, envelope or stream as it came
  Sha256 document{};
  std::uint64_t bytes = 0;
  std::string remark;  // what was allowed against a rule (personal data, a classified record)
};

// The chain NODE is written to NODE.jsonl. Full files get the number of their first entry,
// NODE.000000000001.jsonl, and the chain goes on in the next; they may be moved to an archive.
//
// Safe on any thread. One process has one chain: where another process of this machine has the
// node's (NODE.lock), the chain is NODE-2, NODE-3, …
class Log {
 public:
  static constexpr std::uint64_t full = std::uint64_t{256} << 20;  // bytes

  // Goes on with the chain in `folder`, made where absent. A last line that a crash left half, and
  // that nobody was told of, is put aside (NODE.torn-N). Characters of `node` other than A–Z a–z
  // 0–9 . _ - become _. Errors: audit.unwritable, audit.broken (what is there is no sound chain: it
  // must be moved away by hand).
  [[nodiscard]] static Result<std::shared_ptr<Log>> open(const std::filesystem::path& folder,
                                                         const std::string& node,
                                                         const std::string& program_version,
                                                         std::uint64_t full_at = full);
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  // Returns when the entry is on disk. Entries that come together are synced together. Error:
  // audit.unwritable: the document must not be handed out then; a later call may succeed.
  [[nodiscard]] Result<void> append(const Entry& entry);

  // Whether an entry could be written now, without writing one. Error: audit.unwritable.
  [[nodiscard]] Result<void> probe();

  [[nodiscard]] const std::string& chain() const;  // its name
  // What opening has to say: a line that was put aside.
  [[nodiscard]] const Diagnostics& notes() const;

 private:
  struct State;
  explicit Log(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

struct Chain {
  std::string name;
  std::string file;  // the one that is written to, or the last
  std::uint64_t entries = 0;
  std::string head;    // digest of the last entry, to be kept elsewhere; "": empty
  Diagnostics errors;  // with the line, the first hundred; none that is an error: whole
};

// In place of the digest of a chain's last entry, where it has none.
inline const std::string no_entry(64, '0');

// Heads noted earlier: the name of a chain and the digest of an entry that it must have; `no_entry`
// is always there.
using Heads = std::set<std::pair<std::string, std::string>>;

// "NODE=DIGEST", as it is noted; nothing where it is no such text.
[[nodiscard]] std::optional<std::pair<std::string, std::string>> parse_head(std::string_view text);

// Every chain of `folder`, held against itself, by name. Entries cut off at the end can only be
// seen against `noted`. A chain whose first files were moved to an archive must begin after an
// entry noted. Bounded in memory. Errors of a chain: audit.malformed, audit.changed, audit.gap
// (entries taken out, put in, or in another order), audit.foreign (of another chain),
// audit.headMissing (noted, and not there). Errors: audit.unreadable.
[[nodiscard]] Result<std::vector<Chain>> verify(const std::filesystem::path& folder,
                                                const Heads& noted = {});

}  // namespace tongbao::audit

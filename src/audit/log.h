// The audit log (审计日志): who had which document made, from which record, with which template and
// program. Append-only; each entry holds the digest of the one before, so that none can be changed,
// taken out or put in unseen. One chain a node, in a file of its own: it needs no store.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
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

// Safe on any thread. One process has one chain: where another process of this machine has the
// node's, the chain is NODE-2, NODE-3, …
class Log {
 public:
  // Goes on with the chain in `folder`, made where absent. A last line that a crash left half, and
  // that nobody was told of, is put aside. Errors: audit.unwritable, audit.broken (what is there is
  // no sound chain: it must be moved away by hand).
  [[nodiscard]] static Result<std::shared_ptr<Log>> open(const std::filesystem::path& folder,
                                                         const std::string& node,
                                                         const std::string& program_version);
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  // Returns when the entry is on disk. Entries that come together are synced together. Error:
  // audit.unwritable: the document must not be handed out then.
  [[nodiscard]] Result<void> append(const Entry& entry);

 private:
  struct State;
  explicit Log(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

struct Chain {
  std::string file;
  std::uint64_t entries = 0;
  std::string head;    // digest of the last entry, to be kept elsewhere; "": empty
  Diagnostics errors;  // with the line; empty: whole
};

// Every chain of `folder`, held against itself. Bounded in memory. Errors: audit.unreadable.
[[nodiscard]] Result<std::vector<Chain>> verify(const std::filesystem::path& folder);

}  // namespace tongbao::audit

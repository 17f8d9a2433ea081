#include "audit/log.h"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <utility>

#include "audit/chain_writer.h"

namespace tongbao::audit {
namespace {

// An entry whose caller waits.
struct Waiting {
  std::string members;
  std::optional<Result<void>> outcome = std::nullopt;
};

}  // namespace

struct Log::State {
  ChainWriter writer;
  std::string program_version;
  std::mutex mutex;  // over what follows
  std::condition_variable written;
  std::vector<Waiting*> queue;
  bool writing = false;  // one of the callers writes for all that wait, with `writer`
};

namespace {

Result<void> add(ChainWriter& writer, const std::vector<Waiting*>& batch) {
  std::vector<const std::string*> members;
  members.reserve(batch.size());
  for (const Waiting* each : batch) members.push_back(&each->members);
  return writer.add(members);
}

// As add(), where memory or the like fails too: whoever waits must hear of it.
Result<void> add_or_fail(ChainWriter& writer, const std::vector<Waiting*>& batch) {
  try {
    return add(writer, batch);
  } catch (const std::exception& error) {
    return failure({.code = "audit.unwritable",
                    .where = {},
                    .message = say("审计日志无法写入：{}", "the audit log cannot be written: {}",
                                   error.what()),
                    .hint = {}});
  }
}

}  // namespace

Log::Log(std::unique_ptr<State> state) : state_(std::move(state)) {}

Log::~Log() = default;

Result<std::shared_ptr<Log>> Log::open(const std::filesystem::path& folder, const std::string& node,
                                       const std::string& program_version, std::uint64_t full_at) {
  auto writer = ChainWriter::open(folder, node, full_at);
  if (!writer) return failure(std::move(writer.error()));
  auto state = std::unique_ptr<State>(
      new State{.writer = *std::move(writer), .program_version = program_version});
  return std::shared_ptr<Log>(new Log(std::move(state)));
}

Result<void> Log::append(const Entry& entry) {
  State& state = *state_;
  Waiting mine{.members = members_of(entry, state.program_version)};
  std::unique_lock lock(state.mutex);
  state.queue.push_back(&mine);
  while (!mine.outcome) {
    if (state.writing) {
      state.written.wait(lock);
      continue;
    }
    state.writing = true;
    const std::vector<Waiting*> batch = std::exchange(state.queue, {});
    lock.unlock();
    const Result<void> outcome = add_or_fail(state.writer, batch);
    lock.lock();
    for (Waiting* each : batch) each->outcome = outcome;
    state.writing = false;
    state.written.notify_all();
  }
  return *std::move(mine.outcome);
}

Result<void> Log::probe() {
  State& state = *state_;
  std::unique_lock lock(state.mutex);
  state.written.wait(lock, [&state] { return !state.writing; });
  state.writing = true;
  lock.unlock();
  auto probed = state.writer.probe();
  lock.lock();
  state.writing = false;
  state.written.notify_all();
  return probed;
}

const std::string& Log::chain() const {
  return state_->writer.chain();
}

const Diagnostics& Log::notes() const {
  return state_->writer.notes();
}

}  // namespace tongbao::audit

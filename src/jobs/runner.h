// Workers: threads that claim documents, make them and say what became of them, until stopped.
// They serve the queue of a server in the same process, and `tongbao worker` on any machine.
#pragma once
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "audit/log.h"
#include "base/result.h"
#include "render/renderer.h"
#include "store/blob_store.h"
#include "store/job_store.h"

namespace tongbao::jobs {

class StoredTemplates;

// Makes the document of a claim from its input. Safe on any thread. `render()` of renderer.h in the
// program, something slow or failing in tests.
class Maker {
 public:
  virtual ~Maker() = default;
  // The checkpoint is asked now and again, also for notices before they begin: its error ends the
  // work.
  [[nodiscard]] virtual Result<render::Document> make(
      const store::Order& order, const DocumentBytes& input,
      const render::Checkpoint& checkpoint) const = 0;
};

// Notices and ledgers of the catalogue; a record or an envelope of more than `max_body` bytes is
// refused. Workbooks are made in `folder` ("": the system's temporary folder).
// `templates` is null where there are the renderer's own alone.
[[nodiscard]] std::shared_ptr<const Maker> maker_with(
    std::shared_ptr<const render::Renderer> renderer, std::shared_ptr<StoredTemplates> templates,
    std::size_t max_body, std::filesystem::path folder);

struct RunnerSettings {
  std::string node;  // names the worker in the store
  std::size_t threads = 1;
  std::chrono::milliseconds lease{15'000};  // renewed at a third of it
  std::chrono::milliseconds poll{500};      // between two looks at an empty queue
  std::chrono::milliseconds retention{std::chrono::hours(24 * 7)};
  unsigned most_attempts = 10;
};

// What the runner tells who watches it: for metrics and the log. Called on its threads.
struct Ended {
  store::Claim claim;  // without a job: the store is away; said once until it is back
  // done, failed; queued: to be made again, after trouble or when stopped; cancelled: the claim was
  // lost, what was made of it is thrown away.
  store::State state = store::State::done;
  std::chrono::microseconds duration{0};
  std::string cause;  // of a failure or a trouble with the store, for the operator; "": none
};
using Observer = std::function<void(const Ended&)>;

// Safe on any thread. Where the store is away it waits, with growing pauses, and goes on; what was
// made meanwhile is kept. Where the system is in trouble (disk full, a file missing) the document
// goes back into the queue after 30 s. What was begun twice and never ended is made while the
// process makes nothing else, so that it takes no other document down. Every five minutes it
// deletes what is older than `retention`.
class Runner {
 public:
  Runner(const RunnerSettings& settings, std::shared_ptr<store::Database> database,
         std::shared_ptr<const Maker> maker, std::shared_ptr<audit::Log> audit, Observer observer);
  ~Runner();  // as stop() without grace
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;

  void start();
  // There is something to do: looks at once instead of at the next poll.
  void wake();
  // Claims nothing more and lets what runs finish for as long as `grace`; the rest goes back into
  // the queue (a ledger at its next problem; a notice, which takes milliseconds, still ends).
  void stop(std::chrono::milliseconds grace);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tongbao::jobs

#include <chrono>
#include <memory>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "http/handlers.h"
#include "http/job_access.h"
#include "jobs/job_json.h"

namespace tongbao::http {
namespace {

constexpr std::chrono::milliseconds between_looks{250};
constexpr std::chrono::seconds between_signs_of_life{15};
constexpr std::chrono::minutes longest{30};  // the client then connects anew, by itself
constexpr std::size_t most_listeners = 64;   // each holds a connection's thread

// One of the places for those who listen; given back with the object.
class Listener {
 public:
  explicit Listener(std::atomic<std::size_t>& listeners)
      : listeners_(listeners), admitted_(++listeners <= most_listeners) {}
  ~Listener() { --listeners_; }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  [[nodiscard]] bool admitted() const { return admitted_; }

 private:
  std::atomic<std::size_t>& listeners_;
  bool admitted_;
};

std::string event_of(const store::Job& job, Language language) {
  return fmt::format("id: {}\nevent: job\ndata: {}\n\n", job.revision,
                     jobs::job_json(job, language));
}

// Tells of a job until it has ended, the client has left, or the server stops.
class JobEvents {
 public:
  JobEvents(Service& service, const Channel& channel, std::string id, Language language,
            std::shared_ptr<Listener> listener)
      : service_(service),
        channel_(channel),
        id_(std::move(id)),
        language_(language),
        listener_(std::move(listener)) {}

  bool operator()(const Sink& send) {
    const Deadline end = Clock::now() + longest;
    Deadline sign_of_life = Clock::now() + between_signs_of_life;
    std::optional<std::uint64_t> told;
    if (!send("retry: 2000\n\n")) return false;
    while (Clock::now() < end && !service_.stopping && !channel_.peer_left()) {
      const auto revision = service_.desk->jobs.revision(id_);
      // Deleted: no more news. A store that is away may come back.
      if (revision && !*revision) return true;
      if (revision && told != **revision) {
        const auto job = service_.desk->jobs.find(id_);
        if (job && *job) {
          told = (*job)->revision;
          sign_of_life = Clock::now() + between_signs_of_life;
          if (!send(event_of(**job, language_))) return false;
          if (store::has_ended(store::state_of(**job))) return true;
        }
      }
      if (Clock::now() >= sign_of_life) {
        if (!send(": \n\n")) return false;
        sign_of_life = Clock::now() + between_signs_of_life;
      }
      std::this_thread::sleep_for(between_looks);
    }
    return true;
  }

 private:
  Service& service_;
  const Channel& channel_;
  std::string id_;
  Language language_;
  std::shared_ptr<Listener> listener_;
};

}  // namespace

Attempt<Reply> show_job_events(Service& service, Call& call) {
  const auto job = find_job(service, call);
  if (!job) return tl::unexpected(job.error());
  auto listener = std::make_shared<Listener>(service.listeners);
  if (!listener->admitted()) {
    return refuse("http.busy", say("等待进度的连接已满", "too many listen for progress"),
                  say("改用GET /v1/jobs/{{id}}", "ask GET /v1/jobs/{{id}} instead"));
  }
  Reply reply;
  reply.content_type = "text/event-stream";
  reply.waits_for_news = true;
  reply.source = JobEvents(service, call.channel, job->id, call.language, std::move(listener));
  reply.fields.push_back({"X-Accel-Buffering", "no"});  // of proxies
  return reply;
}

}  // namespace tongbao::http

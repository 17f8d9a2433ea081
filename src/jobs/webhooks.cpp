#include "jobs/webhooks.h"

#include <exception>
#include <thread>
#include <utility>

#include "jobs/job_json.h"
#include "jobs/pauses.h"
#include "jobs/webhook_attempt.h"
#include "store/job_store.h"

namespace tongbao::jobs {
namespace {

using namespace std::chrono_literals;

constexpr auto poll = 1s;
constexpr auto lease = 2min;  // resolving and one call, with room

std::string now_in_seconds() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::to_string(std::chrono::duration_cast<std::chrono::seconds>(now).count());
}

}  // namespace

struct Webhooks::State {
  void run(const std::stop_token& stop);
  // False: there was none.
  Result<bool> deliver_next(const std::stop_token& stop);
  Result<Attempt> attempt(const store::Delivery& delivery);
  void record(const store::Delivery& delivery, const Attempt& attempt, const std::stop_token& stop);

  WebhookPolicy policy;
  store::DeliveryStore deliveries;
  store::JobStore jobs;
  std::shared_ptr<const Network> network;
  std::function<void(const Delivered&)> observer;
  std::jthread thread;
};

void Webhooks::State::run(const std::stop_token& stop) {
  Pauses pauses;
  while (!stop.stop_requested()) {
    const auto delivered = deliver_next(stop);
    if (!delivered) {
      rest(stop, pauses.next());
      continue;
    }
    pauses.reset();
    if (!*delivered) rest(stop, poll);
  }
}

Result<bool> Webhooks::State::deliver_next(const std::stop_token& stop) {
  const auto delivery = deliveries.claim(lease);
  if (!delivery) return failure(delivery.error());
  if (!*delivery) return false;
  const auto attempted = attempt(**delivery);
  if (!attempted) return failure(attempted.error());
  record(**delivery, *attempted, stop);
  return true;
}

Result<Attempt> Webhooks::State::attempt(const store::Delivery& delivery) {
  const auto job = jobs.find(delivery.job);
  if (!job) return failure(job.error());
  if (!*job) return Attempt{.reason = "the job has been deleted"};
  try {
    return attempt_delivery(policy, *network, delivery, job_json(**job, Language::zh),
                            now_in_seconds());
  } catch (const std::exception& error) {
    return Attempt{.pause = 10min, .reason = error.what()};
  }
}

// Where that does not come about, the call is made again: at least once.
void Webhooks::State::record(const store::Delivery& delivery, const Attempt& attempt,
                             const std::stop_token& stop) {
  const bool given_up = !attempt.taken && !attempt.pause;
  observer({.delivery = delivery,
            .taken = attempt.taken,
            .given_up = given_up,
            .reason = attempt.reason});
  Pauses pauses;
  while (true) {
    const auto standing = attempt.pause
                              ? deliveries.postpone(delivery, *attempt.pause, attempt.reason)
                              : deliveries.settle(delivery);
    if (standing || !rest(stop, pauses.next())) return;
  }
}

Webhooks::Webhooks(WebhookPolicy policy, std::shared_ptr<store::Database> database,
                   std::shared_ptr<const Network> network,
                   std::function<void(const Delivered&)> observer)
    : state_(new State{.policy = std::move(policy),
                       .deliveries = store::DeliveryStore(database),
                       .jobs = store::JobStore(database),
                       .network = std::move(network),
                       .observer = std::move(observer),
                       .thread = {}}) {}

Webhooks::~Webhooks() {
  stop();
}

void Webhooks::start() {
  state_->thread = std::jthread([this](const std::stop_token& stop) { state_->run(stop); });
}

void Webhooks::stop() {
  state_->thread.request_stop();
  if (state_->thread.joinable()) state_->thread.join();
}

}  // namespace tongbao::jobs

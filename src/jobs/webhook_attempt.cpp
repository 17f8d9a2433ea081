#include "jobs/webhook_attempt.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "jobs/webhook_address.h"

namespace tongbao::jobs {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr std::array<milliseconds, 5> first_pauses = {5s, 30s, 2min, 10min, 1h};
constexpr milliseconds further_pause = 6h;
constexpr unsigned most_attempts = 17;         // some 67 hours
constexpr unsigned most_after_a_clear_no = 5;  // some 13 minutes

enum class Answered { taken, not_now, no, never };

Answered meaning_of(int status) {
  if (status >= 200 && status < 300) return Answered::taken;
  if (status == 410) return Answered::never;
  const bool not_now = status == 408 || status == 425 || status == 429 || status >= 500;
  return not_now ? Answered::not_now : Answered::no;
}

unsigned most_attempts_after(Answered answered) {
  if (answered == Answered::not_now) return most_attempts;
  return answered == Answered::no ? most_after_a_clear_no : 1;
}

Attempt not_taken(Answered answered, unsigned attempt, milliseconds wished, std::string reason) {
  if (attempt >= most_attempts_after(answered)) return {.reason = std::move(reason)};
  const milliseconds planned =
      attempt <= first_pauses.size() ? first_pauses.at(std::max(attempt, 1U) - 1) : further_pause;
  return {.pause = std::max(planned, std::min(wished, further_pause)), .reason = std::move(reason)};
}

// Each attempt takes another of the host's addresses.
const std::string& address_for(unsigned attempt, const std::vector<std::string>& addresses) {
  return addresses[(std::max(attempt, 1U) - 1) % addresses.size()];
}

std::vector<std::pair<std::string, std::string>> fields_for(const WebhookPolicy& policy,
                                                            const std::string& event,
                                                            const std::string& timestamp,
                                                            const std::string& body) {
  return {{"Content-Type", "application/json"},
          {"User-Agent", "tongbao"},
          {"X-Tongbao-Event", event},
          {"X-Tongbao-Timestamp", timestamp},
          {"X-Tongbao-Signature", signature(policy.secret, event, timestamp, body)}};
}

}  // namespace

Attempt attempt_delivery(const WebhookPolicy& policy, const Network& network,
                         const store::Delivery& delivery, const std::string& body,
                         const std::string& timestamp) {
  const auto refuse = [&](Answered answered, std::string reason, milliseconds wished = 0ms) {
    return not_taken(answered, delivery.attempt, wished, std::move(reason));
  };
  const auto address = parse_webhook_address(delivery.address);
  if (!address || !check_webhook(policy, delivery.address, "")) {
    return refuse(Answered::no, "the address is not allowed");
  }
  const std::vector<std::string> ips = network.resolve(address->host);
  if (ips.empty()) return refuse(Answered::not_now, "the host has no address");
  for (const std::string& ip : ips) {
    if (!may_connect(policy, ip)) {
      return refuse(Answered::no, "the host has the address " + ip + ", which is not allowed");
    }
  }
  std::string why;
  const auto answer = network.post({.address = delivery.address,
                                    .ip = address_for(delivery.attempt, ips),
                                    .fields = fields_for(policy, delivery.event, timestamp, body),
                                    .body = body},
                                   why);
  if (!answer) return refuse(Answered::not_now, std::move(why));
  const Answered answered = meaning_of(answer->status);
  if (answered == Answered::taken) return {.taken = true};
  return refuse(answered, fmt::format("answered {}", answer->status), answer->retry_after);
}

}  // namespace tongbao::jobs

// One attempt to deliver a webhook call, and what follows from its outcome.
#pragma once
#include <chrono>
#include <optional>
#include <string>

#include "jobs/webhooks.h"

namespace tongbao::jobs {

struct Attempt {
  bool taken = false;
  std::optional<std::chrono::milliseconds> pause;  // to the next one; none: taken or given up
  std::string reason;                              // "": taken
};

// `timestamp` is in seconds since 1970.
[[nodiscard]] Attempt attempt_delivery(const WebhookPolicy& policy, const Network& network,
                                       const store::Delivery& delivery, const std::string& body,
                                       const std::string& timestamp);

}  // namespace tongbao::jobs

// Tells upstream systems that their jobs have ended: a signed POST, at least once, with growing
// pauses between attempts. The only place of the program that opens connections to others.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "store/delivery_store.h"

namespace tongbao::jobs {

// Where calls may go. Everything else is refused: when the job is sent, and again at every attempt,
// for the addresses that the name then has (no rebinding).
struct WebhookPolicy {
  std::vector<std::string> origins;  // "https://oa.example.gov.cn:8443"; exact
  // Addresses and networks, "10.1.0.0/16", "::1", that may be called although they are not public
  // (loopback, private, link-local, unique local, carrier-grade NAT, multicast, documentation …).
  std::vector<std::string> networks;
  std::string secret;  // of the signature; "": no webhook is taken
};

// Errors: jobs.webhookAddress (no http or https address, or with user, password or fragment),
// jobs.webhookNotAllowed (not on the list; there is no list; no secret). `pointer` is its place.
[[nodiscard]] Result<void> check_webhook(const WebhookPolicy& policy, const std::string& address,
                                         const std::string& pointer);
// Of the settings, when the program starts: every origin and network is well-formed. Error:
// jobs.badWebhookPolicy.
[[nodiscard]] Result<void> check_policy(const WebhookPolicy& policy);

// Whether `policy` lets a packet go to this IP address. Pure.
[[nodiscard]] bool may_connect(const WebhookPolicy& policy, const std::string& ip);

// sha256=<hex of HMAC-SHA256(secret, event "." timestamp "." body)>.
[[nodiscard]] std::string signature(std::string_view secret, std::string_view event,
                                    std::string_view timestamp, std::string_view body);

// The network, so that a test can put its own in place and no packet leaves.
class Network {
 public:
  virtual ~Network() = default;
  struct Call {
    std::string address;  // of the target
    std::string ip;       // one of those that resolve() gave: the only one to connect to
    std::vector<std::pair<std::string, std::string>> fields;
    std::string body;
    std::chrono::milliseconds patience{10'000};
  };
  [[nodiscard]] virtual std::vector<std::string> resolve(const std::string& host) const = 0;
  struct Answer {
    int status = 0;
    std::chrono::seconds retry_after{0};  // 0: it did not say
  };
  // Redirects are answers like others. Nothing: no answer within `patience`, `why` says so.
  [[nodiscard]] virtual std::optional<Answer> post(const Call& call, std::string& why) const = 0;
};
// TLS from 1.2 on, the certificate verified by the system's CA store for the host's name. At most
// 64 KiB of an answer are read.
[[nodiscard]] std::shared_ptr<const Network> system_network();

struct Delivered {  // for log and metrics
  store::Delivery delivery;
  bool taken = false;  // 2xx
  bool given_up = false;
  std::string reason;
};

// One thread that delivers what is due: POST of job_json() in Chinese, as the job is at that
// moment, with X-Tongbao-Event, X-Tongbao-Timestamp (seconds since 1970) and X-Tongbao-Signature.
// No answer, 408, 425, 429 and 5xx are tried again after 5 s, 30 s, 2 min, 10 min, 1 h and then
// every 6 h, 17 times in all within three days, or later where Retry-After says so, up to 6 h. A
// clear no (3xx, any other 4xx, an address that may not be called) is tried five times, in case the
// target is just being put up; 410 once. Safe on any thread.
class Webhooks {
 public:
  Webhooks(WebhookPolicy policy, std::shared_ptr<store::Database> database,
           std::shared_ptr<const Network> network, std::function<void(const Delivered&)> observer);
  ~Webhooks();
  Webhooks(const Webhooks&) = delete;
  Webhooks& operator=(const Webhooks&) = delete;

  void start();
  void stop();  // waits for the call under way

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tongbao::jobs

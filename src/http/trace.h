// What is noted of a request while it is answered, for its log line and the metrics. For one
// thread.
#pragma once
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace tongbao::http {

struct Trace {
  using Duration = std::optional<std::chrono::microseconds>;  // nothing: there was no such stage

  std::optional<std::size_t> route;      // its place in routes()
  std::string template_id;               // one that there is
  Duration receive;                      // from the first byte to the last of the body
  Duration queue;                        // waiting for a thread of the rendering pool
  Duration render;                       // on it
  Duration audit;                        // writing the audit log
  std::vector<std::string> error_codes;  // of the problem that was answered
};

}  // namespace tongbao::http

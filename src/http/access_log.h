// One line of JSON for each request.
#pragma once
#include <chrono>
#include <cstddef>
#include <string>

#include "http/server.h"
#include "http/trace.h"

namespace tongbao::http {

struct LogEntry {
  std::string request_id = {};
  std::string method = {};  // empty: none could be read
  std::string path = {};    // as sent, without the query, which may hold secrets
  int status = 0;
  std::size_t bytes = 0;  // of the answer's body
  std::chrono::microseconds duration{0};
  std::string traceparent = {};  // empty: none
  std::string key = {};          // its id; empty: none
  std::string operator_ = {};    // X-Operator; empty: none
  std::string cause = {};        // of a 5xx; for the operator only
  std::string remark = {};       // on what was asked for; likewise
  bool delivered = true;         // false: the client went away or took too long
};

void write_log(const LogSink& sink, const LogEntry& entry, const Trace& trace = {});

}  // namespace tongbao::http

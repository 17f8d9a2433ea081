#include "http/access_log.h"

#include <cstdio>

#include <Poco/DateTimeFormatter.h>
#include <Poco/Timestamp.h>
#include <nlohmann/json.hpp>

namespace tongbao::http {
namespace {

double milliseconds(std::chrono::microseconds duration) {
  return static_cast<double>(duration.count()) / 1000.0;
}

}  // namespace

LogSink log_to_stderr() {
  return [](std::string_view line) {
    const std::string whole = std::string(line) + '\n';
    std::fwrite(whole.data(), 1, whole.size(), stderr);
  };
}

void write_log(const LogSink& sink, const LogEntry& entry, const Trace& trace) {
  using Json = nlohmann::ordered_json;
  constexpr std::size_t longest_path = 1024;
  Json line;
  line["time"] = Poco::DateTimeFormatter::format(Poco::Timestamp(), "%Y-%m-%dT%H:%M:%s%z");
  line["requestId"] = entry.request_id;
  line["method"] = entry.method;
  line["path"] = entry.path.substr(0, longest_path);
  line["status"] = entry.status;
  line["bytes"] = entry.bytes;
  line["ms"] = milliseconds(entry.duration);
  if (trace.receive) line["receiveMs"] = milliseconds(*trace.receive);
  if (trace.queue) line["queueMs"] = milliseconds(*trace.queue);
  if (trace.render) line["renderMs"] = milliseconds(*trace.render);
  if (trace.audit) line["auditMs"] = milliseconds(*trace.audit);
  if (!trace.template_id.empty()) line["template"] = trace.template_id;
  if (!entry.traceparent.empty()) line["traceparent"] = entry.traceparent;
  if (!entry.key.empty()) line["key"] = entry.key;
  if (!entry.operator_.empty()) line["operator"] = entry.operator_;
  if (!entry.cause.empty()) line["cause"] = entry.cause;
  if (!entry.remark.empty()) line["remark"] = entry.remark;
  if (!entry.delivered) line["delivered"] = false;
  sink(line.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace tongbao::http

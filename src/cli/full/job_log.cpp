#include "cli/full/job_log.h"

#include <utility>

#include <Poco/DateTimeFormatter.h>
#include <Poco/Timestamp.h>
#include <nlohmann/json.hpp>

namespace tongbao::cli {
namespace {

using Json = nlohmann::ordered_json;

Json line_of(const char* event) {
  Json line;
  line["time"] = Poco::DateTimeFormatter::format(Poco::Timestamp(), "%Y-%m-%dT%H:%M:%s%z");
  line["event"] = event;
  return line;
}

void write(const http::LogSink& sink, const Json& line) {
  sink(line.dump(-1, ' ', false, Json::error_handler_t::replace));
}

// "queued" alone would not say that something was begun.
std::string_view outcome_of(const jobs::Ended& ended) {
  if (ended.state == store::State::queued) return "givenBack";
  return ended.state == store::State::cancelled ? "lost" : store::name_of(ended.state);
}

void log_document(const http::LogSink& sink, const jobs::Ended& ended) {
  const store::Claim& claim = ended.claim;
  Json line = line_of(claim.job.empty() ? "storeAway" : "document");
  if (!claim.job.empty()) {
    line["requestId"] = claim.request_id;
    line["job"] = claim.job;
    line["n"] = claim.n;
    line["template"] = claim.order.template_id;
    line["format"] = claim.order.format;
    line["attempt"] = claim.attempt;
    line["outcome"] = outcome_of(ended);
    line["ms"] = static_cast<double>(ended.duration.count()) / 1000.0;
  }
  if (!ended.cause.empty()) line["cause"] = ended.cause;
  write(sink, line);
}

void log_webhook(const http::LogSink& sink, const jobs::Delivered& delivered) {
  Json line = line_of("webhook");
  line["job"] = delivered.delivery.job;
  line["webhook"] = delivered.delivery.event;
  line["attempt"] = delivered.delivery.attempt;
  line["outcome"] = delivered.taken ? "taken" : delivered.given_up ? "givenUp" : "again";
  if (!delivered.reason.empty()) line["cause"] = delivered.reason;
  write(sink, line);
}

}  // namespace

jobs::Observer log_documents(http::LogSink sink) {
  return [sink = std::move(sink)](const jobs::Ended& ended) { log_document(sink, ended); };
}

std::function<void(const Diagnostics&)> log_templates(http::LogSink sink) {
  return [sink = std::move(sink)](const Diagnostics& skipped) {
    for (const Diagnostic& each : skipped) {
      Json line = line_of("templateSkipped");
      line["cause"] = to_line(each, Language::en);
      write(sink, line);
    }
  };
}

std::function<void(const jobs::Delivered&)> log_webhooks(http::LogSink sink) {
  return [sink = std::move(sink)](const jobs::Delivered& each) { log_webhook(sink, each); };
}

}  // namespace tongbao::cli

#include "http/admission.h"

#include <chrono>

#include <Poco/Exception.h>
#include <sys/socket.h>

#include "http/access_log.h"
#include "http/connection.h"
#include "http/request_id.h"

namespace tongbao::http {
namespace {

constexpr std::size_t most_refused = 128;
constexpr std::chrono::seconds keep_refused{2};

}  // namespace

Admission::Admission(const ConnectionRegistry& registry, const Poco::Net::TCPServer& server,
                     std::size_t limit, Language language, const LogSink& log, bool tls)
    : registry_(registry),
      server_(server),
      limit_(limit),
      language_(language),
      log_(log),
      tls_(tls) {}

bool Admission::accept(const Poco::Net::StreamSocket& socket) {
  forget_old();
  const auto waiting = static_cast<std::size_t>(server_.queuedConnections());
  if (registry_.size() + waiting < limit_) return true;
  if (tls_) {
    write_log(log_, {.request_id = make_request_id(), .status = 503, .delivered = false});
    return false;
  }
  try {
    refuse_politely(socket);
  } catch (const Poco::Exception&) {  // it left
    return false;
  }
  return false;
}

void Admission::refuse_politely(Poco::Net::StreamSocket socket) {
  const std::string id = make_request_id();
  const Problem full = problem("http.busy", say("连接数已满", "all connections are taken"),
                               say("稍后重试", "try again later"));
  const Reply reply = problem_reply(full, id, language_);
  const std::string bytes = serialize_head(reply, {.request_id = id}) + reply.body.text();
  socket.setBlocking(false);
  const int sent = socket.sendBytes(bytes.data(), static_cast<int>(bytes.size()), MSG_NOSIGNAL);
  socket.shutdownSend();
  write_log(log_, {.request_id = id,
                   .status = reply.status,
                   .bytes = reply.body.size(),
                   .delivered = sent == static_cast<int>(bytes.size())});
  refused_.push_back({socket, Clock::now() + keep_refused});
}

void Admission::forget_old() {
  while (!refused_.empty() &&
         (refused_.size() > most_refused || refused_.front().until < Clock::now())) {
    refused_.pop_front();
  }
}

}  // namespace tongbao::http

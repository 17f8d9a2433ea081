#include "http/connection.h"

#include <algorithm>
#include <exception>
#include <system_error>
#include <utility>

#include <Poco/Net/StreamSocketImpl.h>
#include <fmt/format.h>

#include "http/negotiation.h"
#include "http/request_id.h"
#include "http/status.h"

namespace tongbao::http {
namespace {

// A body up to this size is waited for in the waiting room.
constexpr std::size_t held_body = std::size_t{1} << 20;
constexpr std::chrono::milliseconds lingering{1500};

// What ?lang or Accept-Language wishes, read leniently: it also serves the answers to bad queries.
Language language_of(const RequestHead& head, Language fallback) {
  const std::string query = '&' + head.query + '&';
  if (query.find("&lang=en&") != std::string::npos) return Language::en;
  if (query.find("&lang=zh&") != std::string::npos) return Language::zh;
  return choose_language(head.find("Accept-Language").value_or(""), fallback);
}

// A GET or HEAD whose content the client has already needs no body (RFC 9110 section 13.1.2).
void apply_condition(const RequestHead& head, Reply& reply) {
  const bool reading = head.method == "GET" || head.method == "HEAD";
  const auto condition = head.find("If-None-Match");
  if (!reading || reply.status != 200 || reply.etag.empty() || !condition) return;
  if (matches_etag(*condition, reply.etag)) reply.status = 304;
}

Attempt<void> check_language(std::map<std::string, std::string, std::less<>>& query) {
  const auto lang = query.find("lang");
  if (lang == query.end()) return {};
  if (lang->second != "zh" && lang->second != "en") {
    return refuse("http.badParameter", say("lang的值无效", "the value of lang is not known"),
                  say("应为zh或en", "it should be zh or en"));
  }
  query.erase(lang);
  return {};
}

Attempt<void> check_expectation(const RequestHead& head) {
  const auto expectation = head.find("Expect");
  if (!expectation || equal_ignoring_case(*expectation, "100-continue")) return {};
  return refuse("http.expectation", say("无法满足Expect", "the expectation cannot be met"));
}

Problem busy() {
  return problem("http.busy", say("连接数已满", "all connections are taken"),
                 say("稍后重试", "try again later"));
}

// Bytes of the body to wait for before a thread is given to the request: none of what is large, of
// unknown length, or sent only when asked for.
std::size_t awaited_body(const Attempt<RequestHead>& head) {
  if (!head || head->framing != Framing::length || head->count("Expect") > 0) return 0;
  return head->content_length <= held_body ? static_cast<std::size_t>(head->content_length) : 0;
}

void note(const Problem& problem, Trace& trace) {
  for (const Diagnostic& error : problem.errors) trace.error_codes.push_back(error.code);
}

tl::unexpected<Problem> unknown_path() {
  return refuse("http.unknownPath", say("没有这个地址", "there is no such address"));
}

// The address of operations has no other routes.
bool is_served(const RequestHead& head, Connection::Door door) {
  if (door == Connection::Door::main) return true;
  const auto match = find_route(head.method, head.path);
  return match && match->route->always;
}

}  // namespace

Reply problem_reply(const Problem& problem, const std::string& request_id, Language language) {
  Reply reply;
  reply.status = status_of(problem.errors);
  reply.content_type = "application/problem+json";
  reply.body = problem_json(problem, request_id, language);
  reply.fields.push_back({"Content-Language", language == Language::zh ? "zh-CN" : "en"});
  if (!problem.allow.empty()) reply.fields.push_back({"Allow", problem.allow});
  const auto usual = static_cast<std::uint32_t>(retry_after(reply.status));
  if (const auto wait = problem.retry_after > 0 ? problem.retry_after : usual; wait > 0) {
    reply.fields.push_back({"Retry-After", std::to_string(wait)});
  }
  if (reply.status == 401) reply.fields.push_back({"WWW-Authenticate", "Bearer"});
  return reply;
}

Connection::Connection(const Poco::Net::StreamSocket& socket, Service& service,
                       ConnectionRegistry& registry, const LogSink& log, Door door)
    : service_(service),
      log_(log),
      socket_(socket),
      ticket_(registry, socket),
      channel_(socket, door == Door::main ? service.tls.get() : nullptr),
      door_(door),
      since_(Clock::now()) {}

bool Connection::take_arrived() {
  Arrival arrival = Arrival::data;
  while (arrival == Arrival::data && channel_.pending().size() <= max_head_bytes + held_body) {
    const Channel::Received received = channel_.receive_ready();
    arrival = received.arrival;
    if (lingering_) channel_.take(channel_.pending().size());
    if (arrival == Arrival::data && pace_) pace_->moved(received.bytes);
  }
  while (!pace_ && channel_.pending().starts_with("\r\n")) channel_.take(2);
  if (!pace_ && !channel_.pending().empty()) {
    begun_ = Clock::now();
    pace_.emplace(service_.settings.timeout, begun_);
  }
  ended_ = ended_ || arrival == Arrival::closed;
  return !ended_ || (!lingering_ && has_head());
}

bool Connection::has_head() {
  if (!awaited_) {
    const std::string_view pending = channel_.pending();
    const std::size_t end = pending.find("\r\n\r\n");
    if (end == std::string_view::npos) return pending.size() > max_head_bytes;
    awaited_ = end + 4 + awaited_body(parse_head(pending.substr(0, end)));
  }
  return true;
}

bool Connection::has_request() {
  return has_head() && (ended_ || !awaited_ || channel_.pending().size() >= *awaited_);
}

Deadline Connection::deadline() const {
  const auto& settings = service_.settings;
  if (lingering_) return since_ + lingering;
  if (is_idle()) return since_ + (served_ ? settings.idle_timeout : settings.header_timeout);
  if (!awaited_) return begun_ + std::min(settings.header_timeout, settings.timeout);
  return pace_->deadline();
}

int Connection::descriptor() const {
  return socket_.impl()->sockfd();
}

Connection::Next Connection::turn_away() {
  const std::string id = make_request_id();
  const Reply reply = problem_reply(busy(), id, service_.settings.language);
  const std::string bytes = serialize_head(reply, {.request_id = id}) + reply.body.text();
  const bool sent = channel_.send_ready(bytes);
  service_.metrics->answered({}, "other", reply.status, reply.body.size(), {});
  service_.metrics->failed("http.busy");
  write_log(
      log_,
      {.request_id = id, .status = reply.status, .bytes = reply.body.size(), .delivered = sent});
  return sent ? linger() : Next::gone;
}

Connection::Next Connection::linger() {
  channel_.end_sending();
  channel_.take(channel_.pending().size());
  lingering_ = true;
  since_ = Clock::now();
  return Next::lingers;
}

Connection::Next Connection::serve(bool surplus, const std::function<void()>& answered) {
  surplus_ = surplus;
  try {
    return exchange(answered);
  } catch (const std::exception& error) {
    write_log(log_, {.request_id = make_request_id(), .status = 500, .cause = error.what()});
  }
  return Next::gone;
}

Connection::Next Connection::exchange(const std::function<void()>& answered) {
  const auto& settings = service_.settings;
  LogEntry entry;
  entry.request_id = make_request_id();
  trace_ = {};
  auto head = read_head(begun_ + std::min(settings.header_timeout, settings.timeout));
  if (!head) return Next::gone;
  if (!*head) {
    note(head->error(), trace_);
    const Reply reply = problem_reply(head->error(), entry.request_id, settings.language);
    answered();
    return finish(reply, nullptr, false, entry);
  }
  BodyReader body(channel_, **head, service_.storage, *pace_, service_.audit != nullptr);
  Reply reply = answer(**head, body, entry);
  if (const auto end = body.completed_at()) {
    trace_.receive = std::chrono::duration_cast<std::chrono::microseconds>(*end - begun_);
  }
  apply_condition(**head, reply);
  answered();
  const Next next = finish(reply, &**head, may_go_on(**head, body), entry);
  pass_ = {};
  return next;
}

// Nothing: the client left before it had asked anything.
std::optional<Attempt<RequestHead>> Connection::read_head(Deadline deadline) {
  while (true) {
    while (channel_.pending().starts_with("\r\n")) channel_.take(2);
    const std::string_view pending = channel_.pending();
    const std::size_t end = pending.find("\r\n\r\n");
    if (std::min(end, pending.size()) > max_head_bytes) {
      return refuse("http.headerTooLarge",
                    say("请求头超过{}字节", "the header has more than {} bytes", max_head_bytes));
    }
    if (end != std::string_view::npos) {
      auto head = parse_head(pending.substr(0, end));
      channel_.take(end + 4);
      return head;
    }
    const Arrival arrival = channel_.receive(deadline).arrival;
    if (arrival == Arrival::closed) return std::nullopt;
    if (arrival == Arrival::late) {
      return refuse("http.timeout",
                    say("未能在期限内收完请求头", "the header did not arrive in time"));
    }
  }
}

Reply Connection::answer(const RequestHead& head, BodyReader& body, LogEntry& entry) {
  const Language language = language_of(head, service_.settings.language);
  entry.request_id = request_id_of(head);
  entry.traceparent = traceparent_of(head);
  entry.method = head.method;
  entry.path = head.path;
  Attempt<Reply> reply = tl::unexpected<Problem>(internal_problem({}));
  try {
    if (is_served(head, door_)) {
      reply = dispatch(head, language, body, entry);
    } else {
      reply = unknown_path();
    }
  } catch (const std::exception& error) {
    reply = tl::unexpected<Problem>(internal_problem(error.what()));
  } catch (...) {
    reply = tl::unexpected<Problem>(internal_problem("an exception of unknown type"));
  }
  if (reply) {
    entry.remark = reply->remark;
    return *std::move(reply);
  }
  Problem& problem = reply.error();
  note(problem, trace_);
  entry.cause = problem.cause;
  if (entry.cause.empty() && status_of(problem.errors) == 500) {
    entry.cause = to_line(problem.errors.front(), Language::en);
  }
  return problem_reply(problem, entry.request_id, language);
}

// Before anything of the body is read.
Attempt<access::Gate::Pass> Connection::admit(const RequestHead& head, access::Scope scope) {
  if (!service_.gate) return access::Gate::Pass();
  auto admitted = service_.gate->admit(head.find("Authorization"), scope);
  if (admitted) return *std::move(admitted);
  auto& [error, seconds] = admitted.error();
  return tl::unexpected(Problem{.errors = {std::move(error)}, .retry_after = seconds});
}

Attempt<Reply> Connection::dispatch(const RequestHead& head, Language language, BodyReader& body,
                                    LogEntry& entry) {
  auto match = find_route(head.method, head.path);
  if (surplus_ && !(match && match->route->always)) return tl::unexpected<Problem>(busy());
  if (!match) return tl::unexpected(std::move(match.error()));
  trace_.route = static_cast<std::size_t>(match->route - routes().data());
  auto asked_for = operator_of(head);
  if (!asked_for) return tl::unexpected(std::move(asked_for.error()));
  entry.operator_ = *asked_for;
  auto pass = admit(head, match->route->scope);
  if (!pass) return tl::unexpected(std::move(pass.error()));
  pass_ = *std::move(pass);
  entry.key = pass_.key_id();
  if (auto met = check_expectation(head); !met) return tl::unexpected(std::move(met.error()));
  auto known = match->route->parameters;
  known.push_back({"lang", {}});
  auto query = parse_query(head.query, known);
  if (!query) return tl::unexpected(std::move(query.error()));
  if (auto sound = check_language(*query); !sound) return tl::unexpected(std::move(sound.error()));
  Call call{.head = head,
            .trace = trace_,
            .language = language,
            .query = *std::move(query),
            .names = std::move(match->names),
            .body = body,
            .channel = channel_,
            .pass = pass_,
            .request_id = entry.request_id,
            .operator_ = *std::move(asked_for)};
  return match->route->handler(service_, call);
}

bool Connection::may_go_on(const RequestHead& head, const BodyReader& body) const {
  const bool wished = head.minor_version >= 1 ? !head.has_token("Connection", "close")
                                              : head.has_token("Connection", "keep-alive");
  return wished && body.at_end() && !surplus_ && !service_.stopping;
}

// The head goes with the beginning of the body: a small answer is one packet.
bool Connection::send(const Reply& reply, const Transmission& transmission) {
  Pace pace(service_.settings.timeout);
  std::string unsent = serialize_head(reply, transmission);
  const auto send_block = [&](std::string_view block) {
    if (unsent.empty()) return channel_.send(block, pace);
    unsent += block;
    return channel_.send(std::exchange(unsent, {}), pace);
  };
  if (carries_body(reply, transmission) && !reply.body.each_block(send_block)) return false;
  return unsent.empty() || channel_.send(unsent, pace);
}

// Each piece is a chunk (RFC 9112 section 7.1), or goes as it is to a client of HTTP/1.0.
bool Connection::send_source(const Reply& reply, const Transmission& transmission,
                             std::size_t& sent) {
  Pace pace(service_.settings.timeout);
  if (!channel_.send(serialize_head(reply, transmission), pace)) return false;
  if (!carries_body(reply, transmission)) return true;
  const auto send_piece = [&](std::string_view piece) {
    if (piece.empty()) return true;  // an empty chunk would be the last
    if (reply.waits_for_news) pace = Pace(service_.settings.timeout);
    sent += piece.size();
    if (!transmission.chunked) return channel_.send(piece, pace);
    return channel_.send(fmt::format("{:x}\r\n{}\r\n", piece.size(), piece), pace);
  };
  if (!reply.source(send_piece)) return false;
  return !transmission.chunked || channel_.send("0\r\n\r\n", pace);
}

void Connection::count(const LogEntry& entry, Clock::duration sending) const {
  using metrics::Stage;
  metrics::Metrics& metrics = *service_.metrics;
  metrics.answered(trace_.route, entry.method, entry.status, entry.bytes, entry.duration);
  const auto took = [&](Stage stage, const Trace::Duration& duration) {
    if (duration) metrics.took(stage, *duration);
  };
  took(Stage::receive, trace_.receive);
  took(Stage::queue, trace_.queue);
  took(Stage::render, trace_.render);
  took(Stage::audit, trace_.audit);
  took(Stage::send, std::chrono::duration_cast<std::chrono::microseconds>(sending));
  for (const std::string& code : trace_.error_codes) metrics.failed(code);
}

Connection::Next Connection::finish(const Reply& reply, const RequestHead* head, bool keep_alive,
                                    LogEntry& entry) {
  const bool chunked = reply.source && head != nullptr && head->minor_version >= 1;
  if (reply.source && !chunked) keep_alive = false;  // the end of the body is the connection's
  const Transmission transmission{.request_id = entry.request_id,
                                  .keep_alive = keep_alive,
                                  .head_only = head != nullptr && head->method == "HEAD",
                                  .chunked = chunked,
                                  .secure = channel_.secure()};
  entry.status = reply.status;
  entry.bytes = carries_body(reply, transmission) ? reply.body.size() : 0;
  const Deadline sending = Clock::now();
  try {
    entry.delivered =
        reply.source ? send_source(reply, transmission, entry.bytes) : send(reply, transmission);
  } catch (const std::system_error& error) {  // the document's file cannot be read
    entry.delivered = false;
    entry.cause = error.what();
  }
  const Deadline sent = Clock::now();
  entry.duration = std::chrono::duration_cast<std::chrono::microseconds>(sent - begun_);
  write_log(log_, entry, trace_);
  count(entry, sent - sending);
  pace_.reset();
  awaited_.reset();
  served_ = true;
  since_ = sent;
  if (!entry.delivered) return Next::gone;
  return keep_alive ? Next::waits : linger();
}

}  // namespace tongbao::http

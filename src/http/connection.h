// One client's connection: requests in, answers out, one after the other. It goes back and forth
// between the waiting room, where it takes no thread while a request arrives, and a lane, where a
// thread answers. For one thread at a time.
#pragma once
#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include <Poco/Net/StreamSocket.h>

#include "http/access_log.h"
#include "http/channel.h"
#include "http/connection_registry.h"
#include "http/routes.h"

namespace tongbao::http {

class Connection {
 public:
  // Where it came in: the main address, or the one that answers routes with `always` alone.
  enum class Door { main, operations };

  // What becomes of it next: it waits for a request; its last answer is sent and what the client
  // still sends is swallowed for a short while (closing at once would reset the connection, and
  // the client might never see the answer: RFC 9112 section 9.6); it is over.
  enum class Next { waits, lingers, gone };

  // `service`, `registry` and `log` must outlive the connection.
  Connection(const Poco::Net::StreamSocket& socket, Service& service, ConnectionRegistry& registry,
             const LogSink& log, Door door);

  // In the waiting room; none of these waits.
  [[nodiscard]] bool take_arrived();  // false: the client left
  [[nodiscard]] bool has_request();   // can be answered without waiting for more of a small body
  [[nodiscard]] bool has_head();      // can be answered
  [[nodiscard]] bool is_lingering() const { return lingering_; }
  [[nodiscard]] bool is_idle() const { return channel_.pending().empty(); }
  [[nodiscard]] Deadline deadline() const;                                      // of this wait
  [[nodiscard]] std::size_t held() const { return channel_.pending().size(); }  // bytes
  [[nodiscard]] int descriptor() const;
  // A 503 at once, unread, where no thread is free to give a better one.
  [[nodiscard]] Next turn_away();

  // In a lane: answers one request that has come. `surplus`: beyond the requests answered at once,
  // told so and closed. Calls `answered` when there is an answer, before it is sent.
  [[nodiscard]] Next serve(bool surplus, const std::function<void()>& answered);

 private:
  [[nodiscard]] Next exchange(const std::function<void()>& answered);
  [[nodiscard]] std::optional<Attempt<RequestHead>> read_head(Deadline deadline);
  [[nodiscard]] Reply answer(const RequestHead& head, BodyReader& body, LogEntry& entry);
  [[nodiscard]] Attempt<Reply> dispatch(const RequestHead& head, Language language,
                                        BodyReader& body, LogEntry& entry);
  [[nodiscard]] Attempt<access::Gate::Pass> admit(const RequestHead& head, access::Scope scope);
  [[nodiscard]] bool send(const Reply& reply, const Transmission& transmission);
  [[nodiscard]] bool send_source(const Reply& reply, const Transmission& transmission,
                                 std::size_t& sent);
  // `head` is null where none could be read.
  [[nodiscard]] Next finish(const Reply& reply, const RequestHead* head, bool keep_alive,
                            LogEntry& entry);
  void count(const LogEntry& entry, Clock::duration sending) const;
  [[nodiscard]] bool may_go_on(const RequestHead& head, const BodyReader& body) const;
  [[nodiscard]] Next linger();

  Service& service_;
  const LogSink& log_;
  Poco::Net::StreamSocket socket_;
  ConnectionRegistry::Ticket ticket_;
  Channel channel_;
  Door door_;
  access::Gate::Pass pass_;  // of the request that runs, until it is answered
  bool surplus_ = false;
  bool lingering_ = false;
  bool ended_ = false;                  // the client sends nothing more
  bool served_ = false;                 // an earlier request
  Deadline since_;                      // the wait began
  std::optional<Pace> pace_;            // of the request that has begun to arrive
  std::optional<std::size_t> awaited_;  // bytes of it to wait for, once its head is there
  Deadline begun_;                      // its first byte was there
  Trace trace_;
};

// The answer that a problem becomes.
[[nodiscard]] Reply problem_reply(const Problem& problem, const std::string& request_id,
                                  Language language);

}  // namespace tongbao::http

// One client's connection: requests in, answers out, one after the other.
#pragma once
#include <optional>
#include <string>

#include <Poco/Net/TCPServerConnection.h>

#include "http/access_log.h"
#include "http/channel.h"
#include "http/connection_registry.h"
#include "http/routes.h"

namespace tongbao::http {

class Connection : public Poco::Net::TCPServerConnection {
 public:
  // `service`, `registry` and `log` must outlive the connection.
  Connection(const Poco::Net::StreamSocket& socket, Service& service, ConnectionRegistry& registry,
             const LogSink& log);

  void run() override;

 private:
  [[nodiscard]] bool wait_for_request(ConnectionRegistry::Ticket& ticket, bool first);
  [[nodiscard]] bool exchange();
  [[nodiscard]] std::optional<Attempt<RequestHead>> read_head(Deadline deadline);
  [[nodiscard]] Reply answer(const RequestHead& head, BodyReader& body, LogEntry& entry);
  [[nodiscard]] Attempt<Reply> dispatch(const RequestHead& head, Language language,
                                        BodyReader& body, LogEntry& entry);
  [[nodiscard]] Attempt<access::Gate::Pass> admit(const RequestHead& head, access::Scope scope);
  [[nodiscard]] bool send(const Reply& reply, const Transmission& transmission);
  [[nodiscard]] bool send_source(const Reply& reply, const Transmission& transmission,
                                 std::size_t& sent);
  // `head` is null where none could be read.
  [[nodiscard]] bool finish(const Reply& reply, const RequestHead* head, bool keep_alive,
                            LogEntry& entry, Deadline started);
  [[nodiscard]] bool may_go_on(const RequestHead& head, const BodyReader& body) const;

  Service& service_;
  ConnectionRegistry& registry_;
  const LogSink& log_;
  Channel channel_;
  access::Gate::Pass pass_;  // of the request that runs, until it is answered
  bool surplus_ = false;     // beyond the connections admitted: told so, and closed
};

// The answer that a problem becomes.
[[nodiscard]] Reply problem_reply(const Problem& problem, const std::string& request_id,
                                  Language language);

}  // namespace tongbao::http

// Who gets a thread: at the door, before Poco's queue, which would reset what it cannot hold.
#pragma once
#include <cstddef>
#include <deque>

#include <Poco/Net/TCPServer.h>

#include "base/diagnostic.h"
#include "http/connection_registry.h"
#include "http/deadline.h"
#include "http/server.h"

namespace tongbao::http {

// Called by the accepting thread only. Beyond `limit` connections, whoever comes gets a 503 at
// once and unread; by TLS, where nothing can be said without waiting for the client, only the end.
class Admission : public Poco::Net::TCPServerConnectionFilter {
 public:
  // All referred to must outlive the filter's last call.
  Admission(const ConnectionRegistry& registry, const Poco::Net::TCPServer& server,
            std::size_t limit, Language language, const LogSink& log, bool tls);

  bool accept(const Poco::Net::StreamSocket& socket) override;

 private:
  struct Refused {
    Poco::Net::StreamSocket socket;
    Deadline until;
  };

  void refuse_politely(Poco::Net::StreamSocket socket);
  void forget_old();

  const ConnectionRegistry& registry_;
  const Poco::Net::TCPServer& server_;
  std::size_t limit_;
  Language language_;
  const LogSink& log_;
  bool tls_;
  std::deque<Refused> refused_;  // kept open a while: closing at once would reset them
};

}  // namespace tongbao::http

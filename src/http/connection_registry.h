// The connections that are open, so that stopping can find them. Safe on any thread.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <list>
#include <mutex>

#include <Poco/Net/StreamSocket.h>

#include "http/deadline.h"

namespace tongbao::http {

class ConnectionRegistry {
 public:
  // One open connection, for as long as it lives.
  class Ticket {
   public:
    Ticket(ConnectionRegistry& registry, const Poco::Net::StreamSocket& socket);
    ~Ticket();
    Ticket(const Ticket&) = delete;
    Ticket& operator=(const Ticket&) = delete;

   private:
    ConnectionRegistry& registry_;
    std::list<Poco::Net::StreamSocket>::iterator entry_;
  };

  [[nodiscard]] std::size_t size() const;

  // Breaks every connection.
  void drop_all();
  // False where some are still open at the deadline.
  [[nodiscard]] bool wait_until_empty(Deadline deadline);

 private:
  mutable std::mutex mutex_;
  std::condition_variable left_;
  std::list<Poco::Net::StreamSocket> sockets_;
};

}  // namespace tongbao::http

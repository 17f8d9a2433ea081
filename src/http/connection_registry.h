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
  struct Entry {
    Poco::Net::StreamSocket socket;
    bool idle = false;  // between two requests
  };

 public:
  // One open connection, for as long as it lives.
  class Ticket {
   public:
    Ticket(ConnectionRegistry& registry, const Poco::Net::StreamSocket& socket);
    ~Ticket();
    Ticket(const Ticket&) = delete;
    Ticket& operator=(const Ticket&) = delete;

    [[nodiscard]] std::size_t place() const { return place_; }  // connections open when it came
    void set_idle(bool idle);

   private:
    ConnectionRegistry& registry_;
    std::list<Entry>::iterator entry_;
    std::size_t place_;
  };

  [[nodiscard]] std::size_t size() const;

  // Ends every wait for a next request, now and from now on.
  void close_idle();
  // Breaks every connection.
  void drop_all();
  // False where some are still open at the deadline.
  [[nodiscard]] bool wait_until_empty(Deadline deadline);

 private:
  mutable std::mutex mutex_;
  std::condition_variable left_;
  std::list<Entry> entries_;
  bool closing_ = false;
};

}  // namespace tongbao::http

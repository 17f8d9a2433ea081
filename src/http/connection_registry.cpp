#include "http/connection_registry.h"

#include <Poco/Exception.h>

namespace tongbao::http {

ConnectionRegistry::Ticket::Ticket(ConnectionRegistry& registry,
                                   const Poco::Net::StreamSocket& socket)
    : registry_(registry) {
  const std::lock_guard lock(registry_.mutex_);
  entry_ = registry_.sockets_.insert(registry_.sockets_.end(), socket);
}

ConnectionRegistry::Ticket::~Ticket() {
  {
    const std::lock_guard lock(registry_.mutex_);
    registry_.sockets_.erase(entry_);
  }
  registry_.left_.notify_all();
}

std::size_t ConnectionRegistry::size() const {
  const std::lock_guard lock(mutex_);
  return sockets_.size();
}

void ConnectionRegistry::drop_all() {
  const std::lock_guard lock(mutex_);
  for (Poco::Net::StreamSocket& socket : sockets_) {
    try {
      socket.shutdown();
    } catch (const Poco::Exception&) {  // already gone
      continue;
    }
  }
}

bool ConnectionRegistry::wait_until_empty(Deadline deadline) {
  std::unique_lock lock(mutex_);
  return left_.wait_until(lock, deadline, [&] { return sockets_.empty(); });
}

}  // namespace tongbao::http

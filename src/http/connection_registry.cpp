#include "http/connection_registry.h"

#include <Poco/Exception.h>

namespace tongbao::http {
namespace {

void shut_reading(Poco::Net::StreamSocket& socket) {
  try {
    socket.shutdownReceive();
  } catch (const Poco::Exception&) {  // already gone
    return;
  }
}

}  // namespace

ConnectionRegistry::Ticket::Ticket(ConnectionRegistry& registry,
                                   const Poco::Net::StreamSocket& socket)
    : registry_(registry) {
  const std::lock_guard lock(registry_.mutex_);
  place_ = registry_.entries_.size();
  entry_ = registry_.entries_.insert(registry_.entries_.end(), Entry{socket});
}

ConnectionRegistry::Ticket::~Ticket() {
  {
    const std::lock_guard lock(registry_.mutex_);
    registry_.entries_.erase(entry_);
  }
  registry_.left_.notify_all();
}

void ConnectionRegistry::Ticket::set_idle(bool idle) {
  const std::lock_guard lock(registry_.mutex_);
  entry_->idle = idle;
  if (idle && registry_.closing_) shut_reading(entry_->socket);
}

std::size_t ConnectionRegistry::size() const {
  const std::lock_guard lock(mutex_);
  return entries_.size();
}

void ConnectionRegistry::close_idle() {
  const std::lock_guard lock(mutex_);
  closing_ = true;
  for (Entry& entry : entries_) {
    if (entry.idle) shut_reading(entry.socket);
  }
}

void ConnectionRegistry::drop_all() {
  const std::lock_guard lock(mutex_);
  for (Entry& entry : entries_) {
    try {
      entry.socket.shutdown();
    } catch (const Poco::Exception&) {  // already gone
      continue;
    }
  }
}

bool ConnectionRegistry::wait_until_empty(Deadline deadline) {
  std::unique_lock lock(mutex_);
  return left_.wait_until(lock, deadline, [&] { return entries_.empty(); });
}

}  // namespace tongbao::http

#include "http/waiting_room.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <system_error>
#include <utility>

#include <Poco/Exception.h>
#include <Poco/Net/StreamSocketImpl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace tongbao::http {
namespace {

constexpr std::size_t events_at_once = 256;
constexpr std::size_t greeted_at_once = 64;
constexpr std::chrono::milliseconds between_sweeps{50};

int checked(int result, const char* what) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), what);
  return result;
}

}  // namespace

WaitingRoom::WaitingRoom(const Poco::Net::ServerSocket& listener, Limits limits, Admit admit)
    : listener_(listener),
      limits_(limits),
      admit_(std::move(admit)),
      poll_(checked(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
      bell_(checked(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd")) {
  watch(listener_.impl()->sockfd(), &listener_);
  watch(bell_.get(), &bell_);
}

WaitingRoom::~WaitingRoom() {
  stop();
}

void WaitingRoom::stop() {
  stopping_ = true;
  wake();
  if (thread_.joinable()) thread_.join();
}

void WaitingRoom::start(Lanes& lanes) {
  lanes_ = &lanes;
  thread_ = std::thread([this] { run(); });
}

void WaitingRoom::give_back(std::unique_ptr<Connection> connection, Connection::Next next) {
  if (next == Connection::Next::gone) return;
  {
    const std::lock_guard lock(mutex_);
    returned_.push_back(std::move(connection));
  }
  wake();
}

void WaitingRoom::close_door() {
  closing_ = true;
  wake();
}

void WaitingRoom::wake() {
  const std::uint64_t one = 1;
  (void)!::write(bell_.get(), &one, sizeof one);  // fails only where it rings already
}

void WaitingRoom::watch(int descriptor, void* about) {
  epoll_event event{.events = EPOLLIN | EPOLLRDHUP, .data = {.ptr = about}};
  checked(::epoll_ctl(poll_.get(), EPOLL_CTL_ADD, descriptor, &event), "epoll_ctl");
}

// Who waits is looked at before anyone comes or goes otherwise, so that every event's guest is
// still there.
void WaitingRoom::run() {
  std::array<epoll_event, events_at_once> events;
  Deadline next_sweep = Clock::now() + between_sweeps;
  while (!stopping_) {
    const int count = ::epoll_wait(poll_.get(), events.data(), static_cast<int>(events.size()),
                                   static_cast<int>(between_sweeps.count()));
    bool newcomers = false;
    for (int i = 0; i < count; ++i) {
      void* about = events[static_cast<std::size_t>(i)].data.ptr;
      if (about == &listener_) newcomers = true;
      if (about != &listener_ && about != &bell_) look_at(*static_cast<Guest*>(about));
    }
    receive_back();
    if (newcomers && !door_closed_) greet();
    if (Clock::now() >= next_sweep || closing_) {
      sweep();
      next_sweep = Clock::now() + between_sweeps;
    }
  }
}

void WaitingRoom::greet() {
  for (std::size_t i = 0; i < greeted_at_once; ++i) {
    try {
      Poco::Net::StreamSocket socket = listener_.acceptConnection();
      socket.setNoDelay(true);
      admit(socket);
    } catch (const Poco::Exception& error) {  // there is none, or it left
      // Out of descriptors: let some come free instead of asking on and on.
      if (error.code() == EMFILE || error.code() == ENFILE) ::usleep(2000);
      return;
    }
  }
}

void WaitingRoom::admit(const Poco::Net::StreamSocket& socket) {
  auto connection = admit_(socket);
  if (guests_.size() < limits_.connections || make_room()) {
    seat(std::move(connection));
  } else {
    (void)connection->turn_away();
  }
}

// Whoever is idle and would be dropped first goes now.
bool WaitingRoom::make_room() {
  Guest* first = nullptr;
  for (Guest& guest : guests_) {
    const Connection& candidate = *guest.connection;
    if (!candidate.is_idle()) continue;
    if (first == nullptr || candidate.deadline() < first->connection->deadline()) first = &guest;
  }
  if (first != nullptr) (void)take_out(*first);
  return first != nullptr;
}

void WaitingRoom::seat(std::unique_ptr<Connection> connection) {
  const int descriptor = connection->descriptor();
  const auto seat = guests_.insert(guests_.end(), Guest{std::move(connection), 0, {}});
  seat->self = seat;
  size_ = guests_.size();
  watch(descriptor, &*seat);
  look_at(*seat);
}

std::unique_ptr<Connection> WaitingRoom::take_out(Guest& guest) {
  ::epoll_ctl(poll_.get(), EPOLL_CTL_DEL, guest.connection->descriptor(), nullptr);
  held_ -= guest.held;
  auto connection = std::move(guest.connection);
  guests_.erase(guest.self);
  size_ = guests_.size();
  return connection;
}

void WaitingRoom::look_at(Guest& guest) {
  Connection& connection = *guest.connection;
  if (!connection.take_arrived()) {
    (void)take_out(guest);
    return;
  }
  if (connection.is_lingering()) return;
  held_ += connection.held() - guest.held;
  guest.held = connection.held();
  if (connection.has_request() || (held_ > limits_.held && connection.has_head())) {
    hand_over(guest);
  }
}

void WaitingRoom::hand_over(Guest& guest) {
  auto connection = take_out(guest);
  if (lanes_->enter(connection)) return;
  if (connection->turn_away() == Connection::Next::lingers) seat(std::move(connection));
}

void WaitingRoom::receive_back() {
  std::uint64_t rung = 0;
  (void)!::read(bell_.get(), &rung, sizeof rung);
  std::vector<std::unique_ptr<Connection>> returned;
  {
    const std::lock_guard lock(mutex_);
    returned.swap(returned_);
  }
  for (auto& connection : returned) seat(std::move(connection));
}

void WaitingRoom::sweep() {
  if (closing_ && !door_closed_) {
    door_closed_ = true;
    ::epoll_ctl(poll_.get(), EPOLL_CTL_DEL, listener_.impl()->sockfd(), nullptr);
    listener_.close();
  }
  const Deadline now = Clock::now();
  for (auto next = guests_.begin(); next != guests_.end();) {
    Guest& guest = *next++;
    const Connection& connection = *guest.connection;
    const bool late = now >= connection.deadline();
    if (connection.is_lingering() ? late : connection.is_idle() && (late || closing_)) {
      (void)take_out(guest);
    } else if (late) {
      hand_over(guest);  // told so there
    }
  }
}

}  // namespace tongbao::http

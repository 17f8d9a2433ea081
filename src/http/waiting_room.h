// Where connections are while their requests arrive, and between two of them: one thread watches
// them all, so that slow and idle clients cost no thread and take no place of those that ask.
#pragma once
#include <atomic>
#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include <Poco/Net/ServerSocket.h>

#include "base/file_descriptor.h"
#include "http/connection.h"
#include "http/lanes.h"

namespace tongbao::http {

class WaitingRoom {
 public:
  struct Limits {
    std::size_t connections = 4096;  // that wait; then who is idle goes, and else a newcomer
    std::size_t held = std::size_t{256} << 20;  // bytes of requests; then bodies wait in lanes
  };
  using Admit = std::function<std::unique_ptr<Connection>(const Poco::Net::StreamSocket&)>;

  // Accepts from `listener`, which listens and does not block, and hands requests to `lanes`,
  // which must outlive the room's thread.
  WaitingRoom(const Poco::Net::ServerSocket& listener, Limits limits, Admit admit);
  ~WaitingRoom();  // as stop(), and drops who waits
  WaitingRoom(const WaitingRoom&) = delete;
  WaitingRoom& operator=(const WaitingRoom&) = delete;

  void start(Lanes& lanes);
  // Safe on any thread, as the rest below. Takes a connection back from its lane.
  void give_back(std::unique_ptr<Connection> connection, Connection::Next next);
  // Accepts nothing more and drops the idle.
  void close_door();
  // Ends the thread: nothing is handed over any more.
  void stop();
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  struct Guest {
    std::unique_ptr<Connection> connection;
    std::size_t held = 0;
    std::list<Guest>::iterator self;
  };

  void run();
  void greet();
  void admit(const Poco::Net::StreamSocket& socket);
  [[nodiscard]] bool make_room();
  void seat(std::unique_ptr<Connection> connection);
  void look_at(Guest& guest);
  void hand_over(Guest& guest);
  [[nodiscard]] std::unique_ptr<Connection> take_out(Guest& guest);
  void receive_back();
  void sweep();
  void watch(int descriptor, void* about);
  void wake();

  Poco::Net::ServerSocket listener_;
  const Limits limits_;
  const Admit admit_;
  Lanes* lanes_ = nullptr;
  FileDescriptor poll_;
  FileDescriptor bell_;
  std::list<Guest> guests_;  // of the thread alone
  std::size_t held_ = 0;
  std::atomic<std::size_t> size_ = 0;
  std::atomic<bool> closing_ = false;
  bool door_closed_ = false;  // of the thread
  std::atomic<bool> stopping_ = false;
  std::mutex mutex_;  // over returned_
  std::vector<std::unique_ptr<Connection>> returned_;
  std::thread thread_;
};

}  // namespace tongbao::http

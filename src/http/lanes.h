// The threads that answer requests, as many as are answered at once. Safe on any thread.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "http/connection.h"

namespace tongbao::http {

class Lanes {
 public:
  // Gets each connection back when its request is answered.
  using GiveBack = std::function<void(std::unique_ptr<Connection>, Connection::Next)>;

  // `limit` requests at once, and `surplus` more that are told that there are too many (or ask for
  // what is always answered). Whose answer is being sent no longer counts, so that a client that
  // has it and asks again is not turned away; as many as are answered may be sent beside them.
  Lanes(std::size_t limit, std::size_t surplus, GiveBack give_back);
  ~Lanes();  // waits for what is being answered
  Lanes(const Lanes&) = delete;
  Lanes& operator=(const Lanes&) = delete;

  // False, and the connection stays where it is: every lane is taken.
  [[nodiscard]] bool enter(std::unique_ptr<Connection>& connection);
  [[nodiscard]] std::size_t taken() const;

 private:
  struct Entry {
    std::unique_ptr<Connection> connection;
    bool surplus = false;
  };

  void run();
  void serve(Entry& entry);

  const std::size_t limit_;
  const std::size_t surplus_;
  const GiveBack give_back_;
  mutable std::mutex mutex_;
  std::condition_variable entered_;
  std::deque<Entry> entries_;
  std::size_t taken_ = 0;  // by requests that are not answered yet, with those of `entries_`
  std::size_t busy_ = 0;   // these, and whose answer is being sent
  bool stopping_ = false;
  std::vector<std::thread> threads_;  // started when they are first needed
};

}  // namespace tongbao::http

// A server on a free port of the loopback, and a client that can misbehave.
#pragma once
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include <Poco/Net/StreamSocket.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "access/gate.h"
#include "audit/log.h"
#include "http/fake_rendering.h"
#include "http/server.h"

namespace tongbao::http {

struct Response {
  int status = 0;  // 0: the connection ended without an answer
  std::vector<std::pair<std::string, std::string>> fields;
  std::string body;

  // "" where there is none.
  [[nodiscard]] std::string field(std::string_view name) const;
  [[nodiscard]] nlohmann::json json() const { return nlohmann::json::parse(body); }
  // Codes of a problem's errors, joined by spaces.
  [[nodiscard]] std::string codes() const;
};

// Sends bytes as they are and reads answers, without any help from the code under test.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port);
  bool send(std::string_view bytes);  // false: the server closed
  Response read(bool head_only = false);
  // Receives some bytes, at most `most`, and forgets them; 0: the connection ended.
  [[nodiscard]] std::size_t skip(std::size_t most);
  [[nodiscard]] bool closed_by_server();  // waits for the end of the connection
  void finish_sending() { socket_.shutdownSend(); }

 private:
  bool receive();
  Poco::Net::StreamSocket socket_;
  std::string buffer_;
};

class ServerTest : public testing::Test {
 protected:
  ~ServerTest() override;
  void start();
  Server& server() { return *server_; }

  // One request on a connection of its own.
  Response ask(std::string_view bytes, bool head_only = false);
  Response get(std::string_view target, std::string_view fields = "");
  Response post(std::string_view target, std::string_view type, std::string_view body,
                std::string_view fields = "");
  // The log, once it has that many lines (it is written after the answer).
  [[nodiscard]] std::vector<nlohmann::json> log(std::size_t lines) const;

  ServerSettings settings{.listen = "127.0.0.1:0", .render_threads = 2};
  std::shared_ptr<FakeRendering> rendering = std::make_shared<FakeRendering>();
  std::shared_ptr<access::Gate> keys;  // null: everyone may do everything
  std::shared_ptr<audit::Log> audit;

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> lines_;
  std::unique_ptr<Server> server_;  // goes first: it logs until its end
};

// A request line with the fields that every request has; "\r\n" ends it.
[[nodiscard]] std::string request_text(std::string_view method, std::string_view target,
                                       std::string_view fields = "", std::string_view body = "");

}  // namespace tongbao::http

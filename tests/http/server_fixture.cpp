#include "http/server_fixture.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <thread>

#include <Poco/Exception.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/String.h>

namespace tongbao::http {

std::string Response::field(std::string_view name) const {
  for (const auto& [key, value] : fields) {
    if (Poco::icompare(key, std::string(name)) == 0) return value;
  }
  return {};
}

std::string Response::codes() const {
  std::string joined;
  const nlohmann::json problem = json();
  for (const auto& error : problem.at("errors")) {
    if (!joined.empty()) joined += ' ';
    joined += error.at("code").get<std::string>();
  }
  return joined;
}

RawClient::RawClient(std::uint16_t port) : socket_(Poco::Net::SocketAddress("127.0.0.1", port)) {
  socket_.setReceiveTimeout(Poco::Timespan(20, 0));
  socket_.setNoDelay(true);
}

bool RawClient::send(std::string_view bytes) {
  try {
    while (!bytes.empty()) {
      const int sent = socket_.sendBytes(bytes.data(), static_cast<int>(bytes.size()));
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  } catch (const Poco::Exception&) {
    return false;
  }
  return true;
}

bool RawClient::receive() {
  std::array<char, 65536> bytes;
  try {
    const int count = socket_.receiveBytes(bytes.data(), static_cast<int>(bytes.size()));
    if (count <= 0) return false;
    buffer_.append(bytes.data(), static_cast<std::size_t>(count));
    return true;
  } catch (const Poco::Exception&) {
    return false;
  }
}

Response RawClient::read(bool head_only) {
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
    if (!receive()) return {};
  }
  Response response;
  std::string head = buffer_.substr(0, end + 2);
  buffer_.erase(0, end + 4);
  response.status = std::stoi(head.substr(head.find(' ') + 1, 3));
  head.erase(0, head.find("\r\n") + 2);
  while (!head.empty()) {
    const std::string line = head.substr(0, head.find("\r\n"));
    head.erase(0, line.size() + 2);
    const std::size_t colon = line.find(": ");
    response.fields.emplace_back(line.substr(0, colon), line.substr(colon + 2));
  }
  const std::string length = response.field("Content-Length");
  const std::size_t size = head_only || length.empty() ? 0 : std::stoul(length);
  while (buffer_.size() < size) {
    if (!receive()) break;
  }
  response.body = buffer_.substr(0, size);
  buffer_.erase(0, size);
  return response;
}

std::size_t RawClient::skip(std::size_t most) {
  std::string bytes(most, '\0');
  try {
    const int count = socket_.receiveBytes(bytes.data(), static_cast<int>(bytes.size()));
    return static_cast<std::size_t>(std::max(count, 0));
  } catch (const Poco::Exception&) {
    return 0;
  }
}

bool RawClient::closed_by_server() {
  std::array<char, 1024> bytes;
  try {
    return socket_.receiveBytes(bytes.data(), static_cast<int>(bytes.size())) == 0;
  } catch (const Poco::TimeoutException&) {
    return false;
  } catch (const Poco::Exception&) {
    return true;
  }
}

ServerTest::~ServerTest() {
  rendering->gate->open();
}

void ServerTest::start() {
  server_ = std::make_unique<Server>(settings,
                                     Parts{.rendering = rendering, .gate = keys, .audit = audit},
                                     [this](std::string_view line) {
                                       const std::lock_guard lock(mutex_);
                                       lines_.emplace_back(line);
                                     });
  ASSERT_TRUE(server_->start());
  ASSERT_NE(server_->port(), 0);
}

Response ServerTest::ask(std::string_view bytes, bool head_only) {
  RawClient client(server_->port());
  client.send(bytes);
  return client.read(head_only);
}

Response ServerTest::get(std::string_view target, std::string_view fields) {
  return ask(request_text("GET", target, fields));
}

Response ServerTest::post(std::string_view target, std::string_view type, std::string_view body,
                          std::string_view fields) {
  return ask(request_text(
      "POST", target, "Content-Type: " + std::string(type) + "\r\n" + std::string(fields), body));
}

std::vector<nlohmann::json> ServerTest::log(std::size_t lines) const {
  const auto enough = [&] {
    const std::lock_guard lock(mutex_);
    return lines_.size() >= lines;
  };
  for (int i = 0; i < 500 && !enough(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  const std::lock_guard lock(mutex_);
  std::vector<nlohmann::json> entries;
  for (const std::string& line : lines_) entries.push_back(nlohmann::json::parse(line));
  return entries;
}

std::string request_text(std::string_view method, std::string_view target, std::string_view fields,
                         std::string_view body) {
  std::string text;
  text.append(method).append(" ").append(target).append(" HTTP/1.1\r\nHost: localhost\r\n");
  text.append(fields);
  if (method == "POST") text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return text.append("\r\n").append(body);
}

}  // namespace tongbao::http

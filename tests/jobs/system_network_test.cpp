// The program's own network against servers of the test's on loopback.
#include <cstdlib>
#include <thread>

#include <Poco/Exception.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/SecureServerSocket.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "base/file.h"
#include "jobs/webhooks.h"

namespace tongbao::jobs {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::StartsWith;

// Takes connections one after the other, and gives each to `serve`.
class Target {
 public:
  using Serve = std::function<void(Poco::Net::StreamSocket&, const std::string& request)>;

  explicit Target(Serve serve)
      : Target(std::make_unique<Poco::Net::ServerSocket>(loopback()), std::move(serve)) {}
  Target(std::unique_ptr<Poco::Net::ServerSocket> socket, Serve serve)
      : socket_(std::move(socket)),
        serve_(std::move(serve)),
        thread_([this](const std::stop_token& stop) { run(stop); }) {}

  static Poco::Net::SocketAddress loopback() { return {"127.0.0.1", 0}; }
  [[nodiscard]] std::string port() const { return std::to_string(socket_->address().port()); }
  [[nodiscard]] int connections() const { return connections_; }

 private:
  void run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      if (!socket_->poll({0, 20'000}, Poco::Net::Socket::SELECT_READ)) continue;
      try {
        Poco::Net::StreamSocket connection = socket_->acceptConnection();
        connection.setReceiveTimeout({5, 0});
        ++connections_;
        serve_(connection, read(connection));
      } catch (const Poco::Exception&) {  // the client went away
      }
    }
  }

  static std::string read(Poco::Net::StreamSocket& connection) {
    std::string request;
    std::array<char, 4096> block{};
    while (request.find("the end") == std::string::npos) {
      const int count = connection.receiveBytes(block.data(), block.size());
      if (count <= 0) break;
      request.append(block.data(), static_cast<std::size_t>(count));
    }
    return request;
  }

  std::unique_ptr<Poco::Net::ServerSocket> socket_;
  Serve serve_;
  std::atomic<int> connections_ = 0;
  std::jthread thread_;
};

void send(Poco::Net::StreamSocket& socket, const std::string& text) {
  for (std::size_t sent = 0; sent < text.size();) {
    sent += static_cast<std::size_t>(
        socket.sendBytes(text.data() + sent, static_cast<int>(text.size() - sent)));
  }
}

struct Outcome {
  std::optional<Network::Answer> answer;
  std::string why;
  std::chrono::steady_clock::duration took;
};

Outcome call(const std::string& address, std::chrono::milliseconds patience = 5s) {
  Outcome outcome;
  const auto begun = std::chrono::steady_clock::now();
  outcome.answer = system_network()->post({.address = address,
                                           .ip = "127.0.0.1",
                                           .fields = {{"X-Tongbao-Event", "0123"}},
                                           .body = R"({"this is":"the end"})",
                                           .patience = patience},
                                          outcome.why);
  outcome.took = std::chrono::steady_clock::now() - begun;
  return outcome;
}

TEST(SystemNetwork, PostsToTheAddressGivenUnderTheHostsName) {
  std::string received;
  {
    Target target([&](auto& socket, const std::string& request) {
      received = request;
      send(socket, "HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n");
    });
    // No resolver knows this name: it is not asked.
    const Outcome outcome = call("http://name.invalid:" + target.port() + "/jobs?unit=1");
    ASSERT_TRUE(outcome.answer) << outcome.why;
    EXPECT_EQ(outcome.answer->status, 503);
    EXPECT_EQ(outcome.answer->retry_after, 7s);
    EXPECT_THAT(received, HasSubstr("Host: name.invalid:" + target.port() + "\r\n"));
  }
  EXPECT_THAT(received, StartsWith("POST /jobs?unit=1 HTTP/1.1\r\n"));
  EXPECT_THAT(received, HasSubstr("X-Tongbao-Event: 0123\r\n"));
  EXPECT_THAT(received, HasSubstr("Content-Length: 21\r\n"));
  EXPECT_THAT(received, testing::EndsWith("\r\n\r\n{\"this is\":\"the end\"}"));
}

// No resolver is asked: the first is an address, the second stands in the hosts file.
TEST(SystemNetwork, ResolvesToAddressesThatCanBeJudged) {
  const auto network = system_network();
  EXPECT_EQ(network->resolve("192.0.2.7"), std::vector<std::string>{"192.0.2.7"});
  EXPECT_EQ(network->resolve("2001:db8::7"), std::vector<std::string>{"2001:db8::7"});
  const auto local = network->resolve("localhost");
  ASSERT_FALSE(local.empty());
  for (const std::string& ip : local) EXPECT_TRUE(ip == "127.0.0.1" || ip == "::1") << ip;
}

TEST(SystemNetwork, DoesNotFollowRedirects) {
  Target elsewhere([](auto& socket, const std::string&) {
    send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  });
  Target target([&](auto& socket, const std::string&) {
    send(socket, "HTTP/1.1 307 Elsewhere\r\nLocation: http://127.0.0.1:" + elsewhere.port() +
                     "/\r\nContent-Length: 0\r\n\r\n");
  });
  const Outcome outcome = call("http://127.0.0.1:" + target.port() + "/");
  ASSERT_TRUE(outcome.answer) << outcome.why;
  EXPECT_EQ(outcome.answer->status, 307);
  EXPECT_EQ(elsewhere.connections(), 0);
}

TEST(SystemNetwork, LeavesATargetThatIsSilent) {
  Target target([](auto&, const std::string&) { std::this_thread::sleep_for(3s); });
  const Outcome outcome = call("http://127.0.0.1:" + target.port() + "/", 300ms);
  EXPECT_FALSE(outcome.answer);
  EXPECT_GE(outcome.took, 290ms);
  EXPECT_LT(outcome.took, 2500ms);
}

// Each byte alone is in time; together they are not.
TEST(SystemNetwork, LeavesATargetThatTrickles) {
  Target target([](auto& socket, const std::string&) {
    for (int i = 0; i < 150; ++i) {
      send(socket, i == 0 ? "HTTP/1.1 200 OK\r\nX: " : "x");
      std::this_thread::sleep_for(20ms);
    }
  });
  const Outcome outcome = call("http://127.0.0.1:" + target.port() + "/", 300ms);
  EXPECT_FALSE(outcome.answer);
  EXPECT_EQ(outcome.why, "no answer in time");
  EXPECT_LT(outcome.took, 2500ms);
}

TEST(SystemNetwork, ReadsNoMoreThanItNeedsOfAHugeAnswer) {
  std::atomic<std::size_t> sent = 0;
  Target target([&](auto& socket, const std::string&) {
    send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
    const std::string block(64 << 10, 'x');
    for (int i = 0; i < 1000; ++i) {
      send(socket, block);
      sent += block.size();
    }
  });
  const Outcome outcome = call("http://127.0.0.1:" + target.port() + "/");
  ASSERT_TRUE(outcome.answer) << outcome.why;
  EXPECT_EQ(outcome.answer->status, 200);
  EXPECT_LT(sent, std::size_t{16} << 20);  // what lies in buffers between
}

TEST(SystemNetwork, RefusesEndlessHeadersAndWhatIsNoHttp) {
  Target endless([](auto& socket, const std::string&) {
    send(socket, "HTTP/1.1 200 OK\r\n");
    for (int i = 0; i < 1000; ++i) send(socket, fmt::format("X-{}: {}\r\n", i, i));
  });
  EXPECT_FALSE(call("http://127.0.0.1:" + endless.port() + "/").answer);
  Target other([](auto& socket, const std::string&) { send(socket, "220 mail.example\r\n"); });
  EXPECT_FALSE(call("http://127.0.0.1:" + other.port() + "/", 500ms).answer);
}

TEST(SystemNetwork, SaysWhyNobodyAnswers) {
  std::string port;
  {
    const Target gone([](auto&, const std::string&) {});
    port = gone.port();
  }
  const Outcome outcome = call("http://127.0.0.1:" + port + "/");
  EXPECT_FALSE(outcome.answer);
  EXPECT_THAT(outcome.why, HasSubstr("refused"));
}

// A certificate for name.invalid that its own key signed.
class SystemNetworkTls : public testing::Test {
 protected:
  void SetUp() override {
    const std::string made = fmt::format(
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        "-subj /CN=name.invalid -addext subjectAltName=DNS:name.invalid -keyout {0}/key.pem "
        "-out {0}/certificate.pem 2>/dev/null",
        folder.path().string());
    ASSERT_EQ(std::system(made.c_str()), 0) << made;
    Poco::Net::Context::Params params;
    params.privateKeyFile = folder.path() / "key.pem";
    params.certificateFile = folder.path() / "certificate.pem";
    params.verificationMode = Poco::Net::Context::VERIFY_NONE;
    const Poco::Net::Context::Ptr context(
        new Poco::Net::Context(Poco::Net::Context::TLS_SERVER_USE, params));
    target = std::make_unique<Target>(
        std::make_unique<Poco::Net::SecureServerSocket>(Target::loopback(), 64, context),
        [](auto& socket, const std::string&) {
          send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        });
  }
  void TearDown() override { ::unsetenv("SSL_CERT_FILE"); }
  void trust() const { ::setenv("SSL_CERT_FILE", (folder.path() / "certificate.pem").c_str(), 1); }

  TemporaryFolder folder;
  std::unique_ptr<Target> target;
};

TEST_F(SystemNetworkTls, TakesACertificateOfTheName) {
  trust();
  const Outcome outcome = call("https://name.invalid:" + target->port() + "/");
  ASSERT_TRUE(outcome.answer) << outcome.why;
  EXPECT_EQ(outcome.answer->status, 200);
}

TEST_F(SystemNetworkTls, RefusesOneThatNobodyVouchesFor) {
  const Outcome outcome = call("https://name.invalid:" + target->port() + "/");
  EXPECT_FALSE(outcome.answer);
  EXPECT_THAT(outcome.why, HasSubstr("ertificate"));
}

TEST_F(SystemNetworkTls, RefusesOneOfAnotherName) {
  trust();
  for (const char* host : {"other.invalid", "localhost", "127.0.0.1"}) {
    const Outcome outcome = call(fmt::format("https://{}:{}/", host, target->port()));
    EXPECT_FALSE(outcome.answer) << host;
    EXPECT_THAT(outcome.why, HasSubstr("ertificate")) << host;
  }
}

TEST_F(SystemNetworkTls, LeavesATargetThatNeverShakesHands) {
  Target holding([](auto& socket, const std::string&) {
    std::this_thread::sleep_for(3s);
    send(socket, "x");
  });
  const Outcome outcome = call("https://name.invalid:" + holding.port() + "/", 300ms);
  EXPECT_FALSE(outcome.answer);
  EXPECT_LT(outcome.took, 2500ms);
}

}  // namespace
}  // namespace tongbao::jobs

// Sizes, deadlines and numbers of things.
#include <chrono>
#include <thread>

#include "http/server_fixture.h"

namespace tongbao::http {
namespace {

using namespace std::chrono_literals;
using Limits = ServerTest;
using Clock = std::chrono::steady_clock;

constexpr std::string_view json_type = "Content-Type: application/json\r\n";
constexpr std::string_view post_line = "POST /v1/render/notice HTTP/1.1\r\nHost: a\r\n";

TEST_F(Limits, OversizedBodyIsRefusedByItsLength) {
  settings.max_body = 1000;
  start();
  const std::string exact(1000, 'x');
  EXPECT_EQ(post("/v1/render/notice", "application/json", exact).status, 200);
  const Response response = post("/v1/render/notice", "application/json", exact + "x");
  EXPECT_EQ(response.status, 413);
  EXPECT_EQ(response.codes(), "http.tooLarge");
  EXPECT_EQ(response.field("Connection"), "close");
}

TEST_F(Limits, OversizedBodyIsRefusedWithoutLength) {
  settings.max_body = 1000;
  start();
  RawClient client(server().port());
  client.send(std::string(post_line) + std::string(json_type) +
              "Transfer-Encoding: chunked\r\n\r\n");
  const std::string chunk = "1f4\r\n" + std::string(500, 'x') + "\r\n";
  client.send(chunk + chunk + "1\r\n");
  EXPECT_EQ(client.read().codes(), "http.tooLarge");
}

TEST_F(Limits, HugeBodyStillGetsItsAnswer) {
  settings.max_body = 1000;
  start();
  RawClient client(server().port());
  client.send(std::string(post_line) + std::string(json_type) + "Content-Length: 20000000\r\n\r\n");
  client.send(std::string(20'000'000, 'x'));
  EXPECT_EQ(client.read().status, 413);
}

TEST_F(Limits, StreamsHaveALimitOfTheirOwn) {
  settings.max_body = 10;
  settings.max_stream = 100;
  start();
  const std::string stream(100, 'x');
  EXPECT_EQ(post("/v1/render/ledger", "application/x-ndjson", stream).status, 200);
  EXPECT_EQ(post("/v1/render/ledger", "application/x-ndjson", stream + "x").status, 413);
  EXPECT_EQ(post("/v1/render/ledger", "application/json", stream).status, 413);
}

// A byte now and then resets a timeout for each read, but not a deadline.
TEST_F(Limits, SlowBodyIsTimedOut) {
  settings.timeout = 400ms;
  start();
  RawClient client(server().port());
  client.send(std::string(post_line) + std::string(json_type) + "Content-Length: 1000\r\n\r\n");
  const auto begun = Clock::now();
  std::jthread drip([&](const std::stop_token& stop) {
    while (!stop.stop_requested() && client.send("x")) std::this_thread::sleep_for(20ms);
  });
  const Response response = client.read();
  EXPECT_LT(Clock::now() - begun, 5s);
  EXPECT_EQ(response.status, 408);
  EXPECT_EQ(response.codes(), "http.timeout");
  EXPECT_EQ(response.field("Connection"), "close");
  drip.request_stop();
  drip.join();
  EXPECT_TRUE(client.closed_by_server());
}

TEST_F(Limits, SlowHeaderIsTimedOut) {
  settings.header_timeout = 300ms;
  start();
  RawClient client(server().port());
  client.send("GET /healthz HTTP/1.1\r\nX-A: ");
  std::jthread drip([&](const std::stop_token& stop) {
    while (!stop.stop_requested() && client.send("x")) std::this_thread::sleep_for(20ms);
  });
  EXPECT_EQ(client.read().codes(), "http.timeout");
}

TEST_F(Limits, IdleConnectionsAreClosed) {
  settings.idle_timeout = 200ms;
  start();
  RawClient client(server().port());
  client.send(request_text("GET", "/healthz"));
  EXPECT_EQ(client.read().status, 200);
  const auto begun = Clock::now();
  EXPECT_TRUE(client.closed_by_server());
  EXPECT_LT(Clock::now() - begun, 5s);
}

TEST_F(Limits, RenderingBeyondTheDeadlineIsGivenUp) {
  settings.timeout = 300ms;
  rendering->gate->shut();
  start();
  const Response response = post("/v1/render/notice", "application/json", "{}");
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.codes(), "http.renderTimeout");
  EXPECT_FALSE(response.field("Retry-After").empty());
}

TEST_F(Limits, FullQueueIsToldAtOnceAndHealthStaysFast) {
  settings.render_threads = 1;
  settings.render_queue = 1;
  rendering->gate->shut();
  start();
  RawClient running(server().port());
  RawClient waiting(server().port());
  const std::string request = request_text("POST", "/v1/render/notice", json_type, "{}");
  running.send(request);
  rendering->gate->wait_for_arrivals(1);
  waiting.send(request);
  Response refused;
  // Until `waiting` has its place in the queue, this may take it, and be given up by the client.
  for (int i = 0; i < 50 && refused.status != 503; ++i) {
    std::this_thread::sleep_for(20ms);
    RawClient third(server().port());
    third.send(request_text("POST", "/v1/import", "Content-Type: text/plain\r\n", "x"));
    refused = third.read();
  }
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.codes(), "http.busy");
  EXPECT_FALSE(refused.field("Retry-After").empty());
  const auto begun = Clock::now();
  EXPECT_EQ(get("/healthz").status, 200);
  EXPECT_LT(Clock::now() - begun, 1s);
  rendering->gate->open();
  EXPECT_EQ(running.read().status, 200);
  EXPECT_EQ(waiting.read().status, 200);
}

TEST_F(Limits, RequestsBeyondTheLimitAreToldAndProbesAnswered) {
  settings.connections = 2;
  rendering->gate->shut();
  start();
  std::vector<std::unique_ptr<RawClient>> admitted;
  for (int i = 0; i < 2; ++i) {
    admitted.push_back(std::make_unique<RawClient>(server().port()));
    admitted.back()->send(request_text("POST", "/v1/render/notice", json_type, "{}"));
    rendering->gate->wait_for_arrivals(i + 1);
  }
  const Response refused =
      post("/v1/render/notice?lang=en", "application/json", "{}", "X-Request-Id: r9\r\n");
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.codes(), "http.busy");
  EXPECT_FALSE(refused.field("Retry-After").empty());
  EXPECT_EQ(refused.field("X-Request-Id"), "r9");
  EXPECT_EQ(refused.field("Connection"), "close");
  EXPECT_EQ(get("/healthz").status, 200);
  rendering->gate->open();
  for (const auto& client : admitted) EXPECT_EQ(client->read().status, 200);
  EXPECT_EQ(post("/v1/render/notice", "application/json", "{}").status, 200);
}

TEST_F(Limits, AFloodOfRequestsIsRefusedNotReset) {
  settings.connections = 1;
  rendering->gate->shut();
  start();
  const std::string request = request_text("POST", "/v1/render/notice", json_type, "{}");
  RawClient admitted(server().port());
  admitted.send(request);
  rendering->gate->wait_for_arrivals(1);
  std::vector<std::unique_ptr<RawClient>> flood;
  for (int i = 0; i < 60; ++i) {
    flood.push_back(std::make_unique<RawClient>(server().port()));
    flood.back()->send(request);
  }
  int refused = 0;
  for (const auto& client : flood) {
    const Response response = client->read();
    if (response.status == 503 && !response.field("Retry-After").empty()) ++refused;
  }
  EXPECT_EQ(refused, 60);
  rendering->gate->open();
  EXPECT_EQ(admitted.read().status, 200);
}

// Whoever has sent no whole request yet, or none for now, takes no place of those that have.
TEST_F(Limits, SlowAndIdleClientsTakeNoPlace) {
  settings.connections = 2;
  start();
  std::vector<std::unique_ptr<RawClient>> slow;
  for (int i = 0; i < 500; ++i) {
    slow.push_back(std::make_unique<RawClient>(server().port()));
    RawClient& client = *slow.back();
    if (i % 3 == 0) client.send("POST /v1/render/notice HT");
    if (i % 3 == 1)
      client.send(std::string(post_line) +
                  "Content-Type: application/json\r\n"
                  "Content-Length: 1000\r\n\r\n{");
  }
  RawClient idle(server().port());
  idle.send(request_text("GET", "/healthz"));
  EXPECT_EQ(idle.read().status, 200);
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(post("/v1/render/notice", "application/json", "{}").status, 200);
  }
  const Response body = get("/metrics");
  EXPECT_NE(body.body.find("tongbao_connections{state=\"waiting\"} 501\n"), std::string::npos)
      << body.body;
  // And they are still served when they come to their end.
  slow[0]->send("TP/1.1\r\nHost: a\r\nContent-Length: 2\r\n" + std::string(json_type) + "\r\n{}");
  EXPECT_EQ(slow[0]->read().status, 200);
  slow[1]->send(std::string(999, 'x'));
  EXPECT_EQ(slow[1]->read().body, "{" + std::string(999, 'x'));
}

TEST_F(Limits, WhereTheWaitingRoomIsFullTheIdleGoFirst) {
  settings.waiting = 4;
  start();
  RawClient idle(server().port());
  idle.send(request_text("GET", "/healthz"));
  EXPECT_EQ(idle.read().status, 200);
  std::vector<std::unique_ptr<RawClient>> slow;
  for (int i = 0; i < 4; ++i) {
    slow.push_back(std::make_unique<RawClient>(server().port()));
    slow.back()->send("GET /hea");
    std::this_thread::sleep_for(50ms);
  }
  EXPECT_TRUE(idle.closed_by_server());
  const Response refused = get("/healthz");
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.codes(), "http.busy");
  slow[3]->send("lthz HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(slow[3]->read().status, 200);
}

TEST_F(Limits, OperationsHaveAnAddressOfTheirOwn) {
  settings.ops_listen = "127.0.0.1:0";
  settings.connections = 1;
  rendering->gate->shut();
  start();
  RawClient running(server().port());
  running.send(request_text("POST", "/v1/render/notice", json_type, "{}"));
  rendering->gate->wait_for_arrivals(1);
  const auto ask_operations = [&](std::string_view method, std::string_view target) {
    RawClient client(server().ops_port());
    client.send(request_text(method, target));
    return client.read();
  };
  EXPECT_EQ(ask_operations("GET", "/healthz").status, 200);
  EXPECT_EQ(ask_operations("GET", "/readyz").status, 200);
  EXPECT_NE(ask_operations("GET", "/metrics").body.find("tongbao_render_busy_threads 1\n"),
            std::string::npos);
  EXPECT_EQ(ask_operations("GET", "/v1/templates").codes(), "http.unknownPath");
  EXPECT_EQ(ask_operations("POST", "/v1/render/notice").codes(), "http.unknownPath");
  rendering->gate->open();
  EXPECT_EQ(running.read().status, 200);
}

TEST_F(Limits, SixtyFourClientsAtOnce) {
  settings.render_queue = 64;
  start();
  std::atomic<int> right = 0;
  {
    std::vector<std::jthread> clients;
    for (int n = 0; n < 64; ++n) {
      clients.emplace_back([&, n] {
        RawClient client(server().port());
        for (int i = 0; i < 5; ++i) {
          const std::string body = "{\"n\":" + std::to_string(n * 100 + i) + "}";
          client.send(request_text("POST", "/v1/render/notice", json_type, body));
          const Response response = client.read();
          if (response.status == 200 && response.body == body) ++right;
        }
      });
    }
  }
  EXPECT_EQ(right, 64 * 5);
}

}  // namespace
}  // namespace tongbao::http

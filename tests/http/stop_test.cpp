// Starting and stopping.
#include <chrono>
#include <future>
#include <thread>

#include <Poco/Exception.h>

#include "http/server_fixture.h"

namespace tongbao::http {
namespace {

using namespace std::chrono_literals;
using StartAndStop = ServerTest;
using Clock = std::chrono::steady_clock;

const std::string render_request =
    request_text("POST", "/v1/render/notice", "Content-Type: application/json\r\n", "{}");

TEST_F(StartAndStop, WhatRunsIsFinishedAndNothingNewAccepted) {
  rendering->gate->shut();
  start();
  const std::uint16_t port = server().port();
  RawClient running(port);
  running.send(render_request);
  RawClient idle(port);
  idle.send(request_text("GET", "/healthz"));
  EXPECT_EQ(idle.read().status, 200);
  rendering->gate->wait_for_arrivals(1);

  auto stopped = std::async(std::launch::async, [&] { return server().stop(20s); });
  EXPECT_TRUE(idle.closed_by_server());
  EXPECT_THROW(RawClient{port}, Poco::Exception);
  EXPECT_EQ(stopped.wait_for(0s), std::future_status::timeout);
  rendering->gate->open();
  const Response response = running.read();
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "{}");
  EXPECT_EQ(response.field("Connection"), "close");
  EXPECT_TRUE(stopped.get());
}

TEST_F(StartAndStop, GraceEnds) {
  rendering->gate->shut();
  start();
  RawClient running(server().port());
  running.send(render_request);
  rendering->gate->wait_for_arrivals(1);
  const auto begun = Clock::now();
  EXPECT_FALSE(server().stop(200ms));
  EXPECT_LT(Clock::now() - begun, 10s);
  const Response given_up = running.read();
  EXPECT_EQ(given_up.status, 503);
  EXPECT_EQ(given_up.codes(), "http.stopping");
  EXPECT_FALSE(given_up.field("Retry-After").empty());
  EXPECT_TRUE(running.closed_by_server());
}

TEST_F(StartAndStop, StoppingTwiceDoesNothing) {
  start();
  EXPECT_TRUE(server().stop());
  EXPECT_TRUE(server().stop());
}

TEST_F(StartAndStop, UnusableAddresses) {
  for (const char* const listen : {"", "nonsense", "127.0.0.1:99999", "127.0.0.1:http-nothing"}) {
    Server unusable({.listen = listen}, Parts{.rendering = rendering}, [](std::string_view) {});
    const auto started = unusable.start();
    ASSERT_FALSE(started) << listen;
    EXPECT_EQ(started.error().at(0).code, "http.badAddress") << listen;
  }
  start();
  Server second({.listen = "127.0.0.1:" + std::to_string(server().port())},
                Parts{.rendering = rendering}, [](std::string_view) {});
  const auto started = second.start();
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().at(0).code, "http.addressUnavailable");
}

}  // namespace
}  // namespace tongbao::http

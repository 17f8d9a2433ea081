// What an operator sees: readiness, metrics, the log.
#include <atomic>
#include <chrono>
#include <future>
#include <thread>

#include <gmock/gmock.h>

#include "http/server_fixture.h"

namespace tongbao::http {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using Operations = ServerTest;

Diagnostic store_gone() {
  return {.code = "store.unavailable",
          .where = {},
          .message = say("存储不可用：{}", "no answer from {}", "db.internal"),
          .hint = {}};
}

Response ask_port(std::uint16_t port, std::string_view target) {
  RawClient client(port);
  client.send(request_text("GET", target));
  return client.read();
}

// Asks until the answer has that status, for up to five seconds.
Response ask_until(int status, std::uint16_t port, std::string_view target) {
  Response response = ask_port(port, target);
  for (int i = 0; i < 100 && response.status != status; ++i) {
    std::this_thread::sleep_for(50ms);
    response = ask_port(port, target);
  }
  return response;
}

TEST(Readiness, TellsWhenTheStoreIsAwayAndWhenItIsBack) {
  std::atomic<bool> away = false;
  Server server({.listen = "127.0.0.1:0", .render_threads = 1},
                Parts{.rendering = std::make_shared<FakeRendering>(),
                      .probe_store = [&]() -> Result<void> {
                        if (away) return failure(store_gone());
                        return {};
                      }},
                [](std::string_view) {});
  ASSERT_TRUE(server.start());
  EXPECT_EQ(ask_until(200, server.port(), "/readyz").status, 200);
  away = true;
  const Response response = ask_until(503, server.port(), "/readyz");
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.codes(), "http.storeAway");
  EXPECT_THAT(response.body, Not(HasSubstr("db.internal")));
  EXPECT_EQ(ask_port(server.port(), "/healthz").status, 200);
  away = false;
  EXPECT_EQ(ask_until(200, server.port(), "/readyz").status, 200);
}

// Who asks does not wait for a store that hangs.
TEST(Readiness, AStoreThatNeverAnsweredIsAway) {
  std::promise<void> answer;
  const auto answered = answer.get_future().share();
  Server server({.listen = "127.0.0.1:0", .render_threads = 1},
                Parts{.rendering = std::make_shared<FakeRendering>(),
                      .probe_store = [answered]() -> Result<void> {
                        answered.wait();
                        return {};
                      }},
                [](std::string_view) {});
  ASSERT_TRUE(server.start());
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(ask_port(server.port(), "/readyz").codes(), "http.storeAway");
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 1s);
  answer.set_value();
  EXPECT_EQ(ask_until(200, server.port(), "/readyz").status, 200);
}

TEST_F(Operations, MetricsCountRequestsAndNeverRepeatWhatACallerSent) {
  start();
  const std::string_view json = "application/json";
  EXPECT_EQ(post("/v1/render/notice", json, "{}").status, 200);
  EXPECT_EQ(post("/v1/render/notice?format=nonsense", json, "{}").status, 406);
  EXPECT_EQ(get("/secret-path?token=x").status, 404);
  EXPECT_EQ(ask(request_text("SECRETMETHOD", "/healthz")).status, 405);
  (void)log(4);
  const Response response = get("/metrics");
  EXPECT_EQ(response.field("Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
  const std::string& text = response.body;
  EXPECT_THAT(text,
              HasSubstr("{method=\"POST\",route=\"/v1/render/{template}\",status=\"200\"} 1"));
  EXPECT_THAT(text,
              HasSubstr("{method=\"POST\",route=\"/v1/render/{template}\",status=\"406\"} 1"));
  EXPECT_THAT(text, HasSubstr("{method=\"GET\",route=\"none\",status=\"404\"} 1"));
  EXPECT_THAT(text, HasSubstr("{method=\"other\",route=\"none\",status=\"405\"} 1"));
  EXPECT_THAT(text, HasSubstr("tongbao_errors_total{code=\"render.formatUnavailable\"} 1"));
  EXPECT_THAT(text, HasSubstr("tongbao_documents_made_total{format=\"pdf\"} 1"));
  EXPECT_THAT(text, HasSubstr("tongbao_stage_duration_seconds_count{stage=\"render\"} 1"));
  EXPECT_THAT(text, HasSubstr("tongbao_render_threads 2"));
  EXPECT_THAT(text, testing::AllOf(Not(HasSubstr("secret")), Not(HasSubstr("SECRET")),
                                   Not(HasSubstr("token"))));
}

TEST_F(Operations, TheLogSaysWhatTheStagesTook) {
  start();
  EXPECT_EQ(post("/v1/render/notice", "application/json", "{}").status, 200);
  EXPECT_EQ(get("/healthz").status, 200);
  const auto lines = log(2);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].at("template"), "notice");
  const double parts = lines[0].at("receiveMs").get<double>() +
                       lines[0].at("queueMs").get<double>() + lines[0].at("renderMs").get<double>();
  EXPECT_GE(lines[0].at("ms").get<double>(), parts);
  EXPECT_FALSE(lines[0].contains("auditMs"));
  EXPECT_FALSE(lines[1].contains("template"));
  EXPECT_FALSE(lines[1].contains("renderMs"));
}

}  // namespace
}  // namespace tongbao::http

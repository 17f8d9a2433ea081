#include "metrics/metrics.h"

#include <chrono>
#include <thread>

#include <gmock/gmock.h>

namespace tongbao::metrics {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

const std::vector<RouteLabel> routes = {{"GET", "/a"}, {"POST", "/b/{id}"}};

TEST(Metrics, RequestsAreCountedByRouteMethodAndStatus) {
  Metrics metrics("1.2", routes);
  metrics.answered(1, "POST", 200, 100, 3ms);
  metrics.answered(1, "POST", 200, 50, 30ms);
  metrics.answered(0, "HEAD", 304, 0, 1ms);
  metrics.answered({}, "BREW\"\n", 404, 7, 1ms);
  metrics.answered(99, "GET", 1000, 0, 1ms);
  const std::string text = metrics.text();
  EXPECT_THAT(text, HasSubstr("tongbao_build_info{version=\"1.2\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("# TYPE tongbao_http_requests_total counter\n"));
  EXPECT_THAT(text, HasSubstr("tongbao_http_requests_total{method=\"POST\",route=\"/b/{id}\","
                              "status=\"200\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("{method=\"HEAD\",route=\"/a\",status=\"304\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("{method=\"other\",route=\"none\",status=\"404\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("{method=\"GET\",route=\"none\",status=\"other\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("tongbao_http_sent_bytes_total 157\n"));
  EXPECT_THAT(text, HasSubstr("tongbao_http_request_duration_seconds_bucket{le=\"0.005\"} 4\n"));
  EXPECT_THAT(text, HasSubstr("tongbao_http_request_duration_seconds_count 5\n"));
  EXPECT_THAT(text, Not(HasSubstr("BREW")));
}

TEST(Metrics, StagesErrorsAndDocuments) {
  Metrics metrics("1", routes);
  metrics.took(Stage::queue, 2s);
  metrics.failed("http.busy");
  metrics.made("pdf", 5, std::nullopt);
  metrics.made("xlsx", std::nullopt, 70);
  metrics.job_document_ended("failed", 1ms);
  const std::string text = metrics.text();
  EXPECT_THAT(text, HasSubstr("tongbao_stage_duration_seconds_sum{stage=\"queue\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("tongbao_stage_duration_seconds_count{stage=\"render\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("tongbao_errors_total{code=\"http.busy\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("tongbao_documents_made_total{format=\"pdf\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("tongbao_pages_made_total 5\n"));
  EXPECT_THAT(text, HasSubstr("tongbao_rows_made_total 70\n"));
  EXPECT_THAT(text, HasSubstr("tongbao_job_documents_ended_total{state=\"failed\"} 1\n"));
}

TEST(Metrics, LabelsStayBounded) {
  Metrics metrics("1", routes);
  for (int i = 0; i < 600; ++i) metrics.failed("a.code" + std::to_string(i));
  const std::string text = metrics.text();
  EXPECT_THAT(text, HasSubstr("{code=\"a.code499\"} 1\n"));
  EXPECT_THAT(text, Not(HasSubstr("a.code500")));
  EXPECT_THAT(text, HasSubstr("{code=\"other\"} 100\n"));
}

TEST(Metrics, LevelsAreAskedForWhenTheyAreShown) {
  Metrics metrics("1", routes);
  std::uint64_t hits = 3;
  metrics.watch([&] {
    return Levels{.connections = 9, .waiting = 4, .queue = 2, .busy = 1, .cache_hits = hits};
  });
  EXPECT_THAT(metrics.text(), HasSubstr("tongbao_connections{state=\"waiting\"} 4\n"));
  hits = 5;
  EXPECT_THAT(metrics.text(), HasSubstr("tongbao_font_cache_total{result=\"hit\"} 5\n"));
  EXPECT_THAT(metrics.text(), HasSubstr("tongbao_render_queue 2\n"));
  EXPECT_THAT(metrics.text(), Not(HasSubstr("tongbao_jobs")));
}

// A store that hangs holds nothing up, and is seen by the age of what it said last.
TEST(Metrics, AStoreThatIsAwayIsSeenByTheAgeOfItsCounts) {
  Metrics metrics("1", routes);
  metrics.watch_store([] {
    return StoreCounts{.jobs = {{"queued", 2}}, .documents = {{"done", 7}}, .deliveries_due = 1};
  });
  std::string text;
  for (int i = 0; i < 500 && text.find("tongbao_jobs{") == std::string::npos; ++i) {
    std::this_thread::sleep_for(10ms);
    text = metrics.text();
  }
  EXPECT_THAT(text, HasSubstr("tongbao_jobs{state=\"queued\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("tongbao_job_documents{state=\"done\"} 7\n"));
  EXPECT_THAT(text, HasSubstr("tongbao_webhooks_due 1\n"));
  EXPECT_THAT(text, HasSubstr("tongbao_store_counts_age_seconds"));

  Metrics away("1", routes);
  away.watch_store([] { return std::nullopt; });
  std::this_thread::sleep_for(20ms);
  const std::string silent = away.text();
  EXPECT_THAT(silent, Not(HasSubstr("tongbao_jobs{")));
  EXPECT_THAT(silent, Not(HasSubstr("tongbao_store_counts_age_seconds 0\n")));
}

}  // namespace
}  // namespace tongbao::metrics

#include "metrics/metrics.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <sstream>
#include <stop_token>
#include <thread>
#include <utility>

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace tongbao::metrics {
namespace {

using prometheus::Counter;
using prometheus::Family;
using prometheus::Gauge;
using prometheus::Histogram;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds between_counts{5};
constexpr std::size_t most_codes = 500;
constexpr std::array<std::string_view, 5> stages = {"receive", "queue", "render", "audit", "send"};
constexpr std::array<std::string_view, 7> methods = {"GET",    "HEAD",    "POST", "PUT",
                                                     "DELETE", "OPTIONS", "other"};
constexpr int most_status = 599;

const Histogram::BucketBoundaries seconds_buckets = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300};

double seconds(Duration duration) {
  return std::chrono::duration<double>(duration).count();
}

std::size_t place_of(std::string_view method) {
  const auto* found = std::find(methods.begin(), methods.end() - 1, method);
  return static_cast<std::size_t>(found - methods.begin());
}

template <class Metric, class Builder>
Family<Metric>& family(prometheus::Registry& registry, Builder builder, const char* name,
                       const char* help) {
  return builder().Name(name).Help(help).Register(registry);
}

Family<Counter>& counters(prometheus::Registry& registry, const char* name, const char* help) {
  return family<Counter>(registry, prometheus::BuildCounter, name, help);
}
Family<Gauge>& gauges(prometheus::Registry& registry, const char* name, const char* help) {
  return family<Gauge>(registry, prometheus::BuildGauge, name, help);
}
Family<Histogram>& histograms(prometheus::Registry& registry, const char* name, const char* help) {
  return family<Histogram>(registry, prometheus::BuildHistogram, name, help);
}

// Counters by a label's value, made as they are first needed.
class ByValue {
 public:
  ByValue(Family<Counter>& of, std::string label, std::size_t most)
      : family_(of), label_(std::move(label)), most_(most) {}

  Counter& operator[](std::string_view value) {
    const std::lock_guard lock(mutex_);
    const auto found = counters_.find(value);
    if (found != counters_.end()) return *found->second;
    const std::string name(counters_.size() < most_ ? value : "other");
    return *counters_.emplace(name, &family_.Add({{label_, name}})).first->second;
  }

 private:
  Family<Counter>& family_;
  std::string label_;
  std::size_t most_;
  std::mutex mutex_;
  std::map<std::string, Counter*, std::less<>> counters_;
};

}  // namespace

struct Metrics::State {
  State(const std::string& version, const std::vector<RouteLabel>& labels)
      : routes(labels), counted((labels.size() + 1) * methods.size() * (most_status + 1)) {
    gauges(registry, "tongbao_build_info", "Always 1; the version is its label")
        .Add({{"version", version}})
        .Set(1);
    for (std::size_t i = 0; i < stages.size(); ++i) {
      by_stage[i] = &stage.Add({{"stage", std::string(stages[i])}}, seconds_buckets);
    }
  }

  Counter& requests_of(std::size_t route, std::string_view method, int status) {
    const std::size_t way = place_of(method);
    const int known = status >= 100 && status <= most_status ? status : 0;
    auto& place = counted[(route * methods.size() + way) * (most_status + 1) +
                          static_cast<std::size_t>(known)];
    Counter* counter = place.load(std::memory_order_acquire);
    if (counter == nullptr) {
      const std::string pattern = route < routes.size() ? routes[route].pattern : "none";
      counter = &requests.Add({{"route", pattern},
                               {"method", std::string(methods[way])},
                               {"status", known == 0 ? "other" : std::to_string(known)}});
      place.store(counter, std::memory_order_release);
    }
    return *counter;
  }

  void set(const Levels& now) {
    connections_open.Set(static_cast<double>(now.connections));
    connections_waiting.Set(static_cast<double>(now.waiting));
    lanes_taken.Set(static_cast<double>(now.lanes_taken));
    queue.Set(static_cast<double>(now.queue));
    busy.Set(static_cast<double>(now.busy));
    threads.Set(static_cast<double>(now.threads));
    disk_taken.Set(static_cast<double>(now.disk_taken));
    raise(cache_hits, now.cache_hits);
    raise(cache_misses, now.cache_misses);
  }

  static void raise(Counter& counter, std::uint64_t value) {
    counter.Increment(std::max(0.0, static_cast<double>(value) - counter.Value()));
  }

  void set(const StoreCounts& counts) {
    for (const auto& [state, count] : counts.jobs) {
      jobs.Add({{"state", state}}).Set(static_cast<double>(count));
    }
    for (const auto& [state, count] : counts.documents) {
      documents.Add({{"state", state}}).Set(static_cast<double>(count));
    }
    deliveries.Set(static_cast<double>(counts.deliveries_due));
  }

  void count_store(const std::stop_token& stop,
                   const std::function<std::optional<StoreCounts>()>& counts) {
    while (!stop.stop_requested()) {
      if (const auto now = counts()) {
        set(*now);
        const std::lock_guard lock(mutex);
        counted_at = Clock::now();
      }
      std::unique_lock lock(mutex);
      stopped.wait_for(lock, stop, between_counts, [] { return false; });
    }
  }

  prometheus::Registry registry;
  std::vector<RouteLabel> routes;
  std::vector<std::atomic<Counter*>> counted;  // by route, method and status
  Family<Counter>& requests = counters(registry, "tongbao_http_requests_total",
                                       "Requests answered, by route, method and status");
  Counter& bytes =
      counters(registry, "tongbao_http_sent_bytes_total", "Bytes of the bodies of answers").Add({});
  Histogram& duration = histograms(registry, "tongbao_http_request_duration_seconds",
                                   "From the first byte of a request to the last of its answer")
                            .Add({}, seconds_buckets);
  Family<Histogram>& stage =
      histograms(registry, "tongbao_stage_duration_seconds", "What the stages of a request take");
  std::array<Histogram*, stages.size()> by_stage{};
  ByValue errors{counters(registry, "tongbao_errors_total", "Errors answered, by code"), "code",
                 most_codes};
  ByValue made{counters(registry, "tongbao_documents_made_total", "Documents made, by format"),
               "format", 16};
  Counter& pages =
      counters(registry, "tongbao_pages_made_total", "Pages of the notices made").Add({});
  Counter& rows = counters(registry, "tongbao_rows_made_total", "Rows of the ledgers made").Add({});
  ByValue ended{counters(registry, "tongbao_job_documents_ended_total",
                         "Documents of jobs that ended on this node, by state"),
                "state", 8};
  Histogram& job_duration = histograms(registry, "tongbao_job_document_duration_seconds",
                                       "What making a document of a job takes")
                                .Add({}, seconds_buckets);
  Family<Gauge>& open =
      gauges(registry, "tongbao_connections", "Connections open, by what they do");
  Gauge& connections_open = open.Add({{"state", "open"}});
  Gauge& connections_waiting = open.Add({{"state", "waiting"}});
  Gauge& lanes_taken = open.Add({{"state", "answering"}});
  Gauge& queue =
      gauges(registry, "tongbao_render_queue", "Requests waiting for a rendering thread").Add({});
  Gauge& busy =
      gauges(registry, "tongbao_render_busy_threads", "Rendering threads at work").Add({});
  Gauge& threads = gauges(registry, "tongbao_render_threads", "Rendering threads").Add({});
  Gauge& disk_taken =
      gauges(registry, "tongbao_disk_taken_bytes", "Of --disk-quota, what is taken").Add({});
  Family<Counter>& cache = counters(registry, "tongbao_font_cache_total",
                                    "Font subsets asked for, by whether they were kept");
  Counter& cache_hits = cache.Add({{"result", "hit"}});
  Counter& cache_misses = cache.Add({{"result", "miss"}});

  std::function<Levels()> levels;
  // Of the store: made when it is first watched.
  prometheus::Registry store;
  Family<Gauge>& jobs = gauges(store, "tongbao_jobs", "Jobs kept in the store, by state");
  Family<Gauge>& documents =
      gauges(store, "tongbao_job_documents", "Documents of the jobs kept, by state");
  Gauge& deliveries =
      gauges(store, "tongbao_webhooks_due", "Webhook calls that wait to be delivered").Add({});
  Gauge& age = gauges(store, "tongbao_store_counts_age_seconds",
                      "How old the counts of the store are; grows while it is away")
                   .Add({});
  bool watches_store = false;
  std::mutex mutex;  // over levels and counted_at
  std::condition_variable_any stopped;
  std::optional<Clock::time_point> counted_at;
  Clock::time_point started = Clock::now();
  std::jthread counting;  // goes first
};

Metrics::Metrics(const std::string& version, const std::vector<RouteLabel>& routes)
    : state_(std::make_unique<State>(version, routes)) {}

Metrics::~Metrics() = default;

void Metrics::answered(std::optional<std::size_t> route, std::string_view method, int status,
                       std::uint64_t bytes, Duration duration) {
  const std::size_t place = std::min(route.value_or(state_->routes.size()), state_->routes.size());
  state_->requests_of(place, method, status).Increment();
  state_->bytes.Increment(static_cast<double>(bytes));
  state_->duration.Observe(seconds(duration));
}

void Metrics::took(Stage stage, Duration duration) {
  state_->by_stage.at(static_cast<std::size_t>(stage))->Observe(seconds(duration));
}

void Metrics::failed(std::string_view code) {
  state_->errors[code].Increment();
}

void Metrics::made(std::string_view format, std::optional<std::uint64_t> pages,
                   std::optional<std::uint64_t> rows) {
  state_->made[format].Increment();
  if (pages) state_->pages.Increment(static_cast<double>(*pages));
  if (rows) state_->rows.Increment(static_cast<double>(*rows));
}

void Metrics::job_document_ended(std::string_view state, Duration duration) {
  state_->ended[state].Increment();
  state_->job_duration.Observe(seconds(duration));
}

void Metrics::watch(std::function<Levels()> levels) {
  const std::lock_guard lock(state_->mutex);
  state_->levels = std::move(levels);
}

void Metrics::watch_store(std::function<std::optional<StoreCounts>()> counts) {
  state_->watches_store = true;
  state_->counting =
      std::jthread([state = state_.get(), counts = std::move(counts)](const std::stop_token& stop) {
        state->count_store(stop, counts);
      });
}

std::string Metrics::text() const {
  State& state = *state_;
  {
    const std::lock_guard lock(state.mutex);
    if (state.levels) state.set(state.levels());
  }
  auto collected = state.registry.Collect();
  if (state.watches_store) {
    {
      const std::lock_guard lock(state.mutex);
      const auto since = state.counted_at.value_or(state.started);
      state.age.Set(std::chrono::duration<double>(Clock::now() - since).count());
    }
    auto of_store = state.store.Collect();
    std::move(of_store.begin(), of_store.end(), std::back_inserter(collected));
  }
  return prometheus::TextSerializer().Serialize(collected);
}

}  // namespace tongbao::metrics

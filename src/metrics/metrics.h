// What a node has done and is doing, counted, in the text format of Prometheus. The only room that
// knows prometheus-cpp. docs/operations.md says what each metric means.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tongbao::metrics {

using Duration = std::chrono::microseconds;

enum class Stage { receive, queue, render, audit, send };

// A route as its label has it: the pattern, never a path that a caller sent.
struct RouteLabel {
  std::string method;
  std::string pattern;
};

// What stands at the moment when it is asked for.
struct Levels {
  std::size_t connections = 0;  // open
  std::size_t waiting = 0;      // of them, those that ask for nothing yet
  std::size_t lanes_taken = 0;  // requests being answered
  std::size_t queue = 0;        // documents waiting for a thread
  std::size_t busy = 0;         // threads that make one
  std::size_t threads = 0;
  std::uint64_t disk_taken = 0;  // bytes, of bodies and documents on disk
  std::uint64_t cache_hits = 0;  // of font subsets, since the start
  std::uint64_t cache_misses = 0;
};

// Jobs and documents of the store by state ("queued"), as it last told.
struct StoreCounts {
  std::map<std::string, std::uint64_t> jobs;
  std::map<std::string, std::uint64_t> documents;
  std::uint64_t deliveries_due = 0;
};

// Safe on any thread. Counting takes no lock but the library's of a histogram, and a short one for
// errors and documents made.
class Metrics {
 public:
  Metrics(const std::string& version, const std::vector<RouteLabel>& routes);
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  // An answer. `route` is a place in `routes`; nothing: there was none. `method` is of the request:
  // where it is none of the well-known it is counted as "other", as is a status out of range.
  void answered(std::optional<std::size_t> route, std::string_view method, int status,
                std::uint64_t bytes, Duration duration);
  void took(Stage stage, Duration duration);
  // `code` must be one that the program has, never a caller's text; beyond 500 they are "other".
  void failed(std::string_view code);
  void made(std::string_view format, std::optional<std::uint64_t> pages,
            std::optional<std::uint64_t> rows);
  // A document of a job; `state` as the store names it.
  void job_document_ended(std::string_view state, Duration duration);

  // Asked when text() is, on its thread; never after another watch() has returned. Must not wait.
  void watch(std::function<Levels()> levels);
  // Asked for at most every five seconds, on a thread of its own, so that a store that is away
  // holds nothing up: the last answer goes on being shown, with its age. Nothing: it is away.
  void watch_store(std::function<std::optional<StoreCounts>()> counts);

  // Prometheus text format 0.0.4.
  [[nodiscard]] std::string text() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

inline constexpr std::string_view text_media_type = "text/plain; version=0.0.4; charset=utf-8";

}  // namespace tongbao::metrics

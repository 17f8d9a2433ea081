#include "jobs/runner_fixture.h"

#include <algorithm>
#include <stdexcept>
#include <thread>

namespace tongbao::jobs {

using namespace std::chrono_literals;

namespace {

template <class T>
T require(Result<T> result) {
  if (!result) throw std::runtime_error(to_line(result.error().front(), Language::en));
  return *std::move(result);
}

}  // namespace

render::Document document_of(const store::Order& order, const DocumentBytes& input) {
  return {.bytes = DocumentBytes("made of " + input.text() + " for " + order.name),
          .file_name = order.name + ".pdf",
          .title = "title of " + order.name,
          .pages = 1};
}

Observer Heard::observer() {
  return [this](const Ended& ended) {
    const std::lock_guard lock(mutex_);
    ended_.push_back(ended);
  };
}

std::vector<Ended> Heard::all() const {
  const std::lock_guard lock(mutex_);
  return ended_;
}

std::size_t Heard::count(store::State state) const {
  const auto ended = all();
  return static_cast<std::size_t>(std::count_if(
      ended.begin(), ended.end(), [state](const Ended& each) { return each.state == state; }));
}

Site::Site(const std::filesystem::path& folder, const std::string& name,
           std::chrono::milliseconds patience, const std::string& url)
    : node(name),
      database(
          require(store::Database::open({.url = url, .folder = folder, .patience = patience}))),
      jobs(database),
      blobs(database),
      audit(require(audit::Log::open(folder / "audit", node, "test"))) {}

std::string Site::submit(const std::vector<std::string>& names) {
  store::NewJob job;
  for (const std::string& name : names) {
    job.documents.push_back({.name = name,
                             .template_id = "notice",
                             .format = "pdf",
                             .options = "{}",
                             .input = require(blobs.put(DocumentBytes("input of " + name)))});
  }
  return require(jobs.accept(job, 10'000)).id;
}

store::Job Site::find(const std::string& id) const {
  return require(jobs.find(id)).value();
}

store::Job Site::wait_for(const std::string& id, std::chrono::seconds patience) const {
  const auto end = std::chrono::steady_clock::now() + patience;
  store::Job job = find(id);
  while (!has_ended(state_of(job)) && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(10ms);
    job = find(id);
  }
  return job;
}

std::unique_ptr<Runner> Site::runner(Make make, const RunnerSettings& settings) {
  auto runner = std::make_unique<Runner>(
      settings, database, std::make_shared<FakeMaker>(std::move(make)), audit, heard.observer());
  runner->start();
  return runner;
}

bool comes_true(const std::function<bool()>& condition) {
  const auto end = std::chrono::steady_clock::now() + 10s;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(5ms);
  }
  return true;
}

RunnerSettings quick_settings() {
  return {.node = "test", .threads = 2, .lease = 1500ms, .poll = 20ms};
}

}  // namespace tongbao::jobs

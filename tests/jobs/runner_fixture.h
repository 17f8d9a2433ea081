// A store on disk, runners on it, and makers that do as a test says.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "base/file.h"
#include "jobs/failure.h"
#include "jobs/runner.h"

namespace tongbao::jobs {

using Make = std::function<Result<render::Document>(
    const store::Order& order, const DocumentBytes& input, const render::Checkpoint& checkpoint)>;

// What every maker of these tests makes of an order, unless it does something else.
[[nodiscard]] render::Document document_of(const store::Order& order, const DocumentBytes& input);

class FakeMaker : public Maker {
 public:
  explicit FakeMaker(Make make) : make_(std::move(make)) {}
  [[nodiscard]] Result<render::Document> make(const store::Order& order, const DocumentBytes& input,
                                              const render::Checkpoint& checkpoint) const override {
    return make_(order, input, checkpoint);
  }

 private:
  Make make_;
};

// What a runner said, as it said it. Safe on any thread.
class Heard {
 public:
  [[nodiscard]] Observer observer();
  [[nodiscard]] std::vector<Ended> all() const;
  [[nodiscard]] std::size_t count(store::State state) const;

 private:
  mutable std::mutex mutex_;
  std::vector<Ended> ended_;
};

// The store in a folder, as one process has it.
struct Site {
  explicit Site(const std::filesystem::path& folder, const std::string& node = "test",
                std::chrono::milliseconds patience = std::chrono::seconds(5),
                const std::string& url = "");

  // A job of one document for each name.
  [[nodiscard]] std::string submit(const std::vector<std::string>& names);
  [[nodiscard]] store::Job find(const std::string& id) const;
  // The job once it has ended, or as it is after `patience`.
  [[nodiscard]] store::Job wait_for(const std::string& id,
                                    std::chrono::seconds patience = std::chrono::seconds(30)) const;
  [[nodiscard]] std::unique_ptr<Runner> runner(Make make, const RunnerSettings& settings);

  std::string node;
  std::shared_ptr<store::Database> database;
  store::JobStore jobs;
  store::BlobStore blobs;
  std::shared_ptr<audit::Log> audit;
  Heard heard;
};

// Waits up to ten seconds for `condition`; whether it came true.
[[nodiscard]] bool comes_true(const std::function<bool()>& condition);

[[nodiscard]] RunnerSettings quick_settings();  // lease 1.5 s, poll 20 ms, two threads

}  // namespace tongbao::jobs

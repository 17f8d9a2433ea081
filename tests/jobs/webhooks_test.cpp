// Calls that are due in a store, over a network of the test's own.
#include "jobs/webhooks.h"

#include <algorithm>

#include "jobs/job_json.h"
#include "jobs/runner_fixture.h"

namespace tongbao::jobs {
namespace {

using namespace std::chrono_literals;

// Answers with one status after the other, and keeps what it was called with.
class RecordingNetwork : public Network {
 public:
  explicit RecordingNetwork(std::vector<int> statuses) : statuses_(std::move(statuses)) {}

  std::vector<std::string> resolve(const std::string&) const override { return {"127.0.0.1"}; }
  std::optional<Answer> post(const Call& call, std::string&) const override {
    const std::lock_guard lock(mutex_);
    calls_.push_back(call);
    return Answer{.status = statuses_.at(std::min(calls_.size(), statuses_.size()) - 1)};
  }
  [[nodiscard]] std::vector<Call> calls() const {
    const std::lock_guard lock(mutex_);
    return calls_;
  }

 private:
  std::vector<int> statuses_;
  mutable std::mutex mutex_;
  mutable std::vector<Call> calls_;
};

std::string field(const Network::Call& call, const std::string& name) {
  for (const auto& [key, value] : call.fields) {
    if (key == name) return value;
  }
  return {};
}

class WebhooksTest : public testing::Test {
 protected:
  // A job of one document, ended.
  std::string ended_job() {
    store::NewJob job;
    job.webhook = "http://name.invalid/jobs";
    job.documents = {{.name = "one",
                      .template_id = "notice",
                      .format = "pdf",
                      .options = "{}",
                      .input = site.blobs.put(DocumentBytes("input")).value()}};
    std::string id = site.jobs.accept(job, 100).value().id;
    const auto runner =
        site.runner([](const store::Order& order, const DocumentBytes& input,
                       const render::Checkpoint&) { return document_of(order, input); },
                    quick_settings());
    EXPECT_EQ(state_of(site.wait_for(id)), store::State::done);
    return id;
  }
  std::unique_ptr<Webhooks> webhooks(const std::shared_ptr<const Network>& network) {
    auto made =
        std::make_unique<Webhooks>(policy, site.database, network, [this](const Delivered& each) {
          const std::lock_guard lock(mutex);
          delivered.push_back(each);
        });
    made->start();
    return made;
  }
  std::size_t heard() {
    const std::lock_guard lock(mutex);
    return delivered.size();
  }

  TemporaryFolder folder;
  Site site{folder.path()};
  WebhookPolicy policy{.origins = {"http://name.invalid"},
                       .networks = {"127.0.0.1/32"},
                       .secret = "a secret of the test"};
  std::mutex mutex;
  std::vector<Delivered> delivered;
};

TEST_F(WebhooksTest, DeliverTheJobUnderTheSameEventUntilItIsTaken) {
  const auto network = std::make_shared<const RecordingNetwork>(std::vector{500, 204});
  const std::string id = ended_job();
  const auto running = webhooks(network);
  ASSERT_TRUE(comes_true([&] { return heard() == 1; }));
  EXPECT_FALSE(delivered[0].taken);
  EXPECT_FALSE(delivered[0].given_up);
  EXPECT_EQ(delivered[0].reason, "answered 500");
  ASSERT_TRUE(comes_true([&] { return heard() == 2; }));  // five seconds later
  EXPECT_TRUE(delivered[1].taken);
  const auto calls = network->calls();
  ASSERT_EQ(calls.size(), 2U);
  EXPECT_EQ(field(calls[0], "X-Tongbao-Event"), field(calls[1], "X-Tongbao-Event"));
  EXPECT_EQ(field(calls[0], "X-Tongbao-Event").size(), 32U);
  EXPECT_EQ(calls[1].body, job_json(site.find(id), Language::zh));
  EXPECT_EQ(field(calls[1], "X-Tongbao-Signature"),
            signature(policy.secret, field(calls[1], "X-Tongbao-Event"),
                      field(calls[1], "X-Tongbao-Timestamp"), calls[1].body));
  ASSERT_TRUE(comes_true([&] { return site.jobs.counts().value().deliveries_due == 0; }));
}

TEST_F(WebhooksTest, GiveUpWhatIsGone) {
  const auto network = std::make_shared<const RecordingNetwork>(std::vector{410});
  static_cast<void>(ended_job());
  const auto running = webhooks(network);
  ASSERT_TRUE(comes_true([&] { return heard() == 1; }));
  EXPECT_TRUE(delivered[0].given_up);
  EXPECT_TRUE(comes_true([&] { return site.jobs.counts().value().deliveries_due == 0; }));
}

TEST_F(WebhooksTest, CallNobodyWithoutALeaveOfThePolicy) {
  const auto network = std::make_shared<const RecordingNetwork>(std::vector{200});
  policy.networks.clear();  // the name leads to loopback
  static_cast<void>(ended_job());
  const auto running = webhooks(network);
  ASSERT_TRUE(comes_true([&] { return heard() == 1; }));
  EXPECT_FALSE(delivered[0].taken);
  EXPECT_TRUE(network->calls().empty());
}

}  // namespace
}  // namespace tongbao::jobs

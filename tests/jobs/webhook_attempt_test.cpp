// One attempt and what follows, over a network of the test's own: no packet leaves.
#include "jobs/webhook_attempt.h"

#include <map>

#include <gtest/gtest.h>

namespace tongbao::jobs {
namespace {

using namespace std::chrono_literals;

class FakeNetwork : public Network {
 public:
  std::vector<std::string> resolve(const std::string& host) const override {
    hosts.push_back(host);
    return ips;
  }
  std::optional<Answer> post(const Call& call, std::string& why) const override {
    calls.push_back(call);
    if (!answer) why = "Connection refused";
    return answer;
  }

  std::vector<std::string> ips = {"1.1.1.1"};
  std::optional<Answer> answer = Answer{.status = 204};
  mutable std::vector<std::string> hosts;
  mutable std::vector<Call> calls;
};

class AttemptDelivery : public testing::Test {
 protected:
  Attempt attempt(unsigned number = 1) {
    store::Delivery delivery;
    delivery.event = "0123456789abcdef0123456789abcdef";
    delivery.address = "https://oa.example.gov.cn/jobs";
    delivery.attempt = number;
    return attempt_delivery(policy, network, delivery, R"({"id":"j1","state":"done"})",
                            "1743494400");
  }
  Attempt attempt_answered(int status, unsigned number = 1, std::chrono::seconds retry_after = 0s) {
    network.answer = Network::Answer{.status = status, .retry_after = retry_after};
    return attempt(number);
  }

  FakeNetwork network;
  WebhookPolicy policy{
      .origins = {"https://oa.example.gov.cn"}, .networks = {}, .secret = "a secret of the test"};
};

TEST_F(AttemptDelivery, CallsTheAddressItChecked) {
  EXPECT_TRUE(attempt().taken);
  EXPECT_EQ(network.hosts, std::vector<std::string>{"oa.example.gov.cn"});  // once
  ASSERT_EQ(network.calls.size(), 1U);
  const Network::Call& call = network.calls[0];
  EXPECT_EQ(call.ip, "1.1.1.1");
  EXPECT_EQ(call.address, "https://oa.example.gov.cn/jobs");
  EXPECT_EQ(call.patience, 10s);
  const std::map<std::string, std::string> fields(call.fields.begin(), call.fields.end());
  EXPECT_EQ(fields.at("Content-Type"), "application/json");
  EXPECT_EQ(fields.at("X-Tongbao-Event"), "0123456789abcdef0123456789abcdef");
  EXPECT_EQ(fields.at("X-Tongbao-Timestamp"), "1743494400");
  EXPECT_EQ(fields.at("X-Tongbao-Signature"),
            "sha256=4d351bf198ab7e8b40de3991e9fb103ec0bb51642e7c1d89079f25a2dc16e834");
}

TEST_F(AttemptDelivery, SendsNothingWhereAnyAddressIsNotAllowed) {
  for (const char* ip : {"127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fe80::1", "fd00::1",
                         "::ffff:127.0.0.1", "64:ff9b::a00:1", "100.64.0.1", "224.0.0.1"}) {
    network.ips = {"1.1.1.1", ip};
    const Attempt refused = attempt();
    EXPECT_FALSE(refused.taken) << ip;
    EXPECT_EQ(refused.pause, 5s) << ip;
  }
  EXPECT_TRUE(network.calls.empty());
}

TEST_F(AttemptDelivery, SeesANameThatComesToMeanAnother) {
  EXPECT_TRUE(attempt().taken);
  network.ips = {"127.0.0.1"};
  EXPECT_FALSE(attempt().taken);
  EXPECT_EQ(network.calls.size(), 1U);
}

TEST_F(AttemptDelivery, CallsNothingThatIsNoLongerListed) {
  policy.origins = {"https://other.example.gov.cn"};
  EXPECT_FALSE(attempt().taken);
  EXPECT_TRUE(network.hosts.empty());
  EXPECT_TRUE(network.calls.empty());
}

TEST_F(AttemptDelivery, TakesOneAddressAfterTheOther) {
  network.ips = {"1.1.1.1", "2400:3200::1"};
  for (const unsigned number : {1U, 2U, 3U}) EXPECT_TRUE(attempt(number).taken);
  EXPECT_EQ(network.calls[0].ip, "1.1.1.1");
  EXPECT_EQ(network.calls[1].ip, "2400:3200::1");
  EXPECT_EQ(network.calls[2].ip, "1.1.1.1");
}

TEST_F(AttemptDelivery, TriesForThreeDays) {
  const std::vector<std::chrono::milliseconds> first = {5s, 30s, 2min, 10min, 1h};
  std::chrono::milliseconds sum{0};
  for (unsigned number = 1; number <= 16; ++number) {
    const Attempt failed = attempt_answered(500, number);
    EXPECT_EQ(failed.pause, number <= 5 ? first[number - 1] : 6h) << number;
    EXPECT_EQ(failed.reason, "answered 500");
    sum += failed.pause.value_or(0ms);
  }
  EXPECT_GT(sum, 48h);
  EXPECT_LT(sum, 72h);
  EXPECT_FALSE(attempt_answered(500, 17).pause);
  network.answer.reset();
  EXPECT_EQ(attempt(16).pause, 6h);
  EXPECT_EQ(attempt(16).reason, "Connection refused");
  EXPECT_FALSE(attempt(17).pause);
}

TEST_F(AttemptDelivery, TakesARedirectForAClearNo) {
  for (const int status : {301, 302, 303, 307, 308, 304, 400, 401, 403, 404, 422}) {
    EXPECT_EQ(attempt_answered(status, 4).pause, 10min) << status;
    EXPECT_FALSE(attempt_answered(status, 5).pause) << status;
  }
  EXPECT_FALSE(attempt_answered(410, 1).pause);
  for (const int status : {408, 425, 429, 500, 502, 503, 504}) {
    EXPECT_EQ(attempt_answered(status, 5).pause, 1h) << status;
  }
  for (const int status : {200, 201, 202, 204}) EXPECT_TRUE(attempt_answered(status).taken);
}

TEST_F(AttemptDelivery, WaitsAsLongAsItIsAskedToWithinBounds) {
  EXPECT_EQ(attempt_answered(503, 1, 120s).pause, 120s);
  EXPECT_EQ(attempt_answered(429, 1, 1s).pause, 5s);
  EXPECT_EQ(attempt_answered(503, 1, 1000h).pause, 6h);
}

TEST_F(AttemptDelivery, TriesAgainWhereTheHostHasNoAddressNow) {
  network.ips.clear();
  EXPECT_EQ(attempt(16).pause, 6h);
}

}  // namespace
}  // namespace tongbao::jobs

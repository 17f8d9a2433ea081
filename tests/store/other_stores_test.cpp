#include <thread>

#include <gmock/gmock.h>

#include "store/delivery_store.h"
#include "store/key_store.h"
#include "store/store_fixture.h"
#include "store/template_store.h"

namespace tongbao::store {

namespace {

class DeliveryStoreTest : public StoreTest {
 protected:
  DeliveryStoreTest() : deliveries(database) {}
  std::string ended_job() {
    NewJob job = job_of(1);
    job.webhook = "https://oa.example.gov.cn/hook";
    const std::string id = jobs.accept(job, many).value().id;
    EXPECT_EQ(jobs.finish(claim().value(), made()).value(), Standing::held);
    return id;
  }
  DeliveryStore deliveries;
};

TEST_P(DeliveryStoreTest, AJobThatEndsMakesItsCallDue) {
  EXPECT_EQ(deliveries.claim(1min).value(), std::nullopt);
  const std::string id = ended_job();
  const Delivery due = deliveries.claim(1min).value().value();
  EXPECT_EQ(due.event.size(), 32U);
  EXPECT_EQ(due.job, id);
  EXPECT_EQ(due.address, "https://oa.example.gov.cn/hook");
  EXPECT_EQ(due.attempt, 1U);
  EXPECT_EQ(deliveries.claim(1min).value(), std::nullopt);
  EXPECT_EQ(deliveries.settle(due).value(), Standing::held);
  EXPECT_EQ(deliveries.settle(due).value(), Standing::lost);
  EXPECT_EQ(jobs.counts().value().deliveries_due, 0U);
}

TEST_P(DeliveryStoreTest, AJobWithoutWebhookMakesNone) {
  accept(1);
  EXPECT_EQ(jobs.finish(claim().value(), made()).value(), Standing::held);
  EXPECT_EQ(deliveries.claim(1min).value(), std::nullopt);
}

TEST_P(DeliveryStoreTest, WhoCrashesLeavesItToOthers) {
  ended_job();
  const Delivery first = deliveries.claim(1ms).value().value();
  std::this_thread::sleep_for(5ms);
  const Delivery second = deliveries.claim(1min).value().value();
  EXPECT_EQ(second.event, first.event);
  EXPECT_EQ(second.attempt, 2U);
  EXPECT_EQ(deliveries.settle(first).value(), Standing::lost);
  EXPECT_EQ(deliveries.postpone(first, 0ms, "late").value(), Standing::lost);
  EXPECT_EQ(deliveries.settle(second).value(), Standing::held);
}

TEST_P(DeliveryStoreTest, WhatIsPostponedIsDueAgainAfterItsPause) {
  ended_job();
  const Delivery first = deliveries.claim(1min).value().value();
  EXPECT_EQ(deliveries.postpone(first, 200ms, "503").value(), Standing::held);
  EXPECT_EQ(deliveries.claim(1min).value(), std::nullopt);
  EXPECT_EQ(jobs.counts().value().deliveries_due, 0U);
  std::this_thread::sleep_for(220ms);
  EXPECT_EQ(deliveries.claim(1min).value().value().attempt, 2U);
  EXPECT_EQ(fresh.run("SELECT reason FROM deliveries"), "503\n");
}

TONGBAO_ON_BOTH_STORES(DeliveryStoreTest);

class KeyStoreTest : public StoreTest {};

TEST_P(KeyStoreTest, KeysAreKeptAndRevokedOnce) {
  KeyStore keys(database);
  StoredKey key{.id = "0123456789ab",
                .name = "公文系统",
                .secret = sha256("secret"),
                .scopes = "render,check",
                .requests_per_minute = 60,
                .concurrency = 4};
  EXPECT_TRUE(keys.add(key));
  EXPECT_TRUE(keys.add(key));  // said twice
  StoredKey other = key;
  other.secret = sha256("other");
  EXPECT_EQ(code_of(keys.add(other).error()), "store.keyExists");
  std::this_thread::sleep_for(2ms);
  other.id = "000000000000";
  EXPECT_TRUE(keys.add(other));

  EXPECT_TRUE(keys.revoke(key.id).value());
  EXPECT_FALSE(keys.revoke(key.id).value());
  EXPECT_FALSE(keys.revoke("unknown").value());

  const std::vector<StoredKey> all = KeyStore(fresh.open()).all().value();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].id, key.id);
  EXPECT_EQ(all[0].name, "公文系统");
  EXPECT_EQ(all[0].secret, key.secret);
  EXPECT_EQ(all[0].scopes, "render,check");
  EXPECT_EQ(all[0].requests_per_minute, 60U);
  EXPECT_EQ(all[0].concurrency, 4U);
  EXPECT_GT(all[0].created_at, 1'700'000'000'000);
  EXPECT_GE(all[0].revoked_at.value(), all[0].created_at);
  EXPECT_EQ(all[1].revoked_at, std::nullopt);
}

TONGBAO_ON_BOTH_STORES(KeyStoreTest);

class TemplateStoreTest : public StoreTest {
 protected:
  TemplateStoreTest() : templates(database) {}
  TemplateStore templates;
};

TEST_P(TemplateStoreTest, VersionsCountFromOneAndStay) {
  EXPECT_EQ(templates.count().value(), 0U);
  EXPECT_TRUE(templates.add("notice", "<a/>", "key").value().is_new);
  const auto again = templates.add("notice", "<a/>", "key").value();
  EXPECT_EQ(again.version, 1U);
  EXPECT_FALSE(again.is_new);
  EXPECT_EQ(templates.add("ledger", "<a/>", "").value().version, 1U);
  EXPECT_EQ(templates.add("notice", "<b/>", "key").value().version, 2U);
  EXPECT_EQ(templates.add("notice", "<a/>", "key").value().version, 3U);  // the old text again
  EXPECT_EQ(templates.count().value(), 4U);

  const auto all = templates.added_since(0).value();
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[0].id, "notice");
  EXPECT_EQ(all[0].version, 1U);
  EXPECT_EQ(all[0].xml, "<a/>");
  EXPECT_EQ(all[0].author, "key");
  EXPECT_GT(all[0].created_at, 1'700'000'000'000);
  EXPECT_EQ(all[1].id, "ledger");
  const auto later = templates.added_since(3).value();
  ASSERT_EQ(later.size(), 1U);
  EXPECT_EQ(later[0].version, 3U);
  EXPECT_TRUE(templates.added_since(4).value().empty());
}

TEST_P(TemplateStoreTest, TenThousandVersionsAreEnough) {
  EXPECT_EQ(templates.add("notice", "<a/>", "").value().version, 1U);
  fresh.run("UPDATE templates SET version = 10000");
  EXPECT_EQ(code_of(templates.add("notice", "<b/>", "").error()), "store.tooManyVersions");
  EXPECT_EQ(templates.add("notice", "<a/>", "").value().version, 10000U);
  EXPECT_EQ(templates.add("other", "<b/>", "").value().version, 1U);
}

TEST_P(TemplateStoreTest, WhoeverAddsAtTheSameTimeGetsVersionsOfHisOwn) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([this, i] {
      TemplateStore another(fresh.open());
      for (int k = 0; k < 10; ++k) {
        EXPECT_TRUE(another.add("notice", std::to_string(i) + "/" + std::to_string(k), ""));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const auto all = templates.added_since(0).value();
  ASSERT_EQ(all.size(), 40U);
  for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(all[i].version, i + 1);
}

TONGBAO_ON_BOTH_STORES(TemplateStoreTest);

}  // namespace

}  // namespace tongbao::store

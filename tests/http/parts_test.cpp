// The parts that need no connection.
#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>

#include "http/negotiation.h"
#include "http/pace.h"
#include "http/reply.h"
#include "http/routes.h"
#include "http/status.h"
#include "http/storage.h"
#include "http/worker_pool.h"

namespace tongbao::http {
namespace {

using namespace std::chrono_literals;

TEST(Negotiation, TheMostSpecificRangeDecides) {
  const std::vector<std::string_view> offered = {"application/pdf", "text/plain"};
  EXPECT_EQ(choose_media_type("", offered), 0U);
  EXPECT_EQ(choose_media_type("*/*", offered), 0U);
  EXPECT_EQ(choose_media_type("text/*", offered), 1U);
  EXPECT_EQ(choose_media_type("*/*, application/pdf;q=0.5", offered), 1U);
  EXPECT_EQ(choose_media_type("application/pdf;q=0, */*;q=0.1", offered), 1U);
  EXPECT_EQ(choose_media_type("TEXT/PLAIN ; q=0.3 , application/pdf;q=0.2", offered), 1U);
  EXPECT_EQ(choose_media_type("image/png", offered), std::nullopt);
  EXPECT_EQ(choose_media_type("application/pdf;q=nonsense", offered), std::nullopt);
  EXPECT_EQ(choose_media_type(",;q=1,,/,*", offered), std::nullopt);
}

TEST(Negotiation, Languages) {
  EXPECT_EQ(choose_language("", Language::en), Language::en);
  EXPECT_EQ(choose_language("en-US,zh;q=0.9", Language::zh), Language::en);
  EXPECT_EQ(choose_language("en;q=0.2,zh-Hant-TW;q=0.9", Language::en), Language::zh);
  EXPECT_EQ(choose_language("en;q=0", Language::zh), Language::zh);
  EXPECT_EQ(choose_language("english", Language::zh), Language::zh);
}

TEST(Negotiation, MediaTypes) {
  const auto type = parse_media_type("Application/JSON; Charset=\"UTF-8\"");
  ASSERT_TRUE(type);
  EXPECT_EQ(type->essence, "application/json");
  EXPECT_EQ(type->charset, "utf-8");
  EXPECT_FALSE(parse_media_type(""));
  EXPECT_FALSE(parse_media_type("json"));
  EXPECT_FALSE(parse_media_type("a b/c"));
}

TEST(Status, OfCodesAndOfSeveral) {
  EXPECT_EQ(status_of("json.syntax"), 400);
  EXPECT_EQ(status_of("json.tooLarge"), 413);
  EXPECT_EQ(status_of("record.badDate"), 422);
  EXPECT_EQ(status_of("layout.missingGlyph"), 422);
  EXPECT_EQ(status_of("file.unwritable"), 500);
  EXPECT_EQ(status_of("jsonx.syntax"), 500);
  const auto error = [](const char* code, Severity severity = Severity::error) {
    return Diagnostic{.code = code, .severity = severity, .where = {}, .message = {}, .hint = {}};
  };
  EXPECT_EQ(status_of(Diagnostics{error("record.badDate"), error("json.utf8")}), 400);
  EXPECT_EQ(status_of(Diagnostics{error("record.badDate"), error("file.x", Severity::note)}), 422);
  EXPECT_EQ(status_of(Diagnostics{error("record.badDate"), error("file.x")}), 500);
}

TEST(Status, OnlyATryLaterHasATime) {
  EXPECT_GT(retry_after(503), 0);
  EXPECT_GT(retry_after(429), 0);
  EXPECT_EQ(retry_after(422), 0);
}

TEST(Reply, ValuesWithControlsAreLeftOut) {
  Reply reply = json_reply("{}");
  reply.fields = {{"X-Good", "a b"}, {"X-Evil", "a\r\nX-More: b"}};
  const std::string bytes = serialize_head(reply, {.request_id = "r"});
  EXPECT_NE(bytes.find("\r\nX-Good: a b\r\n"), std::string::npos);
  EXPECT_EQ(bytes.find("X-Evil"), std::string::npos);
  EXPECT_EQ(bytes.find("X-More"), std::string::npos);
}

TEST(Reply, FileNames) {
  EXPECT_EQ(content_disposition("report 1.pdf", "notice.pdf"),
            "attachment; filename=\"report 1.pdf\"; filename*=UTF-8''report%201.pdf");
  EXPECT_EQ(content_disposition("é.pdf", "notice.pdf"),
            "attachment; filename=\"notice.pdf\"; filename*=UTF-8''%C3%A9.pdf");
}

TEST(Routes, EveryHandlerIsReachedByItsPattern) {
  for (const Route& route : routes()) {
    std::string path(route.pattern);
    std::vector<std::string> names;
    for (auto open = path.find('{'); open != std::string::npos; open = path.find('{')) {
      path.replace(open, path.find('}') - open + 1, "%E5%8F%B0%E8%B4%A6");
      names.emplace_back("台账");
    }
    const auto match = find_route(route.method, path);
    ASSERT_TRUE(match) << route.pattern;
    EXPECT_EQ(match->route, &route);
    EXPECT_EQ(match->names, names);
  }
}

TEST(Routes, QueriesAreDecoded) {
  const auto query = parse_query("a=%E5%8F%B0+b&&c", {{"a", {}}, {"c", {}}});
  ASSERT_TRUE(query);
  EXPECT_EQ(query->at("a"), "台 b");
  EXPECT_EQ(query->at("c"), "");
}

bool stays() {
  return false;
}

TEST(WorkerPool, ThrowsWhatItsWorkThrows) {
  WorkerPool pool(1, 1);
  const Deadline deadline = Clock::now() + 10s;
  EXPECT_THROW((void)pool.run([](const auto&) { throw std::runtime_error("x"); }, deadline, stays),
               std::runtime_error);
  EXPECT_EQ(pool.run([](const auto&) {}, deadline, stays), Outcome::done);
}

TEST(WorkerPool, WorkThatCameTooLateIsNeverBegun) {
  std::atomic<bool> begun = false;
  std::atomic<bool> release = false;
  {
    WorkerPool pool(1, 1);
    std::jthread first([&] {
      (void)pool.run(
          [&](const std::stop_token&) {
            while (!release) std::this_thread::sleep_for(1ms);
          },
          Clock::now() + 20s, stays);
    });
    while (pool.run([&](const auto&) { begun = true; }, Clock::now() + 50ms, stays) ==
           Outcome::done)
      begun = false;
    release = true;
    first.join();
    EXPECT_EQ(pool.run([](const auto&) {}, Clock::now() + 20s, stays), Outcome::done);
  }
  EXPECT_FALSE(begun);
}

TEST(WorkerPool, AbandonFreesItsCallers) {
  std::atomic<bool> release = false;
  WorkerPool pool(1, 1);
  std::jthread abandoning([&] {
    std::this_thread::sleep_for(50ms);
    pool.abandon();
  });
  EXPECT_EQ(pool.run(
                [&](const std::stop_token&) {
                  while (!release) std::this_thread::sleep_for(1ms);
                },
                Clock::now() + 20s, stays),
            Outcome::abandoned);
  EXPECT_EQ(pool.run([](const auto&) {}, Clock::now() + 20s, stays), Outcome::abandoned);
  release = true;
}

TEST(WorkerPool, StopsWorkThatNobodyWaitsFor) {
  std::atomic<int> stopped = 0;
  const auto until_stopped = [&](const std::stop_token& stop) {
    while (!stop.stop_requested()) std::this_thread::sleep_for(1ms);
    ++stopped;
  };
  {
    WorkerPool pool(2, 2);
    EXPECT_EQ(pool.run(until_stopped, Clock::now() + 20s, [] { return true; }), Outcome::left);
    EXPECT_EQ(pool.run(until_stopped, Clock::now() + 20ms, stays), Outcome::late);
    std::jthread abandoning([&] {
      std::this_thread::sleep_for(20ms);
      pool.abandon();
    });
    EXPECT_EQ(pool.run(until_stopped, Clock::now() + 20s, stays), Outcome::abandoned);
  }
  EXPECT_EQ(stopped, 3);
}

TEST(Pace, WhatFlowsIsNotCut) {
  const Deadline begun = Clock::now();
  Pace pace(10s, begun);
  EXPECT_EQ(pace.deadline(), begun + 10s);
  pace.moved(1 << 20);  // 16 times 64 KiB: 16 s more, but no more than 10 s from now
  EXPECT_GE(pace.deadline(), begun + 10s);
  EXPECT_LE(pace.deadline(), Clock::now() + 10s);
}

TEST(Pace, WhatDripsIs) {
  const Deadline begun = Clock::now() - 9s;
  Pace pace(10s, begun);
  for (int i = 0; i < 100; ++i) pace.moved(1);  // too little for a second together
  EXPECT_LT(pace.deadline(), begun + 11s);
  pace.moved(64 << 10);
  EXPECT_GE(pace.deadline(), begun + 11s);
}

TEST(Storage, GivesNoMoreThanItsQuota) {
  Storage storage({}, 100, [](const auto&) { return std::uint64_t{1} << 40; });
  {
    Storage::Share first(storage);
    EXPECT_TRUE(first.grow(60));
    Storage::Share second(storage);
    EXPECT_FALSE(second.grow(41));
    EXPECT_TRUE(second.grow(40));
    EXPECT_FALSE(first.grow(1));
    second.set(10);
    EXPECT_TRUE(first.grow(30));
    EXPECT_EQ(storage.taken(), 100U);
    second.set(500);  // a document has the size it has
    EXPECT_FALSE(first.grow(1));
  }
  EXPECT_EQ(storage.taken(), 0U);
}

TEST(Storage, LeavesTheDiskSomeRoom) {
  std::uint64_t free = (std::uint64_t{64} << 20) + 10;
  Storage storage({}, 1000, [&](const auto&) { return free; });
  Storage::Share share(storage);
  EXPECT_FALSE(share.grow(11));
  EXPECT_TRUE(share.grow(10));
  EXPECT_TRUE(storage.has_space());
  free -= 11;
  EXPECT_FALSE(storage.has_space());
  EXPECT_FALSE(share.grow(0));
}

}  // namespace
}  // namespace tongbao::http

// Who is let in, and how often.
#include "access/gate.h"

#include <algorithm>
#include <regex>
#include <set>
#include <thread>

#include <gtest/gtest.h>

namespace tongbao::access {
namespace {

using namespace std::chrono_literals;

TEST(NewKeys, AreRandomAndKeptAsADigest) {
  std::set<std::string> texts;
  for (int i = 0; i < 100; ++i) {
    const NewKey key = make_key("upstream", {Scope::render, Scope::check}, 60, 4);
    EXPECT_TRUE(std::regex_match(key.text, std::regex("tb_[0-9a-f]{12}_[0-9a-f]{64}")));
    EXPECT_EQ(key.text.substr(3, 12), key.stored.id);
    EXPECT_EQ(key.stored.secret, sha256(key.text.substr(16)));
    EXPECT_EQ(key.stored.scopes, "render,check");
    EXPECT_EQ(key.stored.requests_per_minute, 60U);
    EXPECT_EQ(key.stored.concurrency, 4U);
    texts.insert(key.text);
  }
  EXPECT_EQ(texts.size(), 100U);
}

TEST(ScopeNames, AreReadStrictly) {
  EXPECT_EQ(parse_scopes("render,check"), (Scopes{Scope::render, Scope::check}));
  for (const char* const wrong : {"", ",", "render,", "none", "render, check", "Render", "all"}) {
    EXPECT_FALSE(parse_scopes(wrong)) << wrong;
  }
  EXPECT_TRUE(allows({Scope::admin}, Scope::templates));
  EXPECT_FALSE(allows({Scope::render}, Scope::check));
  EXPECT_TRUE(allows({}, Scope::none));
}

class AccessGate : public testing::Test {
 protected:
  // A gate over `stored`, with a clock that stands until it is moved.
  Gate& gate() {
    if (!gate_) {
      settings.now = [this] { return now; };
      gate_ = std::make_unique<Gate>(settings, [this]() -> Result<std::vector<store::StoredKey>> {
        ++readings;
        if (away) return failure(Diagnostic{.code = "store.unavailable"});
        return stored;
      });
    }
    return *gate_;
  }

  std::string add(const Scopes& scopes, std::uint32_t per_minute = 0,
                  std::uint32_t concurrency = 0) {
    const NewKey key = make_key("k", scopes, per_minute, concurrency);
    stored.push_back(key.stored);
    return "Bearer " + key.text;
  }

  // "" where it is let in.
  std::string code(const std::optional<std::string>& authorization, Scope wanted = Scope::render) {
    const auto pass = gate().admit(authorization, wanted);
    return pass ? "" : pass.error().error.code;
  }

  GateSettings settings;
  std::vector<store::StoredKey> stored;
  bool away = false;
  int readings = 0;
  std::chrono::steady_clock::time_point now{1000h};

 private:
  std::unique_ptr<Gate> gate_;
};

TEST_F(AccessGate, AKeyOpensWhatItsScopesSay) {
  const std::string key = add({Scope::render});
  EXPECT_EQ(code(key), "");
  EXPECT_EQ(code(key, Scope::check), "access.scopeMissing");
  EXPECT_EQ(code(key, Scope::none), "");
  const std::string admin = add({Scope::admin});
  now += 2s;
  for (const Scope scope : {Scope::render, Scope::check, Scope::jobs, Scope::templates}) {
    EXPECT_EQ(code(admin, scope), "");
  }
  const auto pass = gate().admit(key, Scope::render);
  ASSERT_TRUE(pass);
  EXPECT_EQ(pass->key_id(), key.substr(10, 12));
  EXPECT_FALSE(pass->is_admin());
  EXPECT_TRUE(gate().admit(admin, Scope::render)->is_admin());
}

TEST_F(AccessGate, WhateverIsNoKeyIsUnknown) {
  const std::string key = add({Scope::render});
  EXPECT_EQ(code(std::nullopt), "access.keyRequired");
  std::string other_secret = key;
  other_secret.back() = other_secret.back() == '0' ? '1' : '0';
  std::string other_id = key;
  other_id[10] = other_id[10] == '0' ? '1' : '0';
  std::string upper = key;
  std::transform(upper.begin() + 10, upper.end(), upper.begin() + 10,
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  for (const std::string& wrong :
       {std::string(), std::string("Bearer"), std::string("Bearer "), key.substr(7),
        "Basic " + key.substr(7), key + "0", key.substr(0, key.size() - 1), key + ", " + key,
        key + " ", std::string(30'000, 'x'), "Bearer " + std::string(80, '\0'), other_secret,
        other_id, upper}) {
    EXPECT_EQ(code(wrong), "access.keyUnknown") << wrong.substr(0, 200);
  }
  EXPECT_EQ(code("bearer  " + key.substr(7)), "");
}

TEST_F(AccessGate, KeysMadeAndRevokedAreKnownAfterTwoSeconds) {
  const std::string first = add({Scope::render});
  EXPECT_EQ(code(first), "");
  const std::string second = add({Scope::render});
  stored[0].revoked_at = 1;
  now += 1999ms;
  EXPECT_EQ(code(first), "");
  EXPECT_EQ(code(second), "access.keyUnknown");
  now += 1ms;
  EXPECT_EQ(code(first), "access.keyUnknown");
  EXPECT_EQ(code(second), "");
  EXPECT_EQ(readings, 2);
}

TEST_F(AccessGate, WhileTheStoreIsAwayTheLastListGoesOn) {
  const std::string key = add({Scope::render});
  EXPECT_EQ(code(key), "");
  away = true;
  now += 1h;
  EXPECT_EQ(code(key), "");
  EXPECT_EQ(code(std::nullopt), "access.keyRequired");
}

TEST_F(AccessGate, WithoutAnyListNobodyIsLetIn) {
  settings.required = false;
  away = true;
  EXPECT_EQ(code(std::nullopt), "access.notReady");
  EXPECT_EQ(code(std::nullopt, Scope::none), "");
  away = false;
  now += 2s;
  EXPECT_EQ(code(std::nullopt), "");
}

TEST_F(AccessGate, NobodyNeedsAKeyUntilOneIsMade) {
  settings.required = false;
  const auto pass = gate().admit(std::nullopt, Scope::templates);
  ASSERT_TRUE(pass);
  EXPECT_EQ(pass->key_id(), "");
  EXPECT_TRUE(pass->is_admin());
  EXPECT_EQ(code("Bearer nonsense"), "access.keyUnknown");
  const std::string key = add({Scope::render});
  now += 2s;
  EXPECT_EQ(code(std::nullopt), "access.keyRequired");
  EXPECT_EQ(code(key), "");
  stored[0].revoked_at = 1;
  now += 2s;
  EXPECT_EQ(code(std::nullopt), "access.keyRequired");
}

// 60 a minute: one a second, and six at once.
TEST_F(AccessGate, ARateIsKept) {
  const std::string key = add({Scope::render}, 60);
  for (int i = 0; i < 6; ++i) EXPECT_EQ(code(key), "");
  const auto refused = gate().admit(key, Scope::render);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().error.code, "access.rateExceeded");
  EXPECT_EQ(refused.error().retry_after, 1U);
  now += 999ms;
  EXPECT_EQ(code(key), "access.rateExceeded");
  now += 1ms;
  EXPECT_EQ(code(key), "");
  EXPECT_EQ(code(key), "access.rateExceeded");
  now += 1h;
  for (int i = 0; i < 6; ++i) EXPECT_EQ(code(key), "");
  EXPECT_EQ(code(key), "access.rateExceeded");
}

TEST_F(AccessGate, ALowRateTellsHowLongToWait) {
  const std::string key = add({Scope::render}, 2);
  EXPECT_EQ(code(key), "");
  EXPECT_EQ(gate().admit(key, Scope::render).error().retry_after, 30U);
}

TEST_F(AccessGate, ConcurrencyIsCounted) {
  const std::string key = add({Scope::render}, 0, 2);
  auto first = gate().admit(key, Scope::render);
  const auto second = gate().admit(key, Scope::render);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(code(key), "access.tooManyAtOnce");
  now += 10s;  // the list is read again meanwhile
  EXPECT_EQ(code(key), "access.tooManyAtOnce");
  *first = Gate::Pass();
  EXPECT_EQ(code(key), "");
}

TEST_F(AccessGate, ManyThreads) {
  settings.refresh = 0ms;
  const std::string key = add({Scope::render}, 0, 3);
  gate();
  std::atomic<int> most = 0;
  std::atomic<int> running = 0;
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 8; ++thread) {
      threads.emplace_back([&] {
        for (int i = 0; i < 500; ++i) {
          const auto pass = gate().admit(key, Scope::render);
          if (!pass) continue;
          const int now_running = ++running;
          for (int seen = most;
               seen < now_running && !most.compare_exchange_weak(seen, now_running);) {
          }
          --running;
        }
      });
    }
  }
  EXPECT_LE(most, 3);
  EXPECT_EQ(code(key), "");
}

}  // namespace
}  // namespace tongbao::access

// Keys at the door, and documents in the audit log.
#include <chrono>
#include <fstream>
#include <thread>

#include "base/file.h"
#include "http/routes.h"
#include "http/server_fixture.h"

namespace tongbao::http {
namespace {

using namespace std::chrono_literals;
using access::Scope;
using access::Scopes;

constexpr std::string_view json_type = "application/json";

class Access : public ServerTest {
 protected:
  // The field that sends a new key.
  std::string add(const Scopes& scopes, std::uint32_t per_minute = 0,
                  std::uint32_t concurrency = 0) {
    const access::NewKey key = access::make_key("k", scopes, per_minute, concurrency);
    stored.push_back(key.stored);
    return field_of(key);
  }
  static std::string field_of(const access::NewKey& key) {
    return "Authorization: Bearer " + key.text + "\r\n";
  }
  void start_with_keys() {
    keys = std::make_shared<access::Gate>(
        access::GateSettings{},
        [this]() -> Result<std::vector<store::StoredKey>> { return stored; });
    start();
  }
  Response ask_route(const Route& route, const std::string& fields) {
    std::string target(route.pattern);
    if (const std::size_t open = target.find('{'); open != std::string::npos) {
      target.replace(open, target.find('}') - open + 1, "notice");
    }
    return ask(request_text(route.method, target, fields + "Content-Type: application/json\r\n",
                            route.method == "POST" ? "{}" : ""));
  }

  std::vector<store::StoredKey> stored;
};

TEST_F(Access, EveryRouteWantsItsScope) {
  std::map<Scope, std::string> only;
  std::map<Scope, std::string> all_but;
  const Scopes usual = {Scope::render, Scope::check, Scope::jobs, Scope::templates};
  for (const Scope scope : usual) {
    only[scope] = add({scope});
    Scopes others = usual;
    others.erase(scope);
    all_but[scope] = add(others);
  }
  const std::string admin = add({Scope::admin});
  access::NewKey revoked = access::make_key("revoked", {Scope::admin}, 0, 0);
  revoked.stored.revoked_at = 1;
  stored.push_back(revoked.stored);
  const std::string unknown = field_of(access::make_key("unknown", {Scope::admin}, 0, 0));
  start_with_keys();
  for (const Route& route : routes()) {
    SCOPED_TRACE(std::string(route.method) + " " + std::string(route.pattern));
    if (route.scope == Scope::none) {
      EXPECT_LT(ask_route(route, "").status, 400);
      EXPECT_LT(ask_route(route, unknown).status, 400);
      continue;
    }
    const Response nobody = ask_route(route, "");
    EXPECT_EQ(nobody.status, 401);
    EXPECT_EQ(nobody.codes(), "access.keyRequired");
    EXPECT_EQ(nobody.field("WWW-Authenticate"), "Bearer");
    for (const std::string& wrong : {unknown, field_of(revoked)}) {
      const Response refused = ask_route(route, wrong);
      EXPECT_EQ(refused.status, 401);
      EXPECT_EQ(refused.codes(), "access.keyUnknown");
      EXPECT_EQ(refused.field("WWW-Authenticate"), "Bearer");
    }
    if (usual.contains(route.scope)) {
      const Response refused = ask_route(route, all_but[route.scope]);
      EXPECT_EQ(refused.status, 403);
      EXPECT_EQ(refused.codes(), "access.scopeMissing");
      const int status = ask_route(route, only[route.scope]).status;
      EXPECT_TRUE(status != 401 && status != 403) << status;
    }
    const int status = ask_route(route, admin).status;
    EXPECT_TRUE(status != 401 && status != 403) << status;
  }
}

TEST_F(Access, DecidedBeforeTheBodyIsRead) {
  add({Scope::render});
  start_with_keys();
  RawClient client(server().port());
  client.send(
      "POST /v1/render/notice HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
      "Expect: 100-continue\r\nContent-Length: 20000000\r\n\r\n");
  const Response refused = client.read();
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(refused.field("Connection"), "close");
}

TEST_F(Access, TheLogHasTheKeysIdAndNeverTheKey) {
  const std::string field = add({Scope::render});
  const std::string secret = field.substr(field.rfind('_') + 1, 64);
  start_with_keys();
  std::string said;
  const std::string wrong = "Authorization: Bearer tb_0123456789ab_" + secret + "\r\n";
  for (const std::string& fields : {field, wrong}) {
    said += post("/v1/render/notice", json_type, "{}", fields + "X-Operator: 张三\r\n").body;
  }
  const auto lines = log(2);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].at("key"), stored[0].id);
  EXPECT_EQ(lines[0].at("operator"), "张三");
  EXPECT_EQ(lines[1].at("status"), 401);
  EXPECT_FALSE(lines[1].contains("key"));
  for (const auto& line : lines) said += line.dump();
  EXPECT_EQ(said.find(secret), std::string::npos);
}

TEST_F(Access, OperatorsThatCouldForgeALog) {
  start();
  const std::string two_hundred = [] {
    std::string text;
    for (int i = 0; i < 200; ++i) text += "张";
    return text;
  }();
  EXPECT_EQ(get("/v1/templates", "X-Operator: " + two_hundred + "\r\n").status, 200);
  for (const std::string& wrong :
       {two_hundred + "张", std::string("a\tb"), std::string("\xff"), std::string("\xc2\x85"),
        std::string("\xe2\x80\xa8"), std::string("a\r\nX-Operator: b")}) {
    const Response refused = get("/v1/templates", "X-Operator: " + wrong + "\r\n");
    EXPECT_EQ(refused.status, 400) << wrong;
    EXPECT_EQ(refused.codes(), "http.badHeader");
  }
}

TEST_F(Access, ARateIsKeptAndToldHowLong) {
  const std::string field = add({Scope::render}, 2);
  start_with_keys();
  EXPECT_EQ(get("/v1/templates", field).status, 200);
  const Response refused = get("/v1/templates", field);
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.codes(), "access.rateExceeded");
  const int wait = std::stoi(refused.field("Retry-After"));
  EXPECT_TRUE(wait >= 29 && wait <= 30) << wait;
  EXPECT_EQ(get("/healthz", field).status, 200);
}

TEST_F(Access, RequestsAtOnceAreCounted) {
  const std::string field = add({Scope::render}, 0, 1);
  rendering->gate->shut();
  start_with_keys();
  RawClient running(server().port());
  running.send(request_text("POST", "/v1/render/notice",
                            field + "Content-Type: application/json\r\n", "{}"));
  rendering->gate->wait_for_arrivals(1);
  const Response refused = get("/v1/templates", field);
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.codes(), "access.tooManyAtOnce");
  EXPECT_EQ(refused.field("Retry-After"), "1");
  rendering->gate->open();
  EXPECT_EQ(running.read().status, 200);
  int status = 0;
  for (int i = 0; i < 100 && status != 200; ++i) status = get("/v1/templates", field).status;
  EXPECT_EQ(status, 200);
}

class Audited : public Access {
 protected:
  void start_with_audit() {
    audit = *audit::Log::open(folder.path(), "node", "1");
    start();
  }
  std::vector<nlohmann::json> entries() const {
    std::ifstream file(folder.path() / "node.jsonl");
    std::vector<nlohmann::json> found;
    for (std::string line; std::getline(file, line);) found.push_back(nlohmann::json::parse(line));
    return found;
  }

  TemporaryFolder folder;
};

TEST_F(Audited, EveryDocumentIsEnteredWithWhatItWasMadeFrom) {
  const std::string small = "{\"a\":1}";
  const std::string large = '"' + std::string(3'000'000, 'x') + '"';  // more than stays in memory
  const std::string stream = "{}\n{}\n";
  start_with_audit();
  std::vector<std::string> etags;
  etags.push_back(post("/v1/render/notice?format=layout", json_type, small,
                       "X-Request-Id: r1\r\nX-Operator: 张三\r\n")
                      .field("ETag"));
  etags.push_back(post("/v1/render/notice", json_type, large).field("ETag"));
  etags.push_back(post("/v1/render/ledger", "application/x-ndjson", stream).field("ETag"));
  etags.push_back(
      ask("POST /v1/render/notice HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
          "Transfer-Encoding: chunked\r\n\r\n2\r\n{\"\r\n6\r\na\":1}\n\r\n0\r\n\r\n")
          .field("ETag"));
  const auto found = entries();
  ASSERT_EQ(found.size(), 4U);
  const std::vector<std::string> bodies = {small, large, stream, small + "\n"};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(found[i].at("input"), hex(sha256(bodies[i]))) << i;
    EXPECT_EQ('"' + found[i].at("document").get<std::string>() + '"', etags[i]) << i;
    EXPECT_EQ(found[i].at("bytes"), bodies[i].size()) << i;
  }
  EXPECT_EQ(found[0].at("requestId"), "r1");
  EXPECT_EQ(found[0].at("operator"), "张三");
  EXPECT_EQ(found[0].at("template"), "notice");
  EXPECT_EQ(found[0].at("format"), "layout");
  EXPECT_EQ(found[0].at("edition"), "public");
  EXPECT_EQ(found[2].at("template"), "ledger");
  EXPECT_EQ(found[2].at("format"), "xlsx");
}

TEST_F(Audited, WhatWasAllowedIsEntered) {
  rendering->on_render = [](const render::Request&, const std::string& body) {
    render::Document document{.bytes = body, .file_name = "a.pdf"};
    document.edition = record::Edition::internal;
    document.classified = true;
    document.warnings = {{.code = "render.personalData",
                          .severity = Severity::warning,
                          .where = Place::at_pointer("/title")}};
    return document;
  };
  start_with_audit();
  EXPECT_EQ(post("/v1/render/notice", json_type, "{}").status, 200);
  ASSERT_EQ(entries().size(), 1U);
  EXPECT_EQ(entries()[0].at("edition"), "internal");
  EXPECT_EQ(entries()[0].at("remark"), "classified record allowed; personal data allowed: /title");
}

TEST_F(Audited, NoDocumentWithoutItsEntry) {
  start_with_audit();
  EXPECT_EQ(post("/v1/render/notice", json_type, "\"first\"").status, 200);
  std::filesystem::rename(folder.path() / "node.jsonl", folder.path() / "away");
  const Response refused = post("/v1/render/notice", json_type, "\"second\"");
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.codes(), "audit.unwritable");
  EXPECT_FALSE(refused.field("Retry-After").empty());
  EXPECT_EQ(refused.body.find("second"), std::string::npos);
  EXPECT_EQ(refused.body.find(folder.path().string()), std::string::npos);
  EXPECT_NE(log(2)[1].at("cause").get<std::string>().find("audit.unwritable"), std::string::npos);
  std::filesystem::rename(folder.path() / "away", folder.path() / "node.jsonl");
  EXPECT_EQ(post("/v1/render/notice", json_type, "\"third\"").status, 200);
  EXPECT_EQ(entries().size(), 2U);
}

TEST_F(Audited, ANodeThatCannotEnterDocumentsIsNotReady) {
  start_with_audit();
  const auto status_within_five_seconds = [this](int wanted) {
    int status = 0;
    for (int i = 0; i < 100 && status != wanted; ++i) {
      if (i > 0) std::this_thread::sleep_for(std::chrono::milliseconds(50));
      status = get("/readyz").status;
    }
    return status;
  };
  ASSERT_EQ(status_within_five_seconds(200), 200);
  std::filesystem::rename(folder.path() / "node.jsonl", folder.path() / "away");
  ASSERT_EQ(status_within_five_seconds(503), 503);
  EXPECT_EQ(get("/readyz").codes(), "audit.unwritable");
  EXPECT_EQ(get("/healthz").status, 200);
  std::filesystem::rename(folder.path() / "away", folder.path() / "node.jsonl");
  EXPECT_EQ(status_within_five_seconds(200), 200);
}

TEST_F(Audited, WhatIsRefusedIsNoDocument) {
  rendering->on_render = [](const render::Request&, const std::string&) {
    return Result<render::Document>(failure(Diagnostic{.code = "record.badDate"}));
  };
  start_with_audit();
  EXPECT_EQ(post("/v1/render/notice", json_type, "{}").status, 422);
  EXPECT_EQ(entries().size(), 0U);
}

}  // namespace
}  // namespace tongbao::http

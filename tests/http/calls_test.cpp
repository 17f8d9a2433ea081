// The other calls, and what all of them have in common.
#include <gmock/gmock.h>

#include "http/server_fixture.h"

namespace tongbao::http {
namespace {

using OtherCalls = ServerTest;

using testing::HasSubstr;

TEST_F(OtherCalls, ImportGivesRecordAndDiagnostics) {
  start();
  const Response response = post("/v1/import?lang=en", "text/plain; charset=\"utf-8\"", "通报");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.field("Content-Type"), "application/json");
  EXPECT_EQ(response.json(), nlohmann::json::parse(R"({
    "record": {"schemaVersion": "1"},
    "diagnostics": [{"code": "import.droppedSpace", "severity": "note", "line": 3,
                     "message": "dropped a space"}]})"));
}

TEST_F(OtherCalls, ImportTakesLedgersByTheirMediaType) {
  start();
  const Response response =
      post("/v1/import?lang=en",
           "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "cells");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.json(), nlohmann::json::parse(R"({
    "record": {"schemaVersion": "1", "title": "cells"},
    "diagnostics": [{"code": "import.added", "severity": "note", "place": "数据!B2",
                     "message": "new"}]})"));
}

TEST_F(OtherCalls, ImportTakesTheTypesOfOffices) {
  using documents::DocumentType;
  documents::Declared seen;
  rendering->on_import = [&](const std::string&,
                             const documents::Declared& declared) -> Result<Warned<std::string>> {
    seen = declared;
    return Warned<std::string>{"{}", {}};
  };
  start();
  const std::vector<std::pair<std::string, DocumentType>> expected = {
      {"text/plain; charset=GBK", DocumentType::text},
      {"text/html; charset=gb2312", DocumentType::html},
      {"application/pdf", DocumentType::pdf},
      {"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
       DocumentType::docx}};
  for (const auto& [name, type] : expected) {
    EXPECT_EQ(post("/v1/import", name, "x").status, 200) << name;
    EXPECT_EQ(seen.type, type) << name;
    if (name.starts_with("text/plain")) {
      EXPECT_EQ(seen.charset, "gbk");
    }
  }
  EXPECT_EQ(post("/v1/import", "application/msword", "x").status, 415);
}

TEST_F(OtherCalls, ImportErrorsHaveTheirStatus) {
  std::string code;
  rendering->on_import = [&](const std::string&,
                             const documents::Declared&) -> Result<Warned<std::string>> {
    return failure({.code = code, .where = {}, .message = {"x", "x"}, .hint = {}});
  };
  start();
  const std::vector<std::pair<std::string, int>> expected = {
      {"import.empty", 400},   {"import.utf8", 400},      {"import.tooLarge", 413},
      {"import.noTitle", 422}, {"import.wrongType", 415}, {"import.badZip", 422}};
  for (const auto& [name, status] : expected) {
    code = name;
    EXPECT_EQ(post("/v1/import", "text/plain", "x").status, status) << name;
  }
}

TEST_F(OtherCalls, SchemaIsCachedByItsETag) {
  start();
  const Response first = get("/v1/schema/record");
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.body, "{\"title\":\"record\"}");
  EXPECT_EQ(first.field("Cache-Control"), "no-cache");
  const std::string etag = first.field("ETag");
  EXPECT_EQ(etag.size(), 66U);
  for (const std::string& condition : {etag, "W/" + etag, "\"other\", " + etag, std::string("*")}) {
    RawClient client(server().port());
    client.send(request_text("GET", "/v1/schema/record", "If-None-Match: " + condition + "\r\n"));
    const Response again = client.read();
    EXPECT_EQ(again.status, 304) << condition;
    EXPECT_EQ(again.field("ETag"), etag);
    EXPECT_EQ(again.body, "");
    client.send(request_text("GET", "/healthz"));
    EXPECT_EQ(client.read().status, 200);  // no stray body stood between the answers
  }
  EXPECT_EQ(get("/v1/schema/record", "If-None-Match: \"other\"\r\n").status, 200);
}

TEST_F(OtherCalls, ConditionOnPostIsIgnored) {
  start();
  EXPECT_EQ(post("/v1/render/notice", "application/json", "{}", "If-None-Match: *\r\n").status,
            200);
}

TEST_F(OtherCalls, HeadIsGetWithoutBody) {
  start();
  for (const char* const target : {"/v1/schema/record", "/v1/templates", "/v1/templates/notice",
                                   "/healthz", "/readyz", "/nowhere"}) {
    const Response whole = get(target);
    RawClient client(server().port());
    client.send(request_text("HEAD", target));
    const Response head = client.read(true);
    EXPECT_EQ(head.status, whole.status) << target;
    EXPECT_EQ(head.field("Content-Type"), whole.field("Content-Type")) << target;
    EXPECT_EQ(head.field("ETag"), whole.field("ETag")) << target;
    EXPECT_EQ(head.field("Content-Length"), whole.field("Content-Length")) << target;
    client.send(request_text("GET", "/healthz"));
    EXPECT_EQ(client.read().status, 200) << target;
  }
}

TEST_F(OtherCalls, TemplatesAreListed) {
  start();
  const auto list = get("/v1/templates").json().at("templates");
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0].at("id"), "ledger");
  EXPECT_EQ(list[1], get("/v1/templates/notice").json());
  EXPECT_EQ(list[1], nlohmann::json::parse(R"({
    "id": "notice", "name": "整改情况通报", "description": "对外公开", "kind": "notice",
    "version": 0, "versions": [0],
    "formats": [{"name": "pdf", "mediaType": "application/pdf"},
                {"name": "layout", "mediaType": "application/vnd.tongbao.layout+json"},
                {"name": "content", "mediaType": "application/vnd.tongbao.content+json"}]})"));
}

TEST_F(OtherCalls, UnknownTemplatesAndTraversals) {
  start();
  const Response misspelt = get("/v1/templates/notise?lang=en");
  EXPECT_EQ(misspelt.status, 404);
  EXPECT_EQ(misspelt.codes(), "render.unknownTemplate");
  EXPECT_THAT(misspelt.body, HasSubstr("did you mean notice?"));
  for (const char* const id : {"..%2F..%2Fetc%2Fpasswd", "..", "%2e%2e", "notice.xml", "Notice"}) {
    EXPECT_EQ(get("/v1/templates/" + std::string(id)).status, 404) << id;
    EXPECT_EQ(post("/v1/render/" + std::string(id), "application/json", "{}").status, 404) << id;
  }
  for (const char* const path : {"/v1/templates/../../etc/passwd", "/v1/templates/", "//healthz",
                                 "/healthz/", "/v1/render", "/"}) {
    EXPECT_EQ(get(path).codes(), "http.unknownPath") << path;
  }
}

TEST_F(OtherCalls, WrongPercentEncoding) {
  start();
  for (const char* const target :
       {"/v1/templates/%", "/v1/templates/%4", "/v1/templates/%zz", "/v1/templates/%ff",
        "/v1/templates/%00", "/healthz?lang=%e4%b8", "/healthz?%=1"}) {
    const Response response = get(target);
    EXPECT_EQ(response.status, 400) << target;
    EXPECT_EQ(response.codes(), "http.badEscape") << target;
  }
}

TEST_F(OtherCalls, ParametersThatMeanNothingAreErrors) {
  start();
  const Response misspelt = post("/v1/render/notice?edtion=internal", "application/json", "{}");
  EXPECT_EQ(misspelt.status, 400);
  EXPECT_EQ(misspelt.codes(), "http.unknownParameter");
  EXPECT_THAT(misspelt.body, HasSubstr("是否为edition"));
  EXPECT_EQ(get("/healthz?lang=fr").codes(), "http.badParameter");
  EXPECT_EQ(get("/healthz?lang=en&lang=zh").codes(), "http.repeatedParameter");
}

TEST_F(OtherCalls, OtherMethodsAreToldWhichThereAre) {
  start();
  const Response on_render = ask(request_text("GET", "/v1/render/notice"));
  EXPECT_EQ(on_render.status, 405);
  EXPECT_EQ(on_render.field("Allow"), "POST");
  const Response on_schema = post("/v1/schema/record", "application/json", "{}");
  EXPECT_EQ(on_schema.status, 405);
  EXPECT_EQ(on_schema.field("Allow"), "GET, HEAD");
  EXPECT_EQ(ask(request_text("BREW", "/healthz")).status, 405);
  EXPECT_EQ(ask(request_text("get", "/healthz")).status, 405);  // methods know their case
}

TEST_F(OtherCalls, BodiesOfOtherKinds) {
  start();
  const auto codes = [&](std::string_view type, std::string_view fields = "") {
    const Response response = post("/v1/render/notice", type, "{}", fields);
    EXPECT_EQ(response.status, 415);
    return response.codes();
  };
  EXPECT_EQ(codes("text/html"), "http.mediaType");
  EXPECT_EQ(codes("json"), "http.mediaType");
  EXPECT_EQ(codes("application/json; charset=gbk"), "http.charset");
  EXPECT_EQ(codes("application/json", "Content-Encoding: gzip\r\n"), "http.contentEncoding");
  EXPECT_EQ(codes("application/json", "Content-Encoding: identity\r\n"), "http.contentEncoding");
  EXPECT_EQ(ask(request_text("POST", "/v1/render/notice", "", "{}")).codes(), "http.mediaType");
}

TEST_F(OtherCalls, ReadyOnlyWhenAbleToRender) {
  rendering->obstacles = {{.code = "font.missing",
                           .where = {.pointer = {}, .file = "/secret/face.otf"},
                           .message = {"缺少字体", "a face is missing"},
                           .hint = {}}};
  start();
  EXPECT_EQ(get("/healthz").json(), nlohmann::json({{"status", "ok"}}));
  const Response response = get("/readyz");
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.codes(), "http.faceAway");
  EXPECT_FALSE(response.field("Retry-After").empty());
  EXPECT_EQ(response.body.find("secret"), std::string::npos);
}

TEST_F(OtherCalls, RequestIdsOfTheCallerOnlyWhereSound) {
  start();
  const auto id = [&](const std::string& sent) {
    return get("/healthz", "X-Request-Id: " + sent + "\r\n").field("X-Request-Id");
  };
  EXPECT_EQ(id("abc-1.2_3:4/5+6=7@8"), "abc-1.2_3:4/5+6=7@8");
  for (const std::string& bad : {std::string("a b"), std::string("\"x\""), std::string("<x>"),
                                 std::string(129, 'a'), std::string("编号"), std::string()}) {
    EXPECT_NE(id(bad), bad);
    EXPECT_EQ(id(bad).size(), 32U) << bad;
  }
  EXPECT_EQ(get("/healthz", "X-Request-Id: a\r\nX-Request-Id: b\r\n").field("X-Request-Id").size(),
            32U);
}

TEST_F(OtherCalls, OneLogLineARequestWithoutSecrets) {
  start();
  const std::string trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  get("/healthz?lang=en", "X-Request-Id: r1\r\ntraceparent: " + trace + "\r\n");
  ASSERT_EQ(log(1).size(), 1U);
  get("/nowhere?key=secret", "X-Request-Id: r2\r\ntraceparent: nonsense\r\n");
  const auto entries = log(2);
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].at("requestId"), "r1");
  EXPECT_EQ(entries[0].at("method"), "GET");
  EXPECT_EQ(entries[0].at("path"), "/healthz");
  EXPECT_EQ(entries[0].at("status"), 200);
  EXPECT_EQ(entries[0].at("bytes"), 16);  // {"status":"ok"} and its line end
  EXPECT_GE(entries[0].at("ms"), 0.0);
  EXPECT_EQ(entries[0].at("traceparent"), trace);
  EXPECT_FALSE(entries[1].contains("traceparent"));
  EXPECT_EQ(entries[1].dump().find("secret"), std::string::npos);
}

}  // namespace
}  // namespace tongbao::http

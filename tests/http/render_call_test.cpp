// POST /v1/render/{template}: what a document's answer carries.
#include <sstream>

#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/StreamCopier.h>

#include "http/server_fixture.h"

namespace tongbao::http {
namespace {

using RenderCall = ServerTest;

constexpr std::string_view json = "application/json";

TEST_F(RenderCall, DocumentCarriesItsHeaders) {
  start();
  const Response response = post("/v1/render/notice", json, "{\"a\":1}");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "{\"a\":1}");
  EXPECT_EQ(response.field("Content-Type"), "application/pdf");
  EXPECT_EQ(response.field("Content-Length"), "7");
  EXPECT_EQ(response.field("X-Document-Pages"), "17");
  EXPECT_EQ(response.field("X-Document-Rows"), "");
  // sha256sum of {"a":1}
  EXPECT_EQ(response.field("ETag"),
            "\"015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862\"");
  EXPECT_EQ(
      response.field("Content-Disposition"),
      "attachment; filename=\"notice.pdf\"; filename*=UTF-8''"
      "%E5%85%B3%E4%BA%8E%E6%95%B4%E6%94%B9%E6%83%85%E5%86%B5%E7%9A%84%E9%80%9A%E6%8A%A5.pdf");
  EXPECT_EQ(response.field("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(response.field("X-Frame-Options"), "DENY");
  EXPECT_EQ(response.field("Cache-Control"), "no-store");
  EXPECT_EQ(response.field("X-Request-Id").size(), 32U);
  EXPECT_FALSE(response.field("Date").empty());
}

TEST_F(RenderCall, LedgerTakesAStream) {
  start();
  const Response response =
      post("/v1/render/ledger", "application/x-ndjson; charset=UTF-8", "{}\n{}\n");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "{}\n{}\n");
  EXPECT_EQ(response.field("X-Document-Rows"), "2");
  EXPECT_NE(response.field("Content-Disposition").find("filename=\"ledger.xlsx\""),
            std::string::npos);
}

TEST_F(RenderCall, NoticeTakesNoStream) {
  start();
  const Response response = post("/v1/render/notice", "application/x-ndjson", "{}\n");
  EXPECT_EQ(response.status, 415);
  EXPECT_EQ(response.codes(), "http.mediaType");
}

TEST_F(RenderCall, FormatByQueryThenByAccept) {
  start();
  const std::string layout = "application/vnd.tongbao.layout+json";
  const auto type = [&](std::string_view target, std::string_view fields) {
    return post(target, json, "{}", fields).field("Content-Type");
  };
  EXPECT_EQ(type("/v1/render/notice", "Accept: */*\r\n"), "application/pdf");
  EXPECT_EQ(type("/v1/render/notice", "Accept: " + layout + "\r\n"), layout);
  EXPECT_EQ(type("/v1/render/notice", "Accept: text/html, application/*;q=0.1\r\n"),
            "application/pdf");
  EXPECT_EQ(type("/v1/render/notice", "Accept: application/pdf;q=0.1, " + layout + "\r\n"), layout);
  EXPECT_EQ(type("/v1/render/notice?format=content", "Accept: text/html\r\n"),
            "application/vnd.tongbao.content+json");
}

TEST_F(RenderCall, FormatThatCannotBeHadIsNotAcceptable) {
  start();
  for (const char* const target :
       {"/v1/render/notice?format=xlsx", "/v1/render/notice?format=docx"}) {
    const Response response = post(target, json, "{}");
    EXPECT_EQ(response.status, 406);
    EXPECT_EQ(response.codes(), "render.formatUnavailable");
    EXPECT_NE(response.body.find("pdf, layout, content"), std::string::npos);
  }
  EXPECT_EQ(post("/v1/render/notice", json, "{}", "Accept: text/html\r\n").status, 406);
  EXPECT_EQ(post("/v1/render/notice", json, "{}", "Accept: application/pdf;q=0\r\n").status, 406);
}

TEST_F(RenderCall, EditionReachesTheRenderer) {
  std::optional<record::Edition> seen;
  rendering->on_render = [&](const render::Request& request, std::string bytes) {
    seen = request.edition;
    return render::Document{.bytes = std::move(bytes), .file_name = "a.pdf"};
  };
  start();
  EXPECT_EQ(post("/v1/render/notice?edition=internal", json, "{}").status, 200);
  EXPECT_EQ(seen, record::Edition::internal);
  EXPECT_EQ(post("/v1/render/notice", json, "{}").status, 200);
  EXPECT_EQ(seen, std::nullopt);
  EXPECT_EQ(post("/v1/render/notice?edition=secret", json, "{}").codes(), "http.badParameter");
}

TEST_F(RenderCall, AttachReachesTheRenderer) {
  bool seen = false;
  rendering->on_render = [&](const render::Request& request, std::string bytes) {
    seen = request.attach_record;
    return render::Document{.bytes = std::move(bytes), .file_name = "a.pdf"};
  };
  start();
  EXPECT_EQ(post("/v1/render/notice?attach=record", json, "{}").status, 200);
  EXPECT_TRUE(seen);
  EXPECT_EQ(post("/v1/render/notice", json, "{}").status, 200);
  EXPECT_FALSE(seen);
  for (const char* const bad : {"", "Record", "source", "record,record"}) {
    const Response refused = post("/v1/render/notice?attach=" + std::string(bad), json, "{}");
    EXPECT_EQ(refused.status, 400) << bad;
    EXPECT_EQ(refused.codes(), "http.badParameter") << bad;
  }
}

TEST_F(RenderCall, FileNamesCannotBreakTheHeader) {
  rendering->on_render = [](const render::Request&, std::string bytes) {
    return render::Document{.bytes = std::move(bytes), .file_name = "a\"\r\nX-Evil: 1\\;%41.pdf"};
  };
  start();
  const Response response = post("/v1/render/notice", json, "{}");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.field("X-Evil"), "");
  EXPECT_EQ(response.field("Content-Disposition"),
            "attachment; filename=\"notice.pdf\"; filename*=UTF-8''"
            "a%22%0D%0AX-Evil%3A%201%5C%3B%2541.pdf");
}

TEST_F(RenderCall, EveryErrorOfTheRecordAtOnceInBothLanguages) {
  rendering->on_render = [](const render::Request&,
                            const std::string&) -> Result<render::Document> {
    return failure({{.code = "record.unknownField",
                     .where = {.pointer = "/titel", .file = {}, .line = 3, .column = 5},
                     .message = {"未知字段", "unknown field"},
                     .hint = {"是否为title？", "did you mean title?"}},
                    {.code = "record.missingField",
                     .where = Place::at_pointer(""),
                     .message = {"缺少title", "title is missing"},
                     .hint = {}}});
  };
  start();
  const Response chinese = post("/v1/render/notice", json, "{}", "X-Request-Id: call-7\r\n");
  EXPECT_EQ(chinese.status, 422);
  EXPECT_EQ(chinese.field("Content-Type"), "application/problem+json");
  EXPECT_EQ(chinese.json(), nlohmann::json::parse(R"({
    "type": "about:blank", "title": "内容不符合要求", "status": 422, "detail": "共2处错误",
    "requestId": "call-7",
    "errors": [
      {"code": "record.unknownField", "pointer": "/titel", "line": 3, "column": 5,
       "message": "未知字段", "hint": "是否为title？"},
      {"code": "record.missingField", "pointer": "", "message": "缺少title"}]})"));
  const auto message = [&](std::string_view target, std::string_view fields) {
    return post(target, json, "{}", fields).json()["errors"][0]["message"].get<std::string>();
  };
  EXPECT_EQ(message("/v1/render/notice?lang=en", "Accept-Language: zh-CN\r\n"), "unknown field");
  EXPECT_EQ(message("/v1/render/notice", "Accept-Language: fr, en-GB;q=0.8, zh;q=0.3\r\n"),
            "unknown field");
  EXPECT_EQ(message("/v1/render/notice", "Accept-Language: fr\r\n"), "未知字段");
}

TEST_F(RenderCall, NothingOfTheInsideLeavesWithAFailure) {
  rendering->on_render = [](const render::Request&,
                            const std::string&) -> Result<render::Document> {
    throw std::runtime_error("secret at /var/lib");
  };
  start();
  const Response thrown = post("/v1/render/notice", json, "{}");
  EXPECT_EQ(thrown.status, 500);
  EXPECT_EQ(thrown.codes(), "http.internal");
  EXPECT_EQ(thrown.body.find("secret"), std::string::npos);
  EXPECT_EQ(log(1).back().at("cause"), "secret at /var/lib");

  rendering->on_render = [](const render::Request&,
                            const std::string&) -> Result<render::Document> {
    return failure({.code = "file.unwritable",
                    .where = {.pointer = {}, .file = "/var/lib/x"},
                    .message = {"secret", "secret"},
                    .hint = {}});
  };
  const Response reported = post("/v1/render/notice", json, "{}");
  EXPECT_EQ(reported.status, 500);
  EXPECT_EQ(reported.body.find("secret"), std::string::npos);
  EXPECT_EQ(reported.codes(), "http.internal");
}

TEST_F(RenderCall, LargeBodiesArriveWhole) {
  start();
  std::string body(std::size_t{5} << 20, 'x');
  for (std::size_t i = 0; i < body.size(); i += 1009) body[i] = static_cast<char>('a' + i % 26);
  const Response whole = post("/v1/render/notice", json, body);
  EXPECT_TRUE(whole.body == body);
  const Response streamed = post("/v1/render/ledger", "application/x-ndjson", body);
  EXPECT_TRUE(streamed.body == body);
}

TEST_F(RenderCall, ServesPocosClientOverOneConnection) {
  start();
  Poco::Net::HTTPClientSession session("127.0.0.1", server().port());
  session.setKeepAlive(true);
  for (int i = 0; i < 3; ++i) {
    Poco::Net::HTTPRequest request("POST", "/v1/render/notice", "HTTP/1.1");
    request.setContentType("application/json");
    request.setChunkedTransferEncoding(true);
    session.sendRequest(request) << "{\"n\":" << i << "}";
    Poco::Net::HTTPResponse response;
    std::ostringstream body;
    Poco::StreamCopier::copyStream(session.receiveResponse(response), body);
    EXPECT_EQ(static_cast<int>(response.getStatus()), 200);
    EXPECT_EQ(body.str(), "{\"n\":" + std::to_string(i) + "}");
  }
}

}  // namespace
}  // namespace tongbao::http

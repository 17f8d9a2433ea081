// Requests that two programs could read in two ways (request smuggling), and other broken ones:
// refused with 400, and the connection ends, so that nothing that follows is taken for a request.
#include "http/server_fixture.h"

namespace tongbao::http {
namespace {

using MessageFraming = ServerTest;

constexpr std::string_view post_line = "POST /v1/render/notice HTTP/1.1\r\nHost: a\r\n";
constexpr std::string_view json_type = "Content-Type: application/json\r\n";
constexpr std::string_view smuggled = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";

struct BrokenRequest {
  const char* name;
  std::string bytes;
  const char* code;
};

std::vector<BrokenRequest> broken_requests() {
  const std::string head = std::string(post_line) + std::string(json_type);
  const auto with = [&](const std::string& fields, const std::string& body) {
    return head + fields + "\r\n" + body;
  };
  const auto line = [](const std::string& text) { return text + "\r\nHost: a\r\n\r\n"; };
  return {
      {"two lengths", with("Content-Length: 2\r\nContent-Length: 3\r\n", "{}"),
       "http.ambiguousLength"},
      {"the same length twice", with("Content-Length: 2\r\nContent-Length: 2\r\n", "{}"),
       "http.ambiguousLength"},
      {"two lengths in one field", with("Content-Length: 2, 2\r\n", "{}"), "http.ambiguousLength"},
      {"length and coding",
       with("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
       "http.ambiguousLength"},
      {"coding and length",
       with("Transfer-Encoding: chunked\r\nContent-Length: 2\r\n", "0\r\n\r\n"),
       "http.ambiguousLength"},
      {"signed length", with("Content-Length: +2\r\n", "{}"), "http.badLength"},
      {"negative length", with("Content-Length: -2\r\n", "{}"), "http.badLength"},
      {"hexadecimal length", with("Content-Length: 0x2\r\n", "{}"), "http.badLength"},
      {"empty length", with("Content-Length:\r\n", "{}"), "http.badLength"},
      {"length beyond 64 bits", with("Content-Length: 99999999999999999999\r\n", "{}"),
       "http.badLength"},
      {"other coding", with("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"),
       "http.badTransferEncoding"},
      {"coding twice", with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", ""),
       "http.badTransferEncoding"},
      {"coding with a tab inside", with("Transfer-Encoding: chun\tked\r\n", "0\r\n\r\n"),
       "http.badTransferEncoding"},
      {"space before the colon", with("Content-Length : 2\r\n", "{}"), "http.badHeader"},
      {"folded field", with("X-Long: a\r\n b\r\n", ""), "http.badHeader"},
      {"bare line feed", with("X-A: a\nContent-Length: 2\r\n", "{}"), "http.badHeader"},
      {"bare carriage return", with("X-A: a\rContent-Length: 2\r\n", "{}"), "http.badHeader"},
      {"zero byte", with(std::string("X-A: a\0b\r\n", 10), ""), "http.badHeader"},
      {"no colon", with("nonsense\r\n", ""), "http.badHeader"},
      {"too many fields",
       [&] {
         std::string fields;
         for (int i = 0; i < 101; ++i) fields += "X-A: a\r\n";
         return with(fields, "");
       }(),
       "http.tooManyHeaders"},
      {"oversized header", with("X-A: " + std::string(40000, 'a') + "\r\n", ""),
       "http.headerTooLarge"},
      {"oversized header without end", head + "X-A: " + std::string(40000, 'a'),
       "http.headerTooLarge"},
      {"bad chunk size", with("Transfer-Encoding: chunked\r\n", "zz\r\n"), "http.badChunk"},
      {"prefixed chunk size", with("Transfer-Encoding: chunked\r\n", "0x2\r\n{}\r\n0\r\n\r\n"),
       "http.badChunk"},
      {"chunk size beyond 64 bits", with("Transfer-Encoding: chunked\r\n", "fffffffffffffffff\r\n"),
       "http.badChunk"},
      {"chunk longer than said", with("Transfer-Encoding: chunked\r\n", "1\r\n{}\r\n0\r\n\r\n"),
       "http.badChunk"},
      {"chunk line without carriage return",
       with("Transfer-Encoding: chunked\r\n", "2\n{}\r\n0\r\n\r\n"), "http.badChunk"},
      {"endless chunk extension",
       with("Transfer-Encoding: chunked\r\n", "2;" + std::string(5000, 'a')), "http.badChunk"},
      {"no version", line("GET /healthz"), "http.badRequestLine"},
      {"other version", line("GET /healthz HTTP/2.0"), "http.badRequestLine"},
      {"two spaces", line("GET  /healthz HTTP/1.1"), "http.badRequestLine"},
      {"relative target", line("GET healthz HTTP/1.1"), "http.badRequestLine"},
      {"fragment", line("GET /healthz#a HTTP/1.1"), "http.badRequestLine"},
      {"raw bytes in the target", line("GET /通报 HTTP/1.1"), "http.badRequestLine"},
      {"TLS", std::string("\x16\x03\x01\x02\r\n\r\n", 8), "http.badRequestLine"},
      {"no host", "GET /healthz HTTP/1.1\r\n\r\n", "http.badHost"},
      {"two hosts", "GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "http.badHost"},
  };
}

TEST_F(MessageFraming, BrokenRequestsEndTheConnection) {
  start();
  for (const BrokenRequest& broken : broken_requests()) {
    SCOPED_TRACE(broken.name);
    RawClient client(server().port());
    client.send(broken.bytes);
    client.send(smuggled);
    const Response response = client.read();
    EXPECT_EQ(response.status, 400);
    ASSERT_EQ(response.field("Content-Type"), "application/problem+json");
    EXPECT_EQ(response.codes(), broken.code);
    EXPECT_EQ(response.field("Connection"), "close");
    EXPECT_FALSE(response.field("X-Request-Id").empty());
    client.finish_sending();
    EXPECT_EQ(client.read().status, 0) << "a second answer";
  }
}

TEST_F(MessageFraming, LengthIsRequiredOfAPost) {
  start();
  RawClient client(server().port());
  client.send(std::string(post_line) + std::string(json_type) + "\r\n");
  const Response response = client.read();
  EXPECT_EQ(response.status, 411);
  EXPECT_EQ(response.codes(), "http.lengthRequired");
}

TEST_F(MessageFraming, ChunksExtensionsAndTrailers) {
  start();
  RawClient client(server().port());
  const std::string head = std::string(post_line) + std::string(json_type);
  for (int i = 0; i < 2; ++i) {
    client.send(head +
                "Transfer-Encoding: Chunked\r\n\r\n"
                "2;a=b\r\n{\"\r\n00A\r\na\":123456}\r\n0\r\nX-Trailer: a\r\n\r\n");
    const Response response = client.read();
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "{\"a\":123456}");
    EXPECT_EQ(response.field("Connection"), "keep-alive");
  }
}

TEST_F(MessageFraming, BodyCutOffIsNeverRendered) {
  start();
  const std::string head = std::string(post_line) + std::string(json_type);
  for (const std::string& framing :
       {std::string("Content-Length: 9\r\n\r\n{}"),
        std::string("Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"),
        std::string("Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n")}) {
    RawClient client(server().port());
    client.send(head + framing);
    client.finish_sending();
    const Response response = client.read();
    EXPECT_EQ(response.status, 400) << framing;
    EXPECT_EQ(response.codes(), "http.bodyIncomplete");
  }
}

TEST_F(MessageFraming, PipelinedRequestsAreAnsweredInOrder) {
  start();
  RawClient client(server().port());
  client.send("\r\n" + request_text("POST", "/v1/render/notice", json_type, "{\"n\":1}") +
              request_text("GET", "/nowhere") +
              request_text("POST", "/v1/render/notice", json_type, "{\"n\":2}"));
  EXPECT_EQ(client.read().body, "{\"n\":1}");
  EXPECT_EQ(client.read().status, 404);
  EXPECT_EQ(client.read().body, "{\"n\":2}");
}

TEST_F(MessageFraming, BodyOfAGetIsNoRequest) {
  start();
  RawClient client(server().port());
  client.send("GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: " +
              std::to_string(smuggled.size()) + "\r\n\r\n" + std::string(smuggled));
  EXPECT_EQ(client.read().status, 200);
  EXPECT_EQ(client.read().status, 0);
}

TEST_F(MessageFraming, ContinueOnlyWhereTheBodyIsWanted) {
  start();
  const std::string expecting = "Expect: 100-continue\r\n" + std::string(json_type);
  RawClient client(server().port());
  client.send(std::string(post_line) + expecting + "Content-Length: 2\r\n\r\n");
  EXPECT_EQ(client.read().status, 100);
  client.send("{}");
  EXPECT_EQ(client.read().status, 200);

  EXPECT_EQ(ask("POST /v1/render/nothing HTTP/1.1\r\nHost: a\r\n" + expecting +
                "Content-Length: 2\r\n\r\n")
                .status,
            404);
  EXPECT_EQ(get("/healthz", "Expect: miracles\r\n").status, 417);
}

TEST_F(MessageFraming, ConnectionsGoOnAsAsked) {
  start();
  EXPECT_EQ(get("/healthz").field("Connection"), "keep-alive");
  EXPECT_EQ(get("/healthz", "Connection: Close\r\n").field("Connection"), "close");
  EXPECT_EQ(ask("GET /healthz HTTP/1.0\r\n\r\n").field("Connection"), "close");
  EXPECT_EQ(ask("GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").field("Connection"),
            "keep-alive");
  EXPECT_EQ(ask("GET http://localhost/healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 200);
}

}  // namespace
}  // namespace tongbao::http

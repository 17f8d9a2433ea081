// Documents that are files, streams, and clients that leave: what stays on disk, and for how long.
#include <atomic>
#include <chrono>
#include <fstream>
#include <thread>

#include "base/digest.h"
#include "base/file.h"
#include "http/server_fixture.h"

namespace tongbao::http {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::string_view ndjson = "application/x-ndjson";
constexpr std::string_view ndjson_type = "Content-Type: application/x-ndjson\r\n";
constexpr std::size_t document_size = std::size_t{24} << 20;  // more than sockets hold

class LedgerCall : public ServerTest {
 protected:
  LedgerCall() { settings.folder = place_.path(); }

  // A document in a file of so many bytes, as the renderer makes one.
  static render::Document filed(const render::Request& request, std::size_t size) {
    TemporaryFolder folder(request.folder);
    const fs::path file = folder.path() / "ledger.xlsx";
    std::ofstream(file, std::ios::binary) << pattern(size);
    return {.bytes = DocumentBytes::of_file(std::move(folder), file),
            .format = render::Format::xlsx,
            .file_name = "ledger.xlsx",
            .rows = 3};
  }
  static std::string pattern(std::size_t size) {
    std::string text(size, 'x');
    for (std::size_t i = 0; i < text.size(); i += 1009) text[i] = static_cast<char>('a' + i % 26);
    return text;
  }
  // Passes checkpoints until one has an error, as a ledger without end.
  Result<render::Document> work_until_stopped(const render::Request& request) {
    const TemporaryFolder folder(request.folder);
    for (std::size_t row = 0;; ++row) {
      if (auto passed = request.checkpoint(row); !passed) {
        ++stopped_;
        return failure(passed.error());
      }
      if (row == 0) rendering->gate->pass();
      std::this_thread::sleep_for(1ms);
    }
  }

  [[nodiscard]] bool nothing_left() const {
    return within(10s, [this] { return fs::is_empty(place_.path()); });
  }
  template <class Condition>
  [[nodiscard]] static bool within(std::chrono::seconds patience, const Condition& condition) {
    const auto end = Clock::now() + patience;
    while (!condition() && Clock::now() < end) std::this_thread::sleep_for(5ms);
    return condition();
  }
  static std::string stream_request(std::string_view body) {
    return request_text("POST", "/v1/render/ledger", ndjson_type, body);
  }

  TemporaryFolder place_;
  std::atomic<int> stopped_ = 0;
};

TEST_F(LedgerCall, AFileIsSentWholeAndThenGone) {
  rendering->on_render = [](const render::Request& request, const std::string&) {
    return filed(request, document_size);
  };
  start();
  const Response response = post("/v1/render/ledger", ndjson, "{}\n");
  EXPECT_EQ(response.status, 200);
  EXPECT_TRUE(response.body == pattern(document_size));
  EXPECT_EQ(response.field("Content-Length"), std::to_string(document_size));
  EXPECT_EQ(response.field("ETag"), '"' + hex(sha256(pattern(document_size))) + '"');
  EXPECT_EQ(response.field("X-Document-Rows"), "3");
  EXPECT_TRUE(nothing_left());
  EXPECT_EQ(log(1).front().at("bytes"), document_size);
}

TEST_F(LedgerCall, ASlowReaderGetsAllOfIt) {
  settings.timeout = 1000ms;
  rendering->on_render = [](const render::Request& request, const std::string&) {
    return filed(request, document_size);
  };
  start();
  RawClient client(server().port());
  client.send(stream_request("{}\n"));
  std::size_t received = 0;
  const auto begun = Clock::now();
  while (received < document_size) {
    const std::size_t count = client.skip(std::size_t{1} << 20);
    if (count == 0) break;
    received += count;
    std::this_thread::sleep_for(120ms);
  }
  EXPECT_GE(received, document_size);           // the header is counted too
  EXPECT_GT(Clock::now() - begun, 2 * 1000ms);  // longer than a request that stands may take
  EXPECT_TRUE(nothing_left());
}

TEST_F(LedgerCall, AReaderThatStandsIsCutAndItsDocumentGone) {
  settings.timeout = 1000ms;
  rendering->on_render = [](const render::Request& request, const std::string&) {
    return filed(request, document_size);
  };
  start();
  RawClient client(server().port());
  client.send(stream_request("{}\n"));
  EXPECT_FALSE(log(1).front().at("delivered").get<bool>());
  EXPECT_TRUE(nothing_left());
}

TEST_F(LedgerCall, AReaderThatLeavesMidwayFreesItsDocument) {
  rendering->on_render = [](const render::Request& request, const std::string&) {
    return filed(request, document_size);
  };
  start();
  {
    RawClient client(server().port());
    client.send(stream_request("{}\n"));
    EXPECT_GT(client.skip(1000), 0U);
    EXPECT_FALSE(fs::is_empty(place_.path()));
  }
  EXPECT_FALSE(log(1).front().at("delivered").get<bool>());
  EXPECT_TRUE(nothing_left());
}

TEST_F(LedgerCall, AClientThatLeavesStopsTheWork) {
  rendering->gate->shut();
  rendering->on_render = [this](const render::Request& request, const std::string&) {
    return work_until_stopped(request);
  };
  start();
  {
    RawClient client(server().port());
    client.send(stream_request(std::string(std::size_t{2} << 20, '\n')));
    rendering->gate->wait_for_arrivals(1);
    rendering->gate->open();
  }
  EXPECT_EQ(log(1).front().at("status"), 499);
  EXPECT_TRUE(within(10s, [this] { return stopped_ == 1; }));
  EXPECT_TRUE(nothing_left());
  EXPECT_EQ(get("/healthz").status, 200);
}

TEST_F(LedgerCall, WorkBeyondItsDeadlineIsStopped) {
  settings.timeout = 300ms;
  rendering->on_render = [this](const render::Request& request, const std::string&) {
    return work_until_stopped(request);
  };
  start();
  const Response response = post("/v1/render/ledger", ndjson, "{}\n");
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.codes(), "http.renderTimeout");
  EXPECT_TRUE(within(10s, [this] { return stopped_ == 1; }));
  EXPECT_TRUE(nothing_left());
}

TEST_F(LedgerCall, AnIdleClientThatWaitsIsNotLeft) {
  rendering->gate->shut();
  start();
  RawClient client(server().port());
  client.send(stream_request("{}\n"));
  rendering->gate->wait_for_arrivals(1);
  std::this_thread::sleep_for(400ms);
  rendering->gate->open();
  EXPECT_EQ(client.read().status, 200);
}

TEST_F(LedgerCall, AStreamThatFlowsIsNotCut) {
  settings.timeout = 300ms;
  start();
  RawClient client(server().port());
  constexpr int pieces = 30;
  const std::string piece(std::size_t{64} << 10, ' ');
  client.send("POST /v1/render/ledger HTTP/1.1\r\nHost: a\r\n" + std::string(ndjson_type) +
              "Content-Length: " + std::to_string(pieces * piece.size()) + "\r\n\r\n");
  for (int i = 0; i < pieces; ++i) {
    ASSERT_TRUE(client.send(piece)) << i;
    std::this_thread::sleep_for(40ms);
  }
  EXPECT_EQ(client.read().status, 200);
}

TEST_F(LedgerCall, AStreamThatStandsIsCut) {
  settings.timeout = 300ms;
  start();
  RawClient client(server().port());
  client.send("POST /v1/render/ledger HTTP/1.1\r\nHost: a\r\n" + std::string(ndjson_type) +
              "Content-Length: 100000000\r\n\r\n");
  client.send(std::string(std::size_t{8} << 20, ' '));  // earns two minutes, but not to stand
  const auto begun = Clock::now();
  EXPECT_EQ(client.read().codes(), "http.timeout");
  EXPECT_LT(Clock::now() - begun, 10s);
  EXPECT_TRUE(nothing_left());
}

// On disk a stream takes its size, and as much again while it is worked on.
TEST_F(LedgerCall, BodiesAndDocumentsShareTheQuota) {
  settings.disk_quota = std::uint64_t{10} << 20;
  rendering->gate->shut();
  start();
  const std::string body(std::size_t{3} << 20, '\n');
  RawClient first(server().port());
  first.send(stream_request(body));
  rendering->gate->wait_for_arrivals(1);
  const Response refused = post("/v1/render/ledger", ndjson, body);
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.codes(), "http.storage");
  EXPECT_FALSE(refused.field("Retry-After").empty());
  rendering->gate->open();
  EXPECT_EQ(first.read().status, 200);
  Response later;
  EXPECT_TRUE(within(10s, [&] {
    later = post("/v1/render/ledger", ndjson, body);
    return later.status == 200;
  }));
  // Small bodies stay in memory and ask for none.
  EXPECT_EQ(post("/v1/render/ledger", ndjson, "{}\n").status, 200);
}

TEST_F(LedgerCall, AStreamThatNeverFitsTheQuotaIsTooLarge) {
  settings.disk_quota = std::uint64_t{4} << 20;
  start();
  const std::string body((std::size_t{2} << 20) + 1, '\n');
  EXPECT_EQ(post("/v1/render/ledger", ndjson, body).codes(), "http.tooLarge");
}

TEST_F(LedgerCall, ChunksAreStoredAsTheQuotaAllows) {
  settings.disk_quota = std::uint64_t{4} << 20;
  start();
  const std::string piece(std::size_t{1} << 20, '\n');
  const std::string chunk =
      "100000\r\n" + piece + "\r\n";  // with what is reserved at once, too much
  RawClient client(server().port());
  client.send("POST /v1/render/ledger HTTP/1.1\r\nHost: a\r\n" + std::string(ndjson_type) +
              "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk + "0\r\n\r\n");
  EXPECT_EQ(client.read().codes(), "http.storage");
}

TEST_F(LedgerCall, AFolderThatCannotBeWrittenIsToldAsStorage) {
  settings.folder = place_.path() / "missing";
  start();
  const Response response =
      post("/v1/render/ledger", ndjson, std::string(std::size_t{2} << 20, '\n'));
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.codes(), "http.storage");
}

TEST_F(LedgerCall, AWorkbookThatCannotBeWrittenIsToldWithoutItsPlace) {
  rendering->on_render = [](const render::Request&,
                            const std::string&) -> Result<render::Document> {
    return failure({.code = "ledger.unwritable",
                    .where = {.pointer = {}, .file = "/secret"},
                    .message = {"/secret：没有空间", "/secret: no space left"},
                    .hint = {}});
  };
  start();
  const Response response = post("/v1/render/ledger", ndjson, "{}\n");
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.codes(), "http.storage");
  EXPECT_EQ(response.body.find("secret"), std::string::npos);
  EXPECT_NE(log(1).front().at("cause").get<std::string>().find("/secret"), std::string::npos);
}

}  // namespace
}  // namespace tongbao::http

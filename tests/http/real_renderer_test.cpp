// The server over the program's own renderer, templates and faces.
#include <chrono>
#include <filesystem>
#include <thread>

#include "base/file.h"
#include "font/font_set.h"
#include "http/server_fixture.h"
#include "importer/import_text.h"
#include "proof/word_lists.h"
#include "record/reader.h"
#include "record/schema.h"
#include "render/renderer.h"

namespace tongbao::http {
namespace {

constexpr std::string_view record_json = R"({
  "schemaVersion": "1",
  "organization": {"name": "云港市档案局"},
  "title": "云港市档案局关于巡察整改进展情况的通报",
  "preamble": ["现将整改进展情况予以公布。"],
  "sections": [{
    "id": "s1", "heading": "整改落实情况", "role": "rectification",
    "problems": [
      {"id": "p1", "title": "库房温湿度记录不全", "titleKind": "problem",
       "finding": "部分月份没有记录。",
       "measures": [{"id": "m1", "text": "配齐设备，每日记录。"}], "status": "completed"}]}],
  "date": "2025-04-01"})";

constexpr std::string_view stream_text =
    "{\"schemaVersion\":\"1\",\"organization\":{\"name\":\"云港市档案局\"},\"title\":\"整改台账\","
    "\"sections\":[{\"id\":\"s1\",\"heading\":\"整改落实情况\"}]}\n"
    "{\"section\":\"s1\",\"id\":\"p1\",\"finding\":\"记录不全。\"}\n"
    "{\"section\":\"s1\",\"id\":\"p2\",\"finding\":\"台账缺页。\"}\n";

class RealRenderer : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const std::filesystem::path source = TONGBAO_SOURCE;
    auto catalogue = render::Catalogue::load(source / "templates");
    ASSERT_TRUE(catalogue) << to_line(catalogue.error().front(), Language::en);
    auto fonts = font::FontSet::load(source / "fonts");
    ASSERT_TRUE(fonts) << to_line(fonts.error().front(), Language::en);
    renderer = std::make_shared<render::Renderer>(*catalogue, *fonts);
    auto loaded = proof::WordLists::load(source / "proof");
    ASSERT_TRUE(loaded) << to_line(loaded.error().front(), Language::en);
    lists = std::make_shared<const proof::WordLists>(*std::move(loaded));
  }
  static void TearDownTestSuite() {
    renderer.reset();
    lists.reset();
  }

  void SetUp() override {
    server = std::make_unique<Server>(
        ServerSettings{.listen = "127.0.0.1:0", .folder = place.path()},
        Parts{.rendering = rendering_with(renderer, lists, 32 << 20)}, [](std::string_view) {});
    ASSERT_TRUE(server->start());
  }

  Response post(std::string_view target, std::string_view type, std::string_view body) {
    RawClient client(server->port());
    client.send(request_text("POST", target, "Content-Type: " + std::string(type) + "\r\n", body));
    return client.read();
  }
  Response get(std::string_view target) {
    RawClient client(server->port());
    client.send(request_text("GET", target));
    return client.read();
  }

  // A stream of `rows` problems: lines 2 to `rows` + 1.
  static std::string stream_of(int rows) {
    std::string text(stream_text.substr(0, stream_text.find('\n') + 1));
    for (int i = 1; i <= rows; ++i) {
      text += R"({"section":"s1","id":"p)" + std::to_string(i) +
              R"(","finding":"缺页。"})"
              "\n";
    }
    return text;
  }
  // Whether the folder of bodies and documents is empty, or becomes so soon.
  [[nodiscard]] bool nothing_left() const {
    using namespace std::chrono_literals;
    const auto end = std::chrono::steady_clock::now() + 10s;
    while (!std::filesystem::is_empty(place.path()) && std::chrono::steady_clock::now() < end) {
      std::this_thread::sleep_for(5ms);
    }
    return std::filesystem::is_empty(place.path());
  }

  TemporaryFolder place;
  static std::shared_ptr<const render::Renderer> renderer;
  static std::shared_ptr<const proof::WordLists> lists;
  std::unique_ptr<Server> server;
};

std::shared_ptr<const render::Renderer> RealRenderer::renderer;
std::shared_ptr<const proof::WordLists> RealRenderer::lists;

TEST_F(RealRenderer, GivesTheSameBytesAsWithoutHttp) {
  const auto envelope = record::read_envelope(record_json);
  ASSERT_TRUE(envelope) << to_line(envelope.error().front(), Language::en);
  const std::vector<std::pair<std::string, std::string>> expected = {{"notice", "%PDF-"},
                                                                     {"ledger", "PK"}};
  for (const auto& [id, magic] : expected) {
    const auto direct = renderer->render({.template_id = id}, *envelope);
    ASSERT_TRUE(direct) << to_line(direct.error().front(), Language::en);
    std::vector<std::string> bodies(4);
    {
      std::vector<std::jthread> clients;
      for (std::string& body : bodies) {
        clients.emplace_back([&, target = "/v1/render/" + id] {
          const Response response = post(target, "application/json", record_json);
          EXPECT_EQ(response.status, 200) << response.body;
          body = response.body;
        });
      }
    }
    for (const std::string& body : bodies) {
      EXPECT_TRUE(body.starts_with(magic));
      EXPECT_TRUE(body == direct->bytes.text());
    }
  }
}

TEST_F(RealRenderer, NoticeSaysItsPagesAndName) {
  const Response response = post("/v1/render/notice", "application/json", record_json);
  EXPECT_EQ(response.field("X-Document-Pages"), "1");
  EXPECT_NE(response.field("Content-Disposition").find("filename*=UTF-8''%E4%BA%91%E6%B8%AF"),
            std::string::npos);
}

TEST_F(RealRenderer, LedgerFromAStreamCountsItsRows) {
  const Response response = post("/v1/render/ledger", "application/x-ndjson", stream_text);
  EXPECT_EQ(response.status, 200) << response.body;
  EXPECT_EQ(response.field("X-Document-Rows"), "2");
}

TEST_F(RealRenderer, AWrongLineFarDownIsNamedAndLeavesNothing) {
  std::string stream = stream_of(20'000);
  const std::size_t wrong = stream.rfind("\"finding\"");
  stream.insert(wrong, R"("deadline":"2025-02-30",)");
  const Response response = post("/v1/render/ledger", "application/x-ndjson", stream);
  EXPECT_EQ(response.status, 422);
  ASSERT_EQ(response.codes(), "record.badDate");
  const nlohmann::json error = response.json().at("errors").at(0);
  EXPECT_EQ(error.at("line"), 20'001);
  EXPECT_EQ(error.at("pointer"), "/deadline");
  EXPECT_NE(error.at("message").get<std::string>().find("2025-02-30"), std::string::npos);
  EXPECT_TRUE(nothing_left());
}

TEST_F(RealRenderer, AClientThatLeavesEndsItsLedgerAtTheNextRow) {
  {
    RawClient client(server->port());
    client.send(request_text("POST", "/v1/render/ledger", "Content-Type: application/x-ndjson\r\n",
                             stream_of(200'000)));
    while (std::filesystem::is_empty(place.path())) std::this_thread::yield();
  }
  const auto left = std::chrono::steady_clock::now();
  EXPECT_TRUE(nothing_left());
  EXPECT_LT(std::chrono::steady_clock::now() - left, std::chrono::seconds(2));
}

TEST_F(RealRenderer, ErrorsOfEveryStageHaveTheirStatus) {
  const auto render = [&](std::string_view body) {
    return post("/v1/render/notice", "application/json", body);
  };
  const auto first = [](const Response& response) { return response.json().at("errors").at(0); };
  const Response broken = render("{\n  \"title\": x}");
  EXPECT_EQ(broken.status, 400);
  EXPECT_EQ(first(broken).at("code"), "json.syntax");
  EXPECT_EQ(first(broken).at("line"), 2);
  EXPECT_EQ(first(broken).at("column"), 12);
  EXPECT_EQ(render("").codes(), "json.empty");
  EXPECT_EQ(render("{\"title\": \"\xff\"}").codes(), "json.utf8");
  EXPECT_EQ(render(std::string(100, '[')).status, 400);

  const Response wrong = render(R"({"schemaVersion": "1", "titel": 1, "date": "2025-02-30"})");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_NE(wrong.codes().find("record.unknownField"), std::string::npos);
  EXPECT_NE(wrong.codes().find("record.badDate"), std::string::npos);
  EXPECT_NE(wrong.codes().find("record.missingField"), std::string::npos);

  std::string unseen(record_json);
  unseen.replace(unseen.find("现将"), 6, "\xF4\x8F\xBF\xBD");  // U+10FFFD: no face has it
  const Response missing = render(unseen);
  EXPECT_EQ(missing.status, 422);
  EXPECT_EQ(first(missing).at("pointer"), "/preamble/0");
  EXPECT_NE(missing.body.find("U+10FFFD"), std::string::npos);
}

TEST_F(RealRenderer, PersonalDataIsPrintedOnlyWhereItIsAskedFor) {
  const std::string body =
      R"({"schemaVersion":"1","organization":{"name":"青河市档案馆"},"title":"通报",)"
      R"("date":"2025-06-15","preamble":["请致电丁某13900000000。"],"sections":[{"heading":"甲"}]})";
  const auto status = [&](std::string_view target) {
    return post(target, "application/json", body).status;
  };
  EXPECT_EQ(status("/v1/render/notice"), 422);
  EXPECT_EQ(status("/v1/render/notice?allow=personal-data"), 200);
  EXPECT_EQ(status("/v1/render/notice?edition=internal"), 200);
  EXPECT_EQ(status("/v1/render/notice?allow=everything"), 400);
}

TEST_F(RealRenderer, ImportedTextRendersAgain) {
  const std::string text =
      "云港市档案局关于巡察整改进展情况的通报\n\n现将整改进展情况予以公布。\n\n"
      "一、整改落实情况\n\n1.库房温湿度记录不全。配齐设备，每日记录。\n\n"
      "云港市档案局\n\n2025年4月1日\n";
  const Response imported = post("/v1/import", "text/plain", text);
  ASSERT_EQ(imported.status, 200) << imported.body;
  const auto direct = importer::import_text(text);
  ASSERT_TRUE(direct);
  EXPECT_EQ(imported.json().at("diagnostics").size(), direct->diagnostics.size());
  const Response notice =
      post("/v1/render/notice", "application/json", imported.json().at("record").dump());
  EXPECT_EQ(notice.status, 200) << notice.body;
}

TEST_F(RealRenderer, CatalogueAndSchema) {
  EXPECT_EQ(get("/readyz").status, 200);
  EXPECT_EQ(get("/v1/schema/record").body, record::record_schema());
  EXPECT_EQ(get("/v1/templates/notice").json().at("formats").at(0).at("name"), "pdf");
  EXPECT_EQ(get("/v1/templates/ledger").json().at("kind"), "ledger");
}

TEST_F(RealRenderer, ProofreadsARecord) {
  const Response checked = post("/v1/check?lang=en", "application/json", record_json);
  EXPECT_EQ(checked.status, 200);
  EXPECT_EQ(checked.body,
            "{\"findings\":[{\"code\":\"record.completedDate\",\"severity\":\"note\","
            "\"pointer\":\"/sections/0/problems/0\",\"text\":\"\",\"message\":\"completed, but "
            "without a date of completion\",\"suggestion\":null}]}\n");
  const Response without =
      post("/v1/check?without=record,names.title", "application/json", record_json);
  EXPECT_EQ(without.body, "{\"findings\":[]}\n");
  const Response unknown = post("/v1/check?without=recrod", "application/json", record_json);
  EXPECT_EQ(unknown.status, 400);
  EXPECT_NE(unknown.body.find("proof.unknownRule"), std::string::npos);
  const Response enveloped =
      post("/v1/check", "application/json", "{\"record\":" + std::string(record_json) + "}");
  EXPECT_EQ(enveloped.json().at("findings").at(0).at("pointer"), "/record/sections/0/problems/0");
  EXPECT_EQ(post("/v1/check?template=notice", "application/json", record_json).json(),
            post("/v1/check", "application/json", record_json).json());
  EXPECT_EQ(post("/v1/check?template=notise", "application/json", record_json).status, 404);
  EXPECT_EQ(post("/v1/check", "application/json", "{}").status, 422);
  EXPECT_EQ(post("/v1/check", "application/json", "{").status, 400);
  EXPECT_EQ(post("/v1/check", "text/plain", record_json).status, 415);
}

}  // namespace
}  // namespace tongbao::http

// Jobs over the program's own renderer, templates and faces.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/file_stream.h"
#include "font/font_set.h"
#include "jobs/job_json.h"
#include "jobs/runner_fixture.h"
#include "jobs/task.h"
#include "record/reader.h"

namespace tongbao::jobs {
namespace {

using namespace std::chrono_literals;
using store::State;

constexpr std::size_t max_body = std::size_t{32} << 20;

class MakerTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const std::filesystem::path source = TONGBAO_SOURCE;
    auto catalogue = render::Catalogue::load(source / "templates");
    ASSERT_TRUE(catalogue) << to_line(catalogue.error().front(), Language::en);
    auto fonts = font::FontSet::load(source / "fonts");
    ASSERT_TRUE(fonts) << to_line(fonts.error().front(), Language::en);
    renderer = std::make_shared<const render::Renderer>(*catalogue, *fonts);
  }
  static void TearDownTestSuite() { renderer.reset(); }

  static std::string example() {
    return read_file(std::filesystem::path(TONGBAO_SOURCE) / "examples/district-office/record.json",
                     max_body)
        .value();
  }
  static Result<render::Document> make(const store::Order& order, const std::string& input,
                                       const render::Checkpoint& checkpoint = passes) {
    return maker_with(renderer, nullptr, max_body, {})
        ->make(order, DocumentBytes(input), checkpoint);
  }
  static Result<void> passes(std::size_t) { return {}; }
  static std::string code_of(const Result<render::Document>& document) {
    return document ? "" : document.error().front().code;
  }

  static std::shared_ptr<const render::Renderer> renderer;
};

std::shared_ptr<const render::Renderer> MakerTest::renderer;

TEST_F(MakerTest, MakesWhatRenderMakes) {
  const std::string input = example();
  const auto envelope = record::read_envelope(input);
  ASSERT_TRUE(envelope);
  for (const auto& [id, format] : {std::pair{"notice", "pdf"}, std::pair{"ledger", "xlsx"}}) {
    const auto made = make({.template_id = id, .format = format, .options = "{}"}, input);
    ASSERT_TRUE(made) << to_line(made.error().front(), Language::en);
    const auto direct = renderer->render({.template_id = id, .body = input}, *envelope);
    ASSERT_TRUE(direct);
    EXPECT_EQ(hex(made->bytes.sha256()), hex(direct->bytes.sha256())) << id;
  }
}

TEST_F(MakerTest, KnowsWhatTheManifestSays) {
  const nlohmann::json record = nlohmann::json::parse(example());
  const auto made = make({.template_id = "notice", .format = "pdf", .options = "{}"}, example());
  ASSERT_TRUE(made);
  std::string title = record["title"];
  title.erase(std::remove(title.begin(), title.end(), '\n'), title.end());
  EXPECT_EQ(made->title, title);
  EXPECT_EQ(made->unit, record["organization"]["name"]);
  EXPECT_EQ(made->date, record["date"]);
  EXPECT_EQ(made->edition, record::Edition::public_);
  EXPECT_FALSE(made->classified);
}

TEST_F(MakerTest, ReadsAStreamFromMemoryOrFromItsFile) {
  const std::string lines =
      R"({"schemaVersion":"1","organization":{"name":"云港市档案局"},"title":"整改台账","sections":[{"id":"s1","heading":"整改落实情况"}]})"
      "\n"
      R"({"section":"s1","id":"p1","finding":"记录不全。"})"
      "\n"
      R"({"section":"s1","id":"p2","finding":"台账缺页。"})"
      "\n";
  const store::Order order{
      .template_id = "ledger",
      .format = "xlsx",
      .options = to_json(Task{.stream = true, .edition = record::Edition::internal})};
  const auto from_memory = make(order, lines);
  ASSERT_TRUE(from_memory) << to_line(from_memory.error().front(), Language::en);
  EXPECT_EQ(from_memory->rows, 2U);
  EXPECT_EQ(from_memory->edition, record::Edition::internal);
  TemporaryFolder place;
  const std::filesystem::path file = place.path() / "input";
  ASSERT_TRUE(write_file(file, lines));
  const auto from_file = maker_with(renderer, nullptr, max_body, {})
                             ->make(order, DocumentBytes::of_file(std::move(place), file), passes);
  ASSERT_TRUE(from_file);
  EXPECT_EQ(from_file->bytes.sha256(), from_memory->bytes.sha256());
}

TEST_F(MakerTest, IsStoppedByItsCheckpoint) {
  const auto stop = [](std::size_t) -> Result<void> {
    return failure({.code = "test.stop", .where = {}, .message = {}, .hint = {}});
  };
  EXPECT_EQ(code_of(make({.template_id = "notice", .format = "pdf"}, example(), stop)),
            "test.stop");
  const auto stop_later = [](std::size_t problems) -> Result<void> {
    if (problems < 3) return {};
    return failure({.code = "test.stop", .where = {}, .message = {}, .hint = {}});
  };
  EXPECT_EQ(code_of(make({.template_id = "ledger", .format = "xlsx"}, example(), stop_later)),
            "test.stop");
}

TEST_F(MakerTest, RefusesWhatItCannotMake) {
  EXPECT_EQ(code_of(make({.template_id = "none", .format = "pdf"}, example())),
            "render.unknownTemplate");
  EXPECT_EQ(code_of(make({.template_id = "notice", .format = "odt"}, example())),
            "render.formatUnavailable");
  EXPECT_EQ(code_of(make({.template_id = "notice", .format = "pdf"}, "{")), "json.syntax");
  const auto small = maker_with(renderer, nullptr, 10, {});
  EXPECT_EQ(code_of(small->make({.template_id = "notice", .format = "pdf"},
                                DocumentBytes(example()), passes)),
            "json.tooLarge");
}

TEST_F(MakerTest, WorksOffAJob) {
  const TemporaryFolder folder;
  Site site(folder.path());
  store::NewJob job;
  const auto input = site.blobs.put(DocumentBytes(example()));
  const auto broken = site.blobs.put(DocumentBytes(R"({"schemaVersion":"1"})"));
  ASSERT_TRUE(input && broken);
  job.documents = {
      {.name = "通报", .template_id = "notice", .format = "pdf", .options = "{}", .input = *input},
      {.template_id = "ledger", .format = "xlsx", .options = "{}", .input = *input},
      {.template_id = "notice", .format = "pdf", .options = "{}", .input = *broken}};
  const auto accepted = site.jobs.accept(job, 100);
  ASSERT_TRUE(accepted);
  Runner runner(quick_settings(), site.database,
                maker_with(renderer, nullptr, max_body, folder.path()), site.audit,
                site.heard.observer());
  runner.start();
  const store::Job ended = site.wait_for(accepted->id, 60s);
  runner.stop(10s);
  const auto json = nlohmann::json::parse(job_json(ended, Language::en));
  EXPECT_EQ(json["state"], "failed");
  EXPECT_EQ(json["counts"]["done"], 2);
  EXPECT_GE(json["documents"][0]["facts"]["pages"], 1);
  EXPECT_GE(json["documents"][1]["facts"]["rows"], 1);
  EXPECT_EQ(json["documents"][2]["error"]["errors"][0]["code"], "record.missingField");
  const auto direct = make(job.documents[0], example());
  ASSERT_TRUE(direct);
  EXPECT_EQ(json["documents"][0]["digest"], hex(direct->bytes.sha256()));
}

}  // namespace
}  // namespace tongbao::jobs

#include "render/renderer.h"

#include <fstream>
#include <sstream>
#include <thread>

#include <gmock/gmock.h>

#include "base/file.h"
#include "record/reader.h"

namespace tongbao::render {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

const std::string examples = TONGBAO_SOURCE "/examples/";

std::string text_of(const std::string& file) {
  return read_file(examples + file, std::size_t{1} << 20).value();
}

record::Envelope envelope_of(const std::string& example) {
  return record::read_envelope(text_of(example + "/record.json")).value();
}

// Opened once: opening the faces takes longer than rendering.
class RendererTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    catalogue_ = Catalogue::load(TONGBAO_SOURCE "/templates").value();
    fonts_ = font::FontSet::load(TONGBAO_SOURCE "/fonts").value();
  }
  static void TearDownTestSuite() {
    catalogue_.reset();
    fonts_.reset();
  }
  [[nodiscard]] static Renderer renderer(Policy policy = {}) {
    return {catalogue_, fonts_, policy};
  }
  [[nodiscard]] static Result<Document> rendered(const std::string& id,
                                                 const record::Envelope& envelope,
                                                 std::optional<Format> format = std::nullopt) {
    return renderer().render({.template_id = id, .format = format}, envelope);
  }
  static void expect_refused(const Result<Document>& result, const std::string& code,
                             const std::optional<std::string>& pointer = std::nullopt) {
    ASSERT_FALSE(result.has_value());
    ASSERT_EQ(result.error().size(), 1U);
    EXPECT_EQ(result.error()[0].code, code);
    EXPECT_EQ(result.error()[0].where.pointer, pointer);
  }

  static std::shared_ptr<const Catalogue> catalogue_;
  static std::shared_ptr<const font::FontSet> fonts_;
};

std::shared_ptr<const Catalogue> RendererTest::catalogue_;
std::shared_ptr<const font::FontSet> RendererTest::fonts_;

TEST_F(RendererTest, ANoticeIsAPdfNamedAfterItsTitle) {
  const auto document = rendered("notice", envelope_of("district-office"));
  ASSERT_TRUE(document.has_value());
  EXPECT_THAT(document->bytes.text(), StartsWith("%PDF-1.7"));
  EXPECT_EQ(document->format, Format::pdf);
  EXPECT_EQ(document->file_name,
            "中共岚浦市青禾区望川街道工作委员会关于六届区委第三轮巡察整改进展情况的通报.pdf");
  EXPECT_GE(document->pages.value_or(0), 3U);  // over 1,800 characters, at most 22 × 28 a page
  EXPECT_EQ(document->rows, std::nullopt);
  EXPECT_TRUE(document->warnings.empty());
}

TEST_F(RendererTest, ADocumentSaysWhichVersionMadeItAndAnyCanBeAskedFor) {
  const auto catalogue = Catalogue::load(TONGBAO_SOURCE "/templates").value();
  const Renderer renderer(catalogue, fonts_);
  const record::Envelope envelope = envelope_of("district-office");
  const auto version_of = [&](std::optional<unsigned> asked) {
    const Request request{
        .template_id = "notice", .format = Format::content, .template_version = asked};
    return renderer.render(request, envelope).value().template_version;
  };
  EXPECT_EQ(version_of({}), 0U);
  const std::string xml =
      read_file(TONGBAO_SOURCE "/templates/notice.xml", std::size_t{1} << 20).value();
  EXPECT_TRUE(catalogue->adopt({{"notice", 1, xml}}).empty());
  EXPECT_EQ(version_of({}), 1U);
  EXPECT_EQ(version_of(0), 0U);
  expect_refused(renderer.render({.template_id = "notice", .template_version = 2}, envelope),
                 "render.unknownVersion");
}

TEST_F(RendererTest, TheLineBreakOfATitleIsNotInTheFileName) {
  const auto document = rendered("notice", envelope_of("party-group"));
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(document->file_name,
            "中共岚浦市供销合作社联合社党组关于巡察整改阶段性进展情况的通报.pdf");
}

TEST_F(RendererTest, ALedgerIsAWorkbookWithOneRowAProblem) {
  const auto document = rendered("ledger", envelope_of("city-department"));
  ASSERT_TRUE(document.has_value());
  EXPECT_THAT(document->bytes.text(), StartsWith("PK"));
  EXPECT_EQ(document->format, Format::xlsx);
  EXPECT_THAT(document->file_name, testing::EndsWith(".xlsx"));
  EXPECT_THAT(document->file_name, HasSubstr("台账"));
  EXPECT_EQ(document->rows, 16U);
  EXPECT_EQ(document->pages, std::nullopt);
}

TEST_F(RendererTest, TheDumpsAreJson) {
  const auto envelope = envelope_of("district-office");
  const auto layout = rendered("notice", envelope, Format::layout);
  ASSERT_TRUE(layout.has_value());
  EXPECT_THAT(layout->bytes.text(), StartsWith("{"));
  EXPECT_EQ(layout->pages, rendered("notice", envelope)->pages);
  const auto content = rendered("notice", envelope, Format::content);
  ASSERT_TRUE(content.has_value());
  EXPECT_THAT(content->bytes.text(), HasSubstr("望川街道"));
  EXPECT_EQ(content->pages, std::nullopt);
}

TEST_F(RendererTest, TheSameInputGivesTheSameBytesOnEveryThread) {
  for (const std::string id : {"notice", "ledger"}) {
    const auto envelope = envelope_of("city-department");
    std::string here, there;
    std::thread other([&] { there = rendered(id, envelope)->bytes.text(); });
    here = rendered(id, envelope)->bytes.text();
    other.join();
    EXPECT_TRUE(here == there) << id;
    EXPECT_TRUE(here == rendered(id, envelope)->bytes.text()) << id;
  }
}

TEST_F(RendererTest, AStreamGivesTheSameLedger) {
  std::istringstream ndjson(text_of("district-office/ledger.ndjson"));
  const auto streamed = renderer().render_stream({.template_id = "ledger"}, ndjson);
  ASSERT_TRUE(streamed.has_value());
  const auto whole = rendered("ledger", envelope_of("district-office"));
  EXPECT_EQ(streamed->rows, 8U);
  EXPECT_EQ(streamed->file_name, whole->file_name);
  EXPECT_TRUE(streamed->bytes.text() == whole->bytes.text());
}

TEST_F(RendererTest, AStreamIsForLedgers) {
  std::istringstream ndjson(text_of("district-office/ledger.ndjson"));
  expect_refused(renderer().render_stream({.template_id = "notice"}, ndjson), "render.noStream");
}

TEST_F(RendererTest, RefusesTemplatesAndFormatsThatThereAreNot) {
  const auto envelope = envelope_of("district-office");
  expect_refused(rendered("notise", envelope), "render.unknownTemplate");
  expect_refused(rendered("notice", envelope, Format::xlsx), "render.formatUnavailable");
  expect_refused(rendered("ledger", envelope, Format::content), "render.formatUnavailable");
}

TEST_F(RendererTest, ANoticeTakesExactlyOneRecordAndALedgerMany) {
  auto envelope = envelope_of("district-office");
  envelope.records.push_back(envelope_of("party-group").records.front());
  expect_refused(rendered("notice", envelope), "render.oneRecordOnly", "/records");
  const auto ledger = rendered("ledger", envelope);
  ASSERT_TRUE(ledger.has_value());
  EXPECT_EQ(ledger->rows, 18U);  // 8 and 10
}

// The sheet on paper: as many rows, the header on every page.
TEST_F(RendererTest, PrintsALedgerAsPages) {
  const auto envelope = envelope_of("district-office");
  const auto printed = rendered("ledger", envelope, Format::pdf);
  ASSERT_TRUE(printed.has_value());
  EXPECT_THAT(printed->bytes.text(), StartsWith("%PDF-"));
  EXPECT_EQ(printed->rows, 8U);
  const auto pages = rendered("ledger", envelope, Format::layout);
  ASSERT_TRUE(pages.has_value());
  EXPECT_EQ(pages->pages, printed->pages);
  EXPECT_THAT(pages->bytes.text(), HasSubstr("\"text\":\"反馈问题\""));
  EXPECT_THAT(pages->bytes.text(), HasSubstr("第 1 页 共 "));
}

TEST_F(RendererTest, AClassifiedRecordIsRefusedUnlessAllowed) {
  auto envelope = envelope_of("district-office");
  envelope.records[0].document.emplace().classification = "秘密";
  expect_refused(rendered("notice", envelope), "render.classified", "/document/classification");
  EXPECT_TRUE(renderer({.allow_classified = true})
                  .render({.template_id = "notice", .format = std::nullopt}, envelope)
                  .has_value());
  envelope.records.insert(envelope.records.begin(), envelope_of("party-group").records.front());
  expect_refused(rendered("ledger", envelope), "render.classified",
                 "/records/1/document/classification");
}

TEST_F(RendererTest, ALedgerLongerThanAllowedIsRefused) {
  const auto envelope = envelope_of("district-office");
  const Request request{.template_id = "ledger", .format = std::nullopt};
  EXPECT_TRUE(renderer({.max_rows = 8}).render(request, envelope).has_value());
  expect_refused(renderer({.max_rows = 7}).render(request, envelope), "render.tooManyRows",
                 "/sections/1/sections/2/problems/1");
}

TEST_F(RendererTest, TheRequestsDateWinsOverTheEnvelopes) {
  auto envelope = envelope_of("city-department");
  envelope.as_of = Date{2025, 10, 15};
  const Request plain{.template_id = "ledger", .format = std::nullopt};
  const std::string expected = renderer().render(plain, envelope)->bytes.text();
  envelope.as_of = Date{2025, 1, 1};
  Request dated = plain;
  dated.as_of = Date{2025, 10, 15};
  EXPECT_TRUE(renderer().render(dated, envelope)->bytes.text() == expected);
}

TEST_F(RendererTest, ACharacterThatNoFaceHasIsNamed) {
  auto envelope = envelope_of("district-office");
  envelope.records[0].preamble[0].runs = {std::string("此处有\U0010FFFD字。")};
  const auto refused = rendered("notice", envelope);
  expect_refused(refused, "layout.missingGlyph", "/preamble/0");
  EXPECT_THAT(refused.error()[0].message.en, HasSubstr("U+10FFFD"));
}

TEST_F(RendererTest, TheRecordChoosesTheFormOfItsNotice) {
  record::Envelope envelope = envelope_of("party-group");
  EXPECT_THAT(rendered("notice", envelope, Format::content)->bytes.text(),
              testing::Not(HasSubstr(R"("block":"mark")")));
  envelope.records[0].document.emplace().form = record::DocumentForm::formal;
  EXPECT_THAT(rendered("notice", envelope, Format::content)->bytes.text(),
              HasSubstr(R"("block":"mark","style":"mark")"));
  envelope.records[0].document->form = record::DocumentForm::letter;
  EXPECT_THAT(rendered("notice", envelope, Format::content)->bytes.text(),
              HasSubstr(R"("block":"mark","style":"letterMark")"));
}

// The head of a PNG and nothing after it.
TEST_F(RendererTest, ASealThatIsNoPictureIsNamed) {
  record::Envelope envelope = envelope_of("party-group");
  envelope.records[0].signatures = {{.name = "岚浦市供销社", .seal = "iVBORw0KGgo="}};
  expect_refused(rendered("notice", envelope), "image.broken", "/signatures/0/seal");
}

TEST_F(RendererTest, NothingInternalReachesAPublicNotice) {
  record::Envelope envelope = envelope_of("party-group");
  auto& problems = envelope.records[0].sections[1].sections[0].problems;
  problems[0].publication.emplace().title = "公开的标题";
  problems[1].publication.emplace().show = false;
  const std::string replaced = problems[0].title;
  const std::string hidden = problems[1].title;
  const std::string shown = rendered("notice", envelope, Format::content)->bytes.text();
  EXPECT_THAT(shown, HasSubstr("公开的标题"));
  EXPECT_THAT(shown, testing::Not(HasSubstr(replaced)));
  EXPECT_THAT(shown, testing::Not(HasSubstr(hidden)));
  envelope.edition = record::Edition::internal;
  const std::string whole = rendered("notice", envelope, Format::content)->bytes.text();
  EXPECT_THAT(whole, testing::Not(HasSubstr("公开的标题")));
  EXPECT_THAT(whole, HasSubstr(replaced));
  EXPECT_THAT(whole, HasSubstr(hidden));
}

}  // namespace
}  // namespace tongbao::render

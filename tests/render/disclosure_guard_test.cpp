// What the public edition refuses to print. The identity number is invented: no place has the code
// 990101, and its check digit follows from GB 11643-1999.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "record/reader.h"
#include "render/renderer.h"

namespace tongbao::render {
namespace {

using testing::ElementsAre;

class DisclosureGuard : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    renderer_ =
        std::make_unique<const Renderer>(Catalogue::load(TONGBAO_SOURCE "/templates").value(),
                                         font::FontSet::load(TONGBAO_SOURCE "/fonts").value());
  }
  static void TearDownTestSuite() { renderer_.reset(); }

  // A record whose first paragraph is `text`.
  static record::Envelope envelope(const std::string& text, const std::string& more = "") {
    return record::read_envelope(
               R"({"schemaVersion":"1","organization":{"name":"青河市档案馆"},"title":"通报",)"
               R"("date":"2025-06-15","preamble":[")" +
               text + R"("],"sections":[{"heading":"甲","body":["乙。"]}])" + more + "}")
        .value();
  }

  static Result<Document> render(const record::Envelope& envelope, bool allowed = false) {
    return renderer_->render(
        {.template_id = "notice", .format = Format::content, .allow_personal_data = allowed},
        envelope);
  }

  // "code pointer" of everything that is refused.
  static std::vector<std::string> refused(const record::Envelope& envelope) {
    const auto document = render(envelope);
    std::vector<std::string> found;
    if (document) return found;
    for (const Diagnostic& error : document.error()) {
      found.push_back(error.code + " " + error.where.pointer.value_or("?"));
      EXPECT_EQ(error.message.zh.find("990101"), std::string::npos) << "the number is not repeated";
    }
    return found;
  }

  static std::unique_ptr<const Renderer> renderer_;
};

std::unique_ptr<const Renderer> DisclosureGuard::renderer_;

TEST_F(DisclosureGuard, RefusesNumbersOfPersonsWithTheirPlace) {
  EXPECT_THAT(refused(envelope("丁某（990101199003071237）已退款。")),
              ElementsAre("render.personalData /preamble/0"));
  EXPECT_THAT(refused(envelope("请致电丁某13900000000。")),
              ElementsAre("render.personalData /preamble/0"));
  EXPECT_THAT(refused(envelope("汇入账号1234567890123456。")),
              ElementsAre("render.personalData /preamble/0"));
}

TEST_F(DisclosureGuard, LetsOtherNumbersPass) {
  EXPECT_THAT(refused(envelope("丁某（990101199003071238）的证号校验位不对。")), ElementsAre());
  EXPECT_THAT(refused(envelope("联系电话：0709-5550126，邮编：412300。")), ElementsAre());
}

TEST_F(DisclosureGuard, LetsTheContactsOwnNumberPass) {
  EXPECT_THAT(refused(envelope("意见请致电13900000000。", R"(,"contact":{"phone":"13900000000"})")),
              ElementsAre());
}

TEST_F(DisclosureGuard, RefusesNamesMarkedInternal) {
  EXPECT_THAT(refused(envelope("约谈丁望舒同志。", R"(,"extra":{"internalNames":["丁望舒"]})")),
              ElementsAre("render.personalData /preamble/0"));
}

TEST_F(DisclosureGuard, TheInternalEditionPrintsThem) {
  record::Envelope internal = envelope("请致电丁某13900000000。");
  internal.edition = record::Edition::internal;
  EXPECT_TRUE(render(internal));
}

TEST_F(DisclosureGuard, AnExplicitWishIsFollowedWithAWarning) {
  const auto document = render(envelope("请致电丁某13900000000。"), true);
  ASSERT_TRUE(document);
  ASSERT_EQ(document->warnings.size(), 1U);
  EXPECT_EQ(document->warnings[0].code, "render.personalData");
  EXPECT_EQ(document->warnings[0].severity, Severity::warning);
}

}  // namespace
}  // namespace tongbao::render

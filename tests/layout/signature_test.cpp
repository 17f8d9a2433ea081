// Signatures with seals and stamps: GB/T 9704-2012, 7.3.5.1 and 7.3.5.3. Without: pages_test.cpp.
#include "layout/formal_builder.h"

namespace tongbao::layout {
namespace {

constexpr double seal = 42 * mm;

content::NoticeContent signed_by(const std::vector<std::string>& names, int text_lines = 3) {
  content::NoticeContent notice = formal_notice();
  for (int i = 0; i < text_lines; ++i) add(notice, "正文。");
  content::SignatureBlock signature;
  signature.style = signature_style;
  for (const std::string& name : names) {
    notice.images.push_back(seal_image("印章：" + name));
    content::Signer signer;
    signer.name = span(name, signature_style);
    signer.seal = static_cast<std::uint32_t>(notice.images.size() - 1);
    signature.signers.push_back(signer);
  }
  signature.date = span("2025年4月1日", signature_style);
  notice.blocks.emplace_back(signature);
  return notice;
}

double centre_of(const content::Line& line) {
  return line.x.value + line.width.value / 2;
}

TEST(Sealed, DateFourFromTheRightNameOverItSealOverBoth) {
  const auto document = lay_out_or_fail(signed_by({"甲市乙局"}));
  const content::Line& name = line_with(document, "甲市乙局");
  const content::Line& date = line_with(document, "2025年4月1日");
  EXPECT_NEAR(date.x.value + date.width.value, right_edge - 4 * cell, 0.01);
  EXPECT_NEAR(centre_of(name), centre_of(date), 0.01);
  EXPECT_NEAR(date.baseline.value - name.baseline.value, pitch, 0.01);
  ASSERT_EQ(document.pages[0].pictures.size(), 1U);
  const content::Picture& stamped = document.pages[0].pictures[0];
  EXPECT_NEAR(stamped.width.value, seal, 0.01);
  EXPECT_NEAR(stamped.x.value + seal / 2, centre_of(name), 0.01);
  // Name and date stand in its middle, a little below (偏下): 4 hundredths of 42 mm.
  const double middle_of_both = em_top(document, name) - (pitch - 16) / 2 + pitch;
  EXPECT_NEAR(middle_of_both - (stamped.y.value + seal / 2), 0.04 * seal, 0.01);
  EXPECT_EQ(document.elements[stamped.element].kind, content::ElementKind::figure);
  EXPECT_EQ(document.elements[stamped.element].alternative, "印章：甲市乙局");
}

// 7.3.5.1: the seal's upper edge within one line of the text, and not upon it.
TEST(Sealed, TopIsWithinOneLineOfTheText) {
  for (const auto& names : {std::vector<std::string>{"甲市乙局"},
                            std::vector<std::string>{"甲局", "乙局", "丙局", "丁局"}}) {
    const auto document = lay_out_or_fail(signed_by(names));
    const double foot_of_text = top_edge + 3 * pitch;
    const double top = document.pages[0].pictures[0].y.value;
    EXPECT_GE(top, foot_of_text) << names.size();
    EXPECT_LE(top, foot_of_text + pitch) << names.size();
  }
}

TEST(Sealed, SeveralOfficesDoNotTouchAndStayWithinTheTypeArea) {
  // Three of 42 mm go into 156 mm: a row of three and one of two.
  const auto document = lay_out_or_fail(signed_by({"甲局", "乙局", "丙局", "丁局", "戊局"}));
  const auto& seals = document.pages[0].pictures;
  ASSERT_EQ(seals.size(), 5U);
  for (std::size_t i = 0; i < seals.size(); ++i) {
    EXPECT_GE(seals[i].x.value, left_edge - 0.01);
    EXPECT_LE(seals[i].x.value + seal, right_edge + 0.01);
    for (std::size_t k = i + 1; k < seals.size(); ++k) {
      const double dx = seals[i].x.value - seals[k].x.value;
      const double dy = seals[i].y.value - seals[k].y.value;
      EXPECT_GT(std::hypot(dx, dy), seal) << i << " and " << k;
    }
  }
  // Those of a row are level.
  EXPECT_NEAR(seals[0].y.value, seals[2].y.value, 0.01);
  EXPECT_NEAR(seals[3].y.value, seals[4].y.value, 0.01);
  // The last one is over the date.
  EXPECT_NEAR(centre_of(line_with(document, "戊局")),
              centre_of(line_with(document, "2025年4月1日")), 0.01);
  for (const char* name : {"甲局", "乙局", "丙局", "丁局", "戊局"}) {
    const content::Line& line = line_with(document, name);
    const bool sealed = std::any_of(seals.begin(), seals.end(), [&](const content::Picture& s) {
      return std::abs(s.x.value + seal / 2 - centre_of(line)) < 0.01 &&
             s.y.value < line.baseline.value - 16 && line.baseline.value < s.y.value + seal;
    });
    EXPECT_TRUE(sealed) << name;
  }
}

TEST(Sealed, IsNeverAloneOnAPage) {
  for (int lines = 15; lines <= 23; ++lines) {
    const auto document = lay_out_or_fail(signed_by({"甲市乙局"}, lines));
    const content::Page& last = document.pages.back();
    std::size_t body = 0;
    for (const content::Line& line : document.lines_of(last)) {
      body += line.role == content::LineRole::body ? 1U : 0U;
    }
    EXPECT_GE(body, 2U) << lines;
    ASSERT_EQ(last.pictures.size(), 1U) << lines;
    EXPECT_LE(last.pictures[0].y.value + seal, foot_edge + 0.01) << lines;
  }
}

TEST(Sealed, NoImprintStandsUponASeal) {
  for (int lines = 3; lines <= 16; ++lines) {
    content::NoticeContent notice = signed_by({"甲市乙局"}, 22 + lines);
    content::ImprintBlock imprint;
    imprint.outer_rule = {1};
    imprint.entries.emplace_back(paragraph_of("抄送：甲局。", imprint_style));
    notice.blocks.emplace_back(imprint);
    const auto document = lay_out_or_fail(notice);
    const content::Page& second = document.pages[1];
    ASSERT_EQ(second.pictures.size(), 1U) << lines;
    for (const content::Rule& rule : second.rules) {
      EXPECT_GE(rule.y.value, second.pictures[0].y.value + seal) << lines;
    }
  }
}

// 7.3.5.3: two empty lines; the stamp four from the right, the post two left of it at half its
// height; one empty line; the date four from the right.
TEST(Stamped, StandsFourFromTheRightWithThePostBesideIt) {
  content::NoticeContent notice = formal_notice();
  add(notice, "正文。");
  notice.images.push_back(seal_image("签名章：张某"));
  notice.images[0].width = 2;  // twice as wide as high
  notice.images[0].rgb += notice.images[0].rgb;
  content::SignatureBlock signature;
  signature.style = signature_style;
  content::Signer signer;
  signer.name = span("张某", signature_style);
  signer.stamp = 0;
  signer.post = span("局长", signature_style);
  signature.signers = {signer};
  signature.stamp_height = {20 * mm};
  signature.date = span("2025年4月1日", signature_style);
  notice.blocks.emplace_back(signature);
  const auto document = lay_out_or_fail(notice);
  ASSERT_EQ(document.pages[0].pictures.size(), 1U);
  const content::Picture& stamp = document.pages[0].pictures[0];
  EXPECT_NEAR(stamp.x.value + stamp.width.value, right_edge - 4 * cell, 0.01);
  EXPECT_NEAR(stamp.width.value, 40 * mm, 0.01);
  EXPECT_NEAR(stamp.height.value, 20 * mm, 0.01);
  const content::Line& post = line_with(document, "局长");
  EXPECT_NEAR(post.x.value + post.width.value, stamp.x.value - 2 * cell, 0.01);
  EXPECT_NEAR(em_top(document, post) + 8, stamp.y.value + 10 * mm, 0.01);
  // Line 0 is the text, 1 and 2 are empty, the stamp takes 3 and 4, 5 is empty.
  EXPECT_NEAR(stamp.y.value + 10 * mm, top_edge + 4 * pitch, 0.01);
  EXPECT_NEAR(grid_line(document, line_with(document, "2025年4月1日")), 6, 0.001);
}

TEST(Stamped, AStampAloneIsNotLostAndAWideOneStaysOnThePaper) {
  content::NoticeContent notice = formal_notice();
  add(notice, "正文。");
  notice.images.push_back(seal_image("签名章：张某"));
  notice.images[0].width = 40;
  notice.images[0].rgb.resize(3 * 40);
  content::SignatureBlock signature;
  signature.style = signature_style;
  content::Signer signer;
  signer.name = span("张某", signature_style);
  signer.stamp = 0;
  signature.signers = {signer};
  notice.blocks.emplace_back(signature);
  const auto document = lay_out_or_fail(notice);
  ASSERT_EQ(document.pages[0].pictures.size(), 1U);
  EXPECT_NEAR(document.pages[0].pictures[0].width.value, measure / 2, 0.01);
}

}  // namespace
}  // namespace tongbao::layout

// Rules, pictures and turned pages: where they stand and how they look.
#include <cmath>
#include <string>

#include <gmock/gmock.h>

#include "pdf/formal_notice.h"
#include "pdf/subject.h"
#include "pdf/write_pdf.h"

namespace tongbao::pdf {
namespace {

using nlohmann::json;
using testing::DocumentBuilder;
using ::testing::HasSubstr;
using testing::project_fonts;
using testing::Reader;
using testing::Subject;

Subject written(const DocumentBuilder& builder) {
  return Subject(write_pdf(builder.document, *project_fonts()));
}

// Red, green, blue and black: from the top left, row by row.
content::Image four_colours() {
  return {.width = 2,
          .height = 2,
          .rgb = std::string("\xFF\0\0\0\xFF\0\0\0\xFF\0\0\0", 12),
          .alpha = {},
          .alternative = "四色"};
}

std::string pixel(const Reader::Picture& picture, double x, double y) {
  const auto column = static_cast<std::size_t>(x);
  const auto row = static_cast<std::size_t>(y);
  const std::string rgb = picture.rgb.substr((row * picture.width + column) * 3, 3);
  std::string name;
  for (const char c : rgb) name += static_cast<unsigned char>(c) > 127 ? '1' : '0';
  return name;
}

// A picture of 100 by 60 pt at (50, 40) of a page of 300 by 200.
DocumentBuilder with_picture(bool turned) {
  DocumentBuilder builder(*project_fonts());
  builder.document.images = {four_colours()};
  content::Page& page = builder.add_page({300}, {200});
  page.turned = turned;
  page.pictures = {{.x = {50}, .y = {40}, .width = {100}, .height = {60}}};
  page.rules = {{.x = {200}, .y = {150}, .width = {80}, .height = {20}, .colour = {1, 0, 0}}};
  return builder;
}

TEST(PageGraphics, PicturesAndRulesAreReadTheRightWayUpOnEveryPage) {
  for (const bool turned : {false, true}) {
    const Reader::Picture picture = written(with_picture(turned)).reader.draw(1);
    ASSERT_EQ(picture.width, 300U);
    ASSERT_EQ(picture.height, 200U);
    EXPECT_EQ(pixel(picture, 70, 55), "100");
    EXPECT_EQ(pixel(picture, 130, 55), "010");
    EXPECT_EQ(pixel(picture, 70, 85), "001");
    EXPECT_EQ(pixel(picture, 130, 85), "000");
    EXPECT_EQ(pixel(picture, 45, 55), "111");
    EXPECT_EQ(pixel(picture, 70, 105), "111");
    EXPECT_EQ(pixel(picture, 210, 160), "100");
    EXPECT_EQ(pixel(picture, 275, 165), "100");
    EXPECT_EQ(pixel(picture, 210, 175), "111");
  }
}

TEST(PageGraphics, TransparentPixelsLetThePaperThrough) {
  DocumentBuilder builder = with_picture(false);
  builder.document.images[0].alpha = std::string("\xFF\0\xFF\0", 4);
  const Reader::Picture picture = written(builder).reader.draw(1);
  EXPECT_EQ(pixel(picture, 60, 45), "100");
  EXPECT_EQ(pixel(picture, 140, 45), "111");
  EXPECT_EQ(pixel(picture, 60, 95), "001");
  EXPECT_EQ(pixel(picture, 140, 95), "111");
}

TEST(PageGraphics, ImagesAreKeptExactly) {
  const Subject subject = written(with_picture(false));
  const json images = subject.at(subject.pages()[0], "/Resources").at("/XObject");
  const json image = subject.at(images, "/I0");
  EXPECT_EQ(image.at("/Width"), 2);
  EXPECT_EQ(image.at("/Height"), 2);
  EXPECT_FALSE(image.contains("/SMask"));
  EXPECT_EQ(subject.reader.stream(images.at("/I0").get<std::string>()), four_colours().rgb);
}

TEST(PageGraphics, AnImageIsOneObjectHoweverOftenItIsShown) {
  DocumentBuilder builder = with_picture(false);
  content::Page second = builder.document.pages[0];
  second.pictures.push_back(second.pictures[0]);
  builder.document.pages.push_back(second);
  builder.document.images.push_back(testing::seal_image(4));  // that nothing shows
  const Subject subject = written(builder);
  EXPECT_EQ(subject.dictionaries_with("/BitsPerComponent").size(), 1U);
  EXPECT_EQ(subject.at(subject.pages()[0], "/Resources").at("/XObject").size(), 1U);
}

TEST(PageGraphics, RulesAreFilledBelowTheTextAndArtifacts) {
  DocumentBuilder builder(*project_fonts());
  builder.add_page({300}, {200}).rules = {
      {.x = {10}, .y = {20}, .width = {100}, .height = {2}, .colour = {1, 0, 0}},
      {.x = {10}, .y = {24}, .width = {100}, .height = {0.5}, .colour = {1, 0, 0}},
      {.x = {10}, .y = {30}, .width = {0.5}, .height = {40}}};
  builder.add_line("一", {80}, {100});
  EXPECT_THAT(written(builder).reader.page_content(1),
              HasSubstr("/Artifact<</Type/Layout>>BDC\nq\n"
                        "1 0 0 rg\n10 178 100 2 re\n10 175.5 100 .5 re\nf\n"
                        "0 g\n10 130 .5 40 re\nf\nQ\nEMC\nBT\n"));
}

TEST(PageGraphics, PicturesStandBelowRulesAndText) {
  const std::string content = testing::subject("formal").reader.page_content(1);
  EXPECT_EQ(content.find("/Figure<</MCID 0>>BDC\nq\n"
                         "119.055 0 0 119.055 370 322.835 cm\n/I0 Do\nQ\nEMC\n/Artifact"),
            0U);
  EXPECT_LT(content.find(" re\n"), content.find("BT\n"));
}

TEST(TurnedPage, LiesLikeTheOthersAndIsShownATurnClockwise) {
  const Subject& subject = testing::subject("formal");
  const json upright = subject.pages()[0];
  const json turned = subject.pages()[2];
  EXPECT_EQ(turned.at("/MediaBox"), upright.at("/MediaBox"));
  EXPECT_EQ(turned.at("/Rotate"), 90);
  EXPECT_FALSE(upright.contains("/Rotate"));
}

// As read: x 170 to 330, top 146. On the paper the line runs upwards, 146 from the left.
TEST(TurnedPage, LinksAndOutlineAreWhereTheyAreSeen) {
  const Subject& subject = testing::subject("formal");
  const json annotation = subject.resolve(subject.pages()[2].at("/Annots").at(0));
  EXPECT_EQ(annotation.at("/Rect"), json::parse("[146, 170, 162, 330]"));
  const json outline = subject.at(subject.catalog(), "/Outlines");
  const json second = subject.at(outline, "/Last");
  const json parent = second.contains("/Dest") ? second : json();
  const json entry = second.contains("/Last") ? subject.at(second, "/Last") : parent;
  EXPECT_EQ(entry.at("/Dest").at(2), 80);
  EXPECT_EQ(entry.at("/Dest").at(3), 0);
}

TEST(TurnedPage, TextIsReadInItsPlaceAndNumbersStandUpright) {
  DocumentBuilder builder(*project_fonts());
  builder.add_page({300}, {200}).turned = true;
  builder.add_line("表格", {50}, {60});
  builder.add_line("页码", {30}, {250}).upright = true;
  builder.add_line("再来", {70}, {90});
  const auto characters = written(builder).reader.mutool_characters();
  ASSERT_EQ(characters.size(), 6U);
  // As seen: the upright paper's x runs down, its y from the left's far end: 300 - 250 = 50.
  const std::vector<std::pair<double, double>> places = {{50, 60}, {66, 60}, {50, 30},
                                                         {50, 46}, {70, 90}, {86, 90}};
  for (std::size_t i = 0; i < places.size(); ++i) {
    EXPECT_NEAR(characters[i].x, places[i].first, 0.05) << i;
    EXPECT_NEAR(characters[i].y, places[i].second, 0.05) << i;
  }
  EXPECT_EQ(written(builder).reader.pdftotext().size(), std::string("表格页码再来").size());
}

}  // namespace
}  // namespace tongbao::pdf

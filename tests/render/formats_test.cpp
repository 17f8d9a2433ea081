#include <gmock/gmock.h>

#include "render/renderer.h"

namespace tongbao::render {
namespace {

TEST(Formats, NamesAndMediaTypesLeadBack) {
  for (const Format format : {Format::pdf, Format::xlsx, Format::layout, Format::content}) {
    EXPECT_EQ(format_named(name_of(format)), format);
    EXPECT_EQ(format_of_media_type(media_type_of(format)), format);
  }
}

TEST(Formats, AreTheContracts) {
  EXPECT_EQ(media_type_of(Format::pdf), "application/pdf");
  EXPECT_EQ(media_type_of(Format::xlsx),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  EXPECT_EQ(media_type_of(Format::layout), "application/vnd.tongbao.layout+json");
  EXPECT_EQ(media_type_of(Format::content), "application/vnd.tongbao.content+json");
}

TEST(Formats, UnknownNamesAreNone) {
  EXPECT_EQ(format_named("PDF"), std::nullopt);
  EXPECT_EQ(format_named(""), std::nullopt);
  EXPECT_EQ(format_of_media_type("text/html"), std::nullopt);
}

TEST(Formats, ATemplatesOwnComesFirst) {
  EXPECT_THAT(formats_of(tmpl::Kind::notice),
              testing::ElementsAre(Format::pdf, Format::layout, Format::content));
  EXPECT_THAT(formats_of(tmpl::Kind::ledger),
              testing::ElementsAre(Format::xlsx, Format::pdf, Format::layout));
}

}  // namespace
}  // namespace tongbao::render

// ISO 19005-2 (PDF/A-2), level A, rule by rule: file, graphics, annotations. The numbers are its
// clauses.
#include <regex>
#include <set>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "pdf/output_intent.h"
#include "pdf/subject.h"
#include "pdf/tagged_notice.h"
#include "pdf/write_pdf.h"

namespace tongbao::pdf {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::Operation;
using ::testing::StartsWith;
using testing::Subject;

class Archive : public testing::OverSubjects {};
INSTANTIATE_TEST_SUITE_P(Documents, Archive, ::testing::ValuesIn(testing::subject_names()),
                         testing::test_name);

// Byte offsets of the objects, from the cross-reference table; [0] is the free list's head.
std::vector<std::size_t> offsets(const std::string& pdf) {
  const std::size_t mark = pdf.rfind("startxref\n");
  const std::size_t table = std::stoul(pdf.substr(mark + 10));
  const std::string head = pdf.substr(table, 32);
  std::smatch match;
  // 6.1.4: "xref" and the subsection's head are parted by one end of line.
  static const std::regex form("xref\n0 ([0-9]+)\n");
  if (!std::regex_search(head, match, form, std::regex_constants::match_continuous)) return {};
  constexpr std::size_t entry = 20;
  std::vector<std::size_t> found(std::stoul(match[1]));
  for (std::size_t i = 0; i < found.size(); ++i) {
    found[i] =
        std::stoul(pdf.substr(table + static_cast<std::size_t>(match.length()) + i * entry, 10));
  }
  return found;
}

TEST_P(Archive, C6_1_2_HeaderAndBinaryComment) {
  const std::string& pdf = subject().pdf;
  ASSERT_THAT(pdf, StartsWith("%PDF-1.7\n%"));
  for (std::size_t i = 10; i < 14; ++i) EXPECT_GT(static_cast<unsigned char>(pdf[i]), 127);
  EXPECT_EQ(pdf[14], '\n');
}

TEST_P(Archive, C6_1_3_TrailerHasAnIdAndNothingFollows) {
  const json& trailer = subject().objects.at("trailer").at("value");
  EXPECT_EQ(trailer.at("/ID").size(), 2U);
  EXPECT_FALSE(trailer.contains("/Encrypt"));
  EXPECT_THAT(subject().pdf, AnyOf(EndsWith("%%EOF"), EndsWith("%%EOF\n")));
}

TEST_P(Archive, C6_1_9_ObjectsBeginAndEndOnLinesOfTheirOwn) {
  const std::string& pdf = subject().pdf;
  const auto places = offsets(pdf);
  ASSERT_GT(places.size(), 10U);
  for (std::size_t n = 1; n < places.size(); ++n) {
    EXPECT_EQ(pdf[places[n] - 1], '\n');
    const std::string head = fmt::format("{} 0 obj\n", n);
    EXPECT_EQ(pdf.compare(places[n], head.size(), head), 0) << n;
    const std::size_t end = n + 1 < places.size() ? places[n + 1] : pdf.rfind("xref\n0 ");
    EXPECT_THAT(pdf.substr(end - 8, 8), "\nendobj\n") << n;
  }
}

TEST_P(Archive, C6_1_7_1_StreamsAreAsLongAsTheySay) {
  const std::string& pdf = subject().pdf;
  const auto places = offsets(pdf);
  static const std::regex length("/Length ([0-9]+) 0 R");
  int streams = 0;
  for (std::size_t n = 1; n < places.size(); ++n) {
    const std::size_t end = n + 1 < places.size() ? places[n + 1] : pdf.rfind("xref\n0 ");
    const std::string object = pdf.substr(places[n], end - places[n]);
    const std::size_t begin = object.find("\nstream\r\n");
    if (begin == std::string::npos) continue;
    ++streams;
    std::smatch match;
    const std::string dictionary = object.substr(0, begin);
    ASSERT_TRUE(std::regex_search(dictionary, match, length)) << dictionary;
    const std::size_t number = std::stoul(match[1]);
    const std::size_t value = pdf.find("obj\n", places[number]) + 4;
    const std::size_t size = std::stoul(pdf.substr(value, 10));
    EXPECT_EQ(object.substr(begin + 9 + size), "\nendstream\nendobj\n") << n;
  }
  EXPECT_GT(streams, 8);
}

TEST_P(Archive, C6_1_7_2_And_6_1_10_OnlyFlateAndNoExternalStreams) {
  for (const json& value : subject().objects) {
    if (!value.contains("stream")) continue;
    const json& dictionary = value.at("stream").at("dict");
    EXPECT_FALSE(dictionary.contains("/F"));
    EXPECT_FALSE(dictionary.contains("/FFilter"));
    if (dictionary.contains("/Filter")) {
      EXPECT_EQ(dictionary.at("/Filter"), "/FlateDecode");
    }
  }
}

void expect_within_limits(const json& value) {
  constexpr std::size_t longest_string = 32767;
  constexpr std::size_t longest_name = 127;
  if (value.is_string()) {
    const std::string text = value;
    EXPECT_LT(text.size(), text[0] == '/' ? longest_name + 2 : longest_string);
  }
  if (value.is_structured()) {
    for (const json& part : value) expect_within_limits(part);
  }
}

TEST_P(Archive, C6_1_13_Limits) {
  expect_within_limits(subject().objects);
}

TEST(ArchiveLimits, C6_1_13_LongTextsAreCutInStringsButNotOnThePage) {
  testing::DocumentBuilder builder = testing::tagged_notice();
  std::string text;
  for (int i = 0; i < 9000; ++i) text += "通𠮷";  // three UTF-16 units
  builder.document.metadata.title = text;
  builder.document.outline[0].title = text;
  const Subject subject(write_pdf(builder.document, *testing::project_fonts()));
  const json info = subject.at(subject.objects.at("trailer").at("value"), "/Info");
  // 16,382 units are 5,460 pairs and two more, of which the surrogate pair needs one too many.
  EXPECT_EQ(info.at("/Title"), "u:" + text.substr(0, 5460 * 7 + 3));
  const json outline = subject.at(subject.at(subject.catalog(), "/Outlines"), "/First");
  EXPECT_EQ(outline.at("/Title"), info.at("/Title"));
}

TEST_P(Archive, C6_2_2_ContentHasDefinedOperatorsAndResourcesOfItsOwn) {
  const std::set<std::string> defined = {"BT", "ET", "BDC", "EMC", "Td", "Tm", "Tf", "Tc", "TJ",
                                         "g",  "rg", "q",   "Q",   "cm", "Do", "re", "f"};
  const auto pages = subject().pages();
  for (std::size_t page = 0; page < pages.size(); ++page) {
    const json resources = subject().at(pages[page], "/Resources");
    const json fonts = subject().at(resources, "/Font");
    for (const Operation& operation : subject().operations(page)) {
      EXPECT_EQ(defined.count(operation.name), 1U) << operation.name;
      if (operation.name == "Tf") {
        EXPECT_TRUE(fonts.contains(operation.operands.at(0)));
      }
      if (operation.name == "Do") {
        EXPECT_TRUE(subject().at(resources, "/XObject").contains(operation.operands.at(0)));
      }
    }
  }
}

TEST_P(Archive, C6_2_3_OutputIntentIsSrgb) {
  const json intents = subject().at(subject().catalog(), "/OutputIntents");
  ASSERT_EQ(intents.size(), 1U);
  const json intent = subject().resolve(intents.at(0));
  EXPECT_EQ(intent.at("/S"), "/GTS_PDFA1");
  EXPECT_EQ(intent.at("/OutputConditionIdentifier"), "u:sRGB IEC61966-2.1");
  EXPECT_EQ(subject().at(intent, "/DestOutputProfile").at("/N"), 3);
  EXPECT_EQ(subject().reader.stream(intent.at("/DestOutputProfile").get<std::string>()),
            srgb_profile());
}

// ISO 15076-1 7.2: size, version, class, colour space, signature, date and ID of a profile.
TEST(OutputIntent, C6_2_3_ProfileIsAMonitorsAndAlwaysTheSame) {
  const std::string& profile = srgb_profile();
  ASSERT_GT(profile.size(), 128U);
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(profile[i]); };
  EXPECT_EQ((byte(0) << 24) + (byte(1) << 16) + (byte(2) << 8) + byte(3),
            static_cast<int>(profile.size()));
  EXPECT_EQ(byte(8), 4);  // version 4.2
  EXPECT_EQ(byte(9), 0x20);
  EXPECT_EQ(profile.substr(12, 8), "mntrRGB ");
  EXPECT_EQ(profile.substr(36, 4), "acsp");
  EXPECT_EQ(profile.substr(24, 12), std::string("\x07\xCF\0\x0A\0\x12\0\0\0\0\0\0", 12));
  EXPECT_EQ(profile.substr(84, 16), std::string(16, '\0'));
}

TEST_P(Archive, C6_2_4_3_OnlyGreyAndRgb) {
  for (std::size_t page = 0; page < subject().pages().size(); ++page) {
    for (const Operation& operation : subject().operations(page)) {
      EXPECT_THAT(operation.name, Not(AnyOf("k", "K", "cs", "CS", "sc", "scn", "SC", "SCN", "sh")));
    }
  }
  for (const json& image : subject().dictionaries_with("/ColorSpace")) {
    EXPECT_THAT(image.at("/ColorSpace").get<std::string>(), AnyOf("/DeviceRGB", "/DeviceGray"));
  }
}

TEST_P(Archive, C6_2_8_ImagesAreShownAsTheyAre) {
  for (const json& image : subject().dictionaries_with("/BitsPerComponent")) {
    EXPECT_EQ(image.at("/Subtype"), "/Image");
    EXPECT_EQ(image.at("/BitsPerComponent"), 8);
    for (const char* key : {"/Alternates", "/OPI", "/Interpolate", "/Intent"}) {
      EXPECT_FALSE(image.contains(key)) << key;
    }
  }
}

// Pages with transparency name the space that it is mixed in, the output intent's.
TEST_P(Archive, C6_2_10_TransparencyIsOfSoftMasksOnly) {
  for (const char* key : {"/CA", "/ca", "/BM", "/ExtGState"}) {
    EXPECT_TRUE(subject().dictionaries_with(key).empty()) << key;
  }
  for (const json& image : subject().dictionaries_with("/SMask")) {
    EXPECT_EQ(image.at("/Subtype"), "/Image");
    const json mask = subject().at(image, "/SMask");
    EXPECT_EQ(mask.at("/ColorSpace"), "/DeviceGray");
    EXPECT_EQ(mask.at("/Width"), image.at("/Width"));
    EXPECT_EQ(mask.at("/Height"), image.at("/Height"));
    EXPECT_FALSE(mask.contains("/SMask"));
  }
  for (std::size_t page = 0; page < subject().pages().size(); ++page) {
    bool transparent = false;
    for (const Operation& operation : subject().operations(page)) {
      if (operation.name != "Do") continue;
      const json images = subject().at(subject().pages()[page], "/Resources").at("/XObject");
      transparent |= subject().resolve(images.at(operation.operands.at(0))).contains("/SMask");
    }
    ASSERT_EQ(subject().pages()[page].contains("/Group"), transparent);
    if (!transparent) continue;
    const json group = subject().at(subject().pages()[page], "/Group");
    EXPECT_EQ(group.at("/S"), "/Transparency");
    EXPECT_EQ(group.at("/CS"), "/DeviceRGB");
  }
}

// ISO 32000-1 Annex C.
TEST_P(Archive, C6_1_13_PagesAreOfAllowedSize) {
  for (const json& page : subject().pages()) {
    const json& box = page.at("/MediaBox");
    for (const int side : {2, 3}) {
      EXPECT_EQ(box.at(static_cast<std::size_t>(side - 2)), 0);
      EXPECT_GE(box.at(static_cast<std::size_t>(side)), 3);
      EXPECT_LE(box.at(static_cast<std::size_t>(side)), 14400);
    }
  }
}

// 6.3.1 and 6.3.2; a link needs no appearance (6.3.3).
TEST_P(Archive, C6_3_AnnotationsAreLinksThatPrint) {
  for (const json& page : subject().pages()) {
    if (!page.contains("/Annots")) continue;
    for (const json& reference : page.at("/Annots")) {
      const json annotation = subject().resolve(reference);
      EXPECT_EQ(annotation.at("/Subtype"), "/Link");
      EXPECT_EQ(annotation.at("/F"), 4);
    }
  }
}

TEST_P(Archive, C6_5_ActionsAreUris) {
  for (const json& dictionary : subject().dictionaries_with("/A")) {
    if (dictionary.contains("/P")) continue;  // the attributes of a structure element
    EXPECT_EQ(dictionary.at("/A").at("/S"), "/URI");
  }
  EXPECT_TRUE(subject().dictionaries_with("/AA").empty());
  EXPECT_TRUE(subject().dictionaries_with("/OpenAction").empty());
}

// 6.4 forms, 6.9 optional content, 6.10 alternate presentations, 6.1.12.
TEST_P(Archive, C6_4_6_9_CatalogHoldsNothingElse) {
  for (const char* key : {"/AcroForm", "/Collection", "/OCProperties", "/Perms", "/Requirements"}) {
    EXPECT_FALSE(subject().catalog().contains(key)) << key;
  }
}

// 6.8 of ISO 19005-2: files inside would have to be PDF/A themselves.
TEST_P(Archive, C6_8_OnlyTheThirdPartHasFilesInside) {
  if (GetParam() == "attached") GTEST_SKIP() << "is of ISO 19005-3";
  for (const char* key : {"/AF", "/Names"}) EXPECT_FALSE(subject().catalog().contains(key)) << key;
  EXPECT_TRUE(subject().dictionaries_with("/EF").empty());
}

TEST_P(Archive, ReadersTakeItWithoutAWord) {
  EXPECT_THAT(
      subject().reader.qpdf_check(),
      AllOf(HasSubstr("No syntax or stream encoding errors found"), Not(HasSubstr("WARNING"))));
  EXPECT_EQ(subject().reader.complaints(), "");
}

}  // namespace
}  // namespace tongbao::pdf

#include "pdf/write_pdf.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <regex>
#include <stdexcept>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "base/utf8.h"
#include "pdf/document_builder.h"
#include "pdf/readers.h"

namespace tongbao::pdf {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using testing::DocumentBuilder;
using ::testing::Each;
using ::testing::HasSubstr;
using testing::LineStyle;
using ::testing::MatchesRegex;
using ::testing::Not;
using testing::project_fonts;
using testing::Reader;
using ::testing::SizeIs;

DocumentBuilder one_line(std::string_view text, const LineStyle& style = {}) {
  DocumentBuilder builder(*project_fonts());
  builder.add_page();
  builder.add_line(text, {79.37}, {120}, style);
  return builder;
}

Reader read(const DocumentBuilder& builder) {
  return Reader(write_pdf(builder.document, *project_fonts()));
}

// A value that may be an indirect object.
json resolve(const json& objects, const json& value) {
  if (!value.is_string()) return value;
  const auto object = objects.find("obj:" + value.get<std::string>());
  if (object == objects.end()) return value;
  return object->contains("stream") ? object->at("stream").at("dict") : object->at("value");
}

json at(const json& objects, const json& dictionary, const char* key) {
  return resolve(objects, dictionary.at(key));
}

json catalog_of(const json& objects) {
  return at(objects, objects.at("trailer").at("value"), "/Root");
}

class Extraction : public ::testing::TestWithParam<const char*> {};

TEST_P(Extraction, GivesTheTextBackExactly) {
  const std::string text = GetParam();
  const Reader reader = read(one_line(text));
  EXPECT_EQ(reader.pdftotext(), text);
  EXPECT_EQ(reader.mutool_text(), text);
  EXPECT_THAT(reader.qpdf_check(), HasSubstr("No syntax or stream encoding errors found"));
  EXPECT_THAT(reader.pdffonts(), Each(MatchesRegex(".* yes yes yes .*")));
}

INSTANTIATE_TEST_SUITE_P(
    Texts, Extraction,
    ::testing::Values("整改工作已经完成，共12项。",
                      "姓名𠮷㛃𬭎䶮",  // beyond the BMP and extension A: fallback faces
                      "甲·乙•丙·丁",           // one glyph of Fandol for both dots
                      "⼀一⼀一⼆二",          // Kangxi radicals share the ideographs' glyphs
                      "“四个意识”——到位……",    //
                      "电话0668-2810000，邮箱a_b@example.gov.cn", "（一）〔2025〕3号《办法》",
                      "e\u0301\u00EA\u0304"));  // letters with combining marks

// mutool 1.21 takes surrogates apart in maps to several characters; the file is right.
TEST(WritePdf, AnIdeographicVariationSequenceIsExtracted) {
  EXPECT_EQ(read(one_line("葛\U000E0100城")).pdftotext(), "葛\U000E0100城");
}

TEST(WritePdf, EveryGlyphOfTwoFacesKeepsItsText) {
  DocumentBuilder builder(*project_fonts());
  builder.add_page();
  builder.add_line("甲·乙•丙", {80}, {100}, {.role = "heiti"});
  builder.add_line("•戊·己•", {80}, {130}, {.role = "kaiti"});
  const Reader reader = read(builder);
  EXPECT_EQ(reader.pdftotext(), "甲·乙•丙•戊·己•");
  EXPECT_EQ(reader.mutool_text(), "甲·乙•丙•戊·己•");
}

TEST(WritePdf, MoreTextsOfOneGlyphThanVariantsStayExact) {
  DocumentBuilder builder = one_line("一一一一一一一一一一一一一一一一");
  std::string& text = builder.document.text;
  text.clear();
  std::vector<content::Glyph>& glyphs = builder.document.glyphs;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    glyphs[i].text = static_cast<std::uint32_t>(text.size());
    text += fmt::format("第{}", static_cast<char>('A' + i));
  }
  builder.document.runs[0].text = {0, static_cast<std::uint32_t>(text.size())};
  EXPECT_EQ(read(builder).pdftotext(), text);
}

TEST(WritePdf, OneCharacterOfSeveralGlyphsIsExtractedOnce) {
  DocumentBuilder builder = one_line("甲乙丙丁");
  builder.document.text = "甲丁";  // three glyphs now make up the first character
  const std::uint32_t size = 3;
  for (const std::size_t i : {1U, 2U, 3U}) builder.document.glyphs[i].text = size;
  builder.document.runs[0].text = {0, 2 * size};
  const Reader reader = read(builder);
  EXPECT_EQ(reader.pdftotext(), "甲丁");
  EXPECT_EQ(reader.mutool_text(), "甲\u200B\u200B丁");  // it knows no ActualText
}

TEST(WritePdf, FacesAreNamedAsSubsets) {
  DocumentBuilder builder = one_line("仿宋");
  builder.add_line("楷体", {80}, {160}, {.role = "kaiti"});
  builder.add_line("𠮷", {80}, {190});
  const std::vector<std::string> fonts = read(builder).pdffonts();
  EXPECT_THAT(fonts, SizeIs(3));
  EXPECT_THAT(fonts, Each(MatchesRegex("[A-Z]{6}\\+.*")));
  EXPECT_THAT(fonts, ::testing::Contains(HasSubstr("CID TrueType")));
  EXPECT_THAT(fonts, ::testing::Contains(HasSubstr("CID Type 0C")));
}

// Where each glyph should stand, from the document itself.
void expect_places(const DocumentBuilder& builder, const Reader& reader, double tolerance) {
  const content::PagedDocument& document = builder.document;
  const auto characters = reader.mutool_characters();
  std::size_t read = 0;
  for (const content::Line& line : document.lines) {
    for (const content::Run& run : document.runs_of(line)) {
      Pt pen = run.x;
      for (const content::Glyph& glyph : document.glyphs_of(run)) {
        while (read < characters.size() && characters[read].text == " ") ++read;
        ASSERT_LT(read, characters.size());
        EXPECT_NEAR(characters[read].x, (pen + glyph.shift).value, tolerance);
        EXPECT_NEAR(characters[read].y, line.baseline.value, tolerance);
        pen += glyph.advance;
        ++read;
      }
    }
  }
}

TEST(WritePdf, GlyphsStandWhereLayoutPutThem) {
  DocumentBuilder builder(*project_fonts());
  builder.add_page();
  // 28 characters of 16 pt in 156 mm: each is 0.2066 pt nearer than its width.
  const Pt cell = static_cast<Pt>(Mm{156}) / 28;
  builder.add_line("整改工作已经完成整改工作已经完成整改工作已经完成整改工作", Mm{28}, {121.7},
                   {.added = cell - Pt{16}});
  builder.add_line("共12项，3月4日前完成GDP增长0.5%", Mm{28}, {150.69}, {.added = {0.37}});
  builder.add_line("标题二十二磅", {100.123}, {200.456}, {.role = "xiaobiaosong", .size = {22}});
  expect_places(builder, read(builder), 0.05);
}

TEST(WritePdf, PlacesAreExactToAHundredthAtTheEndOfALine) {
  DocumentBuilder builder(*project_fonts());
  builder.add_page({5000}, {842});
  std::string text;
  for (int i = 0; i < 200; ++i) text += "整改";
  builder.add_line(text, {10}, {100}, {.size = {10.5}, .added = {0.12345678}});
  std::uint32_t n = 0;
  for (content::Glyph& glyph : builder.document.glyphs) {
    if (++n % 7 == 0) glyph.advance += Pt{-1.0 / 3};
  }
  expect_places(builder, read(builder), 0.011);
}

TEST(WritePdf, ShiftMovesTheInkButNotWhatFollows) {
  DocumentBuilder builder = one_line("甲（乙）丙");
  auto& glyphs = builder.document.glyphs;
  glyphs[1].advance = {8};
  glyphs[1].shift = {-8};
  glyphs[3].advance = {8};
  const auto characters = read(builder).mutool_characters();
  const double x = 79.37;
  const std::vector<double> wanted = {x, x + 8, x + 24, x + 40, x + 48};
  ASSERT_EQ(characters.size(), wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) EXPECT_NEAR(characters[i].x, wanted[i], 0.011);
}

TEST(WritePdf, SpacingOfALineIsOneOperator) {
  const DocumentBuilder builder = one_line("整改工作已经完成整改工作", {.added = {-0.2}});
  const Reader reader = read(builder);
  const std::string content = reader.page_content(1);
  EXPECT_EQ(content.rfind("BT\n/P<</MCID 0>>BDC\n79.37 721.89 Td\n-.2 Tc\n/F0 16 Tf\n[(", 0), 0U)
      << content;
  EXPECT_EQ(content.find(")]TJ\nEMC\nET\n"), content.size() - 12) << content;
}

TEST(WritePdf, ColourAndPageBoxAreKept) {
  DocumentBuilder builder(*project_fonts());
  builder.add_page({419.53}, {595.28});
  builder.add_line("红头文件", {80}, {100}, {.colour = {1, 0, 0}});
  builder.add_line("正文", {80}, {130});
  const Reader reader = read(builder);
  const std::string content = reader.page_content(1);
  EXPECT_THAT(content, HasSubstr("1 0 0 rg\n"));
  EXPECT_THAT(content, HasSubstr("\n0 g\n"));
  EXPECT_THAT(reader.pdfinfo(), HasSubstr("419.53 x 595.28 pts"));
}

TEST(WritePdf, LinksStandWhereTheirTextDoes) {
  DocumentBuilder builder = one_line("邮箱a@example.cn");
  builder.document.pages[0].links.push_back(
      {.x = {111.37}, .y = {106}, .width = {90}, .height = {16}, .uri = "mailto:a@example.cn"});
  builder.document.pages[0].links.push_back(
      {.x = {80}, .y = {200}, .width = {10}, .height = {10}, .uri = "https://例.cn/(a b)\\"});
  const json objects = read(builder).objects();
  const json pages = at(objects, catalog_of(objects), "/Pages");
  const json page = resolve(objects, pages.at("/Kids").at(0));
  EXPECT_EQ(page.at("/Tabs"), "/S");
  const json link = resolve(objects, page.at("/Annots").at(0));
  EXPECT_EQ(link.at("/Subtype"), "/Link");
  EXPECT_EQ(link.at("/Rect"), json::parse("[111.37, 719.89, 201.37, 735.89]"));
  EXPECT_EQ(link.at("/Border"), json::parse("[0, 0, 0]"));
  EXPECT_EQ(link.at("/Contents"), "u:a@example.cn");
  EXPECT_EQ(link.at("/A").at("/S"), "/URI");
  EXPECT_EQ(link.at("/A").at("/URI"), "u:mailto:a@example.cn");
  EXPECT_EQ(resolve(objects, page.at("/Annots").at(1)).at("/A").at("/URI"),
            "u:https://%E4%BE%8B.cn/(a%20b)\\");
}

TEST(WritePdf, SaysWhatTheDocumentIs) {
  DocumentBuilder builder = one_line("正文");
  builder.document.metadata = {.title = "关于整改情况的通报（𠮷）",
                               .author = "某某局",
                               .subject = "plain (subject) \\",
                               .keywords = "整改,通报",
                               .date = Date{2025, 4, 1}};
  const Reader reader = read(builder);
  const json objects = reader.objects();
  const json info = at(objects, objects.at("trailer").at("value"), "/Info");
  EXPECT_EQ(info.at("/Title"), "u:关于整改情况的通报（𠮷）");
  EXPECT_EQ(info.at("/Author"), "u:某某局");
  EXPECT_EQ(info.at("/Subject"), "u:plain (subject) \\");
  EXPECT_EQ(info.at("/Keywords"), "u:整改,通报");
  EXPECT_THAT(info.at("/Producer").get<std::string>(), MatchesRegex("u:tongbao [0-9.]+"));
  EXPECT_EQ(info.at("/CreationDate"), "u:D:20250401000000+08'00'");
  EXPECT_EQ(info.at("/ModDate"), "u:D:20250401000000+08'00'");
  const json catalog = catalog_of(objects);
  EXPECT_EQ(catalog.at("/Lang"), "u:zh-CN");
  EXPECT_EQ(catalog.at("/ViewerPreferences").at("/DisplayDocTitle"), true);
  EXPECT_FALSE(catalog.contains("/PageMode"));
  EXPECT_THAT(reader.pdfinfo(), HasSubstr("PDF version:     1.7"));
}

TEST(WritePdf, WithoutADateThereIsNone) {
  const json objects = read(one_line("正文")).objects();
  const json info = at(objects, objects.at("trailer").at("value"), "/Info");
  EXPECT_FALSE(info.contains("/CreationDate"));
  EXPECT_FALSE(info.contains("/ModDate"));
  EXPECT_FALSE(info.contains("/Title"));
}

TEST(WritePdf, OutlineIsATreeOfTheHeadings) {
  DocumentBuilder builder = one_line("第一页");
  builder.add_page({595.276}, {700});
  builder.document.outline = {{"一、总体情况", 1, 0, {100}},
                              {"（一）组织领导", 2, 0, {150}},
                              {"（二）落实情况", 2, 1, {50}},
                              {"1.细目", 5, 1, {80}},
                              {"二、下一步", 1, 1, {300.5}}};
  const json objects = read(builder).objects();
  const json catalog = catalog_of(objects);
  EXPECT_EQ(catalog.at("/PageMode"), "/UseOutlines");
  const json root = at(objects, catalog, "/Outlines");
  EXPECT_EQ(root.at("/Count"), 5);
  const json kids = at(objects, catalog, "/Pages").at("/Kids");

  const json first = at(objects, root, "/First");
  EXPECT_EQ(first.at("/Title"), "u:一、总体情况");
  EXPECT_EQ(first.at("/Count"), 3);
  EXPECT_EQ(first.at("/Dest"), json::array({kids[0], "/XYZ", 0, 741.89, nullptr}));
  const json leaders = at(objects, first, "/First");
  EXPECT_EQ(leaders.at("/Title"), "u:（一）组织领导");
  EXPECT_FALSE(leaders.contains("/First"));
  const json second = at(objects, leaders, "/Next");
  EXPECT_EQ(second.at("/Title"), "u:（二）落实情况");
  EXPECT_EQ(at(objects, second, "/First").at("/Title"), "u:1.细目");
  EXPECT_EQ(at(objects, at(objects, second, "/First"), "/Parent"), second);
  EXPECT_EQ(at(objects, first, "/Last"), second);
  const json last = at(objects, first, "/Next");
  EXPECT_EQ(last.at("/Title"), "u:二、下一步");
  EXPECT_EQ(last.at("/Dest"), json::array({kids[1], "/XYZ", 0, 399.5, nullptr}));
  EXPECT_EQ(at(objects, root, "/Last"), last);
  EXPECT_EQ(at(objects, last, "/Prev"), first);
}

TEST(WritePdf, SameDocumentSameBytesOnEveryThread) {
  DocumentBuilder builder = one_line("整改·完成•𠮷，共12项。");
  builder.document.metadata.title = "通报";
  const std::string once = write_pdf(builder.document, *project_fonts());
  std::vector<std::string> results(4);
  std::vector<std::thread> threads;
  for (std::string& result : results) {
    threads.emplace_back([&] {
      for (int i = 0; i < 3; ++i) result = write_pdf(builder.document, *project_fonts());
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(results, Each(once));
}

TEST(WritePdf, PreparedFacesGiveTheSameBytes) {
  const auto fonts = font::FontSet::load(TONGBAO_SOURCE "/fonts");
  ASSERT_TRUE(fonts);
  const DocumentBuilder builder = one_line("整改·完成•𠮷，共12项。");
  const std::string before = write_pdf(builder.document, **fonts);
  const font::GlyphChoice cut_by_harfbuzz =
      (*fonts)->choose(*(*fonts)->find_role("fangsong"), U'𠮷');
  (*fonts)->prepare(cut_by_harfbuzz.face);
  EXPECT_EQ(write_pdf(builder.document, **fonts), before);
}

TEST(WritePdf, OtherDocumentsHaveOtherIds) {
  const auto id_of = [](const DocumentBuilder& builder) {
    return read(builder).objects().at("trailer").at("value").at("/ID").at(0).get<std::string>();
  };
  DocumentBuilder moved = one_line("正文");
  moved.document.lines[0].baseline += Pt{1};
  DocumentBuilder titled = one_line("正文");
  titled.document.metadata.title = "通报";
  const std::string id = id_of(one_line("正文"));
  EXPECT_EQ(id_of(one_line("正文")), id);
  EXPECT_NE(id_of(moved), id);
  EXPECT_NE(id_of(titled), id);
  EXPECT_NE(id_of(one_line("正又")), id);
}

TEST(WritePdf, ADocumentWithoutPagesIsStillAFile) {
  const Reader reader = read(DocumentBuilder(*project_fonts()));
  EXPECT_THAT(reader.qpdf_check(), HasSubstr("No syntax or stream encoding errors found"));
}

TEST(WritePdf, AnEmptyPageIsAPage) {
  DocumentBuilder builder(*project_fonts());
  builder.add_page();
  const Reader reader = read(builder);
  EXPECT_THAT(reader.qpdf_check(), HasSubstr("No syntax or stream encoding errors found"));
  EXPECT_EQ(reader.pdftotext(), "");
}

TEST(WritePdf, ThousandsOfPagesHangInATree) {
  DocumentBuilder builder(*project_fonts());
  constexpr int pages = 5000;
  for (int page = 1; page <= pages; ++page) {
    builder.add_page();
    builder.add_line(fmt::format("第{}页", page), {80}, {100});
    builder.document.outline.push_back(
        {fmt::format("第{}页", page), 1, static_cast<std::uint32_t>(page - 1), {100}});
  }
  const Reader reader = read(builder);
  EXPECT_THAT(reader.pdfinfo(), HasSubstr("Pages:           5000\n"));
  EXPECT_THAT(reader.pdftotext(), AllOf(HasSubstr("第1页第2页"), HasSubstr("第4999页第5000页")));
  EXPECT_THAT(reader.qpdf_check(), HasSubstr("No syntax or stream encoding errors found"));
}

TEST(WritePdf, NothingOfLibharuShows) {
  const std::string pdf = write_pdf(one_line("正文").document, *project_fonts());
  EXPECT_THAT(pdf, Not(HasSubstr("Haru")));
  EXPECT_EQ(pdf.rfind("%PDF-1.7\n", 0), 0U);
}

TEST(WritePdf, RefusesWhatIsNoPagedDocument) {
  const auto refused = [](const auto& spoil) {
    DocumentBuilder builder = one_line("正文");
    spoil(builder.document);
    EXPECT_THROW(static_cast<void>(write_pdf(builder.document, *project_fonts())),
                 std::invalid_argument);
  };
  refused([](auto& document) { document.glyphs[0].id = 0; });
  refused([](auto& document) { document.glyphs[0].id = 70000; });
  refused([](auto& document) { document.glyphs[1].text = 700; });
  refused([](auto& document) { document.runs[0].face = 999; });
  refused([](auto& document) { document.runs[0].glyphs.end = 999; });
  refused([](auto& document) { document.runs[0].text.end = 999; });
  refused([](auto& document) { document.lines[0].runs.end = 999; });
  refused([](auto& document) { document.pages[0].lines.end = 999; });
  refused([](auto& document) { document.lines[0].baseline = {std::nan("")}; });
  refused([](auto& document) { document.outline.push_back({"一", 1, 1, {0}}); });
}

}  // namespace
}  // namespace tongbao::pdf

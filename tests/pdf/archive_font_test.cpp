// ISO 19005-2 6.2.11 and ISO 14289-1 7.21: fonts, rule by rule.
#include <map>
#include <memory>
#include <regex>
#include <set>
#include <stdexcept>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_CID_H
#include <gmock/gmock.h>

#include "base/utf8.h"
#include "pdf/document_builder.h"
#include "pdf/subject.h"
#include "pdf/write_pdf.h"

namespace tongbao::pdf {
namespace {

using nlohmann::json;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::Operation;
using testing::Subject;

class ArchiveFont : public testing::OverSubjects {};
INSTANTIATE_TEST_SUITE_P(Documents, ArchiveFont, ::testing::ValuesIn(testing::subject_names()),
                         testing::test_name);

struct ShownFont {
  json type0;
  json descendant;
  std::set<unsigned> codes;  // that pages show
};

// What stands behind a backslash (ISO 32000-1, table 3).
char unescaped(char c) {
  if (c == 'r') return '\r';
  return c == 'n' ? '\n' : c;
}

// The codes of the strings of a TJ.
void add_codes(const std::string& array, std::set<unsigned>& codes) {
  std::string bytes;
  for (std::size_t i = 0; i < array.size(); ++i) {
    if (array[i] != '(') continue;
    for (++i; array[i] != ')'; ++i) {
      const bool escaped = array[i] == '\\';
      if (escaped) ++i;
      bytes += escaped ? unescaped(array[i]) : array[i];
    }
  }
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    codes.insert(static_cast<unsigned char>(bytes[i]) * 256U +
                 static_cast<unsigned char>(bytes[i + 1]));
  }
}

std::map<std::string, ShownFont> fonts_of(const Subject& subject) {
  std::map<std::string, ShownFont> fonts;
  const json resources = subject.at(subject.pages().at(0), "/Resources");
  for (const auto& [name, reference] : resources.at("/Font").items()) {
    ShownFont& font = fonts[name];
    font.type0 = subject.resolve(reference);
    font.descendant = subject.resolve(font.type0.at("/DescendantFonts").at(0));
  }
  for (std::size_t page = 0; page < subject.pages().size(); ++page) {
    std::string current;
    for (const Operation& operation : subject.operations(page)) {
      if (operation.name == "Tf") current = operation.operands.at(0);
      if (operation.name == "TJ") add_codes(operation.operands.at(0), fonts.at(current).codes);
    }
  }
  return fonts;
}

// The font program as FreeType reads it: an implementation that is not ours.
class Program {
 public:
  Program(const Subject& subject, const json& descendant) {
    const json descriptor = subject.at(descendant, "/FontDescriptor");
    cff_ = descriptor.contains("/FontFile3");
    data_ =
        subject.reader.stream(descriptor.at(cff_ ? "/FontFile3" : "/FontFile2").get<std::string>());
    if (FT_Init_FreeType(&library_) != 0) throw std::runtime_error("FT_Init_FreeType failed");
    if (FT_New_Memory_Face(library_, reinterpret_cast<const FT_Byte*>(data_.data()),
                           static_cast<FT_Long>(data_.size()), 0, &face_) != 0) {
      throw std::runtime_error("FreeType does not take the font program");
    }
    for (FT_UInt glyph = 0; glyph < static_cast<FT_UInt>(face_->num_glyphs); ++glyph) {
      FT_UInt cid = glyph;
      if (cff_ && FT_Get_CID_From_Glyph_Index(face_, glyph, &cid) != 0) continue;
      glyphs_[cid] = glyph;
    }
  }
  ~Program() {
    FT_Done_Face(face_);
    FT_Done_FreeType(library_);
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  bool cff() const { return cff_; }
  bool has(unsigned cid) const { return glyphs_.count(cid) != 0; }
  unsigned glyph(unsigned cid) const { return glyphs_.at(cid); }
  // In thousandths of an em, from the outlines' own metrics.
  double width(unsigned cid) const {
    const FT_UInt index = cff_ ? cid : glyphs_.at(cid);  // FreeType asks bare CFF by CID
    if (FT_Load_Glyph(face_, index, FT_LOAD_NO_SCALE) != 0) return -1;
    return 1000.0 * static_cast<double>(face_->glyph->metrics.horiAdvance) / face_->units_per_EM;
  }

 private:
  FT_Library library_ = nullptr;
  FT_Face face_ = nullptr;
  std::string data_;
  bool cff_ = false;
  std::map<unsigned, unsigned> glyphs_;  // by CID
};

// 9.7.4.3 of ISO 32000-1.
std::map<unsigned, double> widths_of(const json& descendant) {
  std::map<unsigned, double> widths;
  if (!descendant.contains("/W")) return widths;
  const json& array = descendant.at("/W");
  for (std::size_t i = 0; i + 1 < array.size(); i += 2) {
    unsigned code = array[i];
    for (const json& width : array[i + 1]) widths[code++] = width;
  }
  return widths;
}

TEST_P(ArchiveFont, C6_2_11_3_CompositeFonts) {
  for (const auto& [name, font] : fonts_of(subject())) {
    EXPECT_EQ(font.type0.at("/Subtype"), "/Type0");
    EXPECT_EQ(font.type0.at("/Encoding"), "/Identity-H");  // 6.2.11.3.3: predefined, not embedded
    const json& info = font.descendant.at("/CIDSystemInfo");
    EXPECT_THAT(info.at("/Registry"), "u:Adobe");
    EXPECT_TRUE(info.at("/Ordering").is_string());
    EXPECT_TRUE(info.at("/Supplement").is_number_integer());
    // 6.2.11.3.2
    if (font.descendant.at("/Subtype") == "/CIDFontType2") {
      EXPECT_EQ(font.descendant.at("/CIDToGIDMap"), "/Identity");
    }
  }
}

TEST_P(ArchiveFont, C6_2_11_2_And_4_ProgramsAreEmbeddedAndOfTheirKind) {
  for (const auto& [name, font] : fonts_of(subject())) {
    const json descriptor = subject().at(font.descendant, "/FontDescriptor");
    const Program program(subject(), font.descendant);
    if (program.cff()) {
      EXPECT_EQ(font.descendant.at("/Subtype"), "/CIDFontType0");
      EXPECT_EQ(subject().at(descriptor, "/FontFile3").at("/Subtype"), "/CIDFontType0C");
    } else {
      EXPECT_EQ(font.descendant.at("/Subtype"), "/CIDFontType2");
    }
    EXPECT_EQ(descriptor.at("/FontName"), font.descendant.at("/BaseFont"));
    EXPECT_FALSE(descriptor.contains("/CIDSet"));  // 6.2.11.4.2: if there, it must be whole
  }
}

TEST_P(ArchiveFont, C6_2_11_4_1_And_8_EveryGlyphIsThereAndNoneIsNotdef) {
  for (const auto& [name, font] : fonts_of(subject())) {
    const Program program(subject(), font.descendant);
    EXPECT_FALSE(font.codes.empty());
    for (const unsigned code : font.codes) {
      ASSERT_TRUE(program.has(code)) << name << ' ' << code;
      EXPECT_NE(program.glyph(code), 0U);
    }
  }
}

TEST_P(ArchiveFont, C6_2_11_5_WidthsAreThoseOfTheProgram) {
  for (const auto& [name, font] : fonts_of(subject())) {
    const Program program(subject(), font.descendant);
    const auto widths = widths_of(font.descendant);
    const double usual = font.descendant.at("/DW");
    for (const unsigned code : font.codes) {
      const double width = widths.count(code) != 0 ? widths.at(code) : usual;
      EXPECT_NEAR(width, program.width(code), 1) << name << ' ' << code;
    }
  }
}

// Code → UTF-16 in hexadecimal digits.
std::map<unsigned, std::string> texts_of(const Subject& subject, const json& type0) {
  const std::string map = subject.reader.stream(type0.at("/ToUnicode").get<std::string>());
  static const std::regex entry("<([0-9A-F]{4})><([0-9A-F]+)>");
  std::map<unsigned, std::string> texts;
  for (std::sregex_iterator at(map.begin(), map.end(), entry), end; at != end; ++at) {
    texts[static_cast<unsigned>(std::stoul((*at)[1], nullptr, 16))] = (*at)[2];
  }
  return texts;
}

bool may_stand_in_map(const std::string& utf16) {
  for (std::size_t i = 0; i < utf16.size(); i += 4) {
    const std::string unit = utf16.substr(i, 4);
    if (unit == "0000" || unit == "FEFF" || unit == "FFFE") return false;
  }
  return !utf16.empty() && utf16.size() % 4 == 0;
}

TEST_P(ArchiveFont, C6_2_11_7_2_EveryCodeHasAText) {
  for (const auto& [name, font] : fonts_of(subject())) {
    const auto texts = texts_of(subject(), font.type0);
    for (const unsigned code : font.codes) EXPECT_EQ(texts.count(code), 1U) << name << ' ' << code;
    for (const auto& [code, text] : texts) EXPECT_TRUE(may_stand_in_map(text)) << text;
  }
}

Subject one_line_meaning(const std::string& text) {  // shows 甲乙丙 for its three parts
  testing::DocumentBuilder builder(*testing::project_fonts());
  builder.add_page();
  builder.add_line("甲乙丙", {80}, {100});
  content::PagedDocument& document = builder.document;
  document.text = "甲" + text + "丙";
  document.glyphs[2].text = static_cast<std::uint32_t>(3 + text.size());
  document.runs[0].text.end = static_cast<std::uint32_t>(document.text.size());
  return Subject(write_pdf(document, *testing::project_fonts()));
}

TEST(ArchiveFontText, C6_2_11_7_2_ByteOrderMarksAreSaidByActualText) {
  for (const std::string text : {"乙\uFEFF", "\uFEFF", "乙\uFFFE乙"}) {
    const Subject subject = one_line_meaning(text);
    for (const auto& [name, font] : fonts_of(subject)) {
      for (const auto& [code, mapped] : texts_of(subject, font.type0)) {
        EXPECT_TRUE(may_stand_in_map(mapped)) << mapped;
      }
    }
    EXPECT_THAT(subject.reader.page_content(1), HasSubstr("/Span<</ActualText<FEFF"));
  }
}

// Level A: a reader is told what a character of private use stands for.
TEST(ArchiveFontText, C6_2_11_7_3_PrivateUseHasActualText) {
  const std::vector<std::pair<std::string, std::string>> cases = {{"\uE000", "E000"},
                                                                  {"\uF8FF", "F8FF"},
                                                                  {"\U000F0000", "DB80DC00"},
                                                                  {"\U0010FFFD", "DBFFDFFD"}};
  for (const auto& [text, digits] : cases) {
    const Subject subject = one_line_meaning(text);
    EXPECT_THAT(subject.reader.page_content(1),
                HasSubstr("/Span<</ActualText<FEFF" + digits + ">>>BDC\n"));
    EXPECT_EQ(subject.reader.pdftotext(), "甲" + text + "丙");
  }
  EXPECT_THAT(one_line_meaning("乙").reader.page_content(1), Not(HasSubstr("ActualText")));
}

}  // namespace
}  // namespace tongbao::pdf

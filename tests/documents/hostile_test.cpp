// Files that are broken, of another kind, or made to fill a machine.
#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "documents/read_document.h"
#include "zip_file/zip_file.h"

namespace tongbao::documents {
namespace {

using tests::docx_of;
using tests::Parts;
using tests::zip_of;

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

// Reads within a second, and does not read.
std::string error_of(const std::string& bytes, const Declared& declared = {}) {
  const auto begin = std::chrono::steady_clock::now();
  const auto read = read_document(bytes, declared);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(1));
  return read ? "" : read.error().front().code;
}

TEST(Hostile, ZipBombs) {
  EXPECT_EQ(error_of(docx_of(std::string(std::size_t{60} << 20, ' '))), "import.tooLarge");
  EXPECT_EQ(error_of(docx_of("", {{"word/styles.xml", std::string(std::size_t{9} << 20, ' ')}})),
            "import.tooLarge");
  Parts many;
  for (int i = 0; i < 5000; ++i) many.emplace_back(std::to_string(i), "");
  EXPECT_EQ(error_of(docx_of("", many)), "import.tooLarge");
}

TEST(Hostile, EntitiesAndDepth) {
  const std::string bomb =
      "<!DOCTYPE d [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">"
      "<!ENTITY f SYSTEM \"file:///etc/passwd\">]><d>&b;&f;</d>";
  EXPECT_EQ(error_of(zip_of({{"word/document.xml", bomb}})), "import.badXml");
  EXPECT_EQ(error_of(docx_of(repeated("<w:p>", 300))), "import.tooLarge");
  std::string overlong;
  for (int i = 0; i < 400'000; ++i) overlong += std::to_string(i);
  EXPECT_EQ(error_of(docx_of("<w:p w:x=\"" + overlong + "\"/>")), "import.badXml");
  EXPECT_EQ(error_of(docx_of("<w:tbl><w:tr>" + repeated("<w:tc/>", 2000) + "</w:tr></w:tbl>")),
            "import.tooLarge");
  EXPECT_EQ(error_of(docx_of(repeated("<w:p/>", 500'000))), "import.tooLarge");
}

TEST(Hostile, BrokenAndCutOff) {
  const std::string whole = docx_of("<w:p><w:r><w:t>文</w:t></w:r></w:p>");
  EXPECT_EQ(error_of(whole), "");
  for (std::size_t length = 4; length < whole.size(); ++length) {
    EXPECT_EQ(error_of(whole.substr(0, length)), "import.badZip") << length;
  }
  for (std::size_t at = 4; at < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x55);
    error_of(changed);
  }
  EXPECT_EQ(error_of(docx_of("<w:p><w:r></w:p>")), "import.badXml");
}

TEST(Hostile, OtherKinds) {
  const std::string word97 = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(504, '\0');
  EXPECT_EQ(error_of(word97), "import.wrongType");
  EXPECT_EQ(error_of("{\\rtf1\\ansi}"), "import.wrongType");
  EXPECT_EQ(error_of(zip_of({{"content.xml", "<a/>"}})), "import.wrongType");
  EXPECT_EQ(error_of("通报", {.type = DocumentType::docx, .charset = {}}), "import.wrongType");
  EXPECT_EQ(error_of(docx_of(""), {.type = DocumentType::text, .charset = {}}), "import.wrongType");
  EXPECT_EQ(error_of("", {.type = DocumentType::docx, .charset = {}}), "import.wrongType");
}

}  // namespace
}  // namespace tongbao::documents

// The encoding of text, recognised or named.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "documents/read_document.h"

namespace tongbao::documents {
namespace {

// 关于巡察整改情况的通报，第1项。
constexpr std::string_view gb =
    "\xB9\xD8\xD3\xDA\xD1\xB2\xB2\xEC\xD5\xFB\xB8\xC4\xC7\xE9\xBF\xF6\xB5\xC4\xCD\xA8\xB1\xA8"
    "\xA3\xAC\xB5\xDA\x31\xCF\xEE\xA1\xA3";
constexpr std::string_view gb_as_utf8 = "关于巡察整改情况的通报，第1项。";

TEST(PlainText, Utf8StandsAsItIs) {
  const auto read = read_document("通报\r\n  正文\n");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->value, "通报\r\n  正文\n");
  EXPECT_TRUE(read->diagnostics.empty());
}

TEST(PlainText, Gb18030IsRecognised) {
  const auto read = read_document(gb);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->value, gb_as_utf8);
  ASSERT_EQ(read->diagnostics.size(), 1U);
  EXPECT_EQ(read->diagnostics[0].code, "import.gb18030");
  EXPECT_EQ(read->diagnostics[0].severity, Severity::note);
}

TEST(PlainText, RareNamesTakeFourBytes) {
  const auto read = read_document(std::string(gb) + "\xFE\x9F\x95\x34\xB2\x35");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->value, std::string(gb_as_utf8) + "䶮𠮷");
}

TEST(PlainText, WhatIsNeitherStaysForTheImporter) {
  for (const std::string& bytes : {
           std::string("标题\n正文\xFF\n"),
           std::string("\xC3\x28"),
           std::string("caf\xE9 cr\xE8me"),
           std::string(gb.substr(0, 7)),
           // 整改情况 in Big5
           std::string("\xBE\xE3\xA7\xEF\xB1\xA1\xAA\x70"),
       }) {
    const auto read = read_document(bytes);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->value, bytes);
    EXPECT_TRUE(read->diagnostics.empty());
  }
}

TEST(PlainText, ANamedEncodingIsTaken) {
  for (const std::string& name : std::vector<std::string>{"gb2312", "GBK", "gb18030"}) {
    const auto read = read_document(gb, {.type = DocumentType::text, .charset = name});
    ASSERT_TRUE(read);
    EXPECT_EQ(read->value, gb_as_utf8);
    EXPECT_TRUE(read->diagnostics.empty());
  }
  const auto error_of = [](std::string_view bytes, const std::string& charset) {
    const auto read = read_document(bytes, {.type = DocumentType::text, .charset = charset});
    return read ? "" : read.error().front().code;
  };
  EXPECT_EQ(error_of(gb, "shift_jis"), "import.charset");
  EXPECT_EQ(error_of("\xFF\xFF", "gbk"), "import.charset");
}

}  // namespace
}  // namespace tongbao::documents

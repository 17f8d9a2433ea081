// Pages as browsers save them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "documents/read_document.h"

namespace tongbao::documents {
namespace {

std::string text_of(const std::string& body) {
  const auto read = read_document("<!DOCTYPE html><html><body>" + body + "</body></html>");
  return read ? read->value : "error " + read.error().front().code;
}

TEST(Html, BlocksAndBreaksAreLines) {
  EXPECT_EQ(text_of("<h1>某局\n  通报</h1><div>导语。<p>一、<b>责任</b>&nbsp;落实<br>次行"),
            "某局 通报\n导语。\n一、责任\u00A0落实\n次行\n");
}

TEST(Html, ScriptsNavigationAndHiddenTextAreLeftOut) {
  EXPECT_EQ(text_of("<nav>首页</nav><script>if (a<b) x('文');</script><style>p{}</style>"
                    "<p style='display: none'>隐</p><section><p>正文&lt;1&gt;&#x4E00;</p></section>"
                    "<!-- 注 --><footer>版权</footer>"),
            "正文<1>一\n");
}

TEST(Html, TablesComeRowByRow) {
  EXPECT_EQ(text_of("<table><tr><th>序号<th>问题<tr><td><p>1</p><td></table>"
                    "<table><tr><td><p>甲</p><p>乙</p></td></tr></table>"),
            "序号\t问题\n1\t\n甲\n乙\n");
}

TEST(Html, PreformattedLinesStayLines) {
  EXPECT_EQ(text_of("<pre>甲\n\n  乙</pre>"), "甲\n\n  乙\n");
}

TEST(Html, TheMetaElementNamesTheEncoding) {
  // 通报 in GB 2312
  const std::string page =
      "<html><head><meta charset=\"gb2312\"></head><body>\xCD\xA8\xB1\xA8</body></html>";
  const auto read = read_document(page);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->value, "通报\n");
  EXPECT_TRUE(read->diagnostics.empty());
  const auto sent = read_document(page, {.type = DocumentType::html, .charset = "utf-8"});
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error()[0].code, "import.charset");
}

TEST(Html, AWrongMetaElementIsNotBelieved) {
  const auto read = read_document(
      "<html><meta http-equiv=Content-Type content='text/html; charset=gb2312'><p>整改情况通报");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->value, "整改情况通报\n");
}

TEST(Html, NestingIsBounded) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<div><b>";
  EXPECT_EQ(text_of(deep), "error import.tooLarge");
}

TEST(Html, TagsAreBounded) {
  std::string tag = "<p";
  for (int i = 0; i < 200'000; ++i) tag += " a" + std::to_string(i);
  EXPECT_EQ(text_of(tag + ">"), "error import.tooLarge");
  EXPECT_EQ(text_of(std::string(std::size_t{5} << 20, ' ')), "error import.tooLarge");
}

}  // namespace
}  // namespace tongbao::documents

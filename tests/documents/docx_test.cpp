// DOCX, with the structures that Word, WPS and LibreOffice write (ECMA-376 part 1, 17).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "documents/read_document.h"
#include "zip_file/zip_file.h"

namespace tongbao::documents {
namespace {

using tests::docx_of;
using tests::Parts;
using tests::zip_of;

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> codes(const Diagnostics& diagnostics) {
  std::vector<std::string> found;
  for (const Diagnostic& each : diagnostics) found.push_back(each.code);
  return found;
}

std::string text_of(const std::string& body, const Parts& more = {}) {
  const auto read = read_document(docx_of(body, more));
  if (!read) return "error " + read.error().front().code;
  return read->value;
}

std::string paragraph(const std::string& text, const std::string& properties = {}) {
  return "<w:p><w:pPr>" + properties + "</w:pPr><w:r><w:t>" + text + "</w:t></w:r></w:p>";
}

std::string numbered(const std::string& text, int list, int level) {
  return paragraph(text, "<w:numPr><w:ilvl w:val=\"" + std::to_string(level) +
                             "\"/><w:numId w:val=\"" + std::to_string(list) + "\"/></w:numPr>");
}

std::string level(int index, const std::string& format, const std::string& text) {
  return "<w:lvl w:ilvl=\"" + std::to_string(index) +
         "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" + format + "\"/><w:lvlText w:val=\"" + text +
         "\"/></w:lvl>";
}

std::string word_part(const std::string& root, const std::string& content) {
  return "<w:" + root +
         " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">" + content +
         "</w:" + root + ">";
}

TEST(Docx, ParagraphsAreLines) {
  EXPECT_EQ(text_of(paragraph("标题") + "<w:p/>" + paragraph("正文。")), "标题\n\n正文。\n");
}

TEST(Docx, RunsBreaksAndTabs) {
  EXPECT_EQ(text_of("<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>"
                    "<w:r><w:t>某局</w:t></w:r><w:r><w:br/><w:t xml:space=\"preserve\">关于 </w:t>"
                    "<w:tab/><w:t>整改&amp;通报</w:t><w:noBreakHyphen/></w:r></w:p>"),
            "某局\n关于 \t整改&通报-\n");
}

TEST(Docx, DeletedTextFieldCodesAndHiddenTextAreLeftOut) {
  EXPECT_EQ(text_of("<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins>"
                    "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
                    "<w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom>"
                    "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:t>码</w:t></w:r>"
                    "<w:r><w:instrText>DATE</w:instrText></w:r>"
                    "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>值</w:t></w:r>"
                    "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
                    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
                    "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>显</w:t></w:r>"
                    "<mc:AlternateContent><mc:Choice><w:r><w:t>今</w:t></w:r></mc:Choice>"
                    "<mc:Fallback><w:r><w:t>昔</w:t></w:r></mc:Fallback></mc:AlternateContent>"
                    "</w:p>"),
            "新值显今\n");
}

TEST(Docx, AParagraphWhoseMarkIsDeletedGoesOn) {
  EXPECT_EQ(
      text_of(paragraph("前半，", "<w:rPr><w:del w:id=\"1\"/></w:rPr>") + paragraph("后半。")),
      "前半，后半。\n");
}

TEST(Docx, TablesComeRowByRow) {
  const auto cell = [](const std::string& content) { return "<w:tc>" + content + "</w:tc>"; };
  EXPECT_EQ(text_of("<w:tbl><w:tr>" + cell(paragraph("序号")) + cell(paragraph("问题")) +
                    "</w:tr><w:tr>" + cell(paragraph("1")) + cell("<w:p/>") + "</w:tr><w:tr>" +
                    cell(paragraph("甲") + paragraph("乙")) + "</w:tr></w:tbl>" + paragraph("后")),
            "序号\t问题\n1\t\n甲\n乙\n后\n");
}

TEST(Docx, TextBoxesStandBeforeTheirParagraph) {
  EXPECT_EQ(text_of("<w:p><w:r><w:pict><w:txbxContent>" + paragraph("框") +
                    "</w:txbxContent></w:pict></w:r><w:r><w:t>文</w:t></w:r></w:p>"),
            "框\n文\n");
}

TEST(Docx, AutomaticNumbersAreWrittenOut) {
  const std::string numbering = word_part(
      "numbering", "<w:abstractNum w:abstractNumId=\"7\">" +
                       level(0, "chineseCountingThousand", "%1、") +
                       level(1, "japaneseCounting", "（%2）") + level(2, "decimal", "%3.") +
                       level(3, "decimalEnclosedCircle", "%4") + level(4, "bullet", "•") +
                       level(5, "decimal", "%1.%6") +
                       "</w:abstractNum>"
                       "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>"
                       "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride "
                       "w:ilvl=\"2\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>");
  EXPECT_EQ(text_of(numbered("甲", 1, 0) + numbered("乙", 1, 1) + numbered("丙", 1, 2) +
                        numbered("丁", 1, 2) + numbered("戊", 1, 1) + numbered("2024年", 1, 2) +
                        numbered("己", 1, 3) + numbered("庚", 1, 4) + numbered("辛", 1, 0) +
                        numbered("壬", 2, 2) + numbered("癸", 0, 0),
                    {{"word/numbering.xml", numbering}}),
            "一、甲\n（一）乙\n1.丙\n2.丁\n（二）戊\n1. 2024年\n①己\n庚\n二、辛\n5.壬\n癸\n");
}

TEST(Docx, StylesCarryNumbers) {
  const std::string numbering = word_part(
      "numbering",
      "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"1\"><w:start w:val=\"3\"/>"
      "<w:numFmt w:val=\"chineseCounting\"/><w:pStyle w:val=\"h\"/><w:lvlText w:val=\"%2、\"/>"
      "</w:lvl></w:abstractNum><w:num w:numId=\"4\"><w:abstractNumId w:val=\"0\"/></w:num>");
  const std::string styles =
      word_part("styles",
                "<w:style w:type=\"paragraph\" w:styleId=\"h\"><w:pPr><w:numPr><w:numId "
                "w:val=\"4\"/></w:numPr></w:pPr></w:style><w:style w:type=\"paragraph\" "
                "w:styleId=\"k\"><w:basedOn w:val=\"h\"/></w:style>");
  EXPECT_EQ(text_of(paragraph("甲", "<w:pStyle w:val=\"h\"/>") +
                        paragraph("乙", "<w:pStyle w:val=\"k\"/>") + paragraph("丙"),
                    {{"word/numbering.xml", numbering}, {"word/styles.xml", styles}}),
            "三、甲\n四、乙\n丙\n");
}

TEST(Docx, SaysWhatItCannotRead) {
  const std::string numbering =
      word_part("numbering",
                "<w:abstractNum w:abstractNumId=\"0\">" + level(0, "hebrew1", "%1") +
                    "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>");
  const auto read = read_document(
      docx_of(numbered("甲", 1, 0) + "<w:p><w:r><w:sym w:char=\"F0A7\"/><w:footnoteReference "
                                     "w:id=\"1\"/><w:fldChar w:fldCharType=\"begin\"/></w:r></w:p>",
              {{"word/numbering.xml", numbering}}));
  ASSERT_TRUE(read);
  EXPECT_THAT(codes(read->diagnostics),
              ElementsAre("import.unreadNumbering", "import.droppedSymbol",
                          "import.droppedFootnote", "import.unclosedField"));
}

TEST(Docx, FindsThePartsThatRelationshipsName) {
  const std::string relationships =
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      "<Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
      "relationships/officeDocument\" Target=\"/wps/main.xml\"/></Relationships>";
  const std::string body = word_part("document", "<w:body>" + paragraph("文") + "</w:body>");
  const auto read = read_document(zip_of({{"_rels/.rels", relationships}, {"wps/main.xml", body}}));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->value, "文\n");
  EXPECT_THAT(read->diagnostics, IsEmpty());
}

}  // namespace
}  // namespace tongbao::documents

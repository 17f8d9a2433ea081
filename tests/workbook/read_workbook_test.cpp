#include "workbook/read_workbook.h"

#include <map>
#include <string>
#include <variant>

#include <gtest/gtest.h>

#include "zip_file/zip_file.h"

namespace tongbao::workbook {
namespace {

using Parts = std::map<std::string, std::string>;

std::string archive_of(const Parts& parts) {
  return tests::zip_of({parts.begin(), parts.end()});
}

Parts parts_with(const std::string& sheet) {
  const std::string types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  return {
      {"_rels/.rels", "<Relationships><Relationship Id='r' Type='" + types +
                          "officeDocument' Target='xl/workbook.xml'/></Relationships>"},
      {"xl/workbook.xml",
       "<workbook><sheets><sheet name='数据' r:id='a' xmlns:r='r'/></sheets>"
       "</workbook>"},
      {"xl/_rels/workbook.xml.rels",
       "<Relationships><Relationship Id='a' Type='" + types +
           "worksheet' Target='/xl/one.xml'/><Relationship Id='s' Type='" + types +
           "sharedStrings' Target='texts.xml'/></Relationships>"},
      {"xl/texts.xml", "<sst><si><r><t>甲</t></r><r><t>乙</t></r><rPh><t>音</t></rPh></si></sst>"},
      {"xl/one.xml", "<worksheet><sheetData>" + sheet +
                         "</sheetData><mergeCells>"
                         "<mergeCell ref='A1:B2'/></mergeCells></worksheet>"},
  };
}

std::string described(const Workbook& workbook) {
  std::string text;
  for (const Cell& cell : workbook.sheets.at(0).cells) {
    text += to_text(cell.at) + '=';
    if (const auto* number = std::get_if<double>(&cell.value)) {
      text += std::to_string(*number);
    } else {
      text += workbook.texts.at(std::get<TextIndex>(cell.value).value);
    }
    text += ' ';
  }
  return text;
}

std::string code_of(const Result<Workbook>& read) {
  return read ? "" : read.error().at(0).code;
}

TEST(ReadWorkbook, CellsOfAllKinds) {
  const std::string bytes = archive_of(parts_with(
      "<row r='2'><c r='C2' t='s'><v>0</v></c><c t='inlineStr'><is><t>a_x000D_\nb</t></is></c>"
      "<c t='str'><f>A1</f><v>结果</v></c><c/></row><row><c><v>45658</v></c><c t='b'><v>1</v></c>"
      "<c t='s'><v>7</v></c></row><row r='1'><c r='A1'><v>1</v></c></row>"));
  const auto read = read_workbook(bytes);
  ASSERT_TRUE(read) << code_of(read);
  EXPECT_EQ(described(*read), "A1=1.000000 C2=甲乙 D2=a\nb E2=结果 A3=45658.000000 B3=1 ");
  EXPECT_EQ(read->sheets.at(0).name, "数据");
  ASSERT_EQ(read->sheets.at(0).merges.size(), 1U);
  EXPECT_EQ(to_text(read->sheets.at(0).merges.at(0).last), "B2");
}

TEST(ReadWorkbook, Addresses) {
  EXPECT_EQ(to_text({0, 0}), "A1");
  EXPECT_EQ(to_text({9, 26}), "AA10");
  EXPECT_EQ(to_text({1'048'575, 16'383}), "XFD1048576");
  EXPECT_EQ(parse_address("XFD1048576"), (Address{1'048'575, 16'383}));
  for (const std::string_view text : {"", "A", "1", "A0", "XFE1", "A1048577", "a1", "A1B", "A-1"}) {
    EXPECT_FALSE(parse_address(text)) << text;
  }
}

TEST(ReadWorkbook, RefusesWhatIsNoWorkbook) {
  const Parts good = parts_with("<row><c><v>1</v></c></row>");
  const std::string bytes = archive_of(good);
  EXPECT_EQ(code_of(read_workbook(bytes)), "");
  EXPECT_EQ(code_of(read_workbook("")), "workbook.notXlsx");
  EXPECT_EQ(code_of(read_workbook("%PDF-1.7")), "workbook.notXlsx");
  EXPECT_EQ(code_of(read_workbook("\xD0\xCF\x11\xE0 and so on")), "workbook.notXlsx");
  EXPECT_EQ(code_of(read_workbook(archive_of({{"a.txt", "b"}}))), "workbook.notXlsx");
  for (std::size_t size = 0; size < bytes.size(); size += 7) {
    EXPECT_NE(code_of(read_workbook(std::string_view(bytes).substr(0, size))), "") << size;
  }
  Parts parts = good;
  parts["xl/one.xml"] = "<worksheet><sheetData>";
  EXPECT_EQ(code_of(read_workbook(archive_of(parts))), "workbook.damaged");
  parts.erase("xl/one.xml");
  EXPECT_EQ(code_of(read_workbook(archive_of(parts))), "workbook.damaged");
  parts = good;
  parts["xl/texts.xml"] = "<!DOCTYPE sst [<!ENTITY a 'b'>]><sst><si><t>&a;</t></si></sst>";
  EXPECT_EQ(code_of(read_workbook(archive_of(parts))), "workbook.doctype");
}

TEST(ReadWorkbook, Bounds) {
  const std::string bytes = archive_of(parts_with("<row><c><v>1</v></c><c><v>2</v></c></row>"));
  EXPECT_EQ(code_of(read_workbook(bytes, {.cells = 2})), "");
  EXPECT_EQ(code_of(read_workbook(bytes, {.cells = 1})), "workbook.tooLarge");
  EXPECT_EQ(code_of(read_workbook(bytes, {.entries = 4})), "workbook.tooLarge");
  EXPECT_EQ(code_of(read_workbook(bytes, {.inflated = 300})), "workbook.tooLarge");
  EXPECT_EQ(code_of(read_workbook(bytes, {.merges = 0})), "workbook.tooLarge");
  EXPECT_EQ(code_of(read_workbook(bytes, {.text = 5})), "workbook.tooLarge");
  const std::string bomb = archive_of(parts_with(std::string(8 << 20, ' ')));
  EXPECT_EQ(code_of(read_workbook(bomb)), "workbook.tooLarge");
  const std::string deep = archive_of(parts_with(std::string(3000, '<')));
  EXPECT_EQ(code_of(read_workbook(deep)), "workbook.damaged");
}

}  // namespace
}  // namespace tongbao::workbook

// docs/templates.md: its example does what it says, its tables are the code's.
#include <algorithm>

#include <gtest/gtest.h>

#include "record/derive.h"
#include "record/problem_source.h"
#include "record/reader.h"
#include "template/content_text.h"
#include "template/reference_tables.h"
#include "template/test_files.h"
#include "template/vocabulary.h"

namespace tongbao::tmpl::testing {
namespace {

std::string document() {
  return read_text(source_root() / "docs/templates.md");
}

// What stands between "<!-- NAME -->" and "<!-- end -->".
std::string part(const std::string& name) {
  const std::string text = document();
  const std::string mark = "<!-- " + name + " -->\n";
  const std::size_t begin = text.find(mark);
  if (begin == std::string::npos) return "no part named " + name;
  const std::size_t from = begin + mark.size();
  return text.substr(from, text.find("<!-- end -->", from) - from);
}

// The inside of the part's fenced block.
std::string example(const std::string& name) {
  const std::string fenced = part(name);
  const std::size_t begin = fenced.find('\n') + 1;
  return fenced.substr(begin, fenced.rfind("```") - begin);
}

// A block a line: [style] and its text, in the order in which it prints.
std::string plain_text(const content::NoticeContent& notice) {
  std::string text;
  for (const content::Block& block : notice.blocks) {
    if (const auto* paragraph = std::get_if<content::Paragraph>(&block)) {
      text += "[" + notice.styles[paragraph->style].name + "] ";
      for (const content::Span& span : paragraph->spans) text += span.text;
      text += "\n";
    } else {
      const auto& signature = std::get<content::SignatureBlock>(block);
      text += "[" + notice.styles[signature.style].name + "]";
      for (const content::Signer& signer : signature.signers) text += " " + signer.name.text;
      text += signature.date ? " " + signature.date->text + "\n" : "\n";
    }
  }
  return text;
}

TEST(Documentation, ExampleMakesWhatItSays) {
  const auto parsed = Template::parse(example("example template"), "tasks.xml");
  ASSERT_TRUE(parsed) << text_of(parsed.error());
  const auto envelope = record::read_envelope(example("example record"));
  ASSERT_TRUE(envelope) << text_of(envelope.error());
  const auto notice = bind_notice(*parsed, *envelope);
  ASSERT_TRUE(notice) << text_of(notice.error());
  EXPECT_EQ(plain_text(*notice), example("example result"));
}

TEST(Documentation, ExampleErrorIsAsItSays) {
  std::string xml = example("example template");
  const std::string right = "{{ problem.deadline | chineseDate }}";
  const std::size_t at = xml.find(right);
  ASSERT_NE(at, std::string::npos);
  xml.replace(at, right.size(), "{{ problem.dedline | chineseDate }}");
  const auto parsed = Template::parse(xml, "tasks.xml");
  ASSERT_FALSE(parsed);
  EXPECT_EQ(to_line(parsed.error()[0], Language::en) + "\n", example("example error"));
}

// What is fenced in every part of that name, one after the other.
std::string examples(const std::string& name) {
  const std::string text = document();
  const std::string mark = "<!-- " + name + " -->\n```xml\n";
  std::string all;
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
    at += mark.size();
    all += text.substr(at, text.find("```", at) - at);
  }
  return all;
}

TEST(Documentation, PiecesOfAnOfficialDocumentAreGood) {
  std::string xml = "<notice name=\"x\"><metadata title=\"{{ title }}\"/>" + examples("pages");
  for (const char* style : {"serial", "mark", "number", "kai", "body", "hei", "cell", "imprint"}) {
    xml += fmt::format("<style name=\"{}\" face=\"fangsong\" size=\"三号\"/>", style);
  }
  xml += "<body>" + examples("blocks") + "</body></notice>";
  const auto parsed = Template::parse(xml, "pieces.xml");
  ASSERT_TRUE(parsed) << text_of(parsed.error());
  const auto envelope = record::read_envelope(example("example record"));
  const auto notice = bind_notice(*parsed, *envelope);
  ASSERT_TRUE(notice) << text_of(notice.error());
  EXPECT_TRUE(
      std::any_of(notice->blocks.begin(), notice->blocks.end(), [](const content::Block& block) {
        return std::holds_alternative<content::TableBlock>(block);
      }));
}

std::string shown(const content::CellValue& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  if (const auto* number = std::get_if<double>(&cell)) return fmt::format("{}", *number);
  if (const auto* date = std::get_if<Date>(&cell)) return date->iso();
  return {};
}

// A row a line: bands, the header and cells with | between.
std::string line_of(const std::vector<std::string>& cells) {
  std::string line = " ";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += " |";
    if (!cells[i].empty()) line += " " + cells[i];
  }
  return line + "\n";
}

std::string lines_of(const Result<std::vector<content::Band>>& bands) {
  if (!bands) return text_of(bands.error());
  std::string lines;
  for (const content::Band& band : *bands) lines += line_of({band.left});
  return lines;
}

std::string plain_text(content::LedgerContent ledger) {
  std::vector<std::string> rows(ledger.sheets.size());
  content::Row row;
  for (auto next = ledger.rows->next(row); next && *next; next = ledger.rows->next(row)) {
    std::vector<std::string> cells;
    for (const content::CellValue& cell : row.cells) cells.push_back(shown(cell));
    rows[row.sheet] += line_of(cells);
  }
  std::string text;
  for (std::size_t i = 0; i < ledger.sheets.size(); ++i) {
    std::vector<std::string> headers;
    for (const auto& column : std::get<content::Table>(ledger.sheets[i].content).columns) {
      headers.push_back(column.over + (column.over.empty() ? "" : "/") + column.header);
    }
    text += "sheet " + ledger.sheets[i].name + "\n" + lines_of(ledger.rows->head(i)) +
            line_of(headers) + rows[i] + lines_of(ledger.rows->foot(i));
  }
  return text;
}

TEST(Documentation, ExampleWorkbookHoldsWhatItSays) {
  const auto parsed = Template::parse(example("example workbook"), "progress.xml");
  ASSERT_TRUE(parsed) << text_of(parsed.error());
  const auto envelope = record::read_envelope(example("example record"));
  ASSERT_TRUE(envelope) << text_of(envelope.error());
  const record::Numbering numbering(envelope->records[0]);
  const auto problems = record::problems_of(envelope->records[0], numbering);
  auto ledger = bind_ledger(*parsed, *envelope, *problems);
  ASSERT_TRUE(ledger) << text_of(ledger.error());
  EXPECT_EQ(plain_text(*std::move(ledger)), example("example workbook result"));
}

TEST(Documentation, PiecesOfAWorkbookAreGood) {
  std::string xml = "<ledger name=\"x\"><metadata title=\"{{ title }}\"/>";
  for (const char* style : {"title", "header", "text"}) {
    xml += fmt::format(
        "<cell-style name=\"{}\" face=\"fangsong\" face-name=\"仿宋\" size=\"10.5pt\"/>", style);
  }
  xml += examples("form") + examples("sheets") + "</ledger>";
  const auto parsed = Template::parse(xml, "pieces.xml");
  ASSERT_TRUE(parsed) << text_of(parsed.error());
  const auto envelope = record::read_envelope(example("example record"));
  const record::Numbering numbering(envelope->records[0]);
  const auto problems = record::problems_of(envelope->records[0], numbering);
  auto ledger = bind_ledger(*parsed, *envelope, *problems);
  ASSERT_TRUE(ledger) << text_of(ledger.error());
  content::Row row;
  ASSERT_TRUE(*ledger->rows->next(row));
  EXPECT_EQ(row.title, "2. 清理消防通道");
  EXPECT_FALSE(*ledger->rows->next(row));
}

// GB/T 9704 10.2: 20 mm below the type area's top, which is at 37 mm.
TEST(Documentation, OrderStandsAsTheStandardSays) {
  const auto parsed = Template::parse(example("example order"), "order.xml");
  ASSERT_TRUE(parsed) << text_of(parsed.error());
  const auto notice = bind_notice(*parsed, *record::read_envelope(example("example record")));
  ASSERT_TRUE(notice) << text_of(notice.error());
  const auto& mark = std::get<content::MarkBlock>(notice->blocks.at(0));
  EXPECT_EQ(mark.names.at(0).text, "青河市档案馆令");
  EXPECT_NEAR(notice->styles[mark.style].paper_top.value().value, 57 * 72 / 25.4, 1e-9);
}

TEST(Documentation, TablesAreTheCodes) {
  EXPECT_EQ(part("elements"), elements_table());
  EXPECT_EQ(part("attributes"), attributes_table());
  EXPECT_EQ(part("filters"), filters_table());
  EXPECT_EQ(part("derived names"), derived_names_table());
  EXPECT_EQ(part("counted names"), counted_names_table());
}

TEST(Documentation, ExplainsEveryKindOfAttribute) {
  const std::string kinds = part("attribute kinds");
  for (const ElementRule& element : element_rules()) {
    for (const AttributeRule& rule : element.attributes) {
      const std::string row = "| " + std::string(name_of(rule.kind)) + " |";
      EXPECT_NE(kinds.find(row), std::string::npos) << row;
    }
  }
}

}  // namespace
}  // namespace tongbao::tmpl::testing

// Rows as they are pulled, from a stream and from several records.
#include <cstdint>
#include <sstream>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "record/problem_source.h"
#include "record/reader.h"
#include "template/content_text.h"
#include "template/template.h"

namespace tongbao::tmpl::testing {
namespace {

// A sheet of any rows, with the style `text`.
Template ledger_of(const std::string& rows) {
  auto made = Template::parse(
      "<ledger name=\"x\"><metadata title=\"{{ title }}\"/>"
      "<cell-style name=\"text\" face=\"fangsong\" face-name=\"仿宋\" size=\"10.5pt\"/>"
      "<sheet name=\"x\"><print paper=\"a4\" orientation=\"portrait\" left=\"15mm\" right=\"15mm\" "
      "top=\"15mm\" bottom=\"15mm\"/>" +
          rows + "</sheet></ledger>",
      "t.xml");
  if (!made) throw std::runtime_error(text_of(made.error()));
  return *std::move(made);
}

Template ledger(const std::string& cell) {
  return ledger_of(
      "<rows each=\"problems\" as=\"problem\" header-style=\"text\">"
      "<column header=\"x\" width=\"5\" style=\"text\">" +
      cell + "</column></rows>");
}

constexpr const char* stream_text =
    R"({"schemaVersion":"1","organization":{"name":"馆"},"title":"台账","sections":[{"id":"s","heading":"方面"}]})"
    "\n"
    R"({"section":"s","id":"a","title":"甲","leader":"丁"})"
    "\n"
    R"({"section":"s","id":"b","title":"乙"})"
    "\n";

std::string rows_of(const Template& tmpl, const std::string& ndjson) {
  std::istringstream input(ndjson);
  auto stream = record::ProblemStream::open(input);
  if (!stream) return text_of(stream.error());
  auto content = bind_ledger(tmpl, (*stream)->envelope(), **stream);
  return content ? text_of(*std::move(content)) : text_of(content.error());
}

// Pointers of a stream lead into its line.
TEST(LedgerRows, OfAStreamKnowTheirPlace) {
  EXPECT_EQ(rows_of(ledger("{{ problem.ordinal }}{{ problem.group }}{{ problem.number }}"
                           "{{ organization.name }}"),
                    stream_text),
            "metadata 台账 |  |  |  | \nsheet x\n"
            "row \n  x: 1方面1.馆\n"
            "row \n  x: 2方面2.馆\n");
}

TEST(LedgerRows, ErrorInOneNamesTheStreamsLine) {
  std::istringstream input(stream_text);
  auto stream = record::ProblemStream::open(input);
  ASSERT_TRUE(stream) << text_of(stream.error());
  const Template tmpl = ledger("{{ problem.leader | required }}");
  auto content = bind_ledger(tmpl, (*stream)->envelope(), **stream);
  ASSERT_TRUE(content);
  content::Row row;
  ASSERT_TRUE(content->rows->next(row));
  const auto second = content->rows->next(row);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error()[0].code, "bind.missingValue");
  EXPECT_NE(second.error()[0].message.zh.find("第 3 行"), std::string::npos);
}

// A row's memory is filled anew: nothing of the row before stays.
TEST(LedgerRows, AbsentValueEmptiesTheCell) {
  EXPECT_EQ(rows_of(ledger("{{ problem.leader }}"), stream_text),
            "metadata 台账 |  |  |  | \nsheet x\n"
            "row \n  x: 丁\n"
            "row \n  x: -\n");
}

TEST(LedgerRows, OfSeveralRecordsPointIntoTheirOwn) {
  record::Envelope envelope;
  envelope.records.resize(2);
  record::Record& record = envelope.records[1];
  record.title = "第二份";
  record.sections.resize(1);
  record.sections[0].problems.resize(1);
  struct One : record::ProblemSource {
    record::ListedProblem listed;
    bool given = false;
    Result<const record::ListedProblem*> next() override {
      const bool first = !given;
      given = true;
      return first ? &listed : nullptr;
    }
  } source;
  source.listed = {.record = &record,
                   .problem = &record.sections[0].problems[0],
                   .sections = {&record.sections[0]},
                   .ordinal = 9,
                   .number = "1.",
                   .pointer = "/records/1/sections/0/problems/0"};
  const Template tmpl = ledger("{{ title }}{{ organization.name | required }}");
  auto content = bind_ledger(tmpl, envelope, source);
  ASSERT_TRUE(content);
  content::Row row;
  const auto next = content->rows->next(row);
  ASSERT_FALSE(next);
  EXPECT_EQ(next.error()[0].where.pointer, "/records/1/organization/name");
}

// Merged cells: rows of one measure list belong to their problem, problems to their section.
TEST(LedgerRows, SayWhatTheyBelongTo) {
  const auto envelope = record::read_envelope(
      R"({"schemaVersion":"1","organization":{"name":"馆"},"title":"台账","sections":[)"
      R"({"heading":"甲","problems":[)"
      R"({"id":"a","title":"一","measures":[{"text":"子"},{"text":"丑"}]},{"id":"b","title":"二"}]},)"
      R"({"heading":"乙","problems":[{"id":"c","title":"三"}]}]})");
  ASSERT_TRUE(envelope) << text_of(envelope.error());
  const record::Numbering numbering(envelope->records[0]);
  const auto problems = record::problems_of(envelope->records[0], numbering);
  const Template tmpl = ledger_of(
      "<rows each=\"problems\" as=\"problem\" split=\"problem.measures\" part=\"measure\" "
      "header-style=\"text\"><column header=\"x\" width=\"5\" style=\"text\" merge=\"problem\"/>"
      "</rows>");
  const auto content = bind_ledger(tmpl, *envelope, *problems);
  ASSERT_TRUE(content) << text_of(content.error());
  std::vector<std::pair<std::uint64_t, std::uint64_t>> belongs;
  content::Row row;
  while (*content->rows->next(row)) belongs.emplace_back(row.group, row.problem);
  using Pairs = std::vector<std::pair<std::uint64_t, std::uint64_t>>;
  EXPECT_EQ(belongs, (Pairs{{1, 1}, {1, 1}, {1, 2}, {2, 3}}));
}

// Of rows that are no problems, what `problem` merges is the element that was split.
TEST(LedgerRows, OfASplitListBelongToItsElements) {
  const auto envelope = record::read_envelope(
      R"({"schemaVersion":"1","organization":{"name":"馆"},"title":"台账","sections":[)"
      R"({"heading":"甲","sections":[{"heading":"子"},{"heading":"丑"}]},{"heading":"乙"}]})");
  ASSERT_TRUE(envelope) << text_of(envelope.error());
  const record::Numbering numbering(envelope->records[0]);
  const auto problems = record::problems_of(envelope->records[0], numbering);
  const Template tmpl = ledger_of(
      "<rows each=\"sections\" as=\"part\" split=\"part.sections\" part=\"inner\" "
      "header-style=\"text\"><column header=\"x\" width=\"5\" style=\"text\" merge=\"problem\"/>"
      "</rows>");
  const auto content = bind_ledger(tmpl, *envelope, *problems);
  ASSERT_TRUE(content) << text_of(content.error());
  std::vector<std::uint64_t> belongs;
  content::Row row;
  while (*content->rows->next(row)) belongs.push_back(row.problem);
  EXPECT_EQ(belongs, (std::vector<std::uint64_t>{1, 1, 2}));
}

// Lists of words: of a choice, of the record, of the template. Sections that hold no problems, by
// their role, are no groups.
TEST(LedgerRows, ColumnsOfferWords) {
  const auto envelope = record::read_envelope(
      R"({"schemaVersion":"1","organization":{"name":"馆"},"title":"台账","sections":[)"
      R"({"heading":"组织领导","role":"responsibility","sections":[{"heading":"会议"}]},)"
      R"({"heading":"整改","role":"rectification","sections":[{"heading":"甲"},{"heading":"","category":"乙"}]},)"
      R"({"heading":"丙"},{"heading":"下一步","role":"next"}]})");
  ASSERT_TRUE(envelope) << text_of(envelope.error());
  const record::Numbering numbering(envelope->records[0]);
  const auto problems = record::problems_of(envelope->records[0], numbering);
  const Template tmpl = ledger_of(
      "<rows each=\"problems\" as=\"problem\" empty=\"7\" header-style=\"text\">"
      "<column header=\"a\" width=\"5\" style=\"text\" choices=\"groupNames\"/>"
      "<column header=\"b\" width=\"5\" style=\"text\" choices=\"problem.term\"/>"
      "<column header=\"c\" width=\"5\" style=\"text\" options=\"是  否 不详\"/>"
      "<column header=\"d\" width=\"5\" style=\"text\"/></rows>");
  const auto content = bind_ledger(tmpl, *envelope, *problems);
  ASSERT_TRUE(content) << text_of(content.error());
  const auto& table = std::get<content::Table>(content->sheets[0].content);
  EXPECT_EQ(table.empty_rows, 7U);
  using Words = std::vector<std::string>;
  EXPECT_EQ(table.columns[0].choices, (Words{"甲", "乙", "丙"}));
  EXPECT_EQ(table.columns[1].choices, (Words{"立行立改", "限期整改", "长期坚持"}));
  EXPECT_EQ(table.columns[2].choices, (Words{"是", "否", "不详"}));
  EXPECT_EQ(table.columns[3].choices, Words{});
}

}  // namespace
}  // namespace tongbao::tmpl::testing

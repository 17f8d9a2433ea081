// Rows as they are pulled, from a stream and from several records.
#include <sstream>

#include <gtest/gtest.h>

#include "record/problem_source.h"
#include "template/content_text.h"
#include "template/template.h"

namespace tongbao::tmpl::testing {
namespace {

Template ledger(const std::string& cell) {
  auto made = Template::parse(
      "<ledger name=\"x\"><metadata title=\"{{ title }}\"/>"
      "<cell-style name=\"text\" face=\"fangsong\" face-name=\"仿宋\" size=\"10.5pt\"/>"
      "<sheet name=\"x\"><print paper=\"a4\" orientation=\"portrait\" left=\"15mm\" right=\"15mm\" "
      "top=\"15mm\" bottom=\"15mm\"/><rows each=\"problems\" as=\"problem\" header-style=\"text\">"
      "<column header=\"x\" width=\"5\" style=\"text\">" +
          cell + "</column></rows></sheet></ledger>",
      "t.xml");
  if (!made) throw std::runtime_error(text_of(made.error()));
  return *std::move(made);
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

}  // namespace
}  // namespace tongbao::tmpl::testing

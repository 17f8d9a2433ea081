#include "record/public_projection.h"

#include <set>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "record/derive.h"
#include "record/examples.h"
#include "record/random_record.h"
#include "record/writer.h"

namespace tongbao::record {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// The words of a notice in their order, after the contract: number, heading or title, text. What
// templates add of their own (欢迎监督…) comes from fields that are the same in both.
class PrintedNotice {
 public:
  PrintedNotice(const Record& record, Edition edition)
      : numbering_(record, edition), edition_(edition) {
    add(record.title);
    add(record.preamble, nullptr);
    add(record.sections);
    add(record.closing, nullptr);
    if (record.contact) add(record.contact->phone);
    if (record.disclosure) add(record.disclosure->scope);
    for (const Signature& signature : record.signatures) add(signature.name);
    for (const Outcome& outcome : record.outcomes) add(outcome.kind);
    if (record.document) add(*record.document);
    if (record.date) add(record.date->iso());
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void add(const std::string& words) { text_ += words + "\n"; }
  void add(const std::vector<Paragraph>& paragraphs, const Problem* problem) {
    for (const Paragraph& paragraph : paragraphs) add(printed_text(paragraph, problem));
  }
  void add(const DocumentHead& document) {
    const bool formal = document.form == DocumentForm::formal;
    add(document.recipients);
    for (const Attachment& attachment : document.attachments) {
      add(attachment.title);
      add(attachment.body, nullptr);
    }
    if (document.form == DocumentForm::plain) return;
    add(document.number);
    add(document.marks);
    add(document.copy_to);
    if (formal) add(document.signers);
    if (formal) add(document.printer);
  }
  void add(const std::vector<std::string>& texts) {
    for (const std::string& each : texts) add(each);
  }
  void add(const std::vector<Section>& sections) {
    for (const Section& section : sections) {
      add(numbering_.of(section) + section.heading);
      add(section.body, nullptr);
      add(section.sections);
      for (const Problem& problem : section.problems) {
        if (is_shown(problem, edition_)) add(problem);
      }
      add(section.after, nullptr);
    }
  }
  void add(const Problem& problem) {
    const bool own = edition_ == Edition::internal || !problem.publication;
    const std::string& title =
        own || problem.publication->title.empty() ? problem.title : problem.publication->title;
    const auto& body =
        own || problem.publication->body.empty() ? problem.body : problem.publication->body;
    add(numbering_.of(problem) + title);
    if (!body.empty()) return add(body, &problem);
    add(problem.finding);
    add(problem.measures, false);
    add(problem.outcome);
  }
  void add(const std::vector<Measure>& measures, bool within) {
    std::size_t place = 0;
    for (const Measure& measure : measures) {
      add(measure.label.value_or(measure_label(place, within)) + measure.text);
      if (!measure.label || !measure.label->empty()) ++place;
      add(measure.measures, true);
    }
  }

  Numbering numbering_;
  Edition edition_;
  std::string text_;
};

std::string printed(const Record& record, Edition edition) {
  return PrintedNotice(record, edition).text();
}

void collect_texts(const json& value, std::vector<std::string>& texts) {
  if (value.is_string()) texts.push_back(value.get<std::string>());
  if (value.is_structured()) {
    for (const json& inner : value) collect_texts(inner, texts);
  }
}

std::vector<std::string> names_of(const json& object) {
  std::vector<std::string> names;
  for (const auto& [name, value] : object.items()) names.push_back(name);
  return names;
}

json projected(const std::string& text) {
  return json::parse(write_record(public_projection(good_record(text))));
}

// json sorts names.
TEST(PublicProjection, KeepsTheFieldsOfItsTableAlone) {
  const json record = projected(full_record());
  EXPECT_THAT(names_of(record),
              ElementsAre("asOf", "closing", "contact", "date", "disclosure", "document",
                          "inspection", "numbering", "organization", "outcomes", "preamble",
                          "recordId", "schemaVersion", "sections", "signatures", "title"));
  const json& outer = record["sections"][0];
  EXPECT_THAT(names_of(outer),
              ElementsAre("body", "category", "heading", "id", "label", "role", "sections"));
  const json& inner = outer["sections"][0];
  EXPECT_THAT(names_of(inner), ElementsAre("after", "heading", "id", "problems", "runIn"));
  ASSERT_EQ(inner["problems"].size(), 1u);
  const json& problem = inner["problems"][0];
  EXPECT_THAT(names_of(problem),
              ElementsAre("body", "id", "label", "measures", "runIn", "title", "titleKind"));
  const json& measure = problem["measures"][0];
  EXPECT_THAT(names_of(measure), ElementsAre("id", "label", "measures", "text"));
  EXPECT_THAT(names_of(measure["measures"][0]), ElementsAre("id", "text"));
  // Kept whole, as they stand.
  const json full = json::parse(full_record());
  for (const char* name : {"organization", "inspection", "preamble", "closing", "disclosure",
                           "contact", "signatures", "document", "outcomes"}) {
    EXPECT_EQ(record[name], full[name]) << name;
  }
}

TEST(PublicProjection, ThePublicWordsTakeThePlaceOfTheOthers) {
  const json record = projected(record_with_problems(
      R"({"id": "1", "title": "内部标题", "body": ["内部正文"], "finding": "内部表现",
          "measures": [{"id": "a", "text": "甲"}, {"id": "b", "text": "乙"}],
          "publication": {"title": "公开标题", "body": [{"runs": ["公开", {"measure": "b"}]}]}},
         {"id": "2", "finding": "表现", "cause": "原因", "outcome": ["成效"],
          "measures": [{"text": "丙", "owner": "某"}], "publication": {"title": "另题"}})"));
  EXPECT_EQ(record["sections"][0]["problems"], json::parse(R"([
      {"id": "1", "title": "公开标题", "measures": [{"id": "b", "label": "二是", "text": "乙"}],
       "body": [{"runs": ["公开", {"measure": "b"}]}]},
      {"id": "2", "title": "另题", "finding": "表现", "measures": [{"text": "丙"}],
       "outcome": ["成效"]}])"));
}

TEST(PublicProjection, AMeasureWithinOneThatIsNotPrintedKeepsItsPlace) {
  const json record = projected(record_with_problems(
      R"({"id": "1", "title": "题", "body": [{"runs": [{"measure": "inner"}]}],
          "measures": [{"id": "outer", "text": "隐", "measures": [
              {"text": "藏"}, {"id": "inner", "text": "见", "measures": [{"text": "随"}]}]}]})"));
  EXPECT_EQ(record["sections"][0]["problems"][0]["measures"], json::parse(R"([
      {"label": "", "measures": [
          {"id": "inner", "label": "②", "text": "见", "measures": [{"text": "随"}]}]}])"));
}

TEST(PublicProjection, WhatIsHiddenIsGoneAndTheNumbersCloseUp) {
  const Record record = public_projection(good_record(record_with_problems(
      R"({"id": "1", "title": "甲"}, {"id": "2", "title": "乙", "publication": {"show": false}},
         {"id": "3", "title": "丙", "publication": {"mergedInto": "1"}},
         {"id": "4", "title": "丁"})")));
  EXPECT_THAT(printed(record, Edition::internal), HasSubstr("1.甲\n\n2.丁\n"));
  EXPECT_THAT(write_record(record), Not(HasSubstr("乙")));
  EXPECT_THAT(write_record(record), Not(HasSubstr("丙")));
}

// The document of full_record() in another form.
json document_of_form(const std::string& form) {
  json record = json::parse(full_record());
  record["document"]["form"] = form;
  record["signatures"][0]["post"] = "主任";
  const json projection = projected(record.dump());
  EXPECT_FALSE(projection["signatures"][0].contains("post"));
  EXPECT_TRUE(projection["signatures"][1].contains("post"));
  return projection["document"];
}

TEST(PublicProjection, OfHeadAndImprintWhatTheFormPrintsIsKept) {
  EXPECT_THAT(names_of(document_of_form("formal")),
              ElementsAre("attachments", "classification", "classificationPeriod", "copyTo", "form",
                          "marks", "note", "number", "printDate", "printer", "recipients", "serial",
                          "signers", "urgency"));
  EXPECT_THAT(names_of(document_of_form("letter")),
              ElementsAre("attachments", "classification", "classificationPeriod", "copyTo", "form",
                          "marks", "note", "number", "recipients", "serial", "urgency"));
  EXPECT_THAT(
      names_of(document_of_form("plain")),
      ElementsAre("attachments", "classification", "classificationPeriod", "note", "recipients"));
}

TEST(PublicProjection, ARecordWithNothingInsideIsItself) {
  const Record record = good_record(record_with_problems(
      R"({"id": "1", "title": "题", "body": ["文", {"runs": [{"measure": "a"}]}],
          "measures": [{"id": "a", "text": "甲"}]})"));
  EXPECT_EQ(write_record(public_projection(record)), write_record(record));
}

class PublicProjectionOf : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(PublicProjectionOf, ManyRecordsPrintsTheSameAndHoldsNothingElse) {
  std::size_t hidden = 0;
  for (std::uint64_t seed = GetParam() * 50; seed < GetParam() * 50 + 50; ++seed) {
    SCOPED_TRACE(seed);
    const Record record = random_record(seed);
    ASSERT_TRUE(read_record(write_record(record))) << "the maker's fault";
    const Record public_record = public_projection(record);
    const std::string words = printed(record, Edition::public_);
    ASSERT_EQ(printed(public_record, Edition::public_), words);
    ASSERT_EQ(printed(public_record, Edition::internal), words);

    const std::string text = write_record(public_record);
    ASSERT_TRUE(read_record(text)) << text;
    EXPECT_EQ(write_record(public_projection(public_record)), text);
    EXPECT_THAT(text, Not(HasSubstr("内部")));

    // Every text of a problem or measure that stays is printed; ids and the like are no words.
    std::vector<std::string> kept;
    collect_texts(json::parse(text), kept);
    for (const std::string& each : kept) {
      if (!each.ends_with("。") || each == record.organization.name) continue;
      EXPECT_THAT(words, HasSubstr(each));
    }
    if (text.size() < write_record(record).size()) ++hidden;
  }
  EXPECT_GT(hidden, 25u) << "the records must hold what the projection takes away";
}

INSTANTIATE_TEST_SUITE_P(Seeds, PublicProjectionOf, ::testing::Range<std::uint64_t>(0, 10));

}  // namespace
}  // namespace tongbao::record

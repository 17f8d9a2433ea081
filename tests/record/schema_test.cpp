// The published schema and the reader agree. The judge of the schema is valijson, which is no part
// of the program. Patterns go through std::regex there, which is recursive: texts stay short.
#include "record/schema.h"

#include <functional>

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "record/examples.h"

namespace tongbao::record {
namespace {

using nlohmann::json;

class RecordSchema {
 public:
  RecordSchema() : json_(json::parse(record_schema())) {
    valijson::SchemaParser parser;
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(json_), schema_);
  }
  bool accepts(const std::string& text) const {
    const json document = json::parse(text);
    valijson::Validator validator;
    return validator.validate(schema_, valijson::adapters::NlohmannJsonAdapter(document), nullptr);
  }

 private:
  json json_;
  valijson::Schema schema_;
};

std::string with_problem(const std::string& more) {
  return record_with_problems(R"({"id": "p1", "title": "标题")" + more + "}");
}

const std::string good_records[] = {
    record_with(""),
    record_with(R"({"heading": "一"})"),
    record_with(R"({"heading": "一", "sections": [], "problems": []})"),
    record_with(R"({"heading": "一", "sections": [{"heading": "二", "problems": []}]})"),
    record_with("", R"(, "extra": null)"),
    record_with("", R"(, "extra": {"a": [null, {"b": 1}]})"),
    record_with("", R"(, "date": "2021-07")"),
    record_with("", R"(, "date": "2024-02-29")"),
    record_with("", R"(, "numbering": "continuous")"),
    record_with("", R"(, "preamble": ["", {"runs": []}, {"runs": ["文本"]}])"),
    record_with("", R"(, "outcomes": [{"value": -1.5}, {"value": 9007199254740992}])"),
    record_with("", R"(, "signatures": [{"seal": ""}, {"seal": "iVBORw0KGgoAAAANSUhEUgA="}])"),
    record_with("", R"(, "signatures": [{"seal": "", "stamp": "iVBORw0KGgoAAAANSUhEUgA=",
                     "post": "局长"}])"),
    record_with("", R"(, "document": {"attachments": [{"title": "统计", "table": "outcomes"}]})"),
    record_with("", R"(, "contact": {})"),
    record_with_problems(R"({"id": "1", "body": ["正文"]})"),
    record_with_problems(R"({"id": "1", "finding": "表现"})"),
    with_problem(R"(, "label": "", "leader": "")"),
    with_problem(
        R"(, "measures": [{}, {"id": "m", "label": "一是", "measures": [{"text": "甲"}]}])"),
    with_problem(R"(, "measures": [{"id": "m"}], "body": [{"runs": [{"measure": "m"}]}])"),
    with_problem(R"(, "status": "closed", "term": "longTerm", "titleKind": "task")"),
    with_problem(R"(, "events": [{}, {"kind": "returned"}], "publication": {"show": false})"),
    R"({"schemaVersion": "1", "organization": {"name": "局"}, "title": "甲\n乙", "sections": []})",
    record_with(R"({"heading": "", "label": ""})"),  // a notice of items alone
};

const std::string bad_records[] = {
    "{}",
    "[]",
    "\"record\"",
    R"({"schemaVersion": 1, "organization": {"name": "局"}, "title": "t", "sections": []})",
    R"({"schemaVersion": "2", "organization": {"name": "局"}, "title": "t", "sections": []})",
    R"({"schemaVersion": "1", "organization": {}, "title": "t", "sections": []})",
    R"({"schemaVersion": "1", "organization": {"name": ""}, "title": "t", "sections": []})",
    R"({"schemaVersion": "1", "organization": {"name": "局"}, "title": "", "sections": []})",
    R"({"schemaVersion": "1", "organization": {"name": "局"}, "title": "甲\t乙", "sections": []})",
    R"({"schemaVersion": "1", "organization": {"name": "局"}, "title": "t"})",
    record_with("null"),
    record_with("{}"),
    record_with(R"({"heading": "甲\n乙"})"),
    record_with(R"({"heading": "一", "sections": [{"heading": "二"}],
                    "problems": [{"id": "1", "title": "t"}]})"),
    record_with(R"({"heading": "一", "role": "main"})"),
    record_with(R"({"heading": "一", "runIn": "yes"})"),
    record_with("", R"(, "unknown": 1)"),
    record_with("", R"(, "date": null)"),
    record_with("", R"(, "date": "2025-13")"),
    record_with("", R"(, "date": "2025-00-01")"),
    record_with("", R"(, "date": "2025-01-32")"),
    record_with("", R"(, "date": "0000-01-01")"),
    record_with("", R"(, "date": "2025-1-1")"),
    record_with("", R"(, "date": 20250101)"),
    record_with("", R"(, "numbering": "none")"),
    record_with("", R"(, "preamble": "文本")"),
    record_with("", R"(, "preamble": [1])"),
    record_with("", R"(, "preamble": ["甲\n乙"])"),
    record_with("", R"(, "preamble": [{"runs": ["甲\n"]}])"),
    record_with("", R"(, "preamble": [{}])"),
    record_with("", R"(, "preamble": [{"runs": [], "plain": true}])"),
    record_with("", R"(, "preamble": [{"runs": [null]}])"),
    record_with("", R"(, "preamble": [{"runs": [{"measure": 1}]}])"),
    record_with("", R"(, "outcomes": [{"value": "3"}])"),
    record_with("", R"(, "outcomes": [{"value": 9007199254740994}])"),
    record_with("", R"(, "outcomes": [{"value": 1e300}])"),
    record_with("", R"(, "signatures": [{"seal": "iVBORw0KGgo"}])"),
    record_with("", R"(, "signatures": [{"stamp": "iVBORw0KGgo"}])"),
    record_with("", R"(, "signatures": [{"seal": "iVBORw0KGgoAAAANSUhEUgA=",
                     "stamp": "iVBORw0KGgoAAAANSUhEUgA="}])"),
    record_with("", R"(, "document": {"attachments": [{"table": "ledger"}]})"),
    record_with("", R"(, "signatures": [{"seal": "R0lGODlhAQABAAAA"}])"),
    record_with("", R"(, "contact": {"fax": "1"})"),
    record_with("", R"(, "recordId": ")" + std::string(201, 'x') + "\""),
    record_with_problems(R"({"id": "1"})"),
    record_with_problems(R"({"id": "1", "title": "", "body": [], "finding": ""})"),
    record_with_problems(R"({"id": "", "title": "t"})"),
    record_with_problems(R"({"title": "t"})"),
    with_problem(R"(, "leader": ["林某"])"),
    with_problem(R"(, "leader": "a\u007f")"),
    with_problem(R"(, "coDepartments": "人事科")"),
    with_problem(R"(, "outcome": [{"runs": []}])"),
    with_problem(R"(, "measures": [{"measures": [{"txt": "甲"}]}])"),
    with_problem(R"(, "events": [{"kind": "lost"}])"),
    with_problem(R"(, "publication": {"show": 0})"),
};

// What only the reader knows: days that do not exist, unique ids, references, controls that
// std::regex over bytes cannot name (C1, U+2028).
const std::string beyond_the_schema[] = {
    record_with("", R"(, "date": "2025-02-30")"),
    record_with("", R"(, "date": "2025-02-29")"),
    record_with_problems(R"({"id": "1", "title": "t"}, {"id": "1", "title": "t"})"),
    record_with(R"({"id": "s", "heading": "一"}, {"id": "s", "heading": "二"})"),
    with_problem(R"(, "measures": [{"id": "m"}, {"id": "m"}])"),
    with_problem(R"(, "body": [{"runs": [{"measure": "m"}]}])"),
    record_with("", R"(, "closing": [{"runs": [{"measure": "m"}]}])"),
    with_problem(R"(, "publication": {"mergedInto": "p9"})"),
    with_problem(R"(, "leader": "a\u0085")"),
    with_problem(R"(, "leader": "a\u2028")"),
};

TEST(Schema, AcceptsWhatTheReaderReads) {
  const RecordSchema schema;
  for (const std::string& text : good_records) {
    SCOPED_TRACE(text);
    EXPECT_TRUE(schema.accepts(text));
    EXPECT_TRUE(read_record(text));
  }
  EXPECT_TRUE(schema.accepts(full_record()));
}

TEST(Schema, RefusesWhatTheReaderRefuses) {
  const RecordSchema schema;
  for (const std::string& text : bad_records) {
    SCOPED_TRACE(text);
    EXPECT_FALSE(schema.accepts(text));
    EXPECT_FALSE(read_record(text));
  }
}

TEST(Schema, KnowsItsLimits) {
  const RecordSchema schema;
  for (const std::string& text : beyond_the_schema) {
    SCOPED_TRACE(text);
    EXPECT_TRUE(schema.accepts(text));
    EXPECT_FALSE(read_record(text));
  }
}

TEST(Schema, AcceptsRealRecords) {
  const auto records = real_records();
  if (records.empty()) GTEST_SKIP() << "the real notices are not on this machine";
  const RecordSchema schema;
  for (const auto& path : records) EXPECT_TRUE(schema.accepts(file_text(path))) << path.filename();
}

// Each field of the full record taken away, doubled into a list, and put to null: whatever comes
// out, both judge it alike.
void for_each_change(const json& document, const json::json_pointer& at,
                     const std::function<void(const json&)>& judge) {
  const json& value = document.at(at);
  if (value.is_structured()) {
    for (const auto& [name, inner] : value.items()) {
      const json::json_pointer here =
          value.is_array() ? at / static_cast<std::size_t>(std::stoul(name)) : at / name;
      for_each_change(document, here, judge);
    }
  }
  if (at.empty()) return;
  json changed = document;
  changed[at] = nullptr;
  judge(changed);
  changed[at] = json::array({value});
  judge(changed);
  json& parent = changed[at.parent_pointer()];
  if (!parent.is_object()) return;
  parent.erase(at.back());
  judge(changed);
}

TEST(Schema, JudgesChangesOfAFullRecordAsTheReaderDoes) {
  const RecordSchema schema;
  int judged = 0;
  const auto judge = [&](const json& changed) {
    const std::string text = changed.dump();
    const auto record = read_record(text);
    const bool only_beyond =
        !record && std::all_of(record.error().begin(), record.error().end(), [](const auto& error) {
          return error.code == "record.unknownMeasure" || error.code == "record.unknownProblem";
        });
    EXPECT_EQ(schema.accepts(text), record.has_value() || only_beyond) << text;
    ++judged;
  };
  for_each_change(json::parse(full_record()), json::json_pointer(), judge);
  EXPECT_GT(judged, 400);
}

TEST(Schema, IsDraft07WithMeaningsInChinese) {
  const json schema = json::parse(record_schema());
  EXPECT_EQ(schema["$schema"], "http://json-schema.org/draft-07/schema#");
  EXPECT_EQ(schema["definitions"]["problem"]["properties"]["leader"]["description"], "责任领导");
  EXPECT_EQ(schema["properties"]["numbering"]["default"], "perSection");
  EXPECT_EQ(schema["definitions"]["publication"]["properties"]["show"]["default"], true);
}

}  // namespace
}  // namespace tongbao::record

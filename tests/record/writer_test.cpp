#include "record/writer.h"

#include <nlohmann/json.hpp>

#include "record/examples.h"

namespace tongbao::record {
namespace {

using nlohmann::json;

TEST(Writer, WritesEveryFieldBackAsItWasRead) {
  const std::string text = full_record();
  EXPECT_EQ(json::parse(write_record(good_record(text))), json::parse(text));
}

TEST(Writer, WritesRealRecordsBackAsTheyWereRead) {
  const auto records = real_records();
  if (records.empty()) GTEST_SKIP() << "the real notices are not on this machine";
  for (const auto& path : records) {
    SCOPED_TRACE(path.filename().string());
    const std::string text = file_text(path);
    EXPECT_EQ(json::parse(write_record(good_record(text))), json::parse(text));
  }
}

TEST(Writer, KeepsTheOrderOfTheTableAndLeavesOutWhatSaysNothing) {
  const Record record =
      good_record(R"({"title": "通报", "sections": [{"heading": "一", "runIn": false,
      "label": "", "problems": [{"finding": "", "title": "t", "id": "1",
      "publication": {"show": true}}]}], "numbering": "perSection",
      "organization": {"name": "局"}, "schemaVersion": "1", "outcomes": [{"value": 3.0}],
      "preamble": []})");
  EXPECT_EQ(write_record(record), R"({
 "schemaVersion": "1",
 "organization": {
  "name": "局"
 },
 "title": "通报",
 "sections": [
  {
   "label": "",
   "heading": "一",
   "problems": [
    {
     "id": "1",
     "title": "t",
     "publication": {}
    }
   ]
  }
 ],
 "outcomes": [
  {
   "value": 3
  }
 ]
}
)");
}

TEST(Writer, TakesRecordsThatNobodyRead) {
  Record record;
  record.preamble.emplace_back();
  record.preamble.push_back({.runs = {std::string("甲"), MeasureReference{"m"}}});
  const json written = json::parse(write_record(record));
  EXPECT_EQ(written["sections"], json::array());
  EXPECT_EQ(written["preamble"][0], "");
  EXPECT_EQ(written["preamble"][1]["runs"][1]["measure"], "m");
}

}  // namespace
}  // namespace tongbao::record

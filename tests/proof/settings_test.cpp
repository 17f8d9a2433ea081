// Lists and severities of an office, rules switched off, corrections applied.
#include <algorithm>
#include <ctime>

#include "base/file.h"
#include "proof/findings_json.h"
#include "proof/fix.h"
#include "proof/inputs.h"
#include "record/writer.h"

namespace tongbao::proof {

namespace {

using nlohmann::json;

json broken(const std::string& paragraph) {
  json record = json::parse(read(source / "tests/proof/cases/clean.json"));
  record["sections"][2]["body"].push_back(paragraph);
  return record;
}

const std::string wrong = "用好四种常态,每月30日报送。";

}  // namespace

TEST(Without, LeavesOutACodeOrAFamily) {
  const auto record = record_of(broken(wrong).dump());
  EXPECT_EQ(check(record, lists()).size(), 3U);
  EXPECT_EQ(check(record, lists(), {"phrases.set"}).size(), 2U);
  EXPECT_EQ(check(record, lists(), {"phrases", "characters", "dates"}).size(), 0U);
}

TEST(Without, RefusesWhatIsNoRule) {
  EXPECT_TRUE(unknown_rules({"contact", "contact.email"}).empty());
  const auto errors = unknown_rules({"contact.emial"});
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].code, "proof.unknownRule");
  EXPECT_NE(errors[0].hint.en.find("contact.email"), std::string::npos);
}

// A body that holds records, as a caller may send it.
std::vector<Finding> findings_in(const json& body) {
  const auto envelope = record::read_envelope(body.dump());
  if (!envelope) throw std::runtime_error(to_line(envelope.error().front(), Language::en));
  return check(*envelope, lists(), {"dates"});
}

TEST(Envelope, PointersAreThoseOfTheBody) {
  const std::string at = "/sections/2/body/1";
  const auto bare = findings_in(broken("只列出,不办结。"));
  ASSERT_EQ(bare.size(), 1U) << listed(bare);
  EXPECT_EQ(bare[0].pointer, at);
  const auto one = findings_in({{"record", broken("只列出,不办结。")}, {"asOf", "2031-01-01"}});
  ASSERT_EQ(one.size(), 1U) << listed(one);
  EXPECT_EQ(one[0].pointer, "/record" + at);
  const auto several = findings_in(
      {{"records", {broken("甲。"), broken("只列出,不办结。")}}, {"previous", broken("一,二。")}});
  ASSERT_EQ(several.size(), 1U) << listed(several);
  EXPECT_EQ(several[0].pointer, "/records/1" + at);
}

TEST(Envelope, JudgesAtItsDate) {
  json record = json::parse(read(source / "tests/proof/cases/clean.json"));
  json& problem = record["sections"][1]["sections"][1]["problems"][0];
  problem["status"] = "completed";
  problem["completedDate"] = "2030-05-01";
  const json at_its_own = {{"record", record}};
  ASSERT_EQ(findings_in(at_its_own).size(), 1U) << listed(findings_in(at_its_own));
  EXPECT_EQ(findings_in(at_its_own)[0].code, "record.future");
  EXPECT_EQ(findings_in({{"record", record}, {"asOf", "2030-06-01"}}).size(), 0U);
}

TEST(Envelope, IsCorrectedAsItStands) {
  const json body = {{"records", {broken("甲。"), broken(wrong)}}, {"options", {{"a", 1}}}};
  const auto envelope = record::read_envelope(body.dump());
  ASSERT_TRUE(envelope);
  const auto fixed = fix(body.dump(), *envelope, lists(), {"dates"});
  ASSERT_TRUE(fixed);
  EXPECT_EQ(fixed->applied.size(), 2U);
  EXPECT_EQ(fixed->applied[0].pointer, "/records/1/sections/2/body/1");
  EXPECT_TRUE(fixed->left.empty()) << listed(fixed->left);
  const json corrected = json::parse(fixed->json);
  EXPECT_EQ(corrected["records"][1]["sections"][2]["body"][1], "用好四种形态，每月30日报送。");
  EXPECT_EQ(corrected["options"], body["options"]);
}

TEST(WordLists, AreExtendedByAnOffice) {
  const TemporaryFolder folder;
  std::filesystem::copy(source / "proof", folder.path(), std::filesystem::copy_options::recursive);
  std::ofstream(folder.path() / "zz-office.json")
      << R"({"phrases": [{"wrong": "继续做好", "right": "接着做好", "severity": "note"}],)"
      << R"( "severities": {"characters.halfWidth": "note", "dates.halfMonth": "off"}})";
  const auto own = WordLists::load(folder.path());
  ASSERT_TRUE(own) << to_line(own.error().front(), Language::en);
  const auto findings = check(record_of(broken(wrong).dump()), *own);
  ASSERT_EQ(findings.size(), 3U) << listed(findings);
  EXPECT_EQ(findings[0].code, "characters.halfWidth");
  EXPECT_EQ(findings[0].severity, Severity::note);
  EXPECT_EQ(findings[1].text, "继续做好");
  EXPECT_EQ(findings[1].suggestion, "接着做好");
}

TEST(WordLists, SayWhatIsWrongWithThem) {
  for (const char* text :
       {"[]", "{", R"({"phrase": []})", R"({"phrases": [{"right": "甲"}]})",
        R"({"phrases": [{"wrong": ""}]})", R"({"phrases": {}})",
        R"({"severities": {"no.rule": "off"}})", R"({"severities": {"names.title": "loud"}})"}) {
    WordLists own;
    const auto added = own.add(text, "office.json");
    ASSERT_FALSE(added) << text;
    EXPECT_EQ(added.error().front().code, "proof.badList");
    EXPECT_EQ(added.error().front().where.file, "office.json");
  }
  EXPECT_EQ(WordLists::load("/nowhere").error().front().code, "proof.unreadableFolder");
}

TEST(Fix, AppliesTheCertainSuggestionsOnly) {
  const auto fixed = fix(record_of(broken(wrong).dump()), lists());
  ASSERT_TRUE(fixed);
  EXPECT_EQ(fixed->applied.size(), 2U);
  ASSERT_EQ(fixed->left.size(), 1U) << listed(fixed->left);
  EXPECT_EQ(fixed->left[0].code, "dates.halfMonth");
  json expected = broken("用好四种形态，每月30日报送。");
  EXPECT_EQ(json::parse(record::write_record(fixed->record)),
            json::parse(record::write_record(record_of(expected.dump()))));
}

TEST(Fix, CorrectsManyInOneTextAndLeavesACleanRecordAlone) {
  const auto fixed = fix(
      record_of(broken("把**重点**列出,按期办结，，落实到 人(科室)。各县（市、区)同此;").dump()),
      lists());
  ASSERT_TRUE(fixed);
  EXPECT_TRUE(fixed->left.empty()) << listed(fixed->left);
  const json text = json::parse(record::write_record(fixed->record));
  EXPECT_EQ(text["sections"][2]["body"][1],
            "把重点列出，按期办结，落实到人（科室）。各县（市、区）同此；");
  const auto clean = record_of(read(source / "tests/proof/cases/clean.json"));
  EXPECT_TRUE(fix(clean, lists())->applied.empty());
}

// A long paragraph of what each search could stumble over, in one paragraph.
TEST(Check, TakesTimeThatGrowsWithTheText) {
  for (const char* unit : {"《", "（", "“四个意识”", "占5%。", "甲、等3项", "驻", "市委第", ")",
                           "以下简称甲乙", "每月30日；", "一是②", "1", "关于“"}) {
    std::string text = "起";
    while (text.size() < 90000) text += unit;
    const std::clock_t begin = std::clock();  // processor time: the machine may be busy
    const auto findings = check(record_of(broken(text).dump()), lists());
    EXPECT_LE(findings.size(), most_findings);
    EXPECT_LT(std::clock() - begin, 2 * CLOCKS_PER_SEC) << unit;
  }
}

TEST(Json, HasTheContractsFields) {
  const auto findings = check(record_of(broken("用好四种常态。").dump()), lists());
  const json written = json::parse(findings_json(findings, Language::en));
  ASSERT_EQ(written["findings"].size(), 1U);
  EXPECT_EQ(written["findings"][0], (json{{"code", "phrases.set"},
                                          {"severity", "warning"},
                                          {"pointer", "/sections/2/body/1"},
                                          {"text", "四种常态"},
                                          {"message", "not the set phrase"},
                                          {"suggestion", "四种形态"}}));
}

}  // namespace tongbao::proof

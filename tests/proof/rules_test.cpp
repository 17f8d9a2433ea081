// Every rule broken once on a record in which nothing is wrong.
#include "proof/rules.h"

#include <set>

#include "proof/inputs.h"

namespace tongbao::proof {

namespace {

using nlohmann::json;

const std::filesystem::path cases = source / "tests/proof/cases";

json clean() {
  return json::parse(read(cases / "clean.json"));
}

bool is(const Finding& finding, const json& expected, const std::string& pointer) {
  const json suggestion = finding.suggestion ? json(*finding.suggestion) : json();
  return finding.code == expected["code"] && finding.pointer == pointer &&
         finding.text.ends_with(expected["text"].get<std::string>()) &&
         (suggestion == expected["suggestion"] || expected.contains("times"));
}

void expect_once(const std::vector<Finding>& findings, const json& expected,
                 const std::string& pointer) {
  const auto found = std::count_if(findings.begin(), findings.end(), [&](const Finding& finding) {
    return is(finding, expected, pointer);
  });
  EXPECT_EQ(found, expected.value("times", 1)) << expected << '\n' << listed(findings);
}

}  // namespace

TEST(Rules, AreSilentOnACleanRecord) {
  const auto findings = check(record_of(clean().dump()), lists());
  EXPECT_TRUE(findings.empty()) << listed(findings);
}

TEST(Rules, AreEachFoundAtTheirPlaceAndAlone) {
  for (const json& expected : json::parse(read(cases / "paragraphs.json"))) {
    json broken = clean();
    broken["sections"][2]["body"].push_back(expected["paragraph"]);
    const auto findings = check(record_of(broken.dump()), lists());
    expect_once(findings, expected, "/sections/2/body/1");
    EXPECT_EQ(findings.size(), expected.value("times", 1U)) << expected << '\n' << listed(findings);
  }
  for (const json& expected : json::parse(read(cases / "patches.json"))) {
    const json broken = clean().patch(expected["patch"]);
    const auto findings = check(record_of(broken.dump()), lists());
    expect_once(findings, expected, expected["pointer"]);
    EXPECT_EQ(findings.size(), 1U) << expected << '\n' << listed(findings);
  }
}

TEST(Rules, AreAllFoundInOneText) {
  const json expected = json::parse(read(cases / "paragraphs.json"));
  json broken = clean();
  for (const json& each : expected) broken["sections"][2]["body"].push_back(each["paragraph"]);
  const auto findings = check(record_of(broken.dump()), lists());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    expect_once(findings, expected[i], "/sections/2/body/" + std::to_string(i + 1));
  }
}

TEST(Rules, ReadWhatStandsRoundTheText) {
  json record = clean();
  record["document"] = {
      {"form", "formal"},
      {"recipients", {"各县(市、区)委", "市直各单位"}},
      {"note", "此件公开发布"},
      {"attachments",
       {{{"title", "整改台账"}, {"body", {"负责人电话13800138000，每月30日更新", "甲,乙"}}},
        {{"title", "问题清单。"}, {"body", {"2026年2月30日前报送"}}}}},
      {"copyTo", {"市委办  公室"}}};
  record["extra"] = {{"internalNames", {"甲"}}};
  std::set<std::string> found;
  for (const Finding& finding : check(record_of(record.dump()), lists())) {
    found.insert(finding.code + " " + finding.pointer);
  }
  EXPECT_EQ(found, (std::set<std::string>{"characters.halfWidth /document/recipients/0",
                                          "disclosure.mobile /document/attachments/0/body/0",
                                          "dates.halfMonth /document/attachments/0/body/0",
                                          "characters.halfWidth /document/attachments/0/body/1",
                                          "disclosure.name /document/attachments/0/body/1",
                                          "headings.fullStop /document/attachments/1/title",
                                          "dates.invalid /document/attachments/1/body/0",
                                          "characters.space /document/copyTo/0"}));
}

TEST(Rules, HaveACaseEach) {
  std::set<std::string> seen;
  for (const char* file : {"paragraphs.json", "patches.json"}) {
    for (const json& expected : json::parse(read(cases / file))) seen.insert(expected["code"]);
  }
  for (const Rule& rule : rules()) {
    EXPECT_TRUE(seen.contains(std::string(rule.code))) << rule.code;
  }
  EXPECT_EQ(seen.size(), rules().size());
}

TEST(Rules, SayTheirTextAndItsPlaceInTheField) {
  json broken = clean();
  broken["sections"][2]["body"].push_back("用好四种常态，再用好四种常态。");
  const auto findings = check(record_of(broken.dump()), lists());
  ASSERT_EQ(findings.size(), 2U) << listed(findings);
  EXPECT_EQ(findings[0].offset, 2U);
  EXPECT_EQ(findings[1].offset, 10U);
  EXPECT_TRUE(findings[1].certain);
}

}  // namespace tongbao::proof

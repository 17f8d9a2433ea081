#include "jobs/submission.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tongbao::jobs {
namespace {

std::vector<std::string> errors_of(std::string_view json) {
  std::vector<std::string> errors;
  const auto submission = read_submission(json, {});
  if (submission) return errors;
  for (const Diagnostic& error : submission.error()) {
    errors.push_back(error.code + ' ' + error.where.pointer.value_or("-") + " @" +
                     std::to_string(error.where.line) + ':' + std::to_string(error.where.column));
  }
  return errors;
}

TEST(Submission, KeepsTheMembersOfEachEnvelopeAsTheyStood) {
  const auto submission = read_submission(R"({
    "documents": [
      {"template": "notice", "record": {"title": "a\"}]", "n": [1, {"x":2}] }, "name": "甲"},
      {"format":"pdf", "template":"summary", "records":[ {} , {}], "asOf" : "2025-06-15",
       "edition":"internal","version":3,"attach":"record","allow":"personal-data"}
    ],
    "webhook": {"url": "https://oa.example.gov.cn/hook"}})",
                                          {});
  ASSERT_TRUE(submission) << to_line(submission.error().front(), Language::en);
  ASSERT_EQ(submission->documents.size(), 2U);
  const Wanted& first = submission->documents[0];
  EXPECT_EQ(first.name, "甲");
  EXPECT_EQ(first.template_id, "notice");
  EXPECT_EQ(first.input, R"({"record":{"title": "a\"}]", "n": [1, {"x":2}] }})");
  EXPECT_EQ(first.version, std::nullopt);
  EXPECT_EQ(first.format, std::nullopt);
  EXPECT_FALSE(first.task.attach_record);
  const Wanted& second = submission->documents[1];
  EXPECT_EQ(second.input, R"({"records":[ {} , {}],"asOf":"2025-06-15","edition":"internal"})");
  EXPECT_EQ(second.version, 3U);
  EXPECT_EQ(second.format, "pdf");
  EXPECT_TRUE(second.task.attach_record);
  EXPECT_TRUE(second.task.allow_personal_data);
  EXPECT_EQ(submission->webhook, "https://oa.example.gov.cn/hook");
}

TEST(Submission, NullIsAsIfItWereAbsent) {
  const auto submission = read_submission(
      R"({"documents":[{"template":"t","record":{},"name":null,"format":null,"version":null,
          "attach":null,"allow":null}],"webhook":null})",
      {});
  ASSERT_TRUE(submission) << to_line(submission.error().front(), Language::en);
  EXPECT_EQ(submission->documents[0].name, "");
  EXPECT_EQ(submission->documents[0].format, std::nullopt);
  EXPECT_EQ(submission->webhook, "");
  EXPECT_THAT(errors_of(R"({"documents":[{"template":null,"record":{}}]})"),
              testing::ElementsAre("jobs.wrongType /documents/0/template @1:16"));
}

TEST(Submission, TakesOutValuesOfEveryKind) {
  const auto submission = read_submission(
      R"({"documents":[{"template":"t","record":"\\","options":-1.5e3 ,"previous":null,"asOf":true}]})",
      {});
  ASSERT_TRUE(submission);
  EXPECT_EQ(submission->documents[0].input,
            R"({"record":"\\","options":-1.5e3,"previous":null,"asOf":true})");
}

// The place of a member is where its name stands.
TEST(Submission, ReportsEveryErrorWithItsPlace) {
  EXPECT_THAT(
      errors_of("{\"documents\": [\n{\"templat\": \"notice\", \"record\": {}},\n7,\n"
                "{\"template\": 1, \"name\": \"a/b\", \"version\": -1}], \"webhook\": {}}"),
      testing::ElementsAre(
          "jobs.unknownField /documents/0/templat @2:2", "jobs.missingField /documents/0 @2:1",
          "jobs.wrongType /documents/1 @3:1", "jobs.wrongType /documents/2/template @4:2",
          "jobs.badValue /documents/2/name @4:17", "jobs.badValue /documents/2/version @4:32",
          "jobs.missingField /documents/2 @4:1", "jobs.missingField /webhook @4:49"));
}

TEST(Submission, WantsAtLeastOneDocument) {
  EXPECT_THAT(errors_of(R"({"documents": []})"),
              testing::ElementsAre("jobs.badValue /documents @1:2"));
  EXPECT_THAT(errors_of("{}"), testing::ElementsAre("jobs.missingField  @1:1"));
  EXPECT_THAT(errors_of("[]"), testing::ElementsAre("jobs.wrongType  @1:1"));
  EXPECT_THAT(errors_of("{\"documents\": [1,"), testing::ElementsAre("json.syntax - @1:18"));
}

TEST(Submission, BoundsTheNumberOfDocuments) {
  std::string json = "{\"documents\":[{}";
  for (int i = 0; i < 10'000; ++i) json += ",{}";
  EXPECT_THAT(errors_of(json + "]}"),
              testing::ElementsAre("jobs.tooManyDocuments /documents @1:2"));
}

TEST(Submission, RefusesNamesThatAreNoFileNames) {
  for (const char* name : {"..", "a\\\\b", "a\\u0007", "/etc/passwd", "con.pdf", "LPT1", "a:b",
                           "a?", " a", "a.", "a\\u202Eb", "\\u200B"}) {
    EXPECT_THAT(errors_of(std::string(R"({"documents":[{"template":"t","record":{},"name":")") +
                          name + "\"}]}"),
                testing::ElementsAre(testing::StartsWith("jobs.badValue /documents/0/name")))
        << name;
  }
}

}  // namespace
}  // namespace tongbao::jobs

// What is kept and shown as JSON: tasks, failures, jobs.
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "jobs/failure.h"
#include "jobs/job_json.h"
#include "jobs/task.h"

namespace tongbao::jobs {
namespace {

using Json = nlohmann::ordered_json;

Diagnostic missing_field() {
  return {.code = "record.missingField",
          .where = {.pointer = "/sections/0", .file = {}, .line = 3, .column = 7},
          .message = say("缺少{}", "{} is missing", "heading"),
          .hint = say("请补上", "add it")};
}

TEST(Task, ComesBackAsItWas) {
  const Task task{.stream = true,
                  .edition = record::Edition::internal,
                  .attach_record = true,
                  .allow_personal_data = true};
  const Task back = parse_task(to_json(task));
  EXPECT_TRUE(back.stream && back.attach_record && back.allow_personal_data);
  EXPECT_EQ(back.edition, record::Edition::internal);
  EXPECT_FALSE(parse_task(to_json(Task{})).edition);
}

TEST(Task, TakesWhatItDoesNotKnowForAbsent) {
  for (const char* text : {"", "[]", "{", R"({"stream":"yes","edition":"secret","later":1})"}) {
    const Task task = parse_task(text);
    EXPECT_FALSE(task.stream) << text;
    EXPECT_FALSE(task.edition) << text;
  }
}

TEST(Failure, ComesBackInBothLanguages) {
  const Diagnostics back = parse_failure(to_json({missing_field()}));
  ASSERT_EQ(back.size(), 1U);
  EXPECT_EQ(back[0].code, "record.missingField");
  EXPECT_EQ(back[0].where, missing_field().where);
  EXPECT_EQ(back[0].message, missing_field().message);
  EXPECT_EQ(back[0].hint, missing_field().hint);
  EXPECT_EQ(back[0].severity, Severity::error);
}

TEST(Failure, IsBounded) {
  Diagnostic huge = missing_field();
  for (int i = 0; i < 3000; ++i) huge.message.zh += "长";  // 3 bytes each
  const std::string json = to_json(Diagnostics(150, huge));
  const Diagnostics back = parse_failure(json);
  ASSERT_EQ(back.size(), 101U);
  EXPECT_EQ(back.back().code, "jobs.moreErrors");
  EXPECT_EQ(back.back().message.en, "50 more errors are not listed");
  // 2000 bytes and no half character: 缺少heading is 13 bytes, 662 characters of 3 bytes go on.
  EXPECT_EQ(back[0].message.zh.size(), 13U + 662 * 3 + 3);
}

TEST(Failure, ThatCannotBeReadTellsNothing) {
  for (const char* text : {"", "{}", "[]", "[1]", "[{"}) {
    const Diagnostics back = parse_failure(text);
    ASSERT_EQ(back.size(), 1U) << text;
    EXPECT_EQ(back[0].code, "jobs.internal") << text;
  }
}

store::Job job_of_two() {
  store::Job job;
  job.id = "00112233445566778899aabbccddeeff";
  job.created_at = 1743494400250;  // 2025-04-01 08:00:00.250 UTC
  job.finished_at = 1743494461000;
  store::JobDocument done;
  done.order = {.name = "甲局", .template_id = "notice", .format = "pdf"};
  done.state = store::State::done;
  done.made = store::Made{.digest = {0xAB}, .bytes = 1234, .pages = 5};
  store::JobDocument failed;
  failed.n = 1;
  failed.order = {.template_id = "ledger", .format = "xlsx"};
  failed.state = store::State::failed;
  failed.errors = to_json({missing_field()});
  job.documents = {done, failed};
  return job;
}

TEST(JobJson, IsTheObjectOfTheContract) {
  const std::string text = job_json(job_of_two(), Language::en);
  EXPECT_EQ(text.find('\n'), std::string::npos);
  const std::string digest = "ab" + std::string(62, '0');
  EXPECT_EQ(Json::parse(text), Json::parse(R"({
    "id": "00112233445566778899aabbccddeeff", "state": "failed",
    "counts": {"total": 2, "done": 1, "failed": 1, "cancelled": 0},
    "documents": [
      {"n": 0, "name": "甲局", "template": "notice", "format": "pdf", "state": "done",
       "bytes": 1234, "digest": ")" + digest +
                                           R"(", "facts": {"pages": 5}, "error": null},
      {"n": 1, "name": null, "template": "ledger", "format": "xlsx", "state": "failed",
       "bytes": null, "digest": null, "facts": null,
       "error": {"errors": [{"code": "record.missingField", "pointer": "/sections/0", "line": 3,
                             "column": 7, "message": "heading is missing", "hint": "add it"}]}}],
    "createdAt": "2025-04-01T08:00:00.250Z", "finishedAt": "2025-04-01T08:01:01.000Z"})"));
}

TEST(JobJson, SpeaksTheLanguageAskedFor) {
  const Json json = Json::parse(job_json(job_of_two(), Language::zh));
  EXPECT_EQ(json["documents"][1]["error"]["errors"][0]["message"], "缺少heading");
}

TEST(JobJson, SaysNullOfWhatIsNotYet) {
  store::Job job = job_of_two();
  job.finished_at.reset();
  job.documents.pop_back();
  job.documents[0].state = store::State::running;
  job.documents[0].made.reset();
  const Json json = Json::parse(job_json(job, Language::zh));
  EXPECT_EQ(json["state"], "running");
  EXPECT_TRUE(json["finishedAt"].is_null());
  EXPECT_TRUE(json["documents"][0]["digest"].is_null());
}

}  // namespace
}  // namespace tongbao::jobs

#include "record/summary.h"

#include <gmock/gmock.h>

#include "record/examples.h"

namespace tongbao::record {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Problem problem(std::string id, std::optional<Status> status = std::nullopt) {
  Problem made;
  made.id = std::move(id);
  made.title = "某问题";
  made.status = status;
  return made;
}

// So many problems of each state.
Section section(std::string heading,
                const std::vector<std::pair<std::optional<Status>, int>>& counts) {
  Section made;
  made.heading = std::move(heading);
  for (const auto& [status, count] : counts) {
    for (int i = 0; i < count; ++i) {
      made.problems.push_back(
          problem(fmt::format("{}{}", made.heading, made.problems.size()), status));
    }
  }
  return made;
}

Record record_of(std::vector<Section> sections, std::string organization = "清河县民政局",
                 Date date = {2025, 6, 15}) {
  Record made;
  made.schema_version = "1";
  made.organization.name = std::move(organization);
  made.title = "通报";
  made.date = date;
  made.sections = std::move(sections);
  return made;
}

Envelope envelope_of(std::vector<Record> records, std::vector<Record> previous = {}) {
  Envelope made;
  made.records = std::move(records);
  made.previous = std::move(previous);
  return made;
}

Summary summary_of(const Envelope& envelope) {
  auto summary = summarize(envelope);
  if (summary) return std::move(*summary);
  ADD_FAILURE() << testing::PrintToString(complaints(summary.error()));
  return {};
}

// "name organization completed/due", one for each.
std::vector<std::string> short_forms(const std::vector<Tally>& tallies) {
  std::vector<std::string> all;
  all.reserve(tallies.size());
  for (const Tally& tally : tallies) {
    all.push_back(
        fmt::format("{} {} {}/{}", tally.name, tally.organization, tally.completed, tally.due));
  }
  return all;
}

std::string percent(const std::optional<double>& rate) {
  return rate ? fmt::format("{:.2f} %", *rate * 100) : "-";
}

// What each problem of the envelope's first record comes to since the previous report:
// "id", "id new", "id field: from → to".
std::vector<std::string> changes_in(const Envelope& envelope) {
  std::vector<std::string> all;
  Summarizer summarizer(envelope);
  const Numbering numbering(envelope.records.front());
  const auto source = problems_of(envelope.records.front(), numbering);
  for (auto next = source->next(); *next != nullptr; next = source->next()) {
    const Since& since = summarizer.add(**next);
    std::string text = (*next)->problem->id;
    if (since.is_new.value_or(false)) text += " new";
    for (const Change& change : since.changes) {
      text += fmt::format(" {}: {} → {}", change.field, change.from, change.to);
    }
    all.push_back(std::move(text));
  }
  return all;
}

TEST(Summary, RatesArePartsOfWhatIsDue) {
  // 697 = 688 + 4 + 5
  const Summary district = summary_of(envelope_of({record_of(
      {section("甲", {{Status::completed, 600}, {Status::closed, 88}, {Status::interim, 4}}),
       section("乙", {{Status::in_progress, 5}})})}));
  EXPECT_EQ(district.total.due, 697);
  EXPECT_EQ(district.total.completed, 688);
  EXPECT_EQ(district.total.closed, 88);
  EXPECT_EQ(district.total.interim, 4);
  EXPECT_EQ(district.total.in_progress, 5);
  EXPECT_EQ(percent(district.total.completion_rate), "98.71 %");

  const Summary office = summary_of(envelope_of({record_of(
      {section("甲", {{Status::completed, 19}, {Status::not_started, 2}, {std::nullopt, 4}})})}));
  EXPECT_EQ(percent(office.total.completion_rate), "76.00 %");
  EXPECT_EQ(office.total.not_started, 2);
  EXPECT_EQ(office.total.unknown, 4);

  Record city = record_of({section("甲", {{Status::completed, 453}, {Status::in_progress, 18}})});
  for (Problem& each : city.sections[0].problems) {
    if (each.status == Status::in_progress) each.term = Term::long_term;
  }
  const Summary put_off = summary_of(envelope_of({city}));
  EXPECT_EQ(percent(put_off.total.completion_rate), "96.18 %");
  EXPECT_EQ(put_off.total.long_term, 18);
  EXPECT_EQ(percent(put_off.total.long_term / put_off.total.due), "3.82 %");
}

TEST(Summary, OfNothingHasNoRate) {
  const Summary none = summary_of(envelope_of({record_of({})}));
  EXPECT_EQ(none.total.due, 0);
  EXPECT_EQ(none.total.completion_rate, std::nullopt);
  EXPECT_THAT(none.groups, IsEmpty());
  EXPECT_THAT(short_forms(none.records), ElementsAre("清河县民政局 清河县民政局 0/0"));
  EXPECT_THAT(short_forms(none.trend), ElementsAre(" 清河县民政局 0/0"));
}

TEST(Summary, OverdueIsWhatDeriveCallsSo) {
  Record record = record_of({section("甲", {{Status::in_progress, 3}, {Status::completed, 1}})});
  for (Problem& each : record.sections[0].problems) each.deadline = Date{2025, 6, 14};
  record.sections[0].problems[0].deadline = Date{2025, 6};  // ends with June
  EXPECT_EQ(summary_of(envelope_of({record})).total.overdue, 2);
  Envelope later = envelope_of({record});
  later.as_of = Date{2025, 7, 1};
  const Summary judged_later = summary_of(later);
  EXPECT_EQ(judged_later.total.overdue, 3);
  EXPECT_EQ(judged_later.total.date, (Date{2025, 7, 1}));
}

// Nobody can tell what is overdue where there is no date: that is no nought.
TEST(Summary, OverdueIsAbsentWithoutADate) {
  Record dated = record_of({section("甲", {{Status::in_progress, 1}})}, "县民政局");
  dated.sections[0].problems[0].deadline = Date{2025, 6, 14};
  Record undated = record_of({section("乙", {{Status::in_progress, 1}})}, "县档案馆");
  undated.date.reset();
  const Summary summary = summary_of(envelope_of({dated, undated}));
  EXPECT_EQ(summary.records[0].overdue, 1);
  EXPECT_EQ(summary.records[1].overdue, std::nullopt);
  EXPECT_EQ(summary.groups[0].overdue, 1);
  EXPECT_EQ(summary.total.overdue, std::nullopt);
}

TEST(Summary, AGroupWithoutAHeadingIsCalledLikeTheOneRoundIt) {
  Section outer = section("党的建设", {});
  outer.sections = {section("", {{Status::completed, 2}})};
  const Summary summary = summary_of(envelope_of({record_of({outer})}));
  EXPECT_EQ(summary.groups[0].name, "党的建设");
  EXPECT_EQ(summary.categories[0].name, "党的建设");
}

TEST(Summary, OutcomesTotalsTakeOfEachRecordWhatItDeclaresElseItsProblems) {
  const auto with = [](std::optional<double> declared, std::optional<double> added) {
    Record record = record_of({section("甲", {{std::nullopt, 1}})});
    const Outcome outcome{.kind = "清退", .label = "资金", .unit = "万元"};
    if (declared) record.outcomes.push_back(outcome);
    if (declared) record.outcomes.back().value = declared;
    if (added) record.sections[0].problems[0].outcomes.push_back(outcome);
    if (added) record.sections[0].problems[0].outcomes.back().value = added;
    return record;
  };
  const OutcomeSum sum =
      summary_of(envelope_of({with(10, 4), with(std::nullopt, 3), with(5, std::nullopt)}))
          .outcomes.at(0);
  EXPECT_EQ(sum.total, 18);
  EXPECT_EQ(sum.declaring, 2);
  EXPECT_EQ(sum.adding, 1);
  EXPECT_EQ(sum.declared, 15);
  EXPECT_EQ(sum.added, 7);
}

TEST(Summary, CountsByHeadingByCategoryAndByRecord) {
  Section outer = section("履职方面", {});
  outer.category = "履职";
  outer.sections = {section("学习", {{Status::completed, 2}}),
                    section("用权", {{Status::in_progress, 1}})};
  Section conduct = section("作风", {{Status::completed, 1}, {std::nullopt, 1}});
  Record first = record_of({outer, conduct});
  first.inspection = Inspection{.round = "第六轮"};
  Section duty = section("学习", {{std::nullopt, 3}});
  duty.category = "履职";
  Record second = record_of({section("作风", {{Status::closed, 1}}), duty}, "县委办");
  second.inspection =
      Inspection{.round = "第六轮", .inspected = Organization{.name = "安平镇党委"}};
  const Summary summary = summary_of(envelope_of({first, second}));
  EXPECT_THAT(short_forms({summary.total}), ElementsAre("  4/9"));
  EXPECT_EQ(summary.total.round, "第六轮");
  EXPECT_THAT(short_forms(summary.groups),
              ElementsAre("学习  2/5", "用权 清河县民政局 0/1", "作风  2/3"));
  EXPECT_THAT(short_forms(summary.categories), ElementsAre("履职  2/6", "作风  2/3"));
  EXPECT_THAT(short_forms(summary.records),
              ElementsAre("清河县民政局 清河县民政局 3/5", "安平镇党委 安平镇党委 1/4"));
  EXPECT_THAT(short_forms(summary.comparison),
              ElementsAre("履职 清河县民政局 2/3", "履职 安平镇党委 0/3", "作风 清河县民政局 1/2",
                          "作风 安平镇党委 1/1"));
}

TEST(Summary, EveryTotalIsTheSumOfItsParts) {
  const Record record =
      record_of({section("甲", {{Status::completed, 3}, {Status::closed, 2}, {std::nullopt, 1}}),
                 section("乙", {{Status::interim, 4}, {Status::not_started, 5}}),
                 section("甲", {{Status::in_progress, 7}})});
  const Summary summary = summary_of(envelope_of({record}));
  for (const auto* parts :
       {&summary.groups, &summary.categories, &summary.records, &summary.comparison}) {
    double due = 0;
    for (const Tally& part : *parts) {
      due += part.due;
      EXPECT_EQ(part.completed + part.interim + part.in_progress + part.not_started + part.unknown,
                part.due);
    }
    EXPECT_EQ(due, summary.total.due);
  }
}

TEST(Summary, OutcomesAreAddedByKindLabelAndUnit) {
  Record record = record_of({section("甲", {{std::nullopt, 3}})});
  record.outcomes = {{.kind = "处分", .label = "党纪", .value = 12, .unit = "人"},
                     {.kind = "清退", .label = "清退资金", .value = 0.3, .unit = "万元"}};
  auto& problems = record.sections[0].problems;
  problems[0].outcomes = {{.kind = "清退", .label = "清退资金", .value = 0.1, .unit = "万元"},
                          {.kind = "会议", .label = "专题会议", .value = 2, .unit = "次"}};
  problems[1].outcomes = {{.kind = "清退", .label = "清退资金", .value = 0.2, .unit = "万元"},
                          {.kind = "清退", .label = "清退资金", .value = 5, .unit = "元"},
                          {.kind = "处分", .label = "政务", .unit = "人"}};
  std::vector<std::string> all;
  const auto shown = [](const std::optional<double>& value) {
    return value ? fmt::format("{}", *value) : "-";
  };
  for (const OutcomeSum& sum : summary_of(envelope_of({record})).outcomes) {
    all.push_back(fmt::format("{} {} {} {} {}", sum.kind, sum.label, sum.unit, shown(sum.declared),
                              shown(sum.added)));
  }
  EXPECT_THAT(all, ElementsAre("处分 党纪 人 12 -", "清退 清退资金 万元 0.3 0.3",
                               "会议 专题会议 次 - 2", "清退 清退资金 元 - 5"));
}

TEST(Summary, KindsOfOutcomesAreBounded) {
  Record record = record_of({section("甲", {{std::nullopt, 1}})});
  for (int i = 0; i < 100; ++i) {
    record.sections[0].problems[0].outcomes.push_back(
        {.kind = fmt::format("{}", i), .label = std::string(100'000, 'x'), .value = 1});
  }
  const auto summary = summarize(envelope_of({record}));
  ASSERT_FALSE(summary);
  EXPECT_THAT(complaints(summary.error()), ElementsAre("record.tooManyOutcomes -"));
}

TEST(Since, ListsWhatChangedWithBothValues) {
  Problem before = problem("a", Status::in_progress);
  before.deadline = Date{2025, 6, 30};
  before.department = "办公室";
  before.co_departments = {"财务科"};
  before.term = Term::immediate;
  Problem now = problem("a", Status::completed);
  now.deadline = Date{2025, 7};
  now.department = "办公室";
  now.co_departments = {"财务科", "人事科"};
  now.term = Term::fixed;
  now.leader = "林某";
  now.owner = "";
  now.deadline_note = "7月底前";
  now.completed_date = Date{2025, 6, 10};
  now.finding = "某处的问题";
  Section then = section("甲", {});
  then.problems = {before, problem("b")};
  Section here = section("乙", {});
  here.problems = {now, problem("c"), problem("b")};
  EXPECT_THAT(changes_in(envelope_of({record_of({here})}, {record_of({then})})),
              ElementsAre("a 完成状态: 整改中 → 已完成 整改类型: 立行立改 → 限期整改"
                          " 整改时限: 2025年6月30日 → 2025年7月 时限说明:  → 7月底前"
                          " 责任领导:  → 林某 配合部门: 财务科 → 财务科、人事科"
                          " 完成时间:  → 2025年6月10日 反馈方面: 甲 → 乙"
                          " 反馈问题: 某问题 → 某处的问题",
                          "c new 本期新增:  → 状态未填", "b 反馈方面: 甲 → 乙"));
}

TEST(Since, ComparesMeasuresByIdElseByPlace) {
  Problem before = problem("a");
  before.measures = {{.id = "m1", .text = "修订制度", .department = "办公室"},
                     {.id = "m2", .text = "组织培训"},
                     {.id = "m3", .text = "约谈提醒"}};
  before.measures[1].measures = {{.text = "请人授课"}};
  Problem now = problem("a");
  now.measures = {{.id = "m2", .text = "组织培训", .deadline = Date{2025, 6, 30}},
                  {.id = "m1", .text = "修订三项制度", .department = "人事科"},
                  {.id = "m4", .text = "建立台账"}};
  now.measures[1].status = Status::completed;
  now.measures[0].measures = {{.text = "请专家授课"}};
  Section then = section("甲", {});
  then.problems = {before};
  Section here = section("甲", {});
  here.problems = {now};
  EXPECT_THAT(changes_in(envelope_of({record_of({here})}, {record_of({then})})),
              ElementsAre("a 整改措施1完成时限:  → 2025年6月30日 新增整改措施1.1:  → 请专家授课"
                          " 整改措施2: 修订制度 → 修订三项制度 整改措施2责任部门: 办公室 → 人事科"
                          " 整改措施2完成状态:  → 已完成 新增整改措施3:  → 建立台账"
                          " 取消原整改措施2.1: 请人授课 →  取消原整改措施3: 约谈提醒 → "));
}

TEST(Since, ComparesWhatWasDoneAndProved) {
  Problem before = problem("a");
  before.outcome = {"已制定方案。"};
  before.evidence = {{.name = "方案", .url = ""}};
  Problem now = before;
  now.outcome.emplace_back("已整改到位。");
  now.evidence.push_back({.name = "", .url = "https://a.example/2"});
  now.events = {{.date = Date{2025, 6, 1},
                 .kind = EventKind::extended,
                 .from = "6月底",
                 .to = "9月底",
                 .note = "因汛期"}};
  now.remarks = "转办";
  Section then = section("甲", {});
  then.problems = {before};
  Section here = section("甲", {});
  here.problems = {now};
  EXPECT_THAT(changes_in(envelope_of({record_of({here})}, {record_of({then})})),
              ElementsAre("a 进展情况: 已制定方案。 → 已制定方案。\n已整改到位。"
                          " 佐证材料: 方案 → 方案\nhttps://a.example/2"
                          " 办理记录:  → 2025年6月1日延期：6月底→9月底，因汛期 备注:  → 转办"));
}

TEST(Since, SaysNothingWithoutAPreviousReport) {
  EXPECT_THAT(changes_in(envelope_of({record_of({section("甲", {{Status::completed, 1}})})})),
              ElementsAre("甲0"));
}

TEST(Summary, CountsWhatIsNewlyCompleted) {
  Record before = record_of({section("甲", {{Status::completed, 1}, {Status::in_progress, 2}})});
  Record now = record_of(
      {section("甲", {{Status::completed, 2}, {Status::in_progress, 1}, {Status::closed, 1}})});
  EXPECT_EQ(summary_of(envelope_of({now}, {before})).total.newly_completed, 2);
  EXPECT_EQ(summary_of(envelope_of({now})).total.newly_completed, std::nullopt);
}

TEST(Previous, AVanishedProblemIsAnErrorUnlessClosed) {
  Record before = record_of({section("甲", {{Status::closed, 1}, {Status::completed, 3}})});
  before.sections[0].problems[1].closed_date = Date{2025, 5, 1};
  Record now = record_of({section("甲", {})});
  now.sections[0].problems = {problem("甲3", Status::closed)};
  const auto summary = summarize(envelope_of({now}, {before}));
  ASSERT_FALSE(summary);
  EXPECT_THAT(complaints(summary.error()),
              ElementsAre("record.vanishedProblem /previous/0/sections/0/problems/2"));
}

TEST(Previous, BelongsToTheRecordOfItsId) {
  Record first = record_of({section("甲", {{Status::completed, 1}})});
  first.record_id = "r1";
  Record second = record_of({section("乙", {{Status::completed, 1}})});
  second.record_id = "r2";
  Record before = record_of({section("乙", {{Status::in_progress, 1}})}, "另一个名称");
  before.record_id = "r2";
  const Summary summary = summary_of(envelope_of({first, second}, {before}));
  EXPECT_EQ(summary.records[0].newly_completed, std::nullopt);
  EXPECT_EQ(summary.records[1].newly_completed, 1);
}

TEST(Previous, BelongsToTheSameOrganizationAndRoundWithoutIds) {
  Record spring = record_of({section("甲", {{Status::completed, 1}})});
  spring.inspection = Inspection{.round = "第五轮"};
  Record autumn = record_of({section("甲", {{Status::completed, 1}})});
  autumn.inspection = Inspection{.round = "第六轮"};
  autumn.record_id = "r2";
  Record before = record_of({section("甲", {{Status::in_progress, 1}})});
  before.inspection = Inspection{.round = "第六轮"};
  const Summary summary = summary_of(envelope_of({spring, autumn}, {before}));
  EXPECT_EQ(summary.records[0].newly_completed, std::nullopt);
  EXPECT_EQ(summary.records[1].newly_completed, 1);
}

TEST(Previous, OfNoRecordIsAnErrorIfProblemsWereOpen) {
  const Record now = record_of({});
  const Record stranger = record_of({section("甲", {{Status::completed, 2}})}, "别的单位");
  const auto summary = summarize(envelope_of({now}, {stranger}));
  ASSERT_FALSE(summary);
  EXPECT_THAT(complaints(summary.error()), ElementsAre("record.vanishedProblem /previous/0"));
  const Record closed = record_of({section("甲", {{Status::closed, 2}})}, "别的单位");
  EXPECT_TRUE(summarize(envelope_of({now}, {closed})));
}

TEST(Previous, MustNotBeLaterThanItsRecord) {
  const Record now = record_of({}, "局", {2025, 6, 15});
  const auto with_previous = [&](Date date) {
    const auto summary = summarize(envelope_of({now}, {record_of({}, "局", date)}));
    return summary ? std::vector<std::string>() : complaints(summary.error());
  };
  EXPECT_THAT(with_previous({2025, 6, 16}), ElementsAre("record.laterPrevious /previous/0"));
  EXPECT_THAT(with_previous({2025, 7}), ElementsAre("record.laterPrevious /previous/0"));
  EXPECT_THAT(with_previous({2025, 6, 15}), IsEmpty());
  EXPECT_THAT(with_previous({2025, 6}), IsEmpty());
}

TEST(Previous, ErrorsAreBounded) {
  const Record before = record_of({section("甲", {{Status::completed, 300}})});
  const auto summary = summarize(envelope_of({record_of({})}, {before}));
  ASSERT_FALSE(summary);
  EXPECT_EQ(summary.error().size(), 201u);
  EXPECT_EQ(summary.error().back().code, "record.tooManyErrors");
}

TEST(Trend, GoesFromTheFirstReportToThisOne) {
  const auto at = [](std::string unit, int completed, int open, Date date) {
    return record_of({section("甲", {{Status::completed, completed}, {Status::in_progress, open}})},
                     std::move(unit), date);
  };
  const Envelope envelope =
      envelope_of({at("民政局", 5, 1, {2025, 6, 30}), at("财政局", 4, 0, {2025, 6, 30})},
                  {at("民政局", 3, 3, {2025, 6, 15}), at("财政局", 2, 2, {2025, 6, 15}),
                   at("民政局", 1, 5, {2025, 5}), at("民政局", 0, 6, {2025, 5, 15})});
  const Summary summary = summary_of(envelope);
  EXPECT_THAT(short_forms(summary.trend),
              ElementsAre(" 民政局 0/6", " 民政局 1/6", "  5/10", "  9/10"));
  EXPECT_EQ(summary.trend[1].date, (Date{2025, 5}));
  EXPECT_EQ(summary.trend[3].date, (Date{2025, 6, 30}));
  EXPECT_EQ(summary.total.newly_completed, 4) << "since the latest report of each";
}

// A record goes on with its latest report; undated ones come first, and none is left out.
TEST(Trend, KeepsUndatedReportsAndRecordsWithoutANewOne) {
  const auto at = [](std::string unit, int completed, std::optional<Date> date) {
    Record made = record_of(
        {section("甲", {{Status::completed, completed}, {Status::in_progress, 6 - completed}})},
        std::move(unit));
    made.date = date;
    return made;
  };
  const Summary summary = summary_of(
      envelope_of({at("民政局", 5, Date{2025, 6, 30}), at("财政局", 4, Date{2025, 6, 30})},
                  {at("民政局", 1, std::nullopt), at("财政局", 2, Date{2025, 5, 15}),
                   at("民政局", 3, Date{2025, 6, 15})}));
  EXPECT_THAT(short_forms(summary.trend), ElementsAre(" 民政局 1/6", "  3/12", "  5/12", "  9/12"));
  EXPECT_EQ(summary.trend[0].date, std::nullopt);
  EXPECT_EQ(summary.trend[0].records, 1);
  EXPECT_EQ(summary.trend[1].overdue, std::nullopt);  // the undated one still counts
  EXPECT_EQ(summary.trend[2].overdue, 0);
  EXPECT_EQ(summary.trend[2].date, (Date{2025, 6, 15}));
  EXPECT_EQ(summary.trend[3].records, 2);
}

TEST(SummaryTable, NamesAreTheTemplates) {
  const auto names_of = [](const ObjectType& type) {
    std::vector<std::string_view> names;
    for (const Field& field : type.fields) {
      names.push_back(field.name);
      EXPECT_FALSE(field.meaning_zh.empty());
      EXPECT_FALSE(field.meaning_en.empty());
    }
    return names;
  };
  EXPECT_THAT(names_of(summary_type()), ElementsAre("total", "groups", "categories", "records",
                                                    "comparison", "trend", "outcomes"));
  EXPECT_THAT(names_of(tally_type()),
              ElementsAre("name", "organization", "round", "date", "records", "due", "completed",
                          "interim", "inProgress", "notStarted", "unknown", "closed", "longTerm",
                          "overdue", "newlyCompleted", "completionRate"));
  EXPECT_THAT(names_of(since_type()), ElementsAre("isNew", "changes"));
  EXPECT_THAT(names_of(*since_type().find("changes")->type.element->object()),
              ElementsAre("field", "from", "to"));
  EXPECT_THAT(
      names_of(*summary_type().find("outcomes")->type.element->object()),
      ElementsAre("kind", "label", "unit", "declared", "added", "total", "declaring", "adding"));
}

TEST(SummaryTable, ViewsReachEveryValue) {
  const Summary summary =
      summary_of(envelope_of({record_of({section("甲", {{Status::completed, 3}, {{}, 1}})})}));
  const View groups = view_of(summary).field(*summary_type().find("groups"));
  ASSERT_EQ(groups.size(), 1u);
  EXPECT_EQ(groups[0].field(*tally_type().find("name")).text(), "甲");
  EXPECT_EQ(groups[0].field(*tally_type().find("due")).number(), 4);
  EXPECT_EQ(groups[0].field(*tally_type().find("completionRate")).number(), 0.75);
  EXPECT_EQ(view_of(summary.total).field(*tally_type().find("date")).date(), (Date{2025, 6, 15}));
  const Since since{.is_new = true, .changes = {}};
  EXPECT_TRUE(view_of(since).field(*since_type().find("isNew")).boolean());
  EXPECT_FALSE(view_of(since).field(*since_type().find("changes")).present());
}

}  // namespace
}  // namespace tongbao::record

#include "record/changes.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/ranges.h>

#include "record/choices.h"
#include "record/derive.h"

namespace tongbao::record {

namespace {

std::string printed(const std::string& text) {
  return text;
}
std::string printed(const std::optional<Date>& date) {
  return date ? date->chinese() : std::string();
}
template <class Enum>
std::string printed(const std::optional<Enum>& choice) {
  if (!choice) return {};
  return std::string(ChoiceOf<Enum>::meanings.at(static_cast<std::size_t>(*choice)));
}
std::string printed(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) {
    if (!all.empty()) all += "、";
    all += name;
  }
  return all;
}

std::string printed(const std::vector<Evidence>& evidence) {
  return evidence_text(evidence);
}
std::string printed(const std::vector<Outcome>& outcomes) {
  std::string all;
  for (const Outcome& outcome : outcomes) {
    if (!all.empty()) all += '\n';
    all += outcome.label.empty() ? outcome.kind : outcome.label;
    if (outcome.value) all += fmt::format("{}{}", *outcome.value, outcome.unit);
  }
  return all;
}
std::string printed(const std::vector<Event>& events) {
  std::string all;
  for (const Event& event : events) {
    if (!all.empty()) all += '\n';
    all += event_text(event);
  }
  return all;
}
std::string in_lines(const std::vector<std::string>& texts) {
  return fmt::format("{}", fmt::join(texts, "\n"));
}

// What prints the same is the same.
template <class Member>
void compare(std::string_view field, const Member& before, const Member& now,
             std::vector<Change>& changes) {
  std::string from = printed(before);
  std::string to = printed(now);
  if (from != to) changes.push_back({std::string(field), std::move(from), std::move(to)});
}

// 整改措施 with the measures within, by their places: 1, 1.1, 1.2, 2.
struct PlacedMeasure {
  const Measure* measure;
  std::string number;
};
void place(const std::vector<Measure>& measures, const std::string& before,
           std::vector<PlacedMeasure>& placed) {
  for (std::size_t i = 0; i < measures.size(); ++i) {
    const std::string number = fmt::format("{}{}", before, i + 1);
    placed.push_back({&measures[i], number});
    place(measures[i].measures, number + ".", placed);
  }
}

class MeasureChanges {
 public:
  MeasureChanges(const Problem& before, const Problem& now, std::vector<Change>& changes)
      : changes_(changes) {
    place(before.measures, "", before_);
    place(now.measures, "", now_);
    of_now_.resize(now_.size());
    passed_.resize(before_.size());
  }

  void append() {
    match_ids();
    match_places();
    for (std::size_t i = 0; i < now_.size(); ++i) {
      if (of_now_[i]) {
        compare_fields(*before_[*of_now_[i]].measure, *now_[i].measure,
                       "整改措施" + now_[i].number);
      } else {
        changes_.push_back({"新增整改措施" + now_[i].number, "", now_[i].measure->text});
      }
    }
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (passed_[i]) continue;
      changes_.push_back({"取消原整改措施" + before_[i].number, before_[i].measure->text, ""});
    }
  }

 private:
  void match_ids() {
    std::map<std::string_view, std::size_t> by_id;
    for (std::size_t i = 0; i < before_.size(); ++i) by_id.emplace(before_[i].measure->id, i);
    for (std::size_t i = 0; i < now_.size(); ++i) {
      const auto found = by_id.find(now_[i].measure->id);
      const bool named = !now_[i].measure->id.empty();
      if (named && found != by_id.end() && !passed_[found->second]) take(i, found->second);
    }
  }

  // Where one has no id.
  void match_places() {
    std::map<std::string_view, std::size_t> by_number;
    for (std::size_t i = 0; i < before_.size(); ++i) by_number.emplace(before_[i].number, i);
    for (std::size_t i = 0; i < now_.size(); ++i) {
      const auto found = by_number.find(now_[i].number);
      if (of_now_[i] || found == by_number.end() || passed_[found->second]) continue;
      const bool named =
          !now_[i].measure->id.empty() && !before_[found->second].measure->id.empty();
      if (!named) take(i, found->second);
    }
  }

  void take(std::size_t now, std::size_t before) {
    of_now_[now] = before;
    passed_[before] = true;
  }

  void compare_fields(const Measure& before, const Measure& now, const std::string& name) {
    compare(name, before.text, now.text, changes_);
    compare(name + "责任部门", before.department, now.department, changes_);
    compare(name + "责任人", before.owner, now.owner, changes_);
    compare(name + "完成时限", before.deadline, now.deadline, changes_);
    compare(name + "完成状态", before.status, now.status, changes_);
    compare(name + "完成时间", before.completed_date, now.completed_date, changes_);
    compare(name + "佐证材料", before.evidence, now.evidence, changes_);
  }

  std::vector<Change>& changes_;
  std::vector<PlacedMeasure> before_, now_;
  std::vector<std::optional<std::size_t>> of_now_;  // places in before_
  std::vector<bool> passed_;                        // of before_
};

void compare_measures(const Problem& before, const Problem& now, std::vector<Change>& changes) {
  if (!before.measures.empty() && !now.measures.empty()) {
    return MeasureChanges(before, now, changes).append();
  }
  compare("整改措施", in_lines(measure_texts(before)), in_lines(measure_texts(now)), changes);
}

std::string problem_name(const Problem& problem) {
  if (const std::string& stated = stated_problem(problem); !stated.empty()) return stated;
  return problem.title.empty() ? opening(problem) : problem.title;
}

}  // namespace

void append_changes(const GroupedProblem& earlier, const GroupedProblem& later,
                    std::vector<Change>& changes) {
  const Problem& before = earlier.problem;
  const Problem& now = later.problem;
  compare("完成状态", before.status, now.status, changes);
  compare("整改类型", before.term, now.term, changes);
  compare("整改时限", before.deadline, now.deadline, changes);
  compare("时限说明", before.deadline_note, now.deadline_note, changes);
  compare("责任领导", before.leader, now.leader, changes);
  compare("责任科室", before.department, now.department, changes);
  compare("配合部门", before.co_departments, now.co_departments, changes);
  compare("责任人", before.owner, now.owner, changes);
  compare("完成时间", before.completed_date, now.completed_date, changes);
  compare("销号时间", before.closed_date, now.closed_date, changes);
  compare("反馈方面", earlier.group, later.group, changes);
  compare("反馈问题", problem_name(before), problem_name(now), changes);
  compare("具体表现", problem_detail(before), problem_detail(now), changes);
  compare("原因分析", before.cause, now.cause, changes);
  compare("整改目标", before.goal, now.goal, changes);
  compare("整改任务", before.task, now.task, changes);
  compare_measures(before, now, changes);
  compare("进展情况", in_lines(before.outcome), in_lines(now.outcome), changes);
  compare("举一反三", before.extension, now.extension, changes);
  compare("整改成效", before.outcomes, now.outcomes, changes);
  compare("佐证材料", before.evidence, now.evidence, changes);
  compare("办理记录", before.events, now.events, changes);
  compare("来源", before.source, now.source, changes);
  compare("交办日期", before.assigned_date, now.assigned_date, changes);
  compare("备注", before.remarks, now.remarks, changes);
}

void append_new(const Problem& problem, std::vector<Change>& changes) {
  changes.push_back({"本期新增", "", problem.status ? printed(problem.status) : "状态未填"});
}

}  // namespace tongbao::record

#include "record/changes.h"

#include <optional>
#include <string>
#include <string_view>

#include "record/choices.h"

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

template <class Member>
void compare(std::string_view field, const Member& before, const Member& now,
             std::vector<Change>& changes) {
  if (before == now) return;
  changes.push_back({std::string(field), printed(before), printed(now)});
}

}  // namespace

void append_changes(const Problem& before, const Problem& now, std::vector<Change>& changes) {
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
}

}  // namespace tongbao::record

// The field tables of what is counted: templates name these as they name a record's fields.
#include <array>

#include "record/field_table.h"
#include "record/summary.h"

namespace tongbao::record {

using table::make_object;
using table::optional;

template <>
const ObjectType* object_of<Tally>() {
  static constexpr std::array fields{
      optional<&Tally::name>("name", "方面或单位的名称", "name of the group or organization"),
      optional<&Tally::organization>("organization", "被巡察单位", "organization"),
      optional<&Tally::round>("round", "巡察轮次", "round of inspections"),
      optional<&Tally::date>("date", "判断状态与时限的日期", "date judged at"),
      optional<&Tally::records>("records", "所统计的份数", "how many records it counts"),
      optional<&Tally::due>("due", "应整改：全部问题", "all problems"),
      optional<&Tally::completed>("completed", "已完成（含已销号）", "completed or closed"),
      optional<&Tally::interim>("interim", "阶段性完成，不算已完成",
                                "completed for the time being; not among the completed"),
      optional<&Tally::in_progress>("inProgress", "整改中", "in progress"),
      optional<&Tally::not_started>("notStarted", "未启动", "not started"),
      optional<&Tally::unknown>("unknown", "状态不详", "without a status"),
      optional<&Tally::closed>("closed", "已销号（已计入已完成）", "closed, of the completed"),
      optional<&Tally::long_term>("longTerm", "长期坚持，不论状态",
                                  "long-term, whatever the status"),
      optional<&Tally::overdue>("overdue", "逾期：过了时限而未完成；没有日期则无从判断",
                                "past their deadline and not completed; absent where a record "
                                "has no date to judge by"),
      optional<&Tally::newly_completed>("newlyCompleted", "比上次新完成",
                                        "completed since the previous report; absent without "
                                        "one"),
      optional<&Tally::completion_rate>("completionRate", "完成率：已完成 ÷ 应整改",
                                        "completed ÷ due; absent where nothing is due"),
  };
  return make_object<Tally>("tally", "整改进度的合计", fields);
}

template <>
const ObjectType* object_of<OutcomeSum>() {
  static constexpr std::array fields{
      optional<&OutcomeSum::kind>("kind", "成效的类别", "kind of outcome"),
      optional<&OutcomeSum::label>("label", "成效的名称", "what is counted"),
      optional<&OutcomeSum::unit>("unit", "单位，如人、万元、项", "unit"),
      optional<&OutcomeSum::declared>("declared", "记录自己报的数", "as the records declare it"),
      optional<&OutcomeSum::added>("added", "各问题相加的数", "as their problems add up"),
      optional<&OutcomeSum::total>("total", "总数：各份记录报的数，没有报的用其各问题相加的数",
                                   "of each record what it declares, else what its problems add "
                                   "up to"),
      optional<&OutcomeSum::declaring>("declaring", "总数中用填报数的份数",
                                       "of how many records it is as declared"),
      optional<&OutcomeSum::adding>("adding", "总数中用各问题相加的数的份数",
                                    "of how many records the problems were added up"),
  };
  return make_object<OutcomeSum>("outcomeSum", "整改成效的合计", fields);
}

template <>
const ObjectType* object_of<Summary>() {
  static constexpr std::array fields{
      optional<&Summary::total>("total", "总计", "the whole"),
      optional<&Summary::groups>("groups", "各部分", "by the innermost section's heading"),
      optional<&Summary::categories>("categories", "各方面", "by category, over all records"),
      optional<&Summary::records>("records", "各单位", "by record"),
      optional<&Summary::comparison>("comparison", "各方面之下的各单位",
                                     "by category and, in each, by record"),
      optional<&Summary::trend>("trend", "历次报告与本次", "previous reports by date, then this"),
      optional<&Summary::outcomes>("outcomes", "整改成效", "outcomes"),
  };
  return make_object<Summary>("summary", "整改进度汇总", fields);
}

template <>
const ObjectType* object_of<Change>() {
  static constexpr std::array fields{
      optional<&Change::field>("field", "变更的项目", "what changed"),
      optional<&Change::from>("from", "上次", "before"),
      optional<&Change::to>("to", "本次", "after"),
  };
  return make_object<Change>("change", "比上次的一处变更", fields);
}

template <>
const ObjectType* object_of<Since>() {
  static constexpr std::array fields{
      optional<&Since::is_new>("isNew", "上次报告没有的问题",
                               "not in the previous report; absent without one"),
      optional<&Since::changes>("changes", "比上次的变更", "what changed since"),
  };
  return make_object<Since>("since", "与上次报告相比", fields);
}

const ObjectType& summary_type() {
  return *object_of<Summary>();
}
const ObjectType& tally_type() {
  return *object_of<Tally>();
}
const ObjectType& since_type() {
  return *object_of<Since>();
}

View view_of(const Summary& summary) {
  return View::of(table::type_of<Summary>, &summary);
}
View view_of(const Tally& tally) {
  return View::of(table::type_of<Tally>, &tally);
}
View view_of(const Since& since) {
  return View::of(table::type_of<Since>, &since);
}

}  // namespace tongbao::record

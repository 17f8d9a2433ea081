// The field table of problems and what they hold.
#include <array>

#include "record/field_table.h"

namespace tongbao::record {

using table::make_object;
using table::optional;
using table::required;

template <>
const ObjectType* object_of<Evidence>() {
  static constexpr std::array fields{
      optional<&Evidence::name>("name", "材料名称", "name of the material"),
      optional<&Evidence::url>("url", "材料的地址", "where it is found"),
  };
  return make_object<Evidence>("evidence", "佐证材料", fields);
}

template <>
const ObjectType* object_of<Outcome>() {
  static constexpr std::array fields{
      optional<&Outcome::kind>("kind", "成效的类别，如处分、清退、建章立制", "kind of outcome"),
      optional<&Outcome::label>("label", "成效的名称", "what is counted"),
      optional<&Outcome::value>("value", "数量", "how much"),
      optional<&Outcome::unit>("unit", "单位，如人、万元、项", "unit"),
  };
  return make_object<Outcome>("outcome", "整改成效", fields);
}

template <>
const ObjectType* object_of<Measure>() {
  static constexpr std::array fields{
      optional<&Measure::id, TextForm::identifier>("id", "措施的标识，在本问题内不重复",
                                                   "identifier, unique in its problem"),
      optional<&Measure::label>("label", "印出的序号，如一是、①；空文本表示没有",
                                "number as printed; empty for none"),
      optional<&Measure::text>("text", "措施内容", "text"),
      optional<&Measure::department>("department", "责任科室", "responsible department"),
      optional<&Measure::owner>("owner", "责任人", "person responsible"),
      optional<&Measure::deadline>("deadline", "整改时限", "deadline"),
      optional<&Measure::status>("status", "完成状态；不写表示不详", "status; absent: not known"),
      optional<&Measure::completed_date>("completedDate", "完成时间", "date of completion"),
      optional<&Measure::evidence>("evidence", "佐证材料", "supporting material"),
      optional<&Measure::measures>("measures", "下一层措施", "sub-measures"),
  };
  return make_object<Measure>("measure", "整改措施", fields);
}

template <>
const ObjectType* object_of<Event>() {
  static constexpr std::array fields{
      optional<&Event::date>("date", "日期", "date"),
      optional<&Event::kind>("kind", "事件的类别", "kind of event"),
      optional<&Event::from>("from", "变更前", "before"),
      optional<&Event::to>("to", "变更后", "after"),
      optional<&Event::by>("by", "经办", "by whom"),
      optional<&Event::note>("note", "说明", "note"),
  };
  return make_object<Event>("event", "办理经过", fields);
}

template <>
const ObjectType* object_of<Publication>() {
  static constexpr std::array fields{
      optional<&Publication::show>("show", "公开版是否刊出", "whether the public edition shows it"),
      optional<&Publication::title>("title", "公开版的标题", "title in the public edition"),
      optional<&Publication::body>("body", "公开版的正文", "text in the public edition"),
      optional<&Publication::merged_into, TextForm::identifier>(
          "mergedInto", "公开版中并入的问题的标识", "problem that speaks for this one"),
  };
  return make_object<Publication>("publication", "公开方式", fields);
}

template <>
const ObjectType* object_of<Problem>() {
  static constexpr std::array fields{
      required<&Problem::id, TextForm::identifier>("id", "问题的标识，在本记录内不重复",
                                                   "identifier, unique in the record"),
      optional<&Problem::label>("label", "印出的序号（与自动序号不同时）；空文本表示没有",
                                "number as printed, if not the automatic one; empty for none"),
      optional<&Problem::title>("title", "标题", "title"),
      optional<&Problem::title_kind>("titleKind", "标题说的是问题还是任务",
                                     "whether the title states the problem or the task"),
      optional<&Problem::run_in>("runIn", "标题后是否直接接正文",
                                 "whether the text follows on the title's line"),
      optional<&Problem::finding>("finding", "问题表现", "what was found"),
      optional<&Problem::cause>("cause", "原因分析", "cause"),
      optional<&Problem::goal>("goal", "整改目标", "goal"),
      optional<&Problem::task>("task", "整改任务", "task"),
      optional<&Problem::extension>("extension", "举一反三", "what was drawn from it elsewhere"),
      optional<&Problem::measures>("measures", "整改措施", "measures"),
      optional<&Problem::body>("body", "印出的正文，每段一项", "printed paragraphs"),
      optional<&Problem::outcome>("outcome", "整改进展与成效，每段一项", "progress, in paragraphs"),
      optional<&Problem::leader>("leader", "责任领导", "leading official"),
      optional<&Problem::department>("department", "责任（牵头）科室", "leading department"),
      optional<&Problem::co_departments>("coDepartments", "配合部门", "supporting departments"),
      optional<&Problem::owner>("owner", "责任人", "person responsible"),
      optional<&Problem::source>("source", "问题来源", "source"),
      optional<&Problem::assigned_date>("assignedDate", "交办日期", "date of assignment"),
      optional<&Problem::term>("term", "整改期限的类别", "kind of term"),
      optional<&Problem::deadline>("deadline", "整改时限", "deadline"),
      optional<&Problem::deadline_note>("deadlineNote", "整改时限的说明", "deadline in words"),
      optional<&Problem::status>("status", "完成状态；不写表示不详", "status; absent: not known"),
      optional<&Problem::completed_date>("completedDate", "完成时间", "date of completion"),
      optional<&Problem::closed_date>("closedDate", "销号时间", "date of closing"),
      optional<&Problem::events>("events", "办理经过", "what happened to it"),
      optional<&Problem::evidence>("evidence", "佐证材料", "supporting material"),
      optional<&Problem::outcomes>("outcomes", "整改成效的数据", "outcomes as data"),
      optional<&Problem::remarks>("remarks", "备注", "remarks"),
      optional<&Problem::publication>("publication", "公开版如何刊出",
                                      "how the public edition shows it"),
  };
  return make_object<Problem>("problem", "问题：通报的一条，台账的一行", fields);
}

}  // namespace tongbao::record

#include "importer/ledger_columns.h"

#include <algorithm>
#include <array>

#include "importer/ledger_values.h"

namespace tongbao::importer {

namespace {

using record::Problem;

constexpr LedgerColumn plain(std::string_view header, std::string_view field, Meaning meaning) {
  return {.header = header, .field = field, .meaning = meaning};
}
constexpr LedgerColumn text(std::string_view header, std::string_view field,
                            std::string Problem::*member) {
  return {.header = header, .field = field, .meaning = Meaning::text, .text = member};
}
constexpr LedgerColumn date(std::string_view header, std::string_view field,
                            std::optional<Date> Problem::*member) {
  return {.header = header, .field = field, .meaning = Meaning::date, .date = member};
}

constexpr std::array columns{
    plain("问题编号", "id", Meaning::id),
    plain("序号", "ordinal", Meaning::ordinal),
    plain("反馈方面", "group", Meaning::group),
    plain("方面", "group", Meaning::group),
    plain("类别", "group", Meaning::group),
    plain("单位", "unit", Meaning::derived),
    plain("反馈问题", "finding", Meaning::finding),
    plain("问题", "finding", Meaning::finding),
    plain("具体表现", "detail", Meaning::detail),
    text("原因分析", "cause", &Problem::cause),
    text("整改目标", "goal", &Problem::goal),
    plain("整改措施", "measures", Meaning::measures),
    text("责任领导", "leader", &Problem::leader),
    text("责任科室", "department", &Problem::department),
    text("牵头部门", "department", &Problem::department),
    plain("配合部门", "coDepartments", Meaning::departments),
    text("责任人", "owner", &Problem::owner),
    plain("整改类型", "term", Meaning::term),
    plain("整改时限", "deadline", Meaning::deadline),
    plain("时限说明", "deadlineNote", Meaning::derived),
    plain("措施佐证材料", "measureEvidence", Meaning::derived),
    plain("办理记录", "events", Meaning::derived),
    plain("剩余天数", "daysLeft", Meaning::derived),
    plain("是否逾期", "overdue", Meaning::derived),
    plain("进展情况", "outcome", Meaning::paragraphs),
    plain("完成状态", "status", Meaning::status),
    date("完成时间", "completedDate", &Problem::completed_date),
    date("销号时间", "closedDate", &Problem::closed_date),
    plain("佐证材料", "evidence", Meaning::evidence),
    text("备注", "remarks", &Problem::remarks),
};

}  // namespace

std::span<const LedgerColumn> ledger_columns() {
  return columns;
}

const LedgerColumn* find_column(std::string_view header) {
  const std::string name = without_blanks(header);
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const LedgerColumn& column) {
    return column.header == name;
  });
  return found == columns.end() ? nullptr : &*found;
}

}  // namespace tongbao::importer

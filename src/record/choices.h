// The names of the record's enumerations, in the order of their enumerators. Internal to the room.
#pragma once
#include <array>
#include <string_view>

#include "record/fields.h"
#include "record/record.h"

namespace tongbao::record {

template <class Enum>
struct ChoiceOf;

template <>
struct ChoiceOf<Status> {
  static constexpr auto names = std::to_array<std::string_view>(
      {"notStarted", "inProgress", "interim", "completed", "closed"});
  static constexpr auto meanings =
      std::to_array<std::string_view>({"未启动", "整改中", "阶段性完成", "已完成", "已销号"});
  static constexpr Choice choice{names, meanings};
};

template <>
struct ChoiceOf<Term> {
  static constexpr auto names = std::to_array<std::string_view>({"immediate", "fixed", "longTerm"});
  static constexpr auto meanings =
      std::to_array<std::string_view>({"立行立改", "限期整改", "长期坚持"});
  static constexpr Choice choice{names, meanings};
};

template <>
struct ChoiceOf<TitleKind> {
  static constexpr auto names = std::to_array<std::string_view>({"problem", "task"});
  static constexpr auto meanings = std::to_array<std::string_view>({"问题", "任务"});
  static constexpr Choice choice{names, meanings};
};

template <>
struct ChoiceOf<EventKind> {
  static constexpr auto names = std::to_array<std::string_view>(
      {"applied", "reviewed", "accepted", "returned", "extended", "changed"});
  static constexpr auto meanings =
      std::to_array<std::string_view>({"申请", "审核", "验收", "退回", "延期", "变更"});
  static constexpr Choice choice{names, meanings};
};

template <>
struct ChoiceOf<SectionRole> {
  static constexpr auto names =
      std::to_array<std::string_view>({"responsibility", "rectification", "next", "other"});
  static constexpr auto meanings =
      std::to_array<std::string_view>({"履行整改责任", "问题整改情况", "下一步工作", "其他"});
  static constexpr Choice choice{names, meanings};
};

template <>
struct ChoiceOf<NumberingScope> {
  static constexpr auto names = std::to_array<std::string_view>({"perSection", "continuous"});
  static constexpr auto meanings =
      std::to_array<std::string_view>({"每节重新编号", "全文连续编号"});
  static constexpr Choice choice{names, meanings};
};

template <>
struct ChoiceOf<DocumentForm> {
  static constexpr auto names = std::to_array<std::string_view>({"plain", "formal", "letter"});
  static constexpr auto meanings =
      std::to_array<std::string_view>({"无版头", "有版头", "信函格式"});
  static constexpr Choice choice{names, meanings};
};

template <>
struct ChoiceOf<AttachmentTable> {
  static constexpr auto names = std::to_array<std::string_view>({"problems", "outcomes"});
  static constexpr auto meanings = std::to_array<std::string_view>({"问题清单", "成效统计"});
  static constexpr Choice choice{names, meanings};
};

template <>
struct ChoiceOf<Edition> {
  static constexpr auto names = std::to_array<std::string_view>({"public", "internal"});
  static constexpr auto meanings = std::to_array<std::string_view>({"公开版", "内部版"});
  static constexpr Choice choice{names, meanings};
};

}  // namespace tongbao::record

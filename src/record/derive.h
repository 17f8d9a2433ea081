// What follows from a record: numbers as printed, and what a ledger shows of a problem. Derived in
// this one place, for notices, ledgers and findings alike, so that they cannot disagree.
// Pure; results refer into the record where they say so.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "record/record.h"

namespace tongbao::record {

// The numbers that sections and problems print: 一、 and （一） by depth, 1. for problems, 1. and
// （1） for sections at depth 3 and 4. Automatic is the place among the siblings that are numbered,
// or in the record where numbering is continuous; a label stands for itself, "" for none. In the
// public edition numbers run over what it shows; what it does not has none. Ordinals run over all.
class Numbering {
 public:
  // `record` must outlive it and stay where it is.
  explicit Numbering(const Record& record, Edition edition = Edition::internal);
  // As printed, with punctuation; "" for none.
  [[nodiscard]] const std::string& of(const Section& section) const;
  [[nodiscard]] const std::string& of(const Problem& problem) const;
  // 1-based place among all problems of the record: the ledger's 序号.
  [[nodiscard]] std::size_t ordinal(const Problem& problem) const;
  // The sections that enclose a problem, outermost first.
  [[nodiscard]] const std::vector<const Section*>& path(const Problem& problem) const;

 private:
  class Walk;
  struct Entry {
    std::string number;
    std::size_t ordinal = 0;
    std::vector<const Section*> path;
  };
  std::unordered_map<const void*, Entry> entries_;
};

// False where the record says that the public edition leaves the problem out, or has another
// problem speak for it.
[[nodiscard]] bool is_shown(const Problem& problem, Edition edition);

// The label that a measure prints where the record gives none, by its place from 0 among the
// siblings that have one: 一是, 二是…; within another measure ①, ②… (from 21: （21）).
[[nodiscard]] std::string measure_label(std::size_t index, bool within_measure = false);

// One stretch of a printed paragraph, with the field of the record it comes from.
struct PrintedRun {
  std::string text;
  std::string pointer;
};
// Resolves measure references of `paragraph` (at `pointer`) in `problem` (at `problem_pointer`;
// null where the paragraph belongs to no problem): label, then text, then its sub-measures. An
// automatic label comes from the measure itself. References that lead nowhere print nothing.
[[nodiscard]] std::vector<PrintedRun> printed_runs(const Paragraph& paragraph,
                                                   const std::string& pointer,
                                                   const Problem* problem,
                                                   const std::string& problem_pointer);
[[nodiscard]] std::string printed_text(const Paragraph& paragraph, const Problem* problem);

// Ledger columns of a problem.
// 反馈问题: the finding, else a title of kind problem, else "".
[[nodiscard]] const std::string& stated_problem(const Problem& problem);
// Of a problem with neither finding nor title: the first paragraph that prints something; else "".
[[nodiscard]] std::string opening(const Problem& problem);
// 具体表现: where the title states the problem and there is no finding, the paragraph that the
// title runs into, up to its first measure, if measures or further paragraphs follow; else "".
[[nodiscard]] std::string problem_detail(const Problem& problem);
// 整改措施: the texts of the measures and sub-measures without labels, one an entry; with none,
// the task (or a title that is not said to state a problem: most notices print tasks) and the
// printed paragraphs that are not the detail. Nothing printed is left out.
[[nodiscard]] std::vector<std::string> measure_texts(const Problem& problem);

// Where an envelope's body holds its record of that index, as JSON Pointer.
[[nodiscard]] std::string record_pointer(const Envelope& envelope, std::size_t index);

// 佐证材料, a piece a line: its name, with its address behind it in （）, or the address alone. The
// piece at `linked` is one that leads there by itself: its name alone, if it has one.
[[nodiscard]] std::string evidence_text(const std::vector<Evidence>& evidence,
                                        std::optional<std::size_t> linked = std::nullopt);

// 办理记录: 2025年6月1日延期：2025-06-30→2025-09-30，市委巡察办，因汛期顺延。
[[nodiscard]] std::string event_text(const Event& event);

// The date that states and deadlines are judged at: the envelope's, else the record's asOf, else
// its date.
[[nodiscard]] std::optional<Date> judging_date(const Record& record,
                                               std::optional<Date> envelope_as_of);
[[nodiscard]] bool is_completed(const Problem& problem);  // completed or closed
// Whole days from `as_of` to the deadline, negative when past; nothing without a deadline.
[[nodiscard]] std::optional<int> days_left(const Problem& problem, Date as_of);
// The deadline lies before `as_of` and the problem is not completed.
[[nodiscard]] bool is_overdue(const Problem& problem, Date as_of);

[[nodiscard]] std::size_t count_problems(const Record& record);

// Of the sections round a problem, outermost first: what the innermost that has a name is called
// (heading, else category), and the 方面 that units are compared by (the innermost category, else
// heading).
[[nodiscard]] const std::string& group_of(const std::vector<const Section*>& sections);
[[nodiscard]] const std::string& category_of(const std::vector<const Section*>& sections);

// The body that a record is about (单位): the one inspected, else the issuer. And its 轮次.
[[nodiscard]] const std::string& unit_of(const Record& record);
[[nodiscard]] const std::string& round_of(const Record& record);

}  // namespace tongbao::record

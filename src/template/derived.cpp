#include "template/derived.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace tongbao::tmpl {

using record::Kind;
using record::Problem;
using record::View;

namespace {

const record::Section& section_at(const View& view) {
  return *static_cast<const record::Section*>(view.address());
}
const Problem& problem_at(const View& view) {
  return *static_cast<const Problem*>(view.address());
}
const record::Measure& measure_at(const View& view) {
  return *static_cast<const record::Measure*>(view.address());
}

double number(std::size_t value) {
  return static_cast<double>(value);
}
Value text_or_absent(std::string text) {
  return text.empty() ? Value{} : Value(std::move(text));
}

std::optional<Date> judged_at(const Evaluation& evaluation) {
  if (evaluation.dates_differ) return std::nullopt;
  return record::judging_date(*evaluation.record, evaluation.envelope_as_of);
}

template <class Condition>
Value count_where(const Evaluation& evaluation, const Condition& condition) {
  return number(static_cast<std::size_t>(
      std::count_if(evaluation.problems->begin(), evaluation.problems->end(),
                    [&](const PlacedProblem& placed) { return condition(*placed.problem); })));
}

Value is_public(const Evaluation& evaluation, const Frame& /*frame*/, const View& /*owner*/) {
  return evaluation.edition == record::Edition::public_;
}
Value problems(const Evaluation& evaluation, const Frame& /*frame*/, const View& /*owner*/) {
  Views views;
  for (const PlacedProblem& placed : *evaluation.problems) {
    views.push_back(View::of(*placed.problem));
  }
  return views;
}
Value outcomes_attached(const Evaluation& evaluation, const Frame& /*frame*/,
                        const View& /*owner*/) {
  const auto& document = evaluation.record->document;
  if (!document) return false;
  return std::any_of(document->attachments.begin(), document->attachments.end(),
                     [](const record::Attachment& attachment) {
                       return attachment.table == record::AttachmentTable::outcomes;
                     });
}

Value judging_date(const Evaluation& evaluation, const Frame& /*frame*/, const View& /*owner*/) {
  const std::optional<Date> date = judged_at(evaluation);
  return date ? Value(*date) : Value{};
}
Value unit_count(const Evaluation& evaluation, const Frame& /*frame*/, const View& /*owner*/) {
  return number(evaluation.units);
}
Value problem_count(const Evaluation& evaluation, const Frame& /*frame*/, const View& /*owner*/) {
  return number(evaluation.problems->size());
}
Value completed_count(const Evaluation& evaluation, const Frame& /*frame*/, const View& /*owner*/) {
  return count_where(evaluation, record::is_completed);
}
Value overdue_count(const Evaluation& evaluation, const Frame& /*frame*/, const View& /*owner*/) {
  const std::optional<Date> date = judged_at(evaluation);
  if (!date) return {};
  return count_where(evaluation,
                     [&](const Problem& problem) { return record::is_overdue(problem, *date); });
}

Value section_number(const Evaluation& evaluation, const Frame& /*frame*/, const View& owner) {
  return text_or_absent(evaluation.numbering->of(section_at(owner)));
}
Value section_depth(const Evaluation& evaluation, const Frame& /*frame*/, const View& owner) {
  return static_cast<double>(evaluation.depths->at(&section_at(owner)));
}

const std::vector<const record::Section*>& sections_round(const Evaluation& evaluation,
                                                          const Problem& problem) {
  return evaluation.listed != nullptr ? evaluation.listed->sections
                                      : evaluation.numbering->path(problem);
}

Value problem_number(const Evaluation& evaluation, const Frame& /*frame*/, const View& owner) {
  return text_or_absent(evaluation.listed != nullptr ? evaluation.listed->number
                                                     : evaluation.numbering->of(problem_at(owner)));
}
Value problem_ordinal(const Evaluation& evaluation, const Frame& /*frame*/, const View& owner) {
  return number(evaluation.listed != nullptr ? evaluation.listed->ordinal
                                             : evaluation.numbering->ordinal(problem_at(owner)));
}
Value problem_depth(const Evaluation& evaluation, const Frame& /*frame*/, const View& owner) {
  return number(sections_round(evaluation, problem_at(owner)).size() + 1);
}
Value problem_group(const Evaluation& evaluation, const Frame& /*frame*/, const View& owner) {
  const std::string& group = record::group_of(sections_round(evaluation, problem_at(owner)));
  return group.empty() ? Value{} : Value(group);
}

// What a list shows of a problem; in the public edition, of what that may carry of it.
const Problem& problem_in_edition(const Evaluation& evaluation, const View& owner) {
  const Problem& problem = problem_at(owner);
  if (evaluation.edition == record::Edition::internal) return problem;
  return evaluation.public_problems.of(problem, *evaluation.record);
}
Value problem_unit(const Evaluation& evaluation, const Frame& /*frame*/, const View& /*owner*/) {
  return text_or_absent(record::unit_of(*evaluation.record));
}
Value problem_opening(const Evaluation& evaluation, const Frame& /*frame*/, const View& owner) {
  return text_or_absent(record::opening(problem_in_edition(evaluation, owner)));
}

Texts texts_of(const std::vector<record::Evidence>& evidence) {
  Texts texts;
  for (const record::Evidence& piece : evidence) {
    if (std::string text = record::evidence_text({piece}); !text.empty()) {
      texts.push_back(std::move(text));
    }
  }
  return texts;
}
// With those of the measures within.
void append_evidence(const std::vector<record::Measure>& measures, Texts& texts) {
  for (const record::Measure& measure : measures) {
    Texts own = texts_of(measure.evidence);
    std::move(own.begin(), own.end(), std::back_inserter(texts));
    append_evidence(measure.measures, texts);
  }
}
Value problem_evidence(const Evaluation& /*evaluation*/, const Frame& /*frame*/,
                       const View& owner) {
  return texts_of(problem_at(owner).evidence);
}
Value measures_evidence(const Evaluation& /*evaluation*/, const Frame& /*frame*/,
                        const View& owner) {
  Texts texts;
  append_evidence(problem_at(owner).measures, texts);
  return texts;
}
Value measure_evidence(const Evaluation& /*evaluation*/, const Frame& /*frame*/,
                       const View& owner) {
  Texts texts = texts_of(measure_at(owner).evidence);
  append_evidence(measure_at(owner).measures, texts);
  return texts;
}
Value event_texts(const Evaluation& /*evaluation*/, const Frame& /*frame*/, const View& owner) {
  Texts texts;
  for (const record::Event& event : problem_at(owner).events) {
    texts.push_back(record::event_text(event));
  }
  return texts;
}
Value stated_problem(const Evaluation& evaluation, const Frame& /*frame*/, const View& owner) {
  return text_or_absent(record::stated_problem(problem_in_edition(evaluation, owner)));
}
Value problem_detail(const Evaluation& evaluation, const Frame& /*frame*/, const View& owner) {
  return text_or_absent(record::problem_detail(problem_in_edition(evaluation, owner)));
}
Value measure_texts(const Evaluation& evaluation, const Frame& /*frame*/, const View& owner) {
  return record::measure_texts(problem_in_edition(evaluation, owner));
}

// As references to all of them print: number, text, then the measures within.
void append_measures(const std::vector<record::Measure>& measures, const std::string& pointer,
                     const Problem& problem, MeasureNumbers& numbers, Runs& runs) {
  for (std::size_t i = 0; i < measures.size(); ++i) {
    const record::Measure& measure = measures[i];
    const std::string place = pointer + "/measures/" + std::to_string(i);
    runs.push_back({numbers.of(problem, measure), measure.label ? place + "/label" : place});
    runs.push_back({measure.text, place + "/text"});
    append_measures(measure.measures, place, problem, numbers, runs);
  }
}
Value printed_measures(const Evaluation& evaluation, const Frame& frame, const View& owner) {
  const Problem& problem = problem_at(owner);
  Runs runs;
  append_measures(problem.measures, frame.problem_pointer, problem, evaluation.measure_numbers,
                  runs);
  return runs;
}

Value days_left(const Evaluation& evaluation, const Frame& /*frame*/, const View& owner) {
  const std::optional<Date> date = judged_at(evaluation);
  if (!date) return {};
  const std::optional<int> days = record::days_left(problem_at(owner), *date);
  return days ? Value(static_cast<double>(*days)) : Value{};
}
// Of what is done there are no days to count.
Value days_overdue(const Evaluation& evaluation, const Frame& /*frame*/, const View& owner) {
  const std::optional<Date> date = judged_at(evaluation);
  if (!date || !record::is_overdue(problem_at(owner), *date)) return {};
  return static_cast<double>(-*record::days_left(problem_at(owner), *date));
}
Value overdue(const Evaluation& evaluation, const Frame& /*frame*/, const View& owner) {
  const std::optional<Date> date = judged_at(evaluation);
  if (!date) return {};  // nobody can tell
  return record::is_overdue(problem_at(owner), *date);
}
Value completed(const Evaluation& /*evaluation*/, const Frame& /*frame*/, const View& owner) {
  return record::is_completed(problem_at(owner));
}

Value measure_number(const Evaluation& evaluation, const Frame& frame, const View& owner) {
  return text_or_absent(evaluation.measure_numbers.of(*frame.problem, measure_at(owner)));
}

void append_with_parts(const record::Measure& measure, const Problem& problem,
                       MeasureNumbers& numbers, std::string& text) {
  text += measure.text;
  for (const record::Measure& part : measure.measures) {
    text += numbers.of(problem, part);
    append_with_parts(part, problem, numbers, text);
  }
}
Value measure_full_text(const Evaluation& evaluation, const Frame& frame, const View& owner) {
  std::string text;
  append_with_parts(measure_at(owner), *frame.problem, evaluation.measure_numbers, text);
  return text_or_absent(std::move(text));
}

// The sections that hold problems themselves, or may: where parts say what they are for, those of
// the rectification.
void append_group_names(const std::vector<record::Section>& sections,
                        std::vector<const record::Section*>& round, Texts& names) {
  using record::SectionRole;
  for (const record::Section& section : sections) {
    if (section.role.value_or(SectionRole::rectification) != SectionRole::rectification) continue;
    round.push_back(&section);
    append_group_names(section.sections, round, names);
    const std::string& name = record::group_of(round);
    const bool listed = std::find(names.begin(), names.end(), name) != names.end();
    if (section.sections.empty() && !name.empty() && !listed) names.push_back(name);
    round.pop_back();
  }
}
Value group_names(const Evaluation& evaluation, const Frame& /*frame*/, const View& /*owner*/) {
  Texts names;
  std::vector<const record::Section*> round;
  append_group_names(evaluation.record->sections, round, names);
  return names;
}

Value loop_index(const Evaluation& /*evaluation*/, const Frame& frame, const View& /*owner*/) {
  return number(frame.index + 1);
}
Value loop_count(const Evaluation& /*evaluation*/, const Frame& frame, const View& /*owner*/) {
  return number(frame.count);
}
Value loop_first(const Evaluation& /*evaluation*/, const Frame& frame, const View& /*owner*/) {
  return frame.index == 0;
}
Value loop_last(const Evaluation& /*evaluation*/, const Frame& frame, const View& /*owner*/) {
  return frame.index + 1 == frame.count;
}

constexpr std::array names = {
    DerivedName{Owner::record, "judgingDate", Kind::date, false, judging_date,
                "the date that states and deadlines are judged at: the request's `asOf`, else the "
                "record's, else its `date`; absent where it stands for several that differ"},
    DerivedName{Owner::record, "publicEdition", Kind::boolean, false, is_public,
                "whether the document is for the public; a ledger never is"},
    DerivedName{Owner::record, "problems", Kind::list, true, problems,
                "the problems of all sections, in order: for `for` and `count`"},
    DerivedName{Owner::record, "outcomesAttached", Kind::boolean, false, outcomes_attached,
                "whether an attachment prints the outcomes (成效) as its table"},
    DerivedName{
        Owner::record, "groupNames", Kind::list, false, group_names,
        "方面: the headings of the innermost sections, without those whose role is another than "
        "`rectification`"},
    DerivedName{Owner::record, "unitCount", Kind::number, false, unit_count,
                "how many units (单位) the request's records are about"},
    DerivedName{Owner::record, "problemCount", Kind::number, true, problem_count,
                "how many problems there are"},
    DerivedName{Owner::record, "completedCount", Kind::number, true, completed_count,
                "how many are completed (已完成) or closed (已销号)"},
    DerivedName{Owner::record, "overdueCount", Kind::number, true, overdue_count,
                "how many are overdue (逾期) on the judging date"},
    DerivedName{Owner::section, "number", Kind::text, true, section_number,
                "its number as printed: 一、 （一）"},
    DerivedName{Owner::section, "depth", Kind::number, true, section_depth,
                "1 for an outermost section"},
    DerivedName{Owner::problem, "number", Kind::text, false, problem_number,
                "its number as printed: 1."},
    DerivedName{Owner::problem, "ordinal", Kind::number, false, problem_ordinal,
                "its place among all problems, from 1: 序号"},
    DerivedName{Owner::problem, "depth", Kind::number, false, problem_depth,
                "one more than its section's"},
    DerivedName{Owner::problem, "group", Kind::text, false, problem_group,
                "the heading of the innermost section round it: 反馈方面"},
    DerivedName{Owner::problem, "unit", Kind::text, false, problem_unit,
                "the unit (单位) that its record is about"},
    DerivedName{Owner::problem, "statedProblem", Kind::text, false, stated_problem,
                "反馈问题: the finding, else a title that states the problem"},
    DerivedName{Owner::problem, "opening", Kind::text, false, problem_opening,
                "of a problem with neither finding nor title: its first paragraph"},
    DerivedName{Owner::problem, "detail", Kind::text, false, problem_detail,
                "具体表现: what the title runs into, where the title states the problem"},
    DerivedName{Owner::problem, "measureTexts", Kind::list, false, measure_texts,
                "整改措施: the measures' texts without 一是, else the task and what is printed"},
    DerivedName{Owner::problem, "printedMeasures", Kind::paragraph, false, printed_measures,
                "the measures as a notice prints them: 一是…二是…"},
    DerivedName{Owner::problem, "evidenceTexts", Kind::list, false, problem_evidence,
                "佐证材料: of each piece its name and, in （）, its address"},
    DerivedName{Owner::problem, "measureEvidence", Kind::list, false, measures_evidence,
                "the same of its measures and those within"},
    DerivedName{Owner::problem, "eventTexts", Kind::list, false, event_texts,
                "办理记录: each event with its date, kind, from, to, by and note"},
    DerivedName{Owner::problem, "daysLeft", Kind::number, false, days_left,
                "days from the judging date to the deadline, negative when past"},
    DerivedName{Owner::problem, "overdue", Kind::boolean, false, overdue,
                "the deadline lies before the judging date and the problem is not completed"},
    DerivedName{Owner::problem, "daysOverdue", Kind::number, false, days_overdue,
                "days since the deadline, where it is overdue: 逾期天数"},
    DerivedName{Owner::problem, "completed", Kind::boolean, false, completed, "已完成 or 已销号"},
    DerivedName{Owner::measure, "number", Kind::text, false, measure_number,
                "its label, else 一是, 二是… by its place; within another measure ①, ②…"},
    DerivedName{Owner::measure, "fullText", Kind::text, false, measure_full_text,
                "its text and those of the measures within, each after its number"},
    DerivedName{Owner::measure, "evidenceTexts", Kind::list, false, measure_evidence,
                "its evidence and that of the measures within, as a problem's"},
    DerivedName{Owner::loop, "index", Kind::number, false, loop_index,
                "the element's place in the innermost `for`, from 1"},
    DerivedName{Owner::loop, "count", Kind::number, false, loop_count,
                "how many elements the `for` goes through"},
    DerivedName{Owner::loop, "first", Kind::boolean, false, loop_first, "the first element"},
    DerivedName{Owner::loop, "last", Kind::boolean, false, loop_last, "the last element"},
};

}  // namespace

std::span<const DerivedName> derived_names() {
  return names;
}

const DerivedName* find_derived(Owner owner, std::string_view name) {
  const auto found = std::find_if(names.begin(), names.end(), [&](const DerivedName& candidate) {
    return candidate.owner == owner && candidate.name == name;
  });
  return found == names.end() ? nullptr : &*found;
}

bool lists_problems(const DerivedName& name) {
  return name.evaluate == problems;
}

ValueType type_of(const DerivedName& name) {
  if (lists_problems(name)) return ValueType::of(record::section_type().find("problems")->type);
  return {.kind = name.kind};
}

std::vector<std::string_view> derived_names_of(Owner owner) {
  std::vector<std::string_view> found;
  for (const DerivedName& candidate : names) {
    if (candidate.owner == owner) found.push_back(candidate.name);
  }
  return found;
}

std::optional<Owner> owner_of(const record::ObjectType* type) {
  if (type == &record::record_type()) return Owner::record;
  if (type == &record::section_type()) return Owner::section;
  if (type == &record::problem_type()) return Owner::problem;
  if (type == &record::measure_type()) return Owner::measure;
  return std::nullopt;
}

std::string_view name_of(Owner owner) {
  static constexpr std::array<std::string_view, 5> owners = {"record", "section", "problem",
                                                             "measure", "loop"};
  return owners[static_cast<std::size_t>(owner)];
}

}  // namespace tongbao::tmpl

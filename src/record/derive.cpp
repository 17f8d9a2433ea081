#include "record/derive.h"

#include <algorithm>
#include <numeric>
#include <variant>

#include <fmt/format.h>

#include "base/chinese_numerals.h"
#include "base/utf8.h"
#include "record/choices.h"
#include "record/numbering_rules.h"

namespace tongbao::record {

namespace {

const std::string no_text;

struct FoundMeasure {
  const Measure* measure = nullptr;
  std::string pointer;
  std::string label;
};

// The label of the measure at `index`, as it prints.
std::string label_at(const std::vector<Measure>& measures, std::size_t index, bool within) {
  if (measures[index].label) return *measures[index].label;
  const auto end = measures.begin() + static_cast<std::ptrdiff_t>(index);
  const auto before = std::count_if(
      measures.begin(), end, [](const Measure& measure) { return takes_place(measure.label); });
  return measure_label(static_cast<std::size_t>(before), within);
}

FoundMeasure find_measure(const std::vector<Measure>& measures, const std::string& id,
                          const std::string& pointer, bool within) {
  for (std::size_t i = 0; i < measures.size(); ++i) {
    const std::string here = fmt::format("{}/measures/{}", pointer, i);
    if (measures[i].id == id) return {&measures[i], here, label_at(measures, i, within)};
    FoundMeasure found = find_measure(measures[i].measures, id, here, true);
    if (found.measure != nullptr) return found;
  }
  return {};
}

void print_measure(const FoundMeasure& found, std::vector<PrintedRun>& runs) {
  const Measure& measure = *found.measure;
  if (!found.label.empty()) {
    runs.push_back({found.label, measure.label ? found.pointer + "/label" : found.pointer});
  }
  if (!measure.text.empty()) runs.push_back({measure.text, found.pointer + "/text"});
  for (std::size_t i = 0; i < measure.measures.size(); ++i) {
    print_measure({&measure.measures[i], fmt::format("{}/measures/{}", found.pointer, i),
                   label_at(measure.measures, i, true)},
                  runs);
  }
}

void add_measure_texts(const std::vector<Measure>& measures, std::vector<std::string>& texts) {
  for (const Measure& measure : measures) {
    if (!measure.text.empty()) texts.push_back(measure.text);
    add_measure_texts(measure.measures, texts);
  }
}

bool is_reference(const std::variant<std::string, MeasureReference>& run) {
  return std::holds_alternative<MeasureReference>(run);
}

// Whether the first paragraph says how the problem that the title states showed itself.
bool begins_with_detail(const Problem& problem) {
  const bool title_states = problem.title_kind == TitleKind::problem && !problem.title.empty();
  if (!title_states || !problem.run_in || !problem.finding.empty()) return false;
  return !problem.body.empty() && (!problem.measures.empty() || problem.body.size() > 1);
}

std::size_t count_in(const std::vector<Section>& sections) {
  return std::accumulate(sections.begin(), sections.end(), std::size_t{0},
                         [](std::size_t count, const Section& section) {
                           return count + section.problems.size() + count_in(section.sections);
                         });
}

}  // namespace

std::string measure_label(std::size_t index, bool within_measure) {
  if (!within_measure) return chinese_number(index + 1) + "是";
  constexpr std::size_t circled_numbers = 20;
  if (index >= circled_numbers) return fmt::format("（{}）", index + 1);
  std::string label;
  append_utf8(label, U'①' + static_cast<char32_t>(index));
  return label;
}

std::vector<PrintedRun> printed_runs(const Paragraph& paragraph, const std::string& pointer,
                                     const Problem* problem, const std::string& problem_pointer) {
  std::vector<PrintedRun> printed;
  for (std::size_t i = 0; i < paragraph.runs.size(); ++i) {
    if (const auto* text = std::get_if<std::string>(&paragraph.runs[i])) {
      printed.push_back({*text, paragraph.plain ? pointer : fmt::format("{}/runs/{}", pointer, i)});
      continue;
    }
    if (problem == nullptr) continue;
    const std::string& id = std::get<MeasureReference>(paragraph.runs[i]).measure;
    const FoundMeasure found = find_measure(problem->measures, id, problem_pointer, false);
    if (found.measure != nullptr) print_measure(found, printed);
  }
  return printed;
}

std::string printed_text(const Paragraph& paragraph, const Problem* problem) {
  if (paragraph.runs.size() == 1) {
    if (const auto* only = std::get_if<std::string>(&paragraph.runs.front())) return *only;
  }
  std::string text;
  for (const PrintedRun& run : printed_runs(paragraph, {}, problem, {})) text += run.text;
  return text;
}

const std::string& stated_problem(const Problem& problem) {
  if (!problem.finding.empty()) return problem.finding;
  return problem.title_kind == TitleKind::problem ? problem.title : no_text;
}

std::string opening(const Problem& problem) {
  if (!problem.finding.empty() || !problem.title.empty()) return {};
  for (const Paragraph& paragraph : problem.body) {
    if (std::string text = printed_text(paragraph, &problem); !text.empty()) return text;
  }
  return {};
}

std::string problem_detail(const Problem& problem) {
  if (!begins_with_detail(problem)) return {};
  std::string detail;
  for (const auto& run : problem.body.front().runs) {
    if (is_reference(run)) break;
    detail += std::get<std::string>(run);
  }
  return detail;
}

std::vector<std::string> measure_texts(const Problem& problem) {
  std::vector<std::string> texts;
  add_measure_texts(problem.measures, texts);
  if (!texts.empty()) return texts;
  if (!problem.task.empty()) {
    texts.push_back(problem.task);
  } else if (problem.title_kind != TitleKind::problem && !problem.title.empty()) {
    texts.push_back(problem.title);
  }
  for (std::size_t i = begins_with_detail(problem) ? 1 : 0; i < problem.body.size(); ++i) {
    std::string text = printed_text(problem.body[i], &problem);
    if (!text.empty()) texts.push_back(std::move(text));
  }
  return texts;
}

std::string record_pointer(const Envelope& envelope, std::size_t index) {
  if (envelope.form == BodyForm::several) return fmt::format("/records/{}", index);
  return envelope.form == BodyForm::one ? "/record" : "";
}

std::string evidence_text(const std::vector<Evidence>& evidence,
                          std::optional<std::size_t> linked) {
  std::string text;
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    const auto& [name, url] = evidence[i];
    if (name.empty() && url.empty()) continue;
    if (!text.empty()) text += '\n';
    text += name;
    if (url.empty() || (i == linked && !name.empty())) continue;
    text += name.empty() ? url : "（" + url + "）";
  }
  return text;
}

std::string event_text(const Event& event) {
  std::string text = event.date ? event.date->chinese() : std::string();
  text += ChoiceOf<EventKind>::meanings.at(static_cast<std::size_t>(event.kind));
  if (!event.from.empty() || !event.to.empty()) {
    text += fmt::format("：{}→{}", event.from.empty() ? "无" : event.from,
                        event.to.empty() ? "无" : event.to);
  }
  for (const std::string* part : {&event.by, &event.note}) {
    if (!part->empty()) text += "，" + *part;
  }
  return text;
}

std::optional<Date> judging_date(const Record& record, std::optional<Date> envelope_as_of) {
  if (envelope_as_of) return envelope_as_of;
  return record.as_of ? record.as_of : record.date;
}

bool is_completed(const Problem& problem) {
  return problem.status == Status::completed || problem.status == Status::closed;
}

std::optional<int> days_left(const Problem& problem, Date as_of) {
  if (!problem.deadline) return std::nullopt;
  return static_cast<int>((problem.deadline->last_day() - as_of.last_day()).count());
}

bool is_overdue(const Problem& problem, Date as_of) {
  const auto days = days_left(problem, as_of);
  return days && *days < 0 && !is_completed(problem);
}

std::size_t count_problems(const Record& record) {
  return count_in(record.sections);
}

const std::string& group_of(const std::vector<const Section*>& sections) {
  for (auto section = sections.rbegin(); section != sections.rend(); ++section) {
    if (!(*section)->heading.empty()) return (*section)->heading;
    if (!(*section)->category.empty()) return (*section)->category;
  }
  return no_text;
}

const std::string& category_of(const std::vector<const Section*>& sections) {
  const auto says = [&](std::string Section::*text) -> const std::string& {
    const auto found = std::find_if(sections.rbegin(), sections.rend(),
                                    [&](const auto* section) { return !(section->*text).empty(); });
    return found == sections.rend() ? no_text : (*found)->*text;
  };
  const std::string& category = says(&Section::category);
  return category.empty() ? says(&Section::heading) : category;
}

const std::string& unit_of(const Record& record) {
  const bool has_inspected = record.inspection && record.inspection->inspected;
  return has_inspected ? record.inspection->inspected->name : record.organization.name;
}

const std::string& round_of(const Record& record) {
  return record.inspection ? record.inspection->round : no_text;
}

}  // namespace tongbao::record

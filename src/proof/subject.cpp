#include "proof/subject.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace tongbao::proof {

namespace {

using record::Measure;
using record::Paragraph;
using record::PrintedRun;
using record::Problem;
using record::Section;

void append(Unit& unit, const std::string& text, std::string pointer) {
  const std::size_t begin = unit.text.size();
  unit.text += to_utf32(text);
  unit.pieces.push_back({{begin, unit.text.size()}, std::move(pointer)});
}

void append_measures(Unit& unit, const std::vector<Measure>& measures, const std::string& at,
                     bool within) {
  for (std::size_t i = 0; i < measures.size(); ++i) {
    const std::string here = fmt::format("{}/measures/{}", at, i);
    const Measure& measure = measures[i];
    const std::string label = measure.label.value_or(record::measure_label(i, within));
    if (!label.empty()) append(unit, label, measure.label ? here + "/label" : here);
    if (!measure.text.empty()) append(unit, measure.text, here + "/text");
    append_measures(unit, measure.measures, here, true);
  }
}

void collect_ids(const Measure& measure, std::set<std::string>& ids) {
  ids.insert(measure.id);
  for (const Measure& inner : measure.measures) collect_ids(inner, ids);
}

class Collector {
 public:
  explicit Collector(std::vector<Unit>& units) : units_(units) {}

  void add_all(const record::Record& record);

 private:
  void add_text(Unit unit, const std::string& text, std::string pointer) {
    if (text.empty()) return;
    append(unit, text, std::move(pointer));
    units_.push_back(std::move(unit));
  }
  void add_paragraphs(const Unit& like, const std::vector<Paragraph>& paragraphs,
                      const std::string& at, const std::string& problem_at = {});
  void add_sections(const std::vector<Section>& sections, const std::string& at, int level);
  void add_problem(const Problem& problem, const Section& section, const std::string& at,
                   const std::string& list, int level);
  void add_printed(const Problem& problem, const Unit& like, const std::string& at);
  void add_unprinted_measures(const Problem& problem, const Unit& like, const std::string& at);
  void add_recipients(const record::DocumentHead& document);
  void add_attachments(const record::DocumentHead& document);
  void add_ledger_texts(const Problem& problem, const Unit& like, const std::string& at);

  std::vector<Unit>& units_;
};

void Collector::add_paragraphs(const Unit& like, const std::vector<Paragraph>& paragraphs,
                               const std::string& at, const std::string& problem_at) {
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    Unit unit = like;
    const std::string pointer = fmt::format("{}/{}", at, i);
    for (PrintedRun& run : record::printed_runs(paragraphs[i], pointer, like.problem, problem_at)) {
      append(unit, run.text, std::move(run.pointer));
    }
    if (!unit.text.empty()) units_.push_back(std::move(unit));
  }
}

void Collector::add_sections(const std::vector<Section>& sections, const std::string& at,
                             int level) {
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const Section& section = sections[i];
    const std::string here = fmt::format("{}/{}", at, i);
    add_text({.kind = UnitKind::heading,
              .level = level,
              .run_in = section.run_in,
              .section = &section,
              .parent = at,
              .text = {},
              .pieces = {}},
             section.heading, here + "/heading");
    Unit body;
    body.section = &section;
    add_paragraphs(body, section.body, here + "/body");
    add_sections(section.sections, here + "/sections", level + 1);
    const std::string list = here + "/problems";
    for (std::size_t p = 0; p < section.problems.size(); ++p) {
      add_problem(section.problems[p], section, fmt::format("{}/{}", list, p), list, level + 1);
    }
    add_paragraphs(body, section.after, here + "/after");
  }
}

void Collector::add_problem(const Problem& problem, const Section& section, const std::string& at,
                            const std::string& list, int level) {
  Unit like;
  like.section = &section;
  like.problem = &problem;
  like.shown = record::is_shown(problem, record::Edition::public_);
  Unit title = like;
  title.kind = UnitKind::problem_title;
  title.level = level;
  title.run_in = problem.run_in;
  title.parent = list;
  add_text(title, problem.title, at + "/title");
  add_printed(problem, like, at);
  add_ledger_texts(problem, like, at);
}

// The contract's order: the body; without one the finding, the measures, the outcome.
void Collector::add_printed(const Problem& problem, const Unit& like, const std::string& at) {
  if (!problem.body.empty()) {
    add_paragraphs(like, problem.body, at + "/body", at);
    add_unprinted_measures(problem, like, at);
    return;
  }
  add_text(like, problem.finding, at + "/finding");
  Unit measures = like;
  append_measures(measures, problem.measures, at, false);
  if (!measures.text.empty()) units_.push_back(std::move(measures));
  for (std::size_t i = 0; i < problem.outcome.size(); ++i) {
    add_text(like, problem.outcome[i], fmt::format("{}/outcome/{}", at, i));
  }
}

void Collector::add_unprinted_measures(const Problem& problem, const Unit& like,
                                       const std::string& at) {
  std::set<std::string> printed;
  for (const Paragraph& paragraph : problem.body) {
    for (const auto& run : paragraph.runs) {
      if (const auto* reference = std::get_if<record::MeasureReference>(&run)) {
        printed.insert(reference->measure);
      }
    }
  }
  for (std::size_t i = 0; i < problem.measures.size(); ++i) {
    std::set<std::string> ids;
    collect_ids(problem.measures[i], ids);
    const bool is_printed = std::any_of(ids.begin(), ids.end(), [&](const std::string& id) {
      return !id.empty() && printed.contains(id);
    });
    if (is_printed) continue;
    Unit unit = like;
    unit.kind = UnitKind::data;
    add_text(unit, problem.measures[i].text, fmt::format("{}/measures/{}/text", at, i));
  }
}

void Collector::add_ledger_texts(const Problem& problem, const Unit& like, const std::string& at) {
  Unit data = like;
  data.kind = UnitKind::data;
  if (!problem.body.empty()) {
    add_text(data, problem.finding, at + "/finding");
    for (std::size_t i = 0; i < problem.outcome.size(); ++i) {
      add_text(data, problem.outcome[i], fmt::format("{}/outcome/{}", at, i));
    }
  }
  add_text(data, problem.cause, at + "/cause");
  add_text(data, problem.goal, at + "/goal");
  add_text(data, problem.task, at + "/task");
  add_text(data, problem.extension, at + "/extension");
  add_text(data, problem.remarks, at + "/remarks");
  if (!problem.publication) return;
  add_text(data, problem.publication->title, at + "/publication/title");
  add_paragraphs(data, problem.publication->body, at + "/publication/body", at);
}

void Collector::add_recipients(const record::DocumentHead& document) {
  Unit unit;
  unit.kind = UnitKind::attached;
  for (std::size_t i = 0; i < document.recipients.size(); ++i) {
    add_text(unit, document.recipients[i], fmt::format("/document/recipients/{}", i));
  }
}

void Collector::add_attachments(const record::DocumentHead& document) {
  const std::string list = "/document/attachments";
  Unit unit;
  unit.kind = UnitKind::attached;
  add_text(unit, document.note, "/document/note");
  for (std::size_t i = 0; i < document.attachments.size(); ++i) {
    const record::Attachment& attachment = document.attachments[i];
    const std::string here = fmt::format("{}/{}", list, i);
    Unit title;
    title.kind = UnitKind::heading;
    title.parent = list;
    add_text(title, attachment.title, here + "/title");
    add_paragraphs(unit, attachment.body, here + "/body");
  }
  for (std::size_t i = 0; i < document.copy_to.size(); ++i) {
    add_text(unit, document.copy_to[i], fmt::format("/document/copyTo/{}", i));
  }
}

void Collector::add_all(const record::Record& record) {
  Unit title;
  title.kind = UnitKind::title;
  add_text(title, record.title, "/title");
  if (record.document) add_recipients(*record.document);
  add_paragraphs({}, record.preamble, "/preamble");
  add_sections(record.sections, "/sections", 1);
  Unit closing;
  closing.closing = true;
  add_paragraphs(closing, record.closing, "/closing");
  if (record.document) add_attachments(*record.document);
}

}  // namespace

Subject::Subject(const record::Record& checked, std::optional<Date> as_of)
    : record(checked), judged(record::judging_date(checked, as_of)), numbering(checked) {
  Collector(units).add_all(checked);
}

bool Subject::prints(Text words) const {
  return std::any_of(units.begin(), units.end(), [&](const Unit& unit) {
    return unit.kind != UnitKind::data && contains(unit.text, words);
  });
}

}  // namespace tongbao::proof

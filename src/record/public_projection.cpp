#include "record/public_projection.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <variant>

#include "record/derive.h"
#include "record/numbering_rules.h"

namespace tongbao::record {

namespace {

using Ids = std::set<std::string_view>;

Ids referred_to(const std::vector<Paragraph>& body) {
  Ids ids;
  for (const Paragraph& paragraph : body) {
    for (const auto& run : paragraph.runs) {
      if (const auto* reference = std::get_if<MeasureReference>(&run))
        ids.insert(reference->measure);
    }
  }
  return ids;
}

// With all that it holds, since that prints with it.
Measure printed_measure(const Measure& measure) {
  Measure kept{.id = measure.id, .label = measure.label, .text = measure.text};
  for (const Measure& inner : measure.measures) kept.measures.push_back(printed_measure(inner));
  return kept;
}

// Of `measures`, those that `ids` names. One that is not named itself, but holds one that is,
// stays as a place without words.
std::vector<Measure> named_measures(const std::vector<Measure>& measures, const Ids& ids,
                                    bool within_measure) {
  std::vector<Measure> kept;
  std::size_t place = 0;
  for (const Measure& measure : measures) {
    std::string label = measure.label.value_or(measure_label(place, within_measure));
    if (takes_place(measure.label)) ++place;
    if (ids.contains(measure.id)) {
      kept.push_back(printed_measure(measure));
      kept.back().label = std::move(label);
    } else if (auto inner = named_measures(measure.measures, ids, true); !inner.empty()) {
      kept.push_back({.id = {}, .label = "", .text = {}, .measures = std::move(inner)});
    }
  }
  return kept;
}

// Whether every measure prints, itself or with the one that holds it.
bool names_all(const std::vector<Measure>& measures, const Ids& ids) {
  return std::all_of(measures.begin(), measures.end(),
                     [&ids](const Measure& measure) { return ids.contains(measure.id); });
}

std::vector<Measure> printed_measures(const std::vector<Measure>& measures,
                                      const std::vector<Paragraph>& body) {
  const Ids ids = referred_to(body);
  if (!body.empty() && !names_all(measures, ids)) return named_measures(measures, ids, false);
  std::vector<Measure> kept;
  kept.reserve(measures.size());
  for (const Measure& measure : measures) kept.push_back(printed_measure(measure));
  return kept;
}

Problem project(const Problem& problem) {
  Problem kept{.id = problem.id,
               .label = problem.label,
               .title = problem.title,
               .title_kind = problem.title_kind,
               .run_in = problem.run_in,
               .body = problem.body};
  if (problem.publication) {
    if (!problem.publication->title.empty()) kept.title = problem.publication->title;
    if (!problem.publication->body.empty()) kept.body = problem.publication->body;
  }
  kept.measures = printed_measures(problem.measures, kept.body);
  if (kept.body.empty()) {
    kept.finding = problem.finding;
    kept.outcome = problem.outcome;
  }
  return kept;
}

Signature project(const Signature& signature) {
  Signature kept = signature;
  if (kept.stamp.empty()) kept.post.clear();
  return kept;
}

DocumentHead project(const DocumentHead& document) {
  DocumentHead kept{.form = document.form,
                    .serial = {},
                    .classification = document.classification,
                    .classification_period = document.classification_period,
                    .recipients = document.recipients,
                    .attachments = document.attachments,
                    .note = document.note};
  if (document.form == DocumentForm::plain) return kept;
  kept.serial = document.serial;
  kept.urgency = document.urgency;
  kept.marks = document.marks;
  kept.number = document.number;
  kept.copy_to = document.copy_to;
  if (document.form == DocumentForm::letter) return kept;
  kept.signers = document.signers;
  kept.printer = document.printer;
  kept.print_date = document.print_date;
  return kept;
}

Section project(const Section& section) {
  Section kept{.id = section.id,
               .label = section.label,
               .heading = section.heading,
               .run_in = section.run_in,
               .role = section.role,
               .category = section.category,
               .body = section.body,
               .after = section.after};
  for (const Section& inner : section.sections) kept.sections.push_back(project(inner));
  for (const Problem& problem : section.problems) {
    if (is_shown(problem, Edition::public_)) kept.problems.push_back(project(problem));
  }
  return kept;
}

}  // namespace

Record public_projection(const Record& record) {
  Record kept{.schema_version = record.schema_version,
              .record_id = record.record_id,
              .as_of = record.as_of,
              .organization = record.organization,
              .inspection = record.inspection,
              .title = record.title,
              .preamble = record.preamble,
              .numbering = record.numbering,
              .closing = record.closing,
              .disclosure = record.disclosure,
              .contact = record.contact,
              .date = record.date,
              .outcomes = record.outcomes};
  for (const Section& section : record.sections) kept.sections.push_back(project(section));
  for (const Signature& each : record.signatures) kept.signatures.push_back(project(each));
  if (record.document) kept.document = project(*record.document);
  return kept;
}

}  // namespace tongbao::record

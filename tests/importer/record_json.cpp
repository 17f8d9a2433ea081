#include "importer/record_json.h"

#include <string>
#include <vector>

namespace tongbao::importer {

namespace {

using nlohmann::json;

void put(json& object, const char* name, const std::string& text) {
  if (!text.empty()) object[name] = text;
}

void put(json& object, const char* name, const std::optional<Date>& date) {
  if (date) object[name] = date->iso();
}

void put(json& object, const char* name, const std::vector<std::string>& list) {
  if (!list.empty()) object[name] = list;
}

json as_json(const record::Paragraph& paragraph) {
  if (paragraph.plain) return std::get<std::string>(paragraph.runs.at(0));
  json runs = json::array();
  for (const auto& run : paragraph.runs) {
    if (const auto* text = std::get_if<std::string>(&run)) {
      runs.push_back(*text);
    } else {
      runs.push_back({{"measure", std::get<record::MeasureReference>(run).measure}});
    }
  }
  return {{"runs", runs}};
}

void put(json& object, const char* name, const std::vector<record::Paragraph>& list) {
  for (const auto& paragraph : list) object[name].push_back(as_json(paragraph));
}

json as_json(const record::Problem& problem) {
  json object = {{"id", problem.id}};
  if (problem.label) object["label"] = *problem.label;
  put(object, "title", problem.title);
  if (problem.title_kind) {
    object["titleKind"] = *problem.title_kind == record::TitleKind::task ? "task" : "problem";
  }
  if (problem.run_in) object["runIn"] = true;
  put(object, "body", problem.body);
  for (const auto& measure : problem.measures) {
    object["measures"].push_back(
        {{"id", measure.id}, {"label", measure.label.value_or("")}, {"text", measure.text}});
  }
  return object;
}

json as_json(const record::Section& section) {
  static constexpr const char* roles[] = {"responsibility", "rectification", "next", "other"};
  json object = {{"heading", section.heading}};
  if (section.label) object["label"] = *section.label;
  if (section.run_in) object["runIn"] = true;
  if (section.role) object["role"] = roles[static_cast<std::size_t>(*section.role)];
  put(object, "body", section.body);
  for (const auto& child : section.sections) object["sections"].push_back(as_json(child));
  for (const auto& problem : section.problems) object["problems"].push_back(as_json(problem));
  put(object, "after", section.after);
  return object;
}

json as_json(const record::Organization& organization) {
  json object = {{"name", organization.name}};
  put(object, "aliases", organization.aliases);
  return object;
}

json as_json(const record::Inspection& inspection) {
  json object;
  put(object, "kind", inspection.kind);
  put(object, "authority", inspection.authority);
  put(object, "round", inspection.round);
  put(object, "team", inspection.team);
  if (inspection.inspected) object["inspected"] = as_json(*inspection.inspected);
  put(object, "startDate", inspection.start_date);
  put(object, "endDate", inspection.end_date);
  put(object, "feedbackDate", inspection.feedback_date);
  return object;
}

json as_json(const record::Contact& contact) {
  json object;
  put(object, "phone", contact.phone);
  put(object, "address", contact.address);
  put(object, "postcode", contact.postcode);
  put(object, "email", contact.email);
  return object;
}

json as_json(const record::Disclosure& disclosure) {
  json object;
  put(object, "scope", disclosure.scope);
  put(object, "startDate", disclosure.start_date);
  put(object, "endDate", disclosure.end_date);
  return object;
}

json as_json(const record::DocumentHead& document) {
  json object;
  if (document.form == record::DocumentForm::formal) object["form"] = "formal";
  put(object, "marks", document.marks);
  put(object, "number", document.number);
  put(object, "recipients", document.recipients);
  for (const auto& attachment : document.attachments) {
    json entry = {{"title", attachment.title}};
    put(entry, "body", attachment.body);
    object["attachments"].push_back(entry);
  }
  put(object, "note", document.note);
  put(object, "copyTo", document.copy_to);
  put(object, "printer", document.printer);
  put(object, "printDate", document.print_date);
  return object;
}

}  // namespace

json as_json(const record::Record& record) {
  json object = {{"schemaVersion", record.schema_version},
                 {"organization", as_json(record.organization)},
                 {"title", record.title}};
  put(object, "asOf", record.as_of);
  if (record.inspection) object["inspection"] = as_json(*record.inspection);
  put(object, "preamble", record.preamble);
  if (record.numbering == record::NumberingScope::continuous) object["numbering"] = "continuous";
  for (const auto& section : record.sections) object["sections"].push_back(as_json(section));
  put(object, "closing", record.closing);
  if (record.disclosure) object["disclosure"] = as_json(*record.disclosure);
  if (record.contact) object["contact"] = as_json(*record.contact);
  for (const auto& signature : record.signatures) {
    object["signatures"].push_back({{"name", signature.name}});
  }
  put(object, "date", record.date);
  if (record.document) object["document"] = as_json(*record.document);
  return object;
}

}  // namespace tongbao::importer

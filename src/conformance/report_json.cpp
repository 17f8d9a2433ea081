#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "conformance/check.h"

namespace tongbao::conformance {

namespace {

using Json = nlohmann::ordered_json;

const char* name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::met:
      return "met";
    case Verdict::not_met:
      return "notMet";
    case Verdict::not_applicable:
      return "notApplicable";
    case Verdict::not_checked:
      return "notChecked";
  }
  return "";
}

const char* name_of(Form form) {
  switch (form) {
    case Form::plain:
      return "plain";
    case Form::formal:
      return "formal";
    case Form::letter:
      return "letter";
  }
  return "";
}

// To a thousandth of the unit, and never -0.
Json number(double value) {
  constexpr double steps = 1000;
  const double rounded = std::round(value * steps) / steps;
  return rounded == 0 ? 0.0 : rounded;
}

Json json_of(const Bilingual& text) {
  return {{"zh", text.zh}, {"en", text.en}};
}

Json json_of(const Reading& reading) {
  Json json{{"value", number(reading.value)}, {"page", reading.page}};
  if (!reading.text.empty()) json["text"] = reading.text;
  return json;
}

Json json_of(const Figure& figure) {
  Json json{{"name", figure.name}, {"unit", figure.unit}};
  if (figure.bound.least) json["least"] = number(*figure.bound.least);
  if (figure.bound.most) json["most"] = number(*figure.bound.most);
  json["count"] = figure.count;
  json["smallest"] = json_of(figure.smallest);
  json["largest"] = json_of(figure.largest);
  json["outside"] = figure.outside;
  if (!figure.offenders.empty()) {
    for (const Reading& reading : figure.offenders) json["offenders"].push_back(json_of(reading));
  }
  return json;
}

Json json_of(const Entry& entry) {
  Json json{{"standard", entry.standard},
            {"clause", entry.clause},
            {"title", json_of(entry.title)},
            {"demand", json_of(entry.demand)},
            {"verdict", name_of(entry.verdict)}};
  if (!entry.note.empty()) json["note"] = json_of(entry.note);
  json["figures"] = Json::array();
  for (const Figure& figure : entry.figures) json["figures"].push_back(json_of(figure));
  return json;
}

Json counts_of(const Report& report) {
  Json json = Json::object();
  for (const Verdict verdict :
       {Verdict::met, Verdict::not_met, Verdict::not_applicable, Verdict::not_checked}) {
    json[name_of(verdict)] =
        std::count_if(report.entries.begin(), report.entries.end(),
                      [&](const Entry& entry) { return entry.verdict == verdict; });
  }
  return json;
}

}  // namespace

std::string report_json(const Report& report) {
  Json json{{"title", report.title},
            {"form", name_of(report.form)},
            {"pages", report.pages},
            {"verdicts", counts_of(report)},
            {"entries", Json::array()}};
  for (const Entry& entry : report.entries) json["entries"].push_back(json_of(entry));
  return json.dump(1) + "\n";
}

}  // namespace tongbao::conformance

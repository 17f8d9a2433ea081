#include "conformance/findings.h"

#include <algorithm>
#include <utility>

namespace tongbao::conformance {

namespace {

bool is_outside(const Bound& bound, double value) {
  return (bound.least && value < *bound.least) || (bound.most && value > *bound.most);
}

}  // namespace

void Findings::take(const Measure& measure, double value, std::size_t page, std::string text) {
  auto figure = std::find_if(figures_.begin(), figures_.end(),
                             [&](const Figure& known) { return known.name == measure.name; });
  Reading reading{.value = value, .page = page + 1, .text = std::move(text)};
  if (figure == figures_.end()) {
    figures_.push_back({.name = std::string(measure.name),
                        .unit = std::string(measure.unit),
                        .bound = measure.bound,
                        .smallest = reading,
                        .largest = reading});
    figure = figures_.end() - 1;
  }
  ++figure->count;
  if (value < figure->smallest.value) figure->smallest = reading;
  if (value > figure->largest.value) figure->largest = reading;
  if (!is_outside(measure.bound, value)) return;
  ++figure->outside;
  if (figure->offenders.size() < most_offenders) figure->offenders.push_back(std::move(reading));
}

Verdict Findings::verdict() const {
  if (figures_.empty()) return Verdict::not_applicable;
  const bool met = std::all_of(figures_.begin(), figures_.end(),
                               [](const Figure& figure) { return figure.outside == 0; });
  return met ? Verdict::met : Verdict::not_met;
}

}  // namespace tongbao::conformance

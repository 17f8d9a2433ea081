#include "template/measure_numbers.h"

#include "record/derive.h"

namespace tongbao::tmpl {

const std::string& MeasureNumbers::of(const record::Problem& problem,
                                      const record::Measure& measure) {
  if (problem_ != &problem) {
    problem_ = &problem;
    numbers_.clear();
    add(problem.measures, false);
  }
  return numbers_.at(&measure);
}

// An automatic number is the place among the siblings that have one; the label "" is none.
void MeasureNumbers::add(const std::vector<record::Measure>& siblings, bool within_measure) {
  std::size_t place = 0;
  for (const record::Measure& measure : siblings) {
    numbers_[&measure] =
        measure.label ? *measure.label : record::measure_label(place, within_measure);
    if (!measure.label || !measure.label->empty()) ++place;
    add(measure.measures, true);
  }
}

}  // namespace tongbao::tmpl

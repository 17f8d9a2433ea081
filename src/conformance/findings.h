// Collects the figures of one clause. Internal to conformance/.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "conformance/measured_pages.h"
#include "conformance/report.h"

namespace tongbao::conformance {

[[nodiscard]] inline Bound exactly(double value, double tolerance) {
  return {value - tolerance, value + tolerance};
}
[[nodiscard]] inline Bound at_least(double value) {
  return {value, {}};
}
[[nodiscard]] inline Bound at_most(double value) {
  return {{}, value};
}
[[nodiscard]] inline Bound between(double least, double most) {
  return {least, most};
}

// What a figure is called and how it is judged.
struct Measure {
  std::string_view name;
  std::string_view unit;
  Bound bound;
};

class Findings {
 public:
  // Adds a reading to the figure `measure.name`; each reading is judged by its own bound, the
  // figure shows the first one's. `page` from 0.
  void take(const Measure& measure, double value, std::size_t page, std::string text = {});
  void take(const Measure& measure, double value, const TextLine& line) {
    take(measure, value, line.page, line.beginning());
  }
  // A demand that is met or not.
  void demand(std::string_view name, bool met, const TextLine& line) {
    take({name, "boolean", at_least(1)}, met ? 1 : 0, line);
  }
  void demand(std::string_view name, bool met, std::size_t page) {
    take({name, "boolean", at_least(1)}, met ? 1 : 0, page);
  }

  // Met, not met, or not applicable where nothing was measured.
  [[nodiscard]] Verdict verdict() const;
  [[nodiscard]] std::vector<Figure> figures() && { return std::move(figures_); }

 private:
  std::vector<Figure> figures_;
};

}  // namespace tongbao::conformance

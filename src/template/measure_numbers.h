// The numbers that a problem's measures print: their labels, else 一是, 二是…, ① within another.
#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "record/record.h"

namespace tongbao::tmpl {

// Made once for the problem at hand. Problems must outlive it and stay where they are.
class MeasureNumbers {
 public:
  // `measure` is one of `problem`, at any depth. Valid until another problem is asked for.
  [[nodiscard]] const std::string& of(const record::Problem& problem,
                                      const record::Measure& measure);

 private:
  void add(const std::vector<record::Measure>& siblings, bool within_measure);

  const record::Problem* problem_ = nullptr;
  std::unordered_map<const record::Measure*, std::string> numbers_;
};

}  // namespace tongbao::tmpl

// What the public edition may carry of each problem (record/public_projection.h).
#pragma once
#include <optional>
#include <unordered_map>

#include "record/record.h"

namespace tongbao::tmpl {

// Projects the record once, when first asked. The record must outlive it and stay where it is.
class PublicProblems {
 public:
  // `problem` of `record`; itself where the public edition does not show it.
  [[nodiscard]] const record::Problem& of(const record::Problem& problem,
                                          const record::Record& record);

 private:
  void pair(const std::vector<record::Section>& whole, const std::vector<record::Section>& kept);

  std::optional<record::Record> projection_;
  std::unordered_map<const record::Problem*, const record::Problem*> kept_;
};

}  // namespace tongbao::tmpl

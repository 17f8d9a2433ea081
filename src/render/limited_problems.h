// A source of problems that ends with an error beyond a number of them.
#pragma once
#include <cstddef>

#include "record/problem_source.h"

namespace tongbao::render {

// Error: render.tooManyRows, besides those of `problems`, which must outlive it.
class LimitedProblems : public record::ProblemSource {
 public:
  LimitedProblems(record::ProblemSource& problems, std::size_t limit)
      : problems_(problems), limit_(limit) {}
  [[nodiscard]] Result<const record::ListedProblem*> next() override;

 private:
  record::ProblemSource& problems_;
  std::size_t limit_;
  std::size_t given_ = 0;
};

}  // namespace tongbao::render

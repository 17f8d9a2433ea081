// A source of problems that ends with an error beyond a number of them, or where its checkpoint
// has one.
#pragma once
#include <cstddef>
#include <utility>

#include "record/problem_source.h"
#include "render/renderer.h"

namespace tongbao::render {

// Error: render.tooManyRows, besides those of `problems`, which must outlive it, and of
// `checkpoint`, which may be empty.
class LimitedProblems : public record::ProblemSource {
 public:
  LimitedProblems(record::ProblemSource& problems, std::size_t limit, Checkpoint checkpoint = {})
      : problems_(problems), limit_(limit), checkpoint_(std::move(checkpoint)) {}
  [[nodiscard]] Result<const record::ListedProblem*> next() override;
  [[nodiscard]] std::size_t given() const { return given_; }

 private:
  record::ProblemSource& problems_;
  std::size_t limit_;
  Checkpoint checkpoint_;
  std::size_t given_ = 0;
};

}  // namespace tongbao::render

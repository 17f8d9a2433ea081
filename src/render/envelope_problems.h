// The problems of all records of an envelope, one record after the other.
#pragma once
#include <cstddef>
#include <memory>
#include <optional>

#include "record/problem_source.h"

namespace tongbao::render {

// 序号 runs over all records; where there are several, pointers begin with "/records/…".
class EnvelopeProblems : public record::ProblemSource {
 public:
  explicit EnvelopeProblems(const record::Envelope& envelope);  // must outlive the source
  [[nodiscard]] Result<const record::ListedProblem*> next() override;

 private:
  bool open_next_record();
  const record::ListedProblem* renumbered(const record::ListedProblem& listed);

  const record::Envelope& envelope_;
  std::size_t opened_ = 0;  // records
  std::size_t given_ = 0;   // problems
  std::optional<record::Numbering> numbering_;
  std::unique_ptr<record::ProblemSource> source_;
  record::ListedProblem listed_;
};

}  // namespace tongbao::render

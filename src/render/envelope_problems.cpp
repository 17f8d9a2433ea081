#include "render/envelope_problems.h"

namespace tongbao::render {

EnvelopeProblems::EnvelopeProblems(const record::Envelope& envelope) : envelope_(envelope) {}

Result<const record::ListedProblem*> EnvelopeProblems::next() {
  while (source_ || open_next_record()) {
    auto next = source_->next();
    if (!next) return next;
    if (*next != nullptr) return renumbered(**next);
    source_.reset();
  }
  return nullptr;
}

bool EnvelopeProblems::open_next_record() {
  if (opened_ == envelope_.records.size()) return false;
  const record::Record& record = envelope_.records[opened_++];
  numbering_.emplace(record);
  source_ = record::problems_of(record, *numbering_);
  return true;
}

const record::ListedProblem* EnvelopeProblems::renumbered(const record::ListedProblem& listed) {
  ++given_;
  if (envelope_.records.size() == 1) return &listed;
  listed_ = listed;
  listed_.ordinal = given_;
  listed_.pointer = "/records/" + std::to_string(opened_ - 1) + listed.pointer;
  return &listed_;
}

}  // namespace tongbao::render

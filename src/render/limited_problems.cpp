#include "render/limited_problems.h"

namespace tongbao::render {

Result<const record::ListedProblem*> LimitedProblems::next() {
  if (checkpoint_) {
    if (auto passed = checkpoint_(given_); !passed) return failure(std::move(passed.error()));
  }
  auto next = problems_.next();
  if (!next || *next == nullptr || ++given_ <= limit_) return next;
  const record::ListedProblem& listed = **next;
  return failure(Diagnostic{
      .code = "render.tooManyRows",
      .where = {.pointer = listed.pointer, .file = {}, .line = listed.line},
      .message =
          say("台账超过{}行的上限", "the ledger is longer than the limit of {} rows", limit_),
      .hint = say("上限由 --max-rows 设定", "--max-rows sets the limit")});
}

}  // namespace tongbao::render

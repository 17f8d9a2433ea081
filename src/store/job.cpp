#include "store/job.h"

#include <algorithm>
#include <array>

namespace tongbao::store {
namespace {

constexpr std::array<std::string_view, 5> names = {"queued", "running", "done", "failed",
                                                   "cancelled"};

bool any(const Job& job, State state) {
  return std::any_of(job.documents.begin(), job.documents.end(),
                     [&](const JobDocument& document) { return document.state == state; });
}

}  // namespace

std::string_view name_of(State state) {
  return names.at(static_cast<std::size_t>(state));
}

std::optional<State> state_named(std::string_view name) {
  const auto* const found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<State>(found - names.begin());
}

bool has_ended(State state) {
  return state == State::done || state == State::failed || state == State::cancelled;
}

State state_of(const Job& job) {
  const bool ended =
      std::all_of(job.documents.begin(), job.documents.end(),
                  [](const JobDocument& document) { return has_ended(document.state); });
  if (!ended) {
    const bool untouched =
        std::all_of(job.documents.begin(), job.documents.end(),
                    [](const JobDocument& document) { return document.state == State::queued; });
    return untouched ? State::queued : State::running;
  }
  if (any(job, State::failed)) return State::failed;
  return any(job, State::cancelled) ? State::cancelled : State::done;
}

}  // namespace tongbao::store

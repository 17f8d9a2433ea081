#include "record/problem_source.h"

#include <fmt/format.h>

namespace tongbao::record {

namespace {

class ProblemsInMemory : public ProblemSource {
 public:
  ProblemsInMemory(const Record& record, const Numbering& numbering)
      : record_(record), numbering_(numbering) {
    collect(record.sections, "/sections");
  }

  Result<const ListedProblem*> next() override {
    if (next_ == found_.size()) return nullptr;
    Found& found = found_[next_++];
    const Problem& problem = *found.problem;
    listed_ = {.record = &record_,
               .problem = &problem,
               .sections = numbering_.path(problem),
               .ordinal = numbering_.ordinal(problem),
               .number = numbering_.of(problem),
               .pointer = std::move(found.pointer)};
    return &listed_;
  }

 private:
  struct Found {
    const Problem* problem;
    std::string pointer;
  };

  void collect(const std::vector<Section>& sections, const std::string& pointer) {
    for (std::size_t i = 0; i < sections.size(); ++i) {
      const std::string section = fmt::format("{}/{}", pointer, i);
      collect(sections[i].sections, section + "/sections");
      for (std::size_t j = 0; j < sections[i].problems.size(); ++j) {
        found_.push_back({&sections[i].problems[j], fmt::format("{}/problems/{}", section, j)});
      }
    }
  }

  const Record& record_;
  const Numbering& numbering_;
  std::vector<Found> found_;
  std::size_t next_ = 0;
  ListedProblem listed_;
};

}  // namespace

std::unique_ptr<ProblemSource> problems_of(const Record& record, const Numbering& numbering) {
  return std::make_unique<ProblemsInMemory>(record, numbering);
}

}  // namespace tongbao::record

#include "template/public_problems.h"

#include "record/derive.h"
#include "record/public_projection.h"

namespace tongbao::tmpl {

const record::Problem& PublicProblems::of(const record::Problem& problem,
                                          const record::Record& record) {
  if (!projection_) {
    projection_ = record::public_projection(record);
    pair(record.sections, projection_->sections);
  }
  const auto found = kept_.find(&problem);
  return found == kept_.end() ? problem : *found->second;
}

// A projection keeps every section, and of its problems those that the public edition shows.
void PublicProblems::pair(const std::vector<record::Section>& whole,
                          const std::vector<record::Section>& kept) {
  for (std::size_t i = 0; i < whole.size(); ++i) {
    pair(whole[i].sections, kept[i].sections);
    auto next = kept[i].problems.begin();
    for (const record::Problem& problem : whole[i].problems) {
      if (record::is_shown(problem, record::Edition::public_)) kept_.emplace(&problem, &*next++);
    }
  }
}

}  // namespace tongbao::tmpl

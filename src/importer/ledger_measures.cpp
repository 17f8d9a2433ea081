#include "importer/ledger_measures.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "importer/ledger_values.h"

namespace tongbao::importer {

namespace {

using record::Measure;
using record::MeasureReference;
using record::Problem;

struct Listed {
  Measure* measure = nullptr;
  std::size_t top = 0;  // the measure of the problem that it is, or is within
};

void list(Measure& measure, std::size_t top, std::vector<Listed>& all) {
  if (!measure.text.empty()) all.push_back({&measure, top});
  for (Measure& inner : measure.measures) list(inner, top, all);
}

using Places = std::multimap<std::string, std::size_t>;

Places places_of(const std::vector<Listed>& measures) {
  Places places;
  for (std::size_t i = 0; i < measures.size(); ++i) {
    places.emplace(without_blanks(measures[i].measure->text), i);
  }
  return places;
}

// Pairs of equal texts in the same order: each with the first that is left. The ends come last.
std::vector<std::pair<std::size_t, std::size_t>> pairs_of(const std::vector<Listed>& before,
                                                          const std::vector<std::string>& now) {
  const Places places = places_of(before);
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  std::size_t from = 0;
  for (std::size_t i = 0; i < now.size(); ++i) {
    const auto [first, last] = places.equal_range(without_blanks(now[i]));
    const auto found =
        std::find_if(first, last, [from](const auto& each) { return each.second >= from; });
    if (found == last) continue;
    pairs.emplace_back(found->second, i);
    from = found->second + 1;
  }
  pairs.emplace_back(before.size(), now.size());
  return pairs;
}

struct Addition {
  std::optional<std::size_t> after;  // a measure of the problem
  std::string text;
};

struct Plan {
  std::set<const Measure*> gone;
  std::vector<Addition> added;
};

Plan plan_changes(const std::vector<Listed>& before, const std::vector<std::string>& now) {
  Plan plan;
  std::size_t old_at = 0;
  std::size_t new_at = 0;
  for (const auto& [old_end, new_end] : pairs_of(before, now)) {
    if (old_end - old_at == new_end - new_at) {
      for (; old_at < old_end; ++old_at, ++new_at) before[old_at].measure->text = now[new_at];
    }
    const auto after = old_at > 0 ? std::optional(before[old_at - 1].top) : std::nullopt;
    for (; new_at < new_end; ++new_at) plan.added.push_back({after, now[new_at]});
    for (; old_at < old_end; ++old_at) plan.gone.insert(before[old_at].measure);
    old_at = old_end + 1;
    new_at = new_end + 1;
  }
  return plan;
}

// What is gone but holds others that are not stays, without words of its own.
void remove(std::vector<Measure>& measures, const std::set<const Measure*>& gone,
            std::set<std::string>& ids) {
  std::vector<Measure> kept;
  for (Measure& measure : measures) {
    const bool is_gone = gone.contains(&measure);
    remove(measure.measures, gone, ids);
    if (is_gone && measure.measures.empty()) {
      ids.insert(measure.id);
      continue;
    }
    if (is_gone) measure.text.clear();
    kept.push_back(std::move(measure));
  }
  measures = std::move(kept);
}

void collect_ids(const std::vector<Measure>& measures, std::set<std::string>& ids) {
  for (const Measure& measure : measures) {
    ids.insert(measure.id);
    collect_ids(measure.measures, ids);
  }
}

void remove_references(Problem& problem, const std::set<std::string>& gone) {
  const auto leads_nowhere = [&gone](const auto& run) {
    const auto* const reference = std::get_if<MeasureReference>(&run);
    return reference != nullptr && gone.contains(reference->measure);
  };
  for (record::Paragraph& paragraph : problem.body) {
    std::erase_if(paragraph.runs, leads_nowhere);
  }
  std::erase_if(problem.body, [](const record::Paragraph& each) { return each.runs.empty(); });
}

// After the one that prints `previous`; where that is empty, before the first that is printed.
void add_reference(Problem& problem, const std::string& previous, const std::string& id) {
  for (record::Paragraph& paragraph : problem.body) {
    for (auto run = paragraph.runs.begin(); run != paragraph.runs.end(); ++run) {
      const auto* const reference = std::get_if<MeasureReference>(&*run);
      if (reference == nullptr || (!previous.empty() && reference->measure != previous)) continue;
      paragraph.runs.insert(previous.empty() ? run : run + 1, MeasureReference{id});
      return;
    }
  }
}

std::string free_id(const std::set<std::string>& ids) {
  for (std::size_t number = ids.size() + 1;; ++number) {
    std::string id = fmt::format("m{}", number);
    if (!ids.contains(id)) return id;
  }
}

// Puts measures together anew: those that stay, and after each what was added there.
class Rebuilding {
 public:
  Rebuilding(Problem& problem, Plan plan) : problem_(problem), plan_(std::move(plan)) {
    collect_ids(problem.measures, ids_);
    for (const Measure* measure : plan_.gone) {
      left_.emplace(without_blanks(measure->text), *measure);
    }
  }

  void rebuild() {
    std::set<std::string> gone;
    add_after(std::nullopt, {});
    for (std::size_t i = 0; i < problem_.measures.size(); ++i) {
      Measure& measure = problem_.measures[i];
      const std::string id = measure.id;
      remove(measure.measures, plan_.gone, gone);
      const bool is_gone = plan_.gone.contains(&measure);
      if (is_gone && measure.measures.empty()) {
        gone.insert(id);
      } else {
        if (is_gone) measure.text.clear();
        built_.push_back(std::move(measure));
      }
      add_after(i, id);
    }
    problem_.measures = std::move(built_);
    for (const std::string& id : moved_) gone.erase(id);
    remove_references(problem_, gone);
  }

 private:
  void add_after(std::optional<std::size_t> place, std::string previous) {
    for (const Addition& addition : plan_.added) {
      if (addition.after != place) continue;
      const auto moved = left_.find(without_blanks(addition.text));
      if (moved != left_.end() && moved->second.measures.empty()) {
        moved_.insert(moved->second.id);
        built_.push_back(std::move(moved->second));
        left_.erase(moved);
        continue;
      }
      Measure measure;
      measure.id = free_id(ids_);
      measure.text = addition.text;
      ids_.insert(measure.id);
      add_reference(problem_, previous, measure.id);
      previous = measure.id;
      built_.push_back(std::move(measure));
    }
  }

  Problem& problem_;
  Plan plan_;
  std::set<std::string> ids_;
  std::multimap<std::string, Measure> left_;  // gone from their place, by text
  std::set<std::string> moved_;
  std::vector<Measure> built_;
};

}  // namespace

void set_measures(Problem& problem, const std::vector<std::string>& texts) {
  std::vector<Listed> before;
  for (std::size_t i = 0; i < problem.measures.size(); ++i) list(problem.measures[i], i, before);
  Plan plan = plan_changes(before, texts);
  Rebuilding(problem, std::move(plan)).rebuild();
}

}  // namespace tongbao::importer

#include "importer/title_kind.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "importer/vocabulary.h"

namespace tongbao::importer {

namespace {

using record::TitleKind;

std::optional<TitleKind> vote(Text title) {
  if (contains_any(title, vocabulary::deficiency_words)) return TitleKind::problem;
  if (title.starts_with(U"关于")) title.remove_prefix(2);
  if (starts_with_any(title, vocabulary::task_verbs)) return TitleKind::task;
  if (contains_any(title, vocabulary::weak_deficiency_words)) return TitleKind::problem;
  return std::nullopt;
}

void collect(std::vector<record::Section>& sections, std::vector<record::Problem*>& titled) {
  for (record::Section& section : sections) {
    for (record::Problem& problem : section.problems) {
      if (!problem.title.empty()) titled.push_back(&problem);
    }
    collect(section.sections, titled);
  }
}

}  // namespace

void settle_title_kinds(record::Record& record, int line, Report& report) {
  std::vector<record::Problem*> titled;
  collect(record.sections, titled);
  if (titled.empty()) return;
  std::vector<std::optional<TitleKind>> votes;
  votes.reserve(titled.size());
  for (const record::Problem* problem : titled) votes.push_back(vote(to_utf32(problem->title)));
  const auto problems = std::count(votes.begin(), votes.end(), TitleKind::problem);
  const auto tasks = std::count(votes.begin(), votes.end(), TitleKind::task);
  const auto all = problems + tasks;
  std::optional<TitleKind> common;
  if (all > 0 && problems * 4 >= all * 3) common = TitleKind::problem;
  if (all > 0 && tasks * 4 >= all * 3) common = TitleKind::task;
  for (std::size_t i = 0; i < titled.size(); ++i) {
    titled[i]->title_kind = common ? common : votes[i];
  }
  if (common) return;
  report.warn("import.uncertainTitleKind", line,
              say("不能确定条目标题写的是问题还是任务（像问题的{}条，像任务的{}条，共{}条）",
                  "not sure whether the items' headings state problems or tasks ({} look like "
                  "problems, {} like tasks, of {})",
                  problems, tasks, titled.size()),
              say("请核对各条的titleKind", "check titleKind of each"));
}

}  // namespace tongbao::importer

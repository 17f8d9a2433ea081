#include "record/record_rules.h"

#include <set>
#include <string_view>
#include <utility>
#include <variant>

#include "record/wording.h"

namespace tongbao::record {

namespace {

using Ids = std::set<std::string_view>;

void check_id(const std::string& id, Ids& known, const Pointer& at, ReadErrors& errors) {
  if (id.empty() || known.insert(id).second) return;
  refuse_duplicate(id, at / "id", errors);
}

void collect_measures(const std::vector<Measure>& measures, Ids& known, const Pointer& at,
                      ReadErrors& errors) {
  for (std::size_t i = 0; i < measures.size(); ++i) {
    const Pointer here = at / i;
    check_id(measures[i].id, known, here, errors);
    collect_measures(measures[i].measures, known, here / "measures", errors);
  }
}

void refuse_reference(const std::string& id, const Ids* known, const Pointer& at,
                      ReadErrors& errors) {
  Bilingual hint =
      say("只有问题的正文可以引用措施", "only the body of a problem refers to measures");
  if (known != nullptr) hint = did_you_mean(id, {known->begin(), known->end()});
  errors.add("record.unknownMeasure", at, say("没有措施“{}”", "no measure \"{}\"", shown(id)),
             std::move(hint));
}

// `known`: the measures that may be referred to; null where there can be none.
void check_references(const std::vector<Paragraph>& paragraphs, const Ids* known, const Pointer& at,
                      ReadErrors& errors) {
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    const auto& runs = paragraphs[i].runs;
    for (std::size_t j = 0; j < runs.size() && !errors.full(); ++j) {
      const auto* reference = std::get_if<MeasureReference>(&runs[j]);
      if (reference == nullptr || (known != nullptr && known->contains(reference->measure))) {
        continue;
      }
      const Pointer paragraph = at / i;
      const Pointer all_runs = paragraph / "runs";
      const Pointer run = all_runs / j;
      if (!errors.within(run)) refuse_reference(reference->measure, known, run / "measure", errors);
    }
  }
}

class RecordChecker {
 public:
  explicit RecordChecker(ReadErrors& errors) : errors_(errors) {}

  void check(const Record& record, const Pointer& at) {
    const bool read_whole = errors_.empty();
    check_references(record.preamble, nullptr, at / "preamble", errors_);
    check_sections(record.sections, at / "sections");
    check_references(record.closing, nullptr, at / "closing", errors_);
    check_signatures(record.signatures, at / "signatures");
    if (record.document) check_attachments(*record.document, at / "document");
    // Ids that could not be read would make references look wrong that are not.
    if (read_whole) check_merging(record.sections, at / "sections");
  }

 private:
  void check_signatures(const std::vector<Signature>& signatures, const Pointer& at) {
    for (std::size_t i = 0; i < signatures.size() && !errors_.full(); ++i) {
      if (signatures[i].seal.empty() || signatures[i].stamp.empty()) continue;
      errors_.add("record.sealAndStamp", at / i,
                  say("一个署名或者盖印章，或者加盖签名章，不能两样都有",
                      "a signature has a seal or a stamp, not both"));
    }
  }

  void check_attachments(const DocumentHead& document, const Pointer& at) {
    const Pointer all = at / "attachments";
    for (std::size_t i = 0; i < document.attachments.size(); ++i) {
      const Pointer attachment = all / i;
      check_references(document.attachments[i].body, nullptr, attachment / "body", errors_);
    }
  }

  void check_sections(const std::vector<Section>& sections, const Pointer& at) {
    for (std::size_t i = 0; i < sections.size() && !errors_.full(); ++i) {
      check_section(sections[i], at / i);
    }
  }

  void check_section(const Section& section, const Pointer& at) {
    check_id(section.id, section_ids_, at, errors_);
    if (!section.sections.empty() && !section.problems.empty()) {
      errors_.add("record.sectionsAndProblems", at,
                  say("一部分之下或者分部分，或者列问题，不能两样都有",
                      "a section holds sections or problems, not both"));
    }
    check_references(section.body, nullptr, at / "body", errors_);
    check_sections(section.sections, at / "sections");
    const Pointer problems = at / "problems";
    for (std::size_t i = 0; i < section.problems.size() && !errors_.full(); ++i) {
      const Problem& problem = section.problems[i];
      const Pointer here = problems / i;
      check_id(problem.id, problem_ids_, here, errors_);
      check_problem(problem, here, errors_);
      if (problem.publication && !problem.publication->merged_into.empty()) {
        merged_ids_.insert(problem.id);
      }
    }
    check_references(section.after, nullptr, at / "after", errors_);
  }

  // Once all ids are known.
  void check_merging(const std::vector<Section>& sections, const Pointer& at) {
    if (merged_ids_.empty()) return;
    for (std::size_t i = 0; i < sections.size(); ++i) {
      const Pointer section = at / i;
      const Pointer problems = section / "problems";
      for (std::size_t j = 0; j < sections[i].problems.size() && !errors_.full(); ++j) {
        check_merging(sections[i].problems[j], problems / j);
      }
      check_merging(sections[i].sections, section / "sections");
    }
  }

  void check_merging(const Problem& problem, const Pointer& at) {
    if (!problem.publication || problem.publication->merged_into.empty()) return;
    const std::string& target = problem.publication->merged_into;
    if (problem_ids_.contains(target) && !merged_ids_.contains(target)) return;
    const Pointer publication = at / "publication";
    refuse_merging(target, publication / "mergedInto", errors_);
  }

  ReadErrors& errors_;
  Ids section_ids_;
  Ids problem_ids_;
  Ids merged_ids_;
};

}  // namespace

void check_record(const Record& record, const Pointer& at, ReadErrors& errors) {
  RecordChecker(errors).check(record, at);
}

void refuse_duplicate(const std::string& id, const Pointer& at, ReadErrors& errors) {
  errors.add("record.duplicateId", at,
             say("标识“{}”已经用过", "the id \"{}\" is taken already", shown(id)));
}

void refuse_merging(const std::string& id, const Pointer& at, ReadErrors& errors) {
  errors.add("record.unknownProblem", at,
             say("不能并入“{}”", "cannot be merged into \"{}\"", shown(id)),
             say("须是本记录中另一个自己刊出的问题",
                 "it must be another problem of the record that is not itself merged"));
}

void check_problem(const Problem& problem, const Pointer& at, ReadErrors& errors) {
  const bool says_nothing =
      problem.title.empty() && problem.body.empty() && problem.finding.empty();
  if (says_nothing && !errors.within(at)) {
    errors.add("record.missingField", at,
               say("缺少“title”“body”“finding”之一（标题、正文、问题表现）",
                   R"(one of "title", "body", "finding" is missing)"));
  }
  Ids measures;
  collect_measures(problem.measures, measures, at / "measures", errors);
  if (errors.within(at / "measures")) return;
  check_references(problem.body, &measures, at / "body", errors);
  if (problem.publication) {
    const Pointer publication = at / "publication";
    check_references(problem.publication->body, &measures, publication / "body", errors);
  }
}

}  // namespace tongbao::record

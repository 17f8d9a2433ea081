#include "importer/ledger_edits.h"

#include <algorithm>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "importer/ledger_measures.h"
#include "importer/ledger_values.h"
#include "record/derive.h"

namespace tongbao::importer {

namespace {

using record::Problem;

struct Edit {
  const LedgerColumn* column = nullptr;
  std::string from;
  std::string to;
  const LedgerRow* row = nullptr;
  workbook::Address at;
};

bool is_read(Meaning meaning) {
  return meaning != Meaning::id && meaning != Meaning::ordinal && meaning != Meaning::derived;
}

class Reading {
 public:
  Reading(const LedgerEntry& entry, bool counts_from_1904, Report& report)
      : entry_(entry), counts_from_1904_(counts_from_1904), report_(report) {}

  // What differs from the problem, in the order of the columns' table.
  std::vector<Edit> edits() {
    std::vector<Edit> edits;
    for (const LedgerColumn& column : ledger_columns()) {
      const bool seen = std::any_of(edits.begin(), edits.end(), [&](const Edit& edit) {
        return edit.column->field == column.field;
      });
      if (!is_read(column.meaning) || seen) continue;
      if (auto edit = edit_of(column.field)) edits.push_back(*std::move(edit));
    }
    return edits;
  }

 private:
  std::optional<Edit> edit_of(std::string_view field) {
    std::optional<Edit> edit;
    for (const LedgerRow* row : entry_.rows) {
      for (const LedgerCell& cell : row->cells) {
        if (cell.column->field != field) continue;
        auto found = compare(*row, cell);
        if (!found) continue;
        if (!edit) {
          edit = std::move(found);
        } else if (without_blanks(edit->to) != without_blanks(found->to)) {
          warn_of_conflict(*edit, *found);
          return std::nullopt;
        }
      }
    }
    return edit;
  }

  std::optional<Edit> compare(const LedgerRow& row, const LedgerCell& cell) {
    const auto printed = printed_values(*cell.column, *entry_.problem, entry_.group);
    auto value = read_value(*cell.column, cell.value, counts_from_1904_);
    if (value && entry_.is_new && value->empty()) return std::nullopt;
    if (value && std::any_of(printed.begin(), printed.end(), [&](const std::string& each) {
          return without_blanks(each) == without_blanks(*value);
        })) {
      return std::nullopt;
    }
    if (!value || is_implausible(cell)) {
      warn_of_bad_value(row, cell);
      return std::nullopt;
    }
    return Edit{cell.column, printed.front(), *std::move(value), &row, cell.at};
  }

  // A number in a column of dates that was meant as a month (2025.6) or a year is a day before 1950
  // to Excel.
  static bool is_implausible(const LedgerCell& cell) {
    constexpr double first_day_of_1950 = 18'264;
    const bool is_date =
        cell.column->meaning == Meaning::date || cell.column->meaning == Meaning::deadline;
    return is_date && cell.value.number && *cell.value.number < first_day_of_1950;
  }

  void warn_of_bad_value(const LedgerRow& row, const LedgerCell& cell) {
    const CellValue& value = cell.value;
    const std::string shown =
        value.number ? fmt::format("{}", *value.number) : shortened(one_line(value.text));
    const bool choice =
        cell.column->meaning == Meaning::status || cell.column->meaning == Meaning::term;
    Bilingual hint = say("写作2025-06-30或2025-06", "write it as 2025-06-30 or 2025-06");
    if (choice) {
      const std::string words = fmt::format("{}", fmt::join(words_of(cell.column->meaning), "、"));
      hint = say("应为{}之一", "it is one of {}", words);
    }
    report_.add({.code = choice ? "import.badChoice" : "import.badDate",
                 .severity = Severity::warning,
                 .where = place_of(*row.sheet, cell.at),
                 .message = say("“{}”一格的“{}”无法识别，未读入",
                                "\"{1}\" under \"{0}\" means nothing here and was not read",
                                cell.column->header, shown),
                 .hint = std::move(hint)});
  }

  void warn_of_conflict(const Edit& one, const Edit& other) {
    report_.add(
        {.code = "import.conflict",
         .severity = Severity::warning,
         .where = place_of(*other.row->sheet, other.at),
         .message =
             say("问题{}的“{}”与{}说法不一（“{}”与“{}”），未改动",
                 "problem {}: \"{}\" differs from {} (\"{}\" and \"{}\"); it stays as it was",
                 entry_.problem->id, other.column->header, place_of(*one.row->sheet, one.at).file,
                 shortened(other.to), shortened(one.to)),
         .hint = say("两处填写一致后重新读入", "make both say the same and import again")});
  }

  const LedgerEntry& entry_;
  bool counts_from_1904_;
  Report& report_;
};

void set_deadline(Problem& problem, const std::string& value) {
  problem.deadline = parse_written_date(value);
  problem.deadline_note.clear();
  if (problem.deadline || value.empty()) return;
  const auto words = words_of(Meaning::term);
  if (std::find(words.begin(), words.end(), value) != words.end()) {
    problem.term = static_cast<record::Term>(choice_of(Meaning::term, value));
  } else {
    problem.deadline_note = value;
  }
}

void set_finding(Problem& problem, const std::string& value) {
  const bool title_states = problem.finding.empty() &&
                            problem.title_kind == record::TitleKind::problem &&
                            !problem.title.empty();
  (title_states ? problem.title : problem.finding) = value;
}

// As the ledgers print a piece: its name, its address, or 名称（地址）.
record::Evidence evidence_of(const std::string& line) {
  constexpr std::string_view open = "（";
  constexpr std::string_view close = "）";
  const std::size_t scheme = line.find("://");
  if (scheme == std::string::npos) return {line, {}};
  const std::size_t begin = line.rfind(open, scheme);
  if (begin == std::string::npos) {
    const bool only_address = line.find_first_of(" \t") > scheme;
    return only_address && static_cast<unsigned char>(line.front()) < 0x80
               ? record::Evidence{{}, line}
               : record::Evidence{line, {}};
  }
  if (!line.ends_with(close)) return {line, {}};
  const std::size_t from = begin + open.size();
  return {line.substr(0, begin), line.substr(from, line.size() - close.size() - from)};
}

void set_evidence(Problem& problem, const std::string& value) {
  std::vector<record::Evidence> evidence;
  for (const std::string& line : lines_of(value)) {
    const auto known =
        std::find_if(problem.evidence.begin(), problem.evidence.end(), [&line](const auto& each) {
          return each.name == line || record::evidence_text({each}) == line;
        });
    evidence.push_back(known == problem.evidence.end() ? evidence_of(line) : *known);
  }
  problem.evidence = std::move(evidence);
}

record::Paragraph paragraph_of(std::string text) {
  record::Paragraph paragraph;
  paragraph.runs.emplace_back(std::move(text));
  return paragraph;
}

// The printed text of a problem whose title states it: the detail, the measures, the progress.
void print_detail(Problem& problem, const std::string& detail) {
  std::swap(problem.title, problem.finding);
  problem.title_kind = record::TitleKind::problem;
  problem.run_in = true;
  problem.body = {paragraph_of(detail)};
  record::Paragraph measures;
  measures.plain = false;
  for (const record::Measure& measure : problem.measures) {
    measures.runs.emplace_back(record::MeasureReference{measure.id});
  }
  if (!measures.runs.empty()) problem.body.push_back(std::move(measures));
  for (const std::string& paragraph : problem.outcome) {
    problem.body.push_back(paragraph_of(paragraph));
  }
}

// True where the detail has a place in the problem.
bool set_detail(Problem& problem, const std::string& detail) {
  if (!record::problem_detail(problem).empty()) {
    auto& runs = problem.body.front().runs;
    const auto is_text = [](const auto& run) { return std::holds_alternative<std::string>(run); };
    runs.erase(runs.begin(), std::find_if_not(runs.begin(), runs.end(), is_text));
    if (!detail.empty()) runs.insert(runs.begin(), detail);
    if (runs.empty()) problem.body.erase(problem.body.begin());
    return true;
  }
  if (!problem.body.empty() || !problem.title.empty()) return false;
  if (problem.finding.empty()) {
    problem.finding = detail;
  } else if (problem.measures.empty() && problem.outcome.empty()) {
    problem.finding += detail;  // alone, it would print as what was done
  } else {
    print_detail(problem, detail);
  }
  return true;
}

// False where the value has no place in the problem.
bool apply(const Edit& edit, Problem& problem) {
  switch (edit.column->meaning) {
    case Meaning::finding:
      set_finding(problem, edit.to);
      break;
    case Meaning::detail:
      return set_detail(problem, edit.to);
    case Meaning::measures:
      set_measures(problem, numbered_texts(edit.to));
      break;
    case Meaning::text:
      problem.*edit.column->text = edit.to;
      break;
    case Meaning::departments:
      problem.co_departments = names_of(edit.to);
      break;
    case Meaning::paragraphs:
      problem.outcome = lines_of(edit.to);
      break;
    case Meaning::evidence:
      set_evidence(problem, edit.to);
      break;
    case Meaning::date:
      problem.*edit.column->date = parse_written_date(edit.to);
      break;
    case Meaning::deadline:
      set_deadline(problem, edit.to);
      break;
    case Meaning::status:
      problem.status.reset();
      if (!edit.to.empty()) {
        problem.status = static_cast<record::Status>(choice_of(Meaning::status, edit.to));
      }
      break;
    case Meaning::term:
      problem.term.reset();
      if (!edit.to.empty()) {
        problem.term = static_cast<record::Term>(choice_of(Meaning::term, edit.to));
      }
      break;
    default:
      break;
  }
  return true;
}

void say_not_kept(const Edit& edit, const Problem& problem, Report& report) {
  report.add({.code = "import.notKept",
              .severity = Severity::warning,
              .where = place_of(*edit.row->sheet, edit.at),
              .message = say(
                  "问题{}的“{}”在整改数据中另有印出的正文，未改动",
                  "problem {}: \"{}\" was not taken over, the record has a text that is printed",
                  problem.id, edit.column->header),
              .hint = say("在整改数据中修改", "change it in the record")});
}

}  // namespace

void say_changed(std::string_view field, const std::string& from, const std::string& to,
                 const std::string& id, const LedgerPlace& place, Report& report) {
  const auto shown = [](const std::string& text) {
    return text.empty() ? std::string("（空）") : shortened(one_line(text));
  };
  report.add({.code = "import.changed",
              .severity = Severity::note,
              .where = place_of(*place.row->sheet, place.at),
              .message = say("问题{}的{}：{} → {}", "problem {}: {}: {} → {}", id, field,
                             shown(from), shown(to)),
              .hint = {}});
}

void apply_rows(LedgerEntry& entry, bool counts_from_1904, Report& report) {
  std::vector<Edit> edits = Reading(entry, counts_from_1904, report).edits();
  // The detail is printed with the measures and the progress: it comes after them.
  std::stable_partition(edits.begin(), edits.end(),
                        [](const Edit& edit) { return edit.column->meaning != Meaning::detail; });
  for (const Edit& edit : edits) {
    if (edit.column->meaning == Meaning::group) {
      entry.group = edit.to;
      entry.regrouped = LedgerPlace{edit.row, edit.at};
    } else if (!apply(edit, *entry.problem)) {
      say_not_kept(edit, *entry.problem, report);
    } else if (!entry.is_new) {
      say_changed(edit.column->header, edit.from, edit.to, entry.problem->id, {edit.row, edit.at},
                  report);
    }
  }
}

}  // namespace tongbao::importer

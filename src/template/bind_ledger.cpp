#include <utility>

#include "template/bind_metadata.h"
#include "template/binder.h"
#include "template/program.h"
#include "template/template.h"

namespace tongbao::tmpl {

namespace {

using content::CellValue;

// Keeps the memory of a text that a cell already holds.
std::string& text_in(CellValue& cell) {
  if (!std::holds_alternative<std::string>(cell)) cell.emplace<std::string>();
  auto& text = std::get<std::string>(cell);
  text.clear();
  return text;
}

// A value that stands alone in its cell: dates and numbers stay what they are.
void fill_with_value(CellValue& cell, const Expression& expression, Binder& binder) {
  const Binder::Found found = binder.find(expression);
  const auto* view = std::get_if<record::View>(&found.value);
  const bool is_date = std::holds_alternative<Date>(found.value) ||
                       (view != nullptr && view->kind() == record::Kind::date);
  if (is_date) {
    const Date date = *date_of(found.value);
    if (date.has_day()) {
      cell = date;
    } else {
      text_in(cell) = date.chinese();
    }
  } else if (const auto number = number_of(found.value)) {
    cell = *number;
  } else {
    std::string& text = text_in(cell);
    static_cast<void>(binder.append_value(found, text));
    if (text.empty()) cell = std::monostate{};
  }
}

void fill(CellValue& cell, const Nodes& nodes, Binder& binder) {
  if (nodes.size() == 1) {
    if (const auto* output = std::get_if<OutputNode>(&nodes[0].value)) {
      return fill_with_value(cell, output->expression, binder);
    }
    if (const auto* choice = std::get_if<IfNode>(&nodes[0].value)) {
      const Nodes* taken = binder.branch(*choice);
      if (taken != nullptr) return fill(cell, *taken, binder);
      cell = std::monostate{};
      return;
    }
  }
  std::string& text = text_in(cell);
  text = binder.text(nodes);
  if (text.empty()) cell = std::monostate{};
}

Frame record_frame(const record::Record& record, std::string pointer) {
  Frame frame;
  frame.view = record::View::of(record);
  frame.pointer = std::move(pointer);
  return frame;
}

class ProblemRows : public content::RowSource {
 public:
  ProblemRows(const Template::Program& program, std::optional<Date> as_of,
              record::ProblemSource& problems)
      : program_(program),
        columns_(std::get<LedgerProgram>(program.body).columns),
        as_of_(as_of),
        problems_(problems) {}

  Result<bool> next(content::Row& row) override {
    const auto problem = problems_.next();
    if (!problem) return tl::unexpected(problem.error());
    if (*problem == nullptr) return false;
    return bind(**problem, row);
  }

 private:
  Result<bool> bind(const record::ListedProblem& listed, content::Row& row) {
    Evaluation evaluation;
    evaluation.record = listed.record;
    evaluation.envelope_as_of = as_of_;
    evaluation.listed = &listed;
    // Of several records, each has its own pointer before that of its problems.
    std::string root = listed.pointer.substr(0, listed.pointer.find("/sections/"));
    Binder binder(program_, evaluation, record_frame(*listed.record, std::move(root)));
    Frame frame;
    frame.view = record::View::of(*listed.problem);
    frame.pointer = listed.pointer;
    frame.problem = listed.problem;
    frame.problem_pointer = listed.pointer;
    binder.push(std::move(frame));
    row.pointer = listed.pointer;
    row.cells.resize(columns_.size());
    for (std::size_t i = 0; i < columns_.size(); ++i) fill(row.cells[i], columns_[i].cell, binder);
    if (!binder.failed()) return true;
    Diagnostics errors = binder.take_errors();
    if (listed.line == 0) return failure(std::move(errors));
    for (Diagnostic& error : errors) say_line(error, listed.line);
    return failure(std::move(errors));
  }

  // The place is the template's; the stream's line goes into the words.
  static void say_line(Diagnostic& error, int line) {
    error.message.zh += fmt::format("（数据第 {} 行）", line);
    error.message.en += fmt::format(" (line {} of the stream)", line);
  }

  const Template::Program& program_;
  const std::vector<ColumnProgram>& columns_;
  std::optional<Date> as_of_;
  record::ProblemSource& problems_;
};

std::vector<content::Band> bind_bands(const std::vector<BandProgram>& programs, Binder& binder) {
  std::vector<content::Band> bands;
  for (const BandProgram& program : programs) {
    content::Band band;
    band.left = binder.text(program.left);
    band.right = binder.text(program.right);
    band.style = program.style;
    band.height = program.height;
    bands.push_back(std::move(band));
  }
  return bands;
}

content::Sheet bind_sheet(const LedgerProgram& program, Binder& binder) {
  content::Sheet sheet;
  sheet.name = program.sheet;
  sheet.head = bind_bands(program.head, binder);
  for (const ColumnProgram& column : program.columns) sheet.columns.push_back(column.column);
  sheet.header_style = program.header_style;
  sheet.header_height = program.header_height;
  sheet.foot = bind_bands(program.foot, binder);
  sheet.print = program.print;
  sheet.freeze_header = program.freeze;
  sheet.filter = program.filter;
  return sheet;
}

}  // namespace

Result<content::LedgerContent> bind_ledger(const Template& tmpl, const record::Envelope& envelope,
                                           record::ProblemSource& problems) {
  const record::Record& record = envelope.records.at(0);
  const auto& program = std::get<LedgerProgram>(tmpl.program().body);
  Evaluation evaluation;
  evaluation.record = &record;
  evaluation.envelope_as_of = envelope.as_of;
  const std::string root = envelope.records.size() > 1 ? "/records/0" : "";
  Binder binder(tmpl.program(), evaluation, record_frame(record, root));
  content::LedgerContent ledger;
  ledger.metadata = bind_metadata(program.metadata, binder);
  ledger.sheets.push_back(bind_sheet(program, binder));
  if (binder.failed()) return failure(binder.take_errors());
  ledger.sheets[0].rows = std::make_unique<ProblemRows>(tmpl.program(), envelope.as_of, problems);
  return ledger;
}

}  // namespace tongbao::tmpl

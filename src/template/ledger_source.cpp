#include "template/ledger_source.h"

#include <iterator>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "template/ledger_cells.h"

namespace tongbao::tmpl {

namespace {

// The place is the template's; the stream's line goes into the words.
Diagnostics with_line(Diagnostics errors, int line) {
  if (line == 0) return errors;
  for (Diagnostic& error : errors) {
    error.message.zh += fmt::format("（数据第 {} 行）", line);
    error.message.en += fmt::format(" (line {} of the stream)", line);
  }
  return errors;
}

const TableProgram* table_of(const SheetProgram& sheet) {
  return std::get_if<TableProgram>(&sheet.content);
}

}  // namespace

Frame record_frame(const record::Record& record, std::string pointer) {
  Frame frame;
  frame.view = record::View::of(record);
  frame.pointer = std::move(pointer);
  return frame;
}

Evaluation evaluation_of(const record::Envelope& envelope) {
  Evaluation evaluation;
  evaluation.record = &envelope.records.at(0);
  evaluation.envelope_as_of = envelope.as_of;
  std::set<std::string_view> units;
  const auto date = record::judging_date(*evaluation.record, envelope.as_of);
  for (const record::Record& record : envelope.records) {
    units.insert(record::unit_of(record));
    if (record::judging_date(record, envelope.as_of) != date) evaluation.dates_differ = true;
  }
  evaluation.units = units.size();
  return evaluation;
}

std::string first_record_pointer(const record::Envelope& envelope) {
  return envelope.records.size() > 1 ? "/records/0" : "";
}

LedgerRows::LedgerRows(const Template& tmpl, const record::Envelope& envelope,
                       record::ProblemSource& problems)
    : program_(tmpl.program()),
      sheets_(std::get<LedgerProgram>(program_.body).sheets),
      envelope_(envelope),
      problems_(problems),
      units_(evaluation_of(envelope).units),
      summarizer_(envelope),
      progress_(sheets_.size()) {
  for (std::size_t i = 0; i < sheets_.size(); ++i) {
    const TableProgram* table = table_of(sheets_[i]);
    if (table == nullptr) continue;
    progress_[i].group_sums.resize(table->columns.size());
    progress_[i].total_sums.resize(table->columns.size());
  }
}

void LedgerRows::ColumnSum::add(const content::CellValue& cell) {
  any_row = true;
  if (const auto* number = std::get_if<double>(&cell)) {
    sum += *number;
    any_number = true;
  } else if (const auto* text = std::get_if<std::string>(&cell); text != nullptr) {
    words = !words || *words == *text ? *text : std::string();
  }
}

content::CellValue LedgerRows::ColumnSum::cell() const {
  if (words && !words->empty()) return *words;
  if (words || (any_row && !any_number)) return std::monostate{};
  return sum;
}

Result<bool> LedgerRows::next(content::Row& row) {
  while (next_ == bound_) {
    if (summary_) return false;
    next_ = bound_ = 0;
    if (auto advanced = advance(); !advanced) return failure(std::move(advanced.error()));
  }
  std::swap(row, rows_[next_++]);
  return true;
}

Result<void> LedgerRows::advance() {
  const auto problem = problems_.next();
  if (!problem) return failure(problem.error());
  listed_ = *problem;
  if (listed_ == nullptr) return end();
  element_ = listed_->ordinal;
  return bind(*listed_, summarizer_.add(*listed_));
}

Result<void> LedgerRows::bind(const record::ListedProblem& listed, const record::Since& since) {
  Evaluation evaluation;
  evaluation.record = listed.record;
  evaluation.envelope_as_of = envelope_.as_of;
  evaluation.units = units_;
  evaluation.listed = &listed;
  // Of several records, each has its own pointer before that of its problems.
  Binder binder(
      program_, evaluation,
      record_frame(*listed.record, listed.pointer.substr(0, listed.pointer.find("/sections/"))));
  Frame changes;
  changes.view = record::view_of(since);
  changes.pointer = listed.pointer;
  changes.is_counted = true;
  binder.push(std::move(changes));
  Frame frame;
  frame.view = record::View::of(*listed.problem);
  frame.pointer = listed.pointer;
  frame.problem = listed.problem;
  frame.problem_pointer = listed.pointer;
  binder.push(std::move(frame));
  for (std::size_t i = 0; i < sheets_.size(); ++i) {
    if (!sheets_[i].each.list) bind_element(i, binder);
  }
  if (!binder.failed()) return {};
  return failure(with_line(binder.take_errors(), listed.line));
}

// What the innermost name of `binder` stands for: a problem, or an element of a list.
void LedgerRows::bind_element(std::size_t sheet, Binder& binder) {
  const EachProgram& each = sheets_[sheet].each;
  if (each.when && !binder.holds(*each.when)) return;
  const std::string pointer = binder.innermost().pointer;
  if (!each.split) return bind_row(sheet, pointer, binder);
  bool has_parts = false;
  binder.loop(*each.split, [&] {
    has_parts = true;
    bind_row(sheet, binder.innermost().pointer, binder);
  });
  if (has_parts || !each.rows_of_empty) return;
  binder.push({});
  bind_row(sheet, pointer, binder);
  binder.pop();
}

// Everything that is known only when all problems passed.
Result<void> LedgerRows::end() {
  auto summary = summarizer_.finish();
  if (!summary) return failure(std::move(summary.error()));
  summary_ = *std::move(summary);
  const Evaluation evaluation = evaluation_of(envelope_);
  Binder binder(program_, evaluation,
                record_frame(envelope_.records.at(0), first_record_pointer(envelope_)));
  binder.set_summary(record::view_of(*summary_));
  for (std::size_t i = 0; i < sheets_.size(); ++i) {
    if (sheets_[i].each.list) bind_list(i, binder);
    if (table_of(sheets_[i]) == nullptr) continue;
    add_subtotal(i);
    add_total(i);
  }
  if (!binder.failed()) return {};
  return failure(binder.take_errors());
}

void LedgerRows::bind_list(std::size_t sheet, Binder& binder) {
  element_ = 0;
  binder.loop(*sheets_[sheet].each.list, [&] {
    ++element_;
    bind_element(sheet, binder);
  });
}

content::Row& LedgerRows::new_row(std::size_t sheet) {
  if (bound_ == rows_.size()) rows_.emplace_back();
  content::Row& row = rows_[bound_++];
  row.sheet = sheet;
  row.kind = content::RowKind::data;
  row.pointer.clear();
  row.title.clear();
  row.line = listed_ == nullptr ? 0 : listed_->line;
  row.group = progress_[sheet].group;
  row.problem = element_;
  return row;
}

void LedgerRows::bind_row(std::size_t sheet, const std::string& pointer, Binder& binder) {
  if (const auto* form = std::get_if<FormProgram>(&sheets_[sheet].content)) {
    content::Row& row = new_row(sheet);
    row.pointer = pointer;
    return bind_form(*form, row, binder);
  }
  const std::vector<ColumnProgram>& columns = table_of(sheets_[sheet])->columns;
  enter_group(sheet, pointer, binder);
  content::Row& row = new_row(sheet);
  row.pointer = pointer;
  row.cells.resize(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) fill_cell(row.cells[i], columns[i], binder);
  calculate_cells(row.cells, columns);
  Progress& progress = progress_[sheet];
  progress.in_group = true;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!columns[i].column.summed) continue;
    progress.group_sums[i].add(row.cells[i]);
    progress.total_sums[i].add(row.cells[i]);
  }
}

void LedgerRows::bind_form(const FormProgram& form, content::Row& row, Binder& binder) {
  row.title = binder.text(form.title);
  row.cells.resize(form.fields.size());
  for (std::size_t i = 0; i < form.fields.size(); ++i) {
    row.cells[i] = binder.text(form.fields[i].text);
  }
}

// Begins a group where the row at hand is not of the one before.
void LedgerRows::enter_group(std::size_t sheet, const std::string& pointer, Binder& binder) {
  const EachProgram& each = sheets_[sheet].each;
  Progress& progress = progress_[sheet];
  std::string name;
  const void* section = nullptr;
  if (each.group) {
    if (!append_text(name, binder.value_of(*each.group), nullptr)) {
      binder.error("bind.badValue", each.group->position, pointer,
                   say("分组的值不能打印为文字", "the value to group by does not print as text"));
    }
  } else if (listed_ != nullptr && !listed_->sections.empty()) {
    section = listed_->sections.back();
  }
  if (progress.group != 0 && progress.group_name == name && progress.section == section) return;
  add_subtotal(sheet);
  ++progress.group;
  progress.group_name = std::move(name);
  progress.section = section;
}

void LedgerRows::add_subtotal(std::size_t sheet) {
  Progress& progress = progress_[sheet];
  const std::string& words = table_of(sheets_[sheet])->subtotal;
  if (progress.in_group && !words.empty()) {
    add_sums(sheet, content::RowKind::subtotal, words, progress.group_sums);
  }
  progress.in_group = false;
  progress.group_sums.assign(progress.group_sums.size(), {});
}

void LedgerRows::add_total(std::size_t sheet) {
  const std::string& words = table_of(sheets_[sheet])->total;
  if (words.empty()) return;
  add_sums(sheet, content::RowKind::total, words, progress_[sheet].total_sums);
}

void LedgerRows::add_sums(std::size_t sheet, content::RowKind kind, const std::string& words,
                          const std::vector<ColumnSum>& sums) {
  const std::vector<ColumnProgram>& columns = table_of(sheets_[sheet])->columns;
  content::Row& row = new_row(sheet);
  row.kind = kind;
  row.cells.assign(columns.size(), std::monostate{});
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].column.summed) row.cells[i] = sums[i].cell();
  }
  calculate_cells(row.cells, columns);
  row.cells.front() = words;
}

Result<std::vector<content::Band>> LedgerRows::head(std::size_t sheet) {
  return bands(sheets_[sheet].head);
}

Result<std::vector<content::Band>> LedgerRows::foot(std::size_t sheet) {
  return bands(sheets_[sheet].foot);
}

Result<std::vector<content::Band>> LedgerRows::bands(const std::vector<BandProgram>& programs) {
  const Evaluation evaluation = evaluation_of(envelope_);
  Binder binder(program_, evaluation,
                record_frame(envelope_.records.at(0), first_record_pointer(envelope_)));
  if (summary_) binder.set_summary(record::view_of(*summary_));
  std::vector<content::Band> bound;
  for (const BandProgram& program : programs) {
    content::Band band;
    band.left = binder.text(program.left);
    band.right = binder.text(program.right);
    band.style = program.style;
    band.height = program.height;
    bound.push_back(std::move(band));
  }
  if (binder.failed()) return failure(binder.take_errors());
  return bound;
}

}  // namespace tongbao::tmpl

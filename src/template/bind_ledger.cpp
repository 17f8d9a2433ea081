#include <utility>

#include "template/bind_metadata.h"
#include "template/binder.h"
#include "template/ledger_source.h"
#include "template/program.h"
#include "template/template.h"

namespace tongbao::tmpl {

namespace {

// The columns, with the choices that the record has.
content::Table bind_table(const TableProgram& program, Binder& binder) {
  content::Table table = program.table;
  for (const ColumnProgram& column : program.columns) {
    content::Column& made = table.columns.emplace_back(column.column);
    if (!column.choices) continue;
    if (auto texts = texts_of(binder.value_of(*column.choices), nullptr)) {
      made.choices = *std::move(texts);
    }
  }
  return table;
}

content::Sheet bind_sheet(const SheetProgram& program, Binder& binder) {
  content::Sheet sheet = program.sheet;
  if (const auto* form = std::get_if<FormProgram>(&program.content)) {
    sheet.content = form->form;
  } else {
    sheet.content = bind_table(std::get<TableProgram>(program.content), binder);
  }
  return sheet;
}

}  // namespace

Result<content::LedgerContent> bind_ledger(const Template& tmpl, const record::Envelope& envelope,
                                           record::ProblemSource& problems) {
  const record::Record& record = envelope.records.at(0);
  const auto& program = std::get<LedgerProgram>(tmpl.program().body);
  const Evaluation evaluation = evaluation_of(envelope);
  Binder binder(tmpl.program(), evaluation, record_frame(record, first_record_pointer(envelope)));
  content::LedgerContent ledger;
  ledger.metadata = bind_metadata(program.metadata, binder);
  for (const SheetProgram& sheet : program.sheets) {
    ledger.sheets.push_back(bind_sheet(sheet, binder));
  }
  if (binder.failed()) return failure(binder.take_errors());
  ledger.rows = std::make_unique<LedgerRows>(tmpl, envelope, problems);
  return ledger;
}

}  // namespace tongbao::tmpl

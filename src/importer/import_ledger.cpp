#include "importer/import_ledger.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "importer/ledger_edits.h"
#include "importer/ledger_entries.h"
#include "importer/ledger_sections.h"
#include "importer/ledger_table.h"
#include "importer/report.h"
#include "record/derive.h"
#include "record/reader.h"
#include "record/writer.h"
#include "workbook/read_workbook.h"

namespace tongbao::importer {

namespace {

using record::Record;

Place first_cell(const LedgerEntry& entry) {
  const LedgerRow& row = *entry.rows.front();
  return place_of(*row.sheet, row.cells.front().at);
}

Result<Record> new_record(const LedgerTables& tables, Report& report) {
  if (tables.unit.empty()) {
    return failure(Diagnostic{
        .code = "import.noUnit",
        .where = {.pointer = {}, .file = tables.tables.front().sheet->name},
        .message = say("表头上方没有“填报单位：”，无法生成新的整改数据",
                       "there is no 填报单位 above the table, so it cannot become a record"),
        .hint = say("填写填报单位，或指明要合并到哪份整改数据（--into）",
                    "fill it in, or name the record to merge into (--into)")});
  }
  Record record;
  record.schema_version = "1";
  record.organization.name = tables.unit;
  record.title = tables.unit + "关于巡察整改情况的通报";
  record.reporting.emplace();
  record.reporting->unit = tables.unit;
  record.reporting->date = tables.date;
  report.add(
      {.code = "import.madeTitle",
       .severity = Severity::note,
       .where = {},
       .message = say("标题由填报单位生成：{}", "the title was made of the unit: {}", record.title),
       .hint = {}});
  return record;
}

void compare_unit(const LedgerTables& tables, const Record& record, Report& report) {
  const std::string unit = without_blanks(tables.unit);
  const auto is_it = [&unit](const std::string& name) { return without_blanks(name) == unit; };
  if (unit.empty() || is_it(record.organization.name) || is_it(record::unit_of(record))) return;
  if (record.reporting && is_it(record.reporting->unit)) return;
  report.add(
      {.code = "import.otherUnit",
       .severity = Severity::warning,
       .where = {.pointer = {}, .file = tables.tables.front().sheet->name},
       .message = say("台账的填报单位是{}，整改数据是{}的", "the ledger is of {}, the record of {}",
                      tables.unit, record.organization.name),
       .hint = {}});
}

void make_ids(LedgerEntries& entries, Report& report) {
  std::set<std::string> ids;
  for (const LedgerEntry& entry : entries.list) ids.insert(entry.id);
  std::size_t number = 0;
  for (LedgerEntry& entry : entries.list) {
    if (!entry.id.empty()) continue;
    do {
      entry.id = fmt::format("p{}", ++number);
    } while (!ids.insert(entry.id).second);
    entry.problem->id = entry.id;
    report.add({.code = "import.madeId",
                .severity = Severity::note,
                .where = first_cell(entry),
                .message = say("没有问题编号，定为{}", "no problem id: it is {}", entry.id),
                .hint = {}});
  }
}

Diagnostics say_added(const LedgerEntries& entries, Report& report) {
  Diagnostics errors;
  for (const LedgerEntry& entry : entries.list) {
    if (!entry.is_new) continue;
    const record::Problem& problem = *entry.problem;
    if (problem.finding.empty() && problem.title.empty()) {
      errors.push_back({.code = "import.noProblem",
                        .where = first_cell(entry),
                        .message = say("这一行没有填写“反馈问题”", "this row has no 反馈问题"),
                        .hint = say("填写问题，或删除这一行", "fill it in, or delete the row")});
      continue;
    }
    report.add({.code = "import.added",
                .severity = Severity::note,
                .where = first_cell(entry),
                .message = say("新增问题{}：{}", "problem {} is new: {}", entry.id,
                               shortened(problem.title.empty() ? problem.finding : problem.title)),
                .hint = {}});
  }
  return errors;
}

// Whatever a spreadsheet can hold, what leaves is a record.
Result<Warned<Record>> checked(Record record, Report& report) {
  const auto read = record::read_record(record::write_record(record));
  if (!read) return failure(read.error());
  return Warned<Record>{std::move(record), report.take()};
}

}  // namespace

Result<Warned<Record>> import_ledger(std::string_view xlsx, std::optional<Record> into) {
  const auto workbook = workbook::read_workbook(xlsx);
  if (!workbook) return failure(workbook.error());
  Report report;
  const auto tables = read_tables(*workbook, report);
  if (!tables) return failure(tables.error());
  if (into) {
    compare_unit(*tables, *into, report);
  } else {
    auto fresh = new_record(*tables, report);
    if (!fresh) return failure(std::move(fresh.error()));
    into = *std::move(fresh);
  }
  auto entries = match_rows(*into, *tables, report);
  if (!entries) return failure(std::move(entries.error()));
  make_ids(*entries, report);
  for (LedgerEntry& entry : entries->list) apply_rows(entry, workbook->counts_from_1904, report);
  Diagnostics errors = say_added(*entries, report);
  for (Diagnostic& error : place_problems(*entries, *into, report))
    errors.push_back(std::move(error));
  if (!errors.empty()) return failure(std::move(errors));
  return checked(*std::move(into), report);
}

}  // namespace tongbao::importer

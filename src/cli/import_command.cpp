#include <optional>
#include <utility>

#include "cli/command.h"
#include "cli/console.h"
#include "importer/import_document.h"
#include "importer/import_ledger.h"
#include "record/reader.h"
#include "record/writer.h"

namespace tongbao::cli {

namespace {

int deliver(const Import& command, const Result<Warned<record::Record>>& imported,
            Console& console) {
  if (!imported) return fail(imported.error(), command.input, console);
  say_all(imported->diagnostics, command.input, console);
  return deliver(command.output, record::write_record(imported->value), console);
}

int import_ledger(const Import& command, const std::string& xlsx, Console& console) {
  std::optional<record::Record> into;
  if (!command.into.empty()) {
    const auto json = read_input(command.into, command.max_body, console);
    if (!json) return fail(json.error(), command.into, console);
    auto record = record::read_record(*json, {.bytes = command.max_body});
    if (!record) return fail(record.error(), command.into, console);
    into = *std::move(record);
  }
  return deliver(command, importer::import_ledger(xlsx, std::move(into)), console);
}

}  // namespace

int execute(const Import& command, Console& console) {
  const auto input = read_input(command.input, command.max_body, console);
  if (!input) return fail(input.error(), command.input, console);
  if (command.is_ledger) return import_ledger(command, *input, console);
  const documents::Declared declared{.type = command.type, .charset = {}};
  return deliver(command, importer::import_document(*input, declared), console);
}

}  // namespace tongbao::cli

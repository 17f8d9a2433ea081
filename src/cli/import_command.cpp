#include "cli/command.h"
#include "cli/console.h"
#include "importer/import_document.h"
#include "record/writer.h"

namespace tongbao::cli {

int execute(const Import& command, Console& console) {
  const auto bytes = read_input(command.input, command.max_body, console);
  if (!bytes) return fail(bytes.error(), command.input, console);
  const auto imported = importer::import_document(*bytes, {.type = command.type, .charset = {}});
  if (!imported) return fail(imported.error(), command.input, console);
  say_all(imported->diagnostics, command.input, console);
  return deliver(command.output, record::write_record(imported->value), console);
}

}  // namespace tongbao::cli

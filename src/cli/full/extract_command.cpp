#include "cli/command.h"
#include "cli/console.h"
#include "pdf/attached_record.h"

namespace tongbao::cli {

int execute(const Extract& command, Console& console) {
  const pdf::AttachmentLimits limits;
  const auto bytes = read_input(command.input, limits.file_bytes, console);
  if (!bytes) return fail(bytes.error(), command.input, console);
  const auto record = pdf::read_attachment(*bytes, limits);
  if (!record) return fail(record.error(), command.input, console);
  return deliver(command.output, *record, console);
}

}  // namespace tongbao::cli

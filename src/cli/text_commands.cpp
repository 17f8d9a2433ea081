#include "cli/command.h"
#include "cli/console.h"
#include "record/schema.h"

namespace tongbao::cli {

int execute(const ShowSchema&, Console& console) {
  return deliver("-", record::record_schema(), console);
}

int execute(const ShowText& command, Console& console) {
  return deliver("-", command.text, console);
}

}  // namespace tongbao::cli

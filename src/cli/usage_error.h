// What CLI11 found wrong with a command line, in the program's own words.
#pragma once
#include <string>

#include "base/diagnostic.h"

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace tongbao::cli {

// The command named innermost on the line that `app` has parsed; `app` itself where none is.
[[nodiscard]] const CLI::App& innermost_command(const CLI::App& app);

// `word` means nothing to `command`; the hint is the nearest name that does.
[[nodiscard]] Diagnostic unknown_argument(const CLI::App& command, const std::string& word);

// Requires that `app` threw `error`. Codes as parse_arguments has them.
[[nodiscard]] Diagnostic usage_error(const CLI::App& app, const CLI::ParseError& error);

}  // namespace tongbao::cli

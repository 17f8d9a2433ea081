// Words of the command line and TONGBAO_… of the environment → a command.
#pragma once
#include "base/result.h"
#include "cli/command.h"

namespace tongbao::cli {

// The language that messages are wished in: --lang, else TONGBAO_LANG, else Chinese. Found before
// anything else is understood, so that errors of the command line speak it too.
[[nodiscard]] Language wished_language(int argc, const char* const* argv);

// Flags win over the environment, that over the file of --config. Errors: cli.noCommand,
// cli.unknownArgument, cli.missingArgument, those of settings.h,
// cli.badValue, cli.badUsage.
[[nodiscard]] Result<Command> parse_arguments(int argc, const char* const* argv, Language language);

}  // namespace tongbao::cli

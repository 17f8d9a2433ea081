#include "cli/usage_error.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

namespace tongbao::cli {

namespace {

Diagnostic diagnostic(const char* code, Bilingual message, Bilingual hint = {}) {
  if (hint.empty()) hint = say("用法见 {}", "see {}", "tongbao --help");
  return {.code = code, .where = {}, .message = std::move(message), .hint = std::move(hint)};
}

std::vector<std::string> names_known_to(const CLI::App& command, bool options) {
  std::vector<std::string> names;
  if (options) {
    for (const CLI::App* app = &command; app != nullptr; app = app->get_parent()) {
      for (const CLI::Option* option : app->get_options()) {
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
      }
    }
  } else {
    for (const CLI::App* each : command.get_subcommands(nullptr)) names.push_back(each->get_name());
  }
  return names;
}

std::string missing_argument(const CLI::App& command) {
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_required() && option->count() == 0) return option->get_name(true);
  }
  return {};
}

}  // namespace

Diagnostic unknown_argument(const CLI::App& command, const std::string& word) {
  const bool option = word.size() > 1 && word.front() == '-';
  const std::vector<std::string> names = names_known_to(command, option);
  const std::string nearest =
      nearest_name(word, std::vector<std::string_view>(names.begin(), names.end()));
  Bilingual hint;
  if (nearest == word) {
    hint = say("请写在命令之后", "write it after the command");
  } else if (!nearest.empty()) {
    hint = say("是否指 {}？", "did you mean {}?", nearest);
  }
  return diagnostic("cli.unknownArgument",
                    option ? say("没有选项“{}”", "there is no option \"{}\"", word)
                           : say("无法理解“{}”", "\"{}\" is not understood here", word),
                    std::move(hint));
}

const CLI::App& innermost_command(const CLI::App& app) {
  const CLI::App* innermost = &app;
  while (!innermost->get_subcommands().empty()) innermost = innermost->get_subcommands().back();
  return *innermost;
}

Diagnostic usage_error(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App& command = innermost_command(app);
  const std::vector<std::string> unknown = app.remaining(true);
  if (!unknown.empty()) return unknown_argument(command, unknown.front());
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    const std::string missing = missing_argument(command);
    if (!missing.empty()) {
      return diagnostic("cli.missingArgument", say("缺少 {}", "{} is missing", missing));
    }
    return diagnostic("cli.noCommand", say("缺少命令", "a command is missing"));
  }
  return diagnostic("cli.badUsage", say("用法有误：{}", "bad usage: {}", error.what()));
}

}  // namespace tongbao::cli

#include "cli/cli.h"

#include <exception>
#include <iostream>

#include <unistd.h>

#include "cli/arguments.h"
#include "cli/console.h"

namespace tongbao::cli {

namespace {

int fail_inside(const char* what, Console& console) {
  return fail({{.code = "cli.internal",
                .where = {},
                .message = say("程序内部错误：{}", "internal error: {}", what),
                .hint = {}}},
              {}, console);
}

}  // namespace

int run(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  Console console{
      std::cin, std::cout, std::cerr, wished_language(argc, argv), ::isatty(STDERR_FILENO) == 1,
      argv};
  try {
    const auto command = parse_arguments(argc, argv, console.language);
    if (!command) return fail(command.error(), {}, console);
    return std::visit([&console](const auto& each) { return execute(each, console); }, *command);
  } catch (const std::exception& error) {
    return fail_inside(error.what(), console);
  }
}

}  // namespace tongbao::cli

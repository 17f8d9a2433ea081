// The commands of cli/full/ in the program without their libraries: tongbao-full, which stands
// beside it, does them.
#include <system_error>

#include <unistd.h>

#include "cli/command.h"
#include "cli/console.h"
#include "cli/installation.h"

namespace tongbao::cli {

namespace {

// Comes back only where there is no such program.
int hand_over(Console& console) {
  const std::filesystem::path program = executable_folder() / "tongbao-full";
  ::execv(program.c_str(), console.words);
  const std::string why = std::error_code(errno, std::generic_category()).message();
  return fail(
      {{.code = "cli.incompleteInstallation",
        .where = {},
        .message = say("无法启动 {}：{}", "{} cannot be started: {}", program.string(), why),
        .hint = say("它执行服务命令和 extract，应与 tongbao 装在同一文件夹",
                    "it does the commands of the service and extract, and belongs into "
                    "the folder of tongbao")}},
      {}, console);
}

}  // namespace

int execute(const Extract&, Console& console) {
  return hand_over(console);
}

int execute(const Serve&, Console& console) {
  return hand_over(console);
}

int execute(const Worker&, Console& console) {
  return hand_over(console);
}

int execute(const CreateKey&, Console& console) {
  return hand_over(console);
}

int execute(const ListKeys&, Console& console) {
  return hand_over(console);
}

int execute(const RevokeKey&, Console& console) {
  return hand_over(console);
}

}  // namespace tongbao::cli

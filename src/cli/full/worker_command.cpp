#include <ostream>
#include <thread>

#include "cli/command.h"
#include "cli/console.h"
#include "cli/full/job_service.h"
#include "cli/full/stop_signals.h"

namespace tongbao::cli {

int execute(const Worker& command, Console& console) {
  const StopSignals signals;
  const auto parts = open_parts(command.folders, command.policy, command.store, command.jobs);
  if (!parts) return fail(parts.error(), {}, console);
  const auto settings = runner_settings(command.store, command.jobs, command.threads);
  Background background(*parts, settings, command.max_body, {});
  background.start();
  console.out << say("{} 开始工作，同时生成{}份文档", "{} is at work, on {} documents at once",
                     settings.node, settings.threads)
                     .in(console.language)
              << std::endl;
  const std::jthread preparation([&parts] { parts->renderer->prepare(); });
  signals.wait();
  background.stop();
  return exit_done;
}

}  // namespace tongbao::cli

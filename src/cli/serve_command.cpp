#include <ostream>
#include <string>
#include <thread>

#include "cli/command.h"
#include "cli/console.h"
#include "cli/installation.h"
#include "cli/stop_signals.h"
#include "http/rendering.h"
#include "http/server.h"

namespace tongbao::cli {

namespace {

std::string address_of(const std::string& listen, std::uint16_t port) {
  return "http://" + listen.substr(0, listen.rfind(':')) + ":" + std::to_string(port);
}

void say_line(std::ostream& out, const Bilingual& text, Language language) {
  out << text.in(language) << std::endl;
}

}  // namespace

int execute(const Serve& command, Console& console) {
  const StopSignals signals;
  const auto renderer = open_renderer(command.folders, command.policy);
  if (!renderer) return fail(renderer.error(), {}, console);
  const auto lists = open_word_lists(command.folders);
  if (!lists) return fail(lists.error(), {}, console);
  if (command.check_config) {
    console.out << to_text(command.in_force, console.language);
    say_line(console.err, say("配置无误", "the configuration is sound"), console.language);
    return exit_done;
  }
  http::Server server(command.settings, {.rendering = http::rendering_with(
                                             *renderer, *lists, command.settings.max_body)});
  const auto started = server.start();
  if (!started) return fail(started.error(), {}, console);
  say_line(
      console.out,
      say("正在监听 {}", "listening on {}", address_of(command.settings.listen, server.port())),
      console.language);
  // Able to render from the start, and faster once the faces are prepared.
  const std::jthread preparation([&renderer] { (*renderer)->prepare(); });
  signals.wait();
  if (server.stop()) return exit_done;
  say_line(console.err, say("有请求未能完成", "some requests could not be finished"),
           console.language);
  return exit_failed;
}

}  // namespace tongbao::cli

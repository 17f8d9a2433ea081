#include <algorithm>
#include <csignal>
#include <memory>
#include <ostream>
#include <string>
#include <thread>

#include <sys/resource.h>

#include "base/thread_priority.h"
#include "cli/command.h"
#include "cli/console.h"
#include "cli/installation.h"
#include "http/rendering.h"
#include "http/server.h"

namespace tongbao::cli {

namespace {

// SIGINT and SIGTERM, kept from all threads so that one can wait for them. Made before any thread
// starts: threads inherit what is blocked.
class StopSignals {
 public:
  StopSignals() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGINT);
    sigaddset(&set_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
  }
  // Waits for one; a second then ends the process at once.
  void wait() const {
    int received = 0;
    sigwait(&set_, &received);
    pthread_sigmask(SIG_UNBLOCK, &set_, nullptr);
  }

 private:
  sigset_t set_{};
};

// Raises the limit of open files as far as it may; gives how many connections may wait then.
std::size_t waiting_connections(const http::ServerSettings& settings) {
  constexpr std::size_t others = 256;  // files, faces, the store
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return settings.waiting;
  files.rlim_cur = files.rlim_max;
  (void)::setrlimit(RLIMIT_NOFILE, &files);
  const auto taken = 2 * settings.connections + others;  // each may have a body on disk
  const std::size_t left = files.rlim_cur > taken ? files.rlim_cur - taken : 1;
  return std::min(settings.waiting, left);
}

// Threads inherit the priority of who starts them: those that make documents, which the server has
// from the beginning, yield to those that answer, which it starts later.
std::unique_ptr<http::Server> make_server(const http::ServerSettings& settings,
                                          const http::Parts& parts) {
  constexpr int yielding = 5;  // steps of nice: a third of the weight of a thread that answers
  std::unique_ptr<http::Server> server;
  std::thread([&] {
    lower_priority_of_this_thread(yielding);
    server = std::make_unique<http::Server>(settings, parts);
  }).join();
  return server;
}

std::string address_of(const std::string& listen, std::uint16_t port) {
  return "http://" + listen.substr(0, listen.rfind(':')) + ":" + std::to_string(port);
}

void say_line(std::ostream& out, const Bilingual& text, Language language) {
  out << text.in(language) << std::endl;
}

}  // namespace

int execute(const Serve& command, Console& console) {
  const StopSignals signals;
  std::signal(SIGPIPE, SIG_IGN);
  const auto renderer = open_renderer(command.folders, command.policy);
  if (!renderer) return fail(renderer.error(), {}, console);
  const auto lists = open_word_lists(command.folders);
  if (!lists) return fail(lists.error(), {}, console);
  if (command.check_config) {
    console.out << to_text(command.in_force, console.language);
    say_line(console.err, say("配置无误", "the configuration is sound"), console.language);
    return exit_done;
  }
  http::ServerSettings settings = command.settings;
  settings.waiting = waiting_connections(settings);
  // Who was let in is not turned away again: refusing takes more time than waiting, and clients
  // that come back at once would take it from the documents.
  settings.render_queue = settings.connections;
  const auto made = make_server(
      settings, {.rendering = http::rendering_with(*renderer, *lists, command.settings.max_body)});
  http::Server& server = *made;
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

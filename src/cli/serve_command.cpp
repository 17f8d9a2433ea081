#include <algorithm>
#include <csignal>
#include <ostream>
#include <string>
#include <thread>

#include "access/gate.h"
#include "cli/command.h"
#include "cli/console.h"
#include "cli/installation.h"
#include "http/rendering.h"
#include "http/server.h"
#include "store/key_store.h"

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

std::string address_of(const http::ServerSettings& settings, std::uint16_t port) {
  const std::string& listen = settings.listen;
  return (settings.tls_key.empty() ? "http://" : "https://") + listen.substr(0, listen.rfind(':')) +
         ":" + std::to_string(port);
}

void say_line(std::ostream& out, const Bilingual& text, Language language) {
  out << text.in(language) << std::endl;
}

// Beyond this machine nobody is served without keys, unless that is wished. Error: access.noKeys.
Result<void> check_keys(const Serve& command, const store::KeyStore& keys, Console& console) {
  const auto all = keys.all();
  if (!all) return failure(all.error());
  const bool active = std::any_of(all->begin(), all->end(),
                                  [](const auto& key) { return !key.revoked_at.has_value(); });
  if (active || http::is_loopback(command.settings.listen)) return {};
  const Bilingual open =
      say("{}不是本机地址，而没有密钥", "{} is no loopback address, and no key is there",
          command.settings.listen);
  if (!command.insecure) {
    return failure(
        {.code = "access.noKeys",
         .where = {},
         .message = open,
         .hint = say("请先 {}，或用 {}", "first {}, or {}", "tongbao keys create", "--insecure")});
  }
  say_all({{.code = "access.insecure",
            .severity = Severity::warning,
            .where = {},
            .message = open,
            .hint = {}}},
          {}, console);
  return {};
}

// Who may come in, and what is written down of it.
Result<http::Parts> open_parts(const Serve& command, Console& console) {
  const auto database = open_database(command.store);
  if (!database) return failure(database.error());
  const auto keys = std::make_shared<const store::KeyStore>(*database);
  if (auto checked = check_keys(command, *keys, console); !checked) {
    return failure(checked.error());
  }
  const auto audit = open_audit_log(command.store);
  if (!audit) return failure(audit.error());
  say_all((*audit)->notes(), {}, console);
  const access::GateSettings settings{.required = !http::is_loopback(command.settings.listen) &&
                                                  !command.insecure};
  return http::Parts{.gate = std::make_shared<access::Gate>(settings, keys), .audit = *audit};
}

}  // namespace

int execute(const Serve& command, Console& console) {
  const StopSignals signals;
  std::signal(SIGPIPE, SIG_IGN);
  const auto renderer = open_renderer(command.folders, command.policy);
  if (!renderer) return fail(renderer.error(), {}, console);
  const auto lists = open_word_lists(command.folders);
  if (!lists) return fail(lists.error(), {}, console);
  const auto certificate = http::check_certificate(command.settings);
  if (!certificate) return fail(certificate.error(), {}, console);
  if (command.check_config) {
    say_line(console.out, say("配置无误", "the configuration is sound"), console.language);
    return exit_done;
  }
  auto parts = open_parts(command, console);
  if (!parts) return fail(parts.error(), {}, console);
  parts->rendering = http::rendering_with(*renderer, *lists, command.settings.max_body);
  http::Server server(command.settings, *std::move(parts));
  const auto started = server.start();
  if (!started) return fail(started.error(), {}, console);
  say_line(console.out,
           say("正在监听 {}", "listening on {}", address_of(command.settings, server.port())),
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

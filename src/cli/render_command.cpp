#include <filesystem>
#include <system_error>

#include <fcntl.h>

#include "base/file_stream.h"
#include "cli/command.h"
#include "cli/console.h"
#include "cli/installation.h"
#include "cli/interruption.h"
#include "cli/progress.h"
#include "record/reader.h"

namespace tongbao::cli {

namespace {

bool is_stream(const FileName& name) {
  return std::filesystem::path(name).extension() == ".ndjson";
}

Diagnostic unreadable(const FileName& name) {
  return {.code = "file.unreadable",
          .where = {.pointer = {}, .file = name},
          .message = say("无法读取", "cannot be read"),
          .hint = {}};
}

// An envelope, and the bytes that it was read from.
struct ReadEnvelope {
  std::string bytes;
  record::Envelope envelope;
};

Result<ReadEnvelope> read_envelope_file(const FileName& name, std::size_t limit, Console& console) {
  auto bytes = read_input(name, limit, console);
  if (!bytes) return failure(bytes.error());
  auto envelope = record::read_envelope(*bytes, {.bytes = limit});
  if (!envelope) return failure(std::move(envelope.error()));
  return ReadEnvelope{*std::move(bytes), *std::move(envelope)};
}

// Beside the file that is to be: there it only needs its name, and fills no other disk.
std::filesystem::path folder_for(const FileName& output) {
  if (output == "-") return {};
  const std::filesystem::path folder = std::filesystem::path(output).parent_path();
  return folder.empty() ? "." : folder;
}

// What `render` makes while progress is shown and interruptions heard.
template <class Rendering>
Result<render::Document> watched(render::Request request, const Render& command, Console& console,
                                 const Rendering& render) {
  const Interruption interruption;
  Progress progress(console);
  const bool shown = command.progress || console.err_is_terminal;
  const auto interrupted = [] {
    return failure(Diagnostic{.code = "cli.interrupted",
                              .where = {},
                              .message = say("已中断", "interrupted"),
                              .hint = {}});
  };
  request.checkpoint = [&](std::size_t problems) -> Result<void> {
    if (interruption.requested()) return interrupted();
    if (shown) progress.report(problems);
    return {};
  };
  Result<render::Document> document = render(request);
  if (interruption.requested()) return interrupted();
  return document;
}

Result<render::Document> render_stream(const render::Renderer& renderer,
                                       const render::Request& request, const Render& command,
                                       Console& console) {
  const FileDescriptor file(::open(command.input.c_str(), O_RDONLY | O_CLOEXEC));
  std::error_code ignored;
  if (!file.is_open() || std::filesystem::is_directory(command.input, ignored)) {
    return failure(unreadable(command.input));
  }
  return watched(request, command, console, [&](const render::Request& watched_request) {
    FileStream lines(file);
    return renderer.render_stream(watched_request, lines);
  });
}

Result<render::Document> render_input(const render::Renderer& renderer,
                                      const render::Request& request, const Render& command,
                                      Console& console) {
  if (is_stream(command.input)) return render_stream(renderer, request, command, console);
  const auto read = read_envelope_file(command.input, command.max_body, console);
  if (!read) return failure(read.error());
  render::Request with_body = request;
  with_body.body = read->bytes;
  return watched(with_body, command, console, [&](const render::Request& watched_request) {
    return renderer.render(watched_request, read->envelope);
  });
}

}  // namespace

int execute(const Render& command, Console& console) {
  const auto renderer = open_renderer(command.folders, command.policy, command.template_id);
  if (!renderer) return fail(renderer.error(), {}, console);
  // Said before the input is waited for.
  const auto known = (*renderer)->catalogue().require(command.template_id);
  if (!known) return fail(known.error(), {}, console);
  render::Request request{.template_id = command.template_id,
                          .format = command.format,
                          .as_of = command.as_of,
                          .edition = command.edition,
                          .report = !command.report.empty(),
                          .attach_record = command.attach_record,
                          .allow_personal_data = command.allow_personal_data,
                          .folder = folder_for(command.output)};
  if (!command.previous.empty()) {
    auto previous = read_envelope_file(command.previous, command.max_body, console);
    if (!previous) return fail(previous.error(), command.previous, console);
    request.previous = std::move(previous->envelope.records);
  }
  const auto document = render_input(**renderer, request, command, console);
  if (!document) return fail(document.error(), command.input, console);
  say_all(document->warnings, command.input, console);
  if (!command.report.empty()) {
    const int delivered = deliver(command.report, document->report, console);
    if (delivered != exit_done) return delivered;
  }
  return deliver(command.output, document->bytes, console);
}

}  // namespace tongbao::cli

#include <filesystem>
#include <fstream>
#include <system_error>

#include "cli/command.h"
#include "cli/console.h"
#include "cli/installation.h"
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

Result<render::Document> render_stream(const render::Renderer& renderer,
                                       const render::Request& request, const FileName& name) {
  std::error_code ignored;
  std::ifstream lines(name, std::ios::binary);
  if (!lines || std::filesystem::is_directory(name, ignored)) return failure(unreadable(name));
  return renderer.render_stream(request, lines);
}

Result<render::Document> render_input(const render::Renderer& renderer,
                                      const render::Request& request, const Render& command,
                                      Console& console) {
  if (is_stream(command.input)) return render_stream(renderer, request, command.input);
  const auto read = read_envelope_file(command.input, command.max_body, console);
  if (!read) return failure(read.error());
  render::Request with_body = request;
  with_body.body = read->bytes;
  return renderer.render(with_body, read->envelope);
}

}  // namespace

int execute(const Render& command, Console& console) {
  const auto renderer = open_renderer(command.folders, command.policy);
  if (!renderer) return fail(renderer.error(), {}, console);
  // Said before the input is waited for.
  const auto known = (*renderer)->catalogue().require(command.template_id);
  if (!known) return fail(known.error(), {}, console);
  render::Request request{.template_id = command.template_id,
                          .format = command.format,
                          .as_of = command.as_of,
                          .edition = command.edition,
                          .report = !command.report.empty(),
                          .attach_record = command.attach_record};
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

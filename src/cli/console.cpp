#include "cli/console.h"

#include <algorithm>
#include <array>
#include <istream>
#include <ostream>

#include "base/file.h"
#include "base/utf8.h"

namespace tongbao::cli {

namespace {

Result<std::string> read_stream(std::istream& in, std::size_t limit) {
  std::string bytes;
  std::array<char, 1 << 16> block{};
  while (in.read(block.data(), block.size()) || in.gcount() > 0) {
    bytes.append(block.data(), static_cast<std::size_t>(in.gcount()));
    if (bytes.size() > limit) {
      return failure(
          Diagnostic{.code = "file.tooLarge",
                     .where = {},
                     .message = say("标准输入超过{}字节的上限",
                                    "standard input is larger than the limit of {} bytes", limit),
                     .hint = {}});
    }
  }
  return bytes;
}

Result<void> flushed(std::ostream& out) {
  if (out.flush()) return {};
  return failure(Diagnostic{.code = "file.unwritable",
                            .where = {},
                            .message = say("无法写入标准输出", "standard output cannot be written"),
                            .hint = {}});
}

std::string printable(const std::string& line) {
  std::string shown;
  shown.reserve(line.size());
  for (std::size_t offset = 0; offset < line.size();) {
    const char32_t c = next_code_point(line, offset);
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    append_utf8(shown, control ? U'?' : c);
  }
  return shown;
}

bool is_system_failure(const Diagnostic& error) {
  constexpr std::array<std::string_view, 15> codes{"store.unavailable",
                                                   "store.folder",
                                                   "store.full",
                                                   "store.newerSchema",
                                                   "http.certificateUnreadable",
                                                   "file.unwritable",
                                                   "ledger.unwritable",
                                                   "render.templatesUnreadable",
                                                   "cli.noInstallation",
                                                   "cli.incompleteInstallation",
                                                   "http.addressUnavailable",
                                                   "cli.internal",
                                                   "proof.unreadableFolder",
                                                   "ledger.diskFull",
                                                   "import.noReader"};
  return error.code.starts_with("font.") ||
         (error.code.starts_with("audit.") && error.code != "audit.badHead") ||
         std::find(codes.begin(), codes.end(), error.code) != codes.end();
}

}  // namespace

Result<std::string> read_input(const FileName& name, std::size_t limit, Console& console) {
  return name == "-" ? read_stream(console.in, limit) : read_file(name, limit);
}

Result<void> write_output(const FileName& name, const DocumentBytes& bytes, Console& console) {
  if (name != "-") return bytes.save(name);
  bytes.each_block([&console](std::string_view block) {
    return console.out.write(block.data(), static_cast<std::streamsize>(block.size())).good();
  });
  return flushed(console.out);
}

void say_all(const Diagnostics& diagnostics, const FileName& file, Console& console) {
  for (Diagnostic diagnostic : diagnostics) {
    Place& where = diagnostic.where;
    const bool placed = where.pointer || where.line > 0;
    if (where.file.empty() && placed && file != "-") where.file = file;
    console.err << printable(to_line(diagnostic, console.language)) << '\n';
  }
}

int fail(const Diagnostics& errors, const FileName& file, Console& console) {
  say_all(errors, file, console);
  const bool system = std::any_of(errors.begin(), errors.end(), is_system_failure);
  return system ? exit_failed : exit_unusable;
}

int deliver(const FileName& name, const DocumentBytes& bytes, Console& console) {
  const auto written = write_output(name, bytes, console);
  return written ? exit_done : fail(written.error(), name, console);
}

}  // namespace tongbao::cli

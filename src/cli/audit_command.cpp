#include <sstream>

#include "cli/command.h"
#include "cli/console.h"

namespace tongbao::cli {

namespace {

constexpr std::size_t largest_file = std::size_t{16} << 20;

// Lines that begin with NODE=DIGEST.
Result<audit::Heads> read_heads(const FileName& file, Console& console) {
  const auto text = read_input(file, largest_file, console);
  if (!text) return failure(text.error());
  audit::Heads heads;
  std::istringstream lines(*text);
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.empty()) continue;
    auto head = audit::parse_head(line.substr(0, line.find(' ')));
    if (!head) {
      return failure({.code = "audit.badHead",
                      .where = Place::at_line(number, 0, file),
                      .message = say("不是记下的链尾", "it is no head that was noted"),
                      .hint = say("形如 {}", "like {}", "NODE=<64 hex digits>")});
    }
    heads.insert(*std::move(head));
  }
  return heads;
}

// A file that was cut to nothing must not pass for one against which nothing is missing.
Diagnostic no_heads(const FileName& file) {
  return {.code = "audit.noHeads",
          .where = {.pointer = {}, .file = file},
          .message = say("文件中没有记下的链尾", "the file holds no head that was noted"),
          .hint = say("应为以前 {} 的输出", "it should be what {} printed earlier",
                      "tongbao audit verify")};
}

std::string summary_of(const std::vector<audit::Chain>& chains) {
  std::string text;
  for (const audit::Chain& chain : chains) {
    const std::string& head = chain.entries > 0 ? chain.head : audit::no_entry;
    if (!head.empty()) text += fmt::format("{}={} {}\n", chain.name, head, chain.entries);
  }
  return text;
}

}  // namespace

int execute(const VerifyAudit& command, Console& console) {
  audit::Heads noted = command.noted;
  if (!command.heads.empty()) {
    auto more = read_heads(command.heads, console);
    if (!more) return fail(more.error(), command.heads, console);
    if (more->empty()) {
      say_all({no_heads(command.heads)}, {}, console);
      return exit_no;
    }
    noted.merge(*more);
  }
  const auto chains = audit::verify(command.folder, noted);
  if (!chains) return fail(chains.error(), {}, console);
  bool whole = true;
  for (const audit::Chain& chain : *chains) {
    say_all(chain.errors, chain.file, console);
    whole = whole && !has_error(chain.errors);
  }
  const int delivered = deliver("-", summary_of(*chains), console);
  if (delivered != exit_done) return delivered;
  console.err << (whole ? say("审计日志完好\n", "the audit log is whole\n")
                        : say("审计日志不完好\n", "the audit log is not whole\n"))
                     .in(console.language);
  return whole ? exit_done : exit_no;
}

}  // namespace tongbao::cli

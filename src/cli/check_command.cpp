#include <ostream>

#include <fmt/format.h>

#include "cli/command.h"
#include "cli/console.h"
#include "cli/installation.h"
#include "proof/findings_json.h"
#include "proof/fix.h"
#include "record/reader.h"

namespace tongbao::cli {

namespace {

Bilingual severity_word(Severity severity) {
  if (severity == Severity::error) return {"错误", "error"};
  return severity == Severity::warning ? Bilingual{"警告", "warning"} : Bilingual{"提示", "note"};
}

// Texts of records hold line breaks at most in titles.
std::string on_one_line(std::string text) {
  for (char& c : text) {
    if (c == '\n') c = ' ';
  }
  return text;
}

// /sections/0/heading: error: … [characters.halfWidth] “…” → “…”
std::string line_of(const proof::Finding& finding, Language language) {
  std::string line = fmt::format("{}: {}: {} [{}]", finding.pointer.empty() ? "/" : finding.pointer,
                                 severity_word(finding.severity).in(language),
                                 finding.message.in(language), finding.code);
  if (!finding.text.empty()) line += fmt::format(" “{}”", finding.text);
  if (finding.suggestion) line += fmt::format(" → “{}”", *finding.suggestion);
  return on_one_line(std::move(line)) + '\n';
}

std::string report_of(const std::vector<proof::Finding>& findings, const Check& command,
                      Language language) {
  if (command.json) return proof::findings_json(findings, language);
  std::string report;
  for (const proof::Finding& finding : findings) report += line_of(finding, language);
  return report;
}

int answer(const std::vector<proof::Finding>& findings) {
  return findings.empty() ? exit_done : exit_no;
}

// Where the corrected record takes standard output, findings go to stderr.
int fix_records(const Check& command, std::string_view body, const record::Envelope& envelope,
                const proof::WordLists& lists, const proof::Without& without, Console& console) {
  const auto fixed = proof::fix(body, envelope, lists, without);
  if (!fixed) return fail(fixed.error(), command.input, console);
  const FileName target = command.output.empty() ? command.input : command.output;
  if (target == "-" || !fixed->applied.empty() || target != command.input) {
    const int written = deliver(target, fixed->json, console);
    if (written != exit_done) return written;
  }
  for (const proof::Finding& applied : fixed->applied) {
    console.err << say("已改正：", "corrected: ").in(console.language)
                << line_of(applied, console.language);
  }
  const std::string report = report_of(fixed->left, command, console.language);
  if (target == "-") {
    console.err << report;
    return answer(fixed->left);
  }
  const int said = deliver("-", report, console);
  return said == exit_done ? answer(fixed->left) : said;
}

// Those that the call names, and those that the template does.
Result<proof::Without> unwanted_rules(const Check& command) {
  proof::Without without = command.without;
  if (Diagnostics unknown = proof::unknown_rules(without); !unknown.empty()) {
    return failure(std::move(unknown));
  }
  if (command.template_id.empty()) return without;
  const auto catalogue = open_catalogue(command.folders);
  if (!catalogue) return failure(catalogue.error());
  const auto found = (*catalogue)->require(command.template_id);
  if (!found) return failure(found.error());
  const auto& more = (*found)->check_without();
  without.insert(without.end(), more.begin(), more.end());
  return without;
}

}  // namespace

int execute(const Check& command, Console& console) {
  const auto without = unwanted_rules(command);
  if (!without) return fail(without.error(), {}, console);
  if (!command.output.empty() && !command.fix) {
    return fail({{.code = "cli.badUsage",
                  .where = {},
                  .message = say("--output 只用于 --fix", "--output goes with --fix only"),
                  .hint = {}}},
                {}, console);
  }
  const auto lists = open_word_lists(command.folders);
  if (!lists) return fail(lists.error(), {}, console);
  const auto json = read_input(command.input, command.max_body, console);
  if (!json) return fail(json.error(), command.input, console);
  const auto envelope = record::read_envelope(*json, {.bytes = command.max_body});
  if (!envelope) return fail(envelope.error(), command.input, console);
  if (command.fix) return fix_records(command, *json, *envelope, **lists, *without, console);
  const auto findings = proof::check(*envelope, **lists, *without);
  const int said = deliver("-", report_of(findings, command, console.language), console);
  return said == exit_done ? answer(findings) : said;
}

}  // namespace tongbao::cli

#include "importer/report.h"

#include <algorithm>
#include <utility>

namespace tongbao::importer {

namespace {
constexpr std::size_t kept_of_a_code = 1000;
}

void Report::note(std::string_view code, int line, Bilingual message, Bilingual hint) {
  add(code, Severity::note, line, std::move(message), std::move(hint));
}

void Report::warn(std::string_view code, int line, Bilingual message, Bilingual hint) {
  add(code, Severity::warning, line, std::move(message), std::move(hint));
}

void Report::add(std::string_view code, Severity severity, int line, Bilingual message,
                 Bilingual hint) {
  add({.code = std::string(code),
       .severity = severity,
       .where = Place::at_line(line),
       .message = std::move(message),
       .hint = std::move(hint)});
}

void Report::add(Diagnostic diagnostic) {
  if (++counts_[diagnostic.code] <= kept_of_a_code) diagnostics_.push_back(std::move(diagnostic));
}

Diagnostics Report::take() {
  std::stable_sort(
      diagnostics_.begin(), diagnostics_.end(),
      [](const Diagnostic& a, const Diagnostic& b) { return a.where.line < b.where.line; });
  for (const auto& [code, count] : counts_) {
    if (count <= kept_of_a_code) continue;
    diagnostics_.push_back({.code = "import.more",
                            .severity = Severity::note,
                            .where = {},
                            .message = say("“{}”共{}条，只列出前{}条",
                                           "there are {1} of {0}; only the first {2} are listed",
                                           code, count, kept_of_a_code),
                            .hint = {}});
  }
  counts_.clear();
  return std::exchange(diagnostics_, {});
}

}  // namespace tongbao::importer

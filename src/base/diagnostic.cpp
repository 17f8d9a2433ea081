#include "base/diagnostic.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>

namespace tongbao {

namespace {

std::string_view word_for(Severity severity, Language language) {
  static constexpr std::array<std::string_view, 3> zh = {"提示", "警告", "错误"};
  static constexpr std::array<std::string_view, 3> en = {"note", "warning", "error"};
  const auto index = static_cast<std::size_t>(severity);
  return language == Language::zh ? zh[index] : en[index];
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({substituted, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string to_line(const Diagnostic& diagnostic, Language language) {
  std::string line = diagnostic.where.file;
  const auto separate = [&line] {
    if (!line.empty()) line += ':';
  };
  if (diagnostic.where.line > 0) {
    separate();
    line += std::to_string(diagnostic.where.line);
    if (diagnostic.where.column > 0) line += ':' + std::to_string(diagnostic.where.column);
  }
  if (diagnostic.where.pointer) {
    separate();
    line += diagnostic.where.pointer->empty() ? "/" : *diagnostic.where.pointer;
  }
  if (!line.empty()) line += ": ";
  line += word_for(diagnostic.severity, language);
  line += language == Language::zh ? "：" : ": ";
  line += diagnostic.message.in(language);
  line += " [" + diagnostic.code + "]";
  if (!diagnostic.hint.empty()) {
    line += language == Language::zh ? "（" + diagnostic.hint.zh + "）"
                                     : " (" + diagnostic.hint.en + ")";
  }
  return line;
}

bool has_error(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::error; });
}

std::string nearest_name(std::string_view name, const std::vector<std::string_view>& known) {
  constexpr std::size_t longest_worth_comparing = 64;
  if (name.empty() || name.size() > longest_worth_comparing) return {};
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(1, (name.size() + 1) / 3) + 1;
  for (const std::string_view candidate : known) {
    const std::size_t distance = edit_distance(name, candidate);
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  return std::string(best);
}

}  // namespace tongbao

// What went wrong (or is worth saying), where, and what would help. Every stage reports in this
// form. Plain values: copy freely, safe on any thread.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace tongbao {

enum class Language { zh, en };
enum class Severity { note, warning, error };

// The same sentence in both languages of the program.
struct Bilingual {
  std::string zh;
  std::string en;

  [[nodiscard]] const std::string& in(Language language) const {
    return language == Language::zh ? zh : en;
  }
  [[nodiscard]] bool empty() const { return zh.empty() && en.empty(); }
  friend bool operator==(const Bilingual&, const Bilingual&) = default;
};

// Fills both texts with the same arguments: say("第{}行", "line {}", 3).
template <class... Args>
[[nodiscard]] Bilingual say(fmt::format_string<const Args&...> zh,
                            fmt::format_string<const Args&...> en, const Args&... args) {
  return {fmt::format(zh, args...), fmt::format(en, args...)};
}

// Where in the input. Any part may be unknown.
struct Place {
  std::optional<std::string> pointer;  // JSON Pointer (RFC 6901) into the record; "" is its root
  std::string file;                    // as the user named it
  int line = 0;                        // from 1; 0: not known
  int column = 0;                      // from 1, in characters; 0: not known

  [[nodiscard]] static Place at_pointer(std::string pointer) {
    return {.pointer = std::move(pointer), .file = {}};
  }
  [[nodiscard]] static Place at_line(int line, int column = 0, std::string file = {}) {
    return {.pointer = {}, .file = std::move(file), .line = line, .column = column};
  }
  friend bool operator==(const Place&, const Place&) = default;
};

// `code` is stable and dotted, "<room>.<camelCase>" ("record.unknownField"); programs and tests
// rely on it, never on the wording. `hint` says what would be right; it may be empty.
struct Diagnostic {
  std::string code;
  Severity severity = Severity::error;
  Place where;
  Bilingual message;
  Bilingual hint;
};

using Diagnostics = std::vector<Diagnostic>;

// One line for a terminal: "notice.xml:12:5: error: … [template.unknownPath] (hint)".
[[nodiscard]] std::string to_line(const Diagnostic& diagnostic, Language language);

// True where any entry is an error.
[[nodiscard]] bool has_error(const Diagnostics& diagnostics);

// The name among `known` that is nearest to `name` by edit distance, if near enough to be meant;
// else "". For hints.
[[nodiscard]] std::string nearest_name(std::string_view name,
                                       const std::vector<std::string_view>& known);

}  // namespace tongbao

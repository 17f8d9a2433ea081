#include "cli/settings_file.h"

#include <algorithm>
#include <optional>

#include "base/utf8.h"

namespace tongbao::cli {

namespace {

constexpr std::string_view spaces = " \t\r";

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(spaces);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(spaces) - begin + 1);
}

bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

bool is_bare(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  });
}

bool is_end(std::string_view rest) {
  rest = trim(rest);
  return rest.empty() || rest.front() == '#';
}

// What stands between the quotes at both ends; nothing: no such string.
std::optional<std::string> quoted_value(std::string_view text) {
  const char quote = text.front();
  std::string value;
  for (std::size_t at = 1; at < text.size(); ++at) {
    char c = text[at];
    if (c == quote) return is_end(text.substr(at + 1)) ? std::optional(value) : std::nullopt;
    if (c == '\\' && quote == '"') {
      if (++at == text.size() || (text[at] != '"' && text[at] != '\\')) return std::nullopt;
      c = text[at];
    }
    value += c;
  }
  return std::nullopt;
}

std::optional<std::string> value_of(std::string_view text) {
  if (text.empty()) return std::nullopt;
  if (text.front() == '"' || text.front() == '\'') return quoted_value(text);
  const std::string_view word = text.substr(0, text.find_first_of(" \t\r#"));
  if (!is_bare(word) || !is_end(text.substr(word.size()))) return std::nullopt;
  return std::string(word);
}

std::optional<FileSetting> parse_line(std::string_view line, int number) {
  const std::size_t equals = line.find('=');
  if (equals == std::string_view::npos || find_invalid_utf8(line)) return std::nullopt;
  const std::string_view name = trim(line.substr(0, equals));
  auto value = value_of(trim(line.substr(equals + 1)));
  if (!is_name(name) || !value) return std::nullopt;
  return FileSetting{std::string(name), *std::move(value), number};
}

Diagnostic bad_line(const std::string& file, int line) {
  return {.code = "cli.badSettingsFile",
          .where = Place::at_line(line, 0, file),
          .message = say("这一行不是设置", "this line is no setting"),
          .hint = say("形如 {}", "a setting looks like {}", "listen = \"0.0.0.0:8080\"")};
}

Diagnostic repeated(const std::string& file, const FileSetting& setting, int first) {
  return {.code = "cli.badSettingsFile",
          .where = Place::at_line(setting.line, 0, file),
          .message = say("{}已在第{}行设置", "{} is set in line {} already", setting.name, first),
          .hint = {}};
}

}  // namespace

Result<std::vector<FileSetting>> parse_settings(std::string_view text, const std::string& file) {
  std::vector<FileSetting> settings;
  Diagnostics errors;
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (is_end(line)) continue;
    auto setting = parse_line(line, number);
    if (!setting) {
      errors.push_back(bad_line(file, number));
      continue;
    }
    const auto earlier =
        std::find_if(settings.begin(), settings.end(),
                     [&](const FileSetting& each) { return each.name == setting->name; });
    if (earlier != settings.end()) {
      errors.push_back(repeated(file, *setting, earlier->line));
    } else {
      settings.push_back(*std::move(setting));
    }
  }
  if (!errors.empty()) return failure(std::move(errors));
  return settings;
}

std::string quoted_setting(std::string_view value) {
  const bool number = !value.empty() && std::all_of(value.begin(), value.end(),
                                                    [](char c) { return c >= '0' && c <= '9'; });
  if (number || value == "true" || value == "false") return std::string(value);
  std::string quoted = "\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace tongbao::cli

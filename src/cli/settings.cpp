#include "cli/settings.h"

#include <algorithm>
#include <utility>

#include <CLI/CLI.hpp>

#include "base/file.h"
#include "cli/settings_file.h"

namespace tongbao::cli {

namespace {

constexpr std::size_t largest_file = std::size_t{1} << 20;
constexpr const char* config = "--config";

std::string long_name(const CLI::Option& option) {
  return option.get_lnames().empty() ? std::string() : option.get_lnames().front();
}

bool is_setting(const CLI::Option& option) {
  return !option.get_envname().empty() && long_name(option) != "config";
}

// Of `command` and of the program itself (--lang).
template <class App>
auto settings_of(App& app, App& command) {
  const auto choose = [](auto* option) { return is_setting(*option); };
  auto options = command.get_options(choose);
  for (auto* option : app.get_options(choose)) options.push_back(option);
  return options;
}

std::vector<std::string> names_of_services(CLI::App& app) {
  std::vector<std::string> names;
  for (CLI::App* each : app.get_subcommands(nullptr)) {
    if (each->get_option_no_throw(config) == nullptr) continue;
    for (const CLI::Option* option : settings_of(app, *each)) names.push_back(long_name(*option));
  }
  return names;
}

bool is_flagged(const CLI::Option& option, const std::vector<std::string>& words) {
  const std::string name = "--" + long_name(option);
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return word == name || word.rfind(name + '=', 0) == 0;
  });
}

Origin origin_of(const CLI::Option& option, const std::vector<std::string>& words) {
  if (option.count() == 0) return {};
  if (is_flagged(option, words)) return {.kind = Origin::Kind::flag};
  return {.kind = Origin::Kind::environment, .variable = option.get_envname()};
}

Diagnostic unknown_setting(const std::string& file, const FileSetting& setting,
                           const std::vector<std::string>& known) {
  const std::string nearest =
      nearest_name(setting.name, std::vector<std::string_view>(known.begin(), known.end()));
  return {.code = "cli.unknownSetting",
          .where = Place::at_line(setting.line, 0, file),
          .message = say("没有设置“{}”", "there is no setting \"{}\"", setting.name),
          .hint = nearest.empty() ? Bilingual{} : say("是否指 {}？", "did you mean {}?", nearest)};
}

Diagnostic bad_flag(const std::string& file, const FileSetting& setting) {
  return {.code = "cli.badValue",
          .where = Place::at_line(setting.line, 0, file),
          .message = say("{} 的取值“{}”无效", "{}: \"{}\" is no value for it", setting.name,
                         setting.value),
          .hint = say("可用：{}", "one of {}", "true, false")};
}

bool is_flag(const CLI::Option& option) {
  return option.get_items_expected_max() == 0;
}

std::string masked(const std::string& name, std::string value) {
  if (value.empty()) return value;
  if (name.ends_with("secret")) return "***";
  // postgresql://user:password@host
  const std::size_t authority = value.find("://");
  const std::size_t at = value.rfind('@');
  if (authority == std::string::npos || at == std::string::npos || at < authority) return value;
  const std::size_t colon = value.find(':', authority + 3);
  if (colon < at) value.replace(colon + 1, at - colon - 1, "***");
  // ?password=…
  if (const std::size_t query = value.find("password="); query != std::string::npos) {
    value.replace(query + 9, value.find('&', query) - query - 9, "***");
  }
  return value;
}

}  // namespace

std::string Origin::name_of(const std::string& option) const {
  return kind == Kind::environment ? variable : option;
}

Bilingual Origin::text() const {
  switch (kind) {
    case Kind::flag:
      return say("命令行", "flag");
    case Kind::environment:
      return say("环境变量 {}", "environment, {}", variable);
    case Kind::file:
      return say("文件 {}:{}", "file, {}:{}", place.file, place.line);
    case Kind::standard:
      break;
  }
  return say("默认", "default");
}

Result<Origins> apply_settings(CLI::App& app, CLI::App& command,
                               const std::vector<std::string>& words) {
  Origins origins;
  const auto options = settings_of(app, command);
  for (const CLI::Option* option : options) {
    origins["--" + long_name(*option)] = origin_of(*option, words);
  }
  const CLI::Option* named = command.get_option_no_throw(config);
  if (named == nullptr || named->count() == 0) return origins;
  const std::string file = named->as<std::string>();
  const auto text = read_file(file, largest_file);
  if (!text) return failure(text.error());
  const auto lines = parse_settings(*text, file);
  if (!lines) return failure(lines.error());

  Diagnostics errors;
  const std::vector<std::string> known = names_of_services(app);
  for (const FileSetting& setting : *lines) {
    const auto found = std::find_if(options.begin(), options.end(), [&](const CLI::Option* option) {
      return long_name(*option) == setting.name;
    });
    if (found == options.end()) {
      const bool others = std::find(known.begin(), known.end(), setting.name) != known.end();
      if (!others) errors.push_back(unknown_setting(file, setting, known));
      continue;
    }
    CLI::Option& option = **found;
    if (is_flag(option) && setting.value != "true" && setting.value != "false") {
      errors.push_back(bad_flag(file, setting));
    } else if (option.count() == 0) {
      option.add_result(setting.value);
      option.run_callback();
      origins["--" + setting.name] = {.kind = Origin::Kind::file,
                                      .place = Place::at_line(setting.line, 0, file)};
    }
  }
  if (!errors.empty()) return failure(std::move(errors));
  return origins;
}

std::vector<Setting> settings_in_force(const CLI::App& app, const CLI::App& command,
                                       const Origins& origins) {
  std::vector<Setting> settings;
  for (const CLI::Option* option : settings_of(app, command)) {
    std::string value = option->get_default_str();
    if (option->count() > 0) value = option->results().back();
    if (is_flag(*option) && value.empty()) value = "false";
    const std::string name = long_name(*option);
    settings.push_back({name, masked(name, std::move(value)), origins.at("--" + name)});
  }
  return settings;
}

std::string to_text(const std::vector<Setting>& settings, Language language) {
  std::string text;
  for (const Setting& setting : settings) {
    text += setting.name + " = " + quoted_setting(setting.value) + "  # " +
            setting.origin.text().in(language) + '\n';
  }
  return text;
}

}  // namespace tongbao::cli

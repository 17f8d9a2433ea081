// Settings of a service: where each value comes from, flags before environment before file.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/result.h"

namespace CLI {
class App;
}

namespace tongbao::cli {

struct Origin {
  enum class Kind { standard, file, environment, flag };
  Kind kind = Kind::standard;
  std::string variable = {};  // of the environment
  Place place = {};           // in a file

  // "TONGBAO_LISTEN", "--listen": as the user wrote it.
  [[nodiscard]] std::string name_of(const std::string& option) const;
  [[nodiscard]] Bilingual text() const;
};

struct Setting {
  std::string name;   // "listen"
  std::string value;  // as written; secrets masked
  Origin origin;
};

// By option, "--listen".
using Origins = std::map<std::string, Origin, std::less<>>;

// A setting is an option of a command that has --config, and that may also come from the
// environment. Gives those of `command` that neither flags nor environment set their values of the
// file that --config names; the names of other commands' settings are passed over. Requires that
// `app` has parsed `words`. Errors: file.unreadable, file.tooLarge, cli.badSettingsFile,
// cli.unknownSetting (with the nearest name), cli.badValue.
[[nodiscard]] Result<Origins> apply_settings(CLI::App& app, CLI::App& command,
                                             const std::vector<std::string>& words);

// What is in force, in the order of --help.
[[nodiscard]] std::vector<Setting> settings_in_force(const CLI::App& app, const CLI::App& command,
                                                     const Origins& origins);

// As a file of settings, each line with where its value comes from.
[[nodiscard]] std::string to_text(const std::vector<Setting>& settings, Language language);

}  // namespace tongbao::cli

// A file of settings: `name = value` a line, the names as on the command line without "--".
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tongbao::cli {

struct FileSetting {
  std::string name;
  std::string value;
  int line = 0;
};

// TOML without tables and arrays: "basic" strings with \" and \\, 'literal' strings, numbers, true
// and false; # begins a comment. Every error at once, each with its line: cli.badSettingsFile (no
// such line, a name twice). `file` names it in them.
[[nodiscard]] Result<std::vector<FileSetting>> parse_settings(std::string_view text,
                                                              const std::string& file);

// As a line of such a file has it: a number or true and false bare, else in quotes.
[[nodiscard]] std::string quoted_setting(std::string_view value);

}  // namespace tongbao::cli

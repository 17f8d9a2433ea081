#include "cli/arguments.h"

#include <cstdlib>
#include <string_view>

#include "cli/grammar.h"

namespace tongbao::cli {

Language wished_language(int argc, const char* const* argv) {
  std::string_view wished;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word.rfind("--lang=", 0) == 0) wished = word.substr(7);
    if (word == "--lang" && i + 1 < argc) wished = argv[i + 1];
  }
  if (wished.empty()) {
    const char* environment = std::getenv("TONGBAO_LANG");
    if (environment != nullptr) wished = environment;
  }
  return wished == "en" ? Language::en : Language::zh;
}

Result<Command> parse_arguments(int argc, const char* const* argv, Language language) {
  return Grammar(language).parse(argc, argv);
}

}  // namespace tongbao::cli

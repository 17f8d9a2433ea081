#include "jobs/trouble.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>
#include <system_error>

namespace tongbao::jobs {
namespace {

// A version that is not known yet was accepted on another node, and is read once the store is there.
constexpr std::array<std::string_view, 12> passing = {
    "store.unavailable",   "store.full",
    "audit.unwritable",    "ledger.diskFull",
    "ledger.unwritable",   "file.unreadable",
    "file.unwritable",     "font.missing",
    "font.listUnreadable", "render.templatesUnreadable",
    "jobs.storage",        "render.unknownVersion"};

// Rooms, with their dot, and single codes that speak of the input or of its template.
constexpr std::array<std::string_view, 10> of_input = {
    "json.",   "record.", "stream.",           "bind.",         "image.", "layout.",
    "render.", "ledger.", "font.missingGlyph", "jobs.inputLost"};

bool is_passing(const Diagnostic& error) {
  return std::find(passing.begin(), passing.end(), error.code) != passing.end();
}

bool is_of_input(const Diagnostic& error) {
  return std::any_of(of_input.begin(), of_input.end(), [&error](std::string_view known) {
    return known.back() == '.' ? error.code.starts_with(known) : error.code == known;
  });
}

bool lacks_resources(const std::error_code& code) {
  constexpr std::array lacking = {std::errc::no_space_on_device, std::errc::too_many_files_open,
                                  std::errc::too_many_files_open_in_system,
                                  std::errc::resource_unavailable_try_again};
  const bool quota = code == std::error_code(EDQUOT, std::generic_category());
  return quota || std::any_of(lacking.begin(), lacking.end(),
                              [&code](std::errc each) { return code == each; });
}

}  // namespace

Trouble trouble_of(const Diagnostics& errors) {
  if (std::any_of(errors.begin(), errors.end(), is_passing)) return Trouble::passing;
  const bool told = !errors.empty() && std::all_of(errors.begin(), errors.end(), is_of_input);
  return told ? Trouble::input : Trouble::inside;
}

Diagnostics errors_of(const std::exception& error) {
  const auto* const system = dynamic_cast<const std::system_error*>(&error);
  const bool lacking = system != nullptr && lacks_resources(system->code());
  const std::string reason = error.what();
  return {{.code = lacking ? "jobs.storage" : "jobs.internal",
           .where = {},
           .message = say("未能生成：{}", "could not be made: {}", reason),
           .hint = {}}};
}

}  // namespace tongbao::jobs

// fonts.json as values: which files serve which role. Internal to font/.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace tongbao::font {

// A face as the list names it.
struct FaceEntry {
  std::string file;       // as written; relative to the list's folder, or absolute
  unsigned index = 0;     // in a collection
  bool optional = false;  // may be absent
  std::string pointer;    // where the list names it
};

struct RoleEntry {
  std::string role;   // "fangsong"
  std::string label;  // "仿宋"; the role itself where the list has no name
  std::vector<FaceEntry> faces;
  std::vector<FaceEntry> fallback;  // asked before the list's common fallback
  std::optional<FaceEntry> latin;   // asked first for ASCII and Latin letters
  std::string pointer;              // where the list names it
};

struct FontList {
  std::vector<RoleEntry> roles;
  std::vector<FaceEntry> fallback;  // of every role
};

// Reads the text of a list. Every error is added to `errors` (font.listInvalid) with `file` and a
// pointer, or line and column where it is not JSON; what could be read is returned.
[[nodiscard]] FontList read_font_list(std::string_view text, const std::string& file,
                                      Diagnostics& errors);

}  // namespace tongbao::font

// From the list's entries to opened faces. Internal to font/.
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "font/face.h"
#include "font/font_list.h"
#include "font/font_set_data.h"

namespace tongbao::font {

// Opens each face once, however many entries name it, and says once what is wrong with it. Faces go
// to `faces`, errors to `errors`; both must outlive it.
class FaceOpener {
 public:
  // `list` is what errors call the list that lies in `folder`.
  FaceOpener(std::filesystem::path folder, std::string list,
             std::vector<std::unique_ptr<const Face>>& faces, Diagnostics& errors);

  // The role's faces and, after its own fallbacks, those of `common_fallback`. A role of which no
  // own face is there is an error (font.missing).
  [[nodiscard]] Role open_role(const RoleEntry& entry,
                               const std::vector<FaceEntry>& common_fallback);

 private:
  // Nothing where the face is absent (then optional, and noted in `absent`) or unusable.
  std::optional<FaceId> open(const FaceEntry& entry, std::vector<std::string>& absent);
  void open_all(const std::vector<FaceEntry>& entries, std::vector<FaceId>& into,
                std::vector<std::string>& absent);
  std::optional<FaceId> open_file(const std::filesystem::path& file, const FaceEntry& entry);

  std::filesystem::path folder_;
  std::string list_;
  std::vector<std::unique_ptr<const Face>>& faces_;
  Diagnostics& errors_;
  std::map<std::pair<std::filesystem::path, unsigned>, std::optional<FaceId>> ids_;
};

}  // namespace tongbao::font

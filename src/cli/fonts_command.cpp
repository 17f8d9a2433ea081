#include "cli/command.h"
#include "cli/console.h"
#include "cli/installation.h"
#include "cli/table.h"

namespace tongbao::cli {

namespace {

using Rows = std::vector<std::vector<std::string>>;

// A role's faces in the order they are asked: its own, then the fallbacks.
void add_faces(Rows& rows, const font::FontSet& fonts, const std::string& role) {
  std::size_t place = 0;
  for (const font::FaceId face : fonts.faces_of(*fonts.find_role(role))) {
    const font::FaceInfo& info = fonts.info(face);
    std::string file = info.file.string();
    if (info.index > 0) file += " #" + std::to_string(info.index);
    rows.push_back(
        {place == 0 ? role : "", std::to_string(place + 1), info.postscript_name, std::move(file)});
    ++place;
  }
}

// One row a set of characters, one column a role.
Rows coverage_rows(const font::FontSet& fonts, const std::string& title) {
  Rows rows{{title}};
  for (const std::string& role : fonts.roles()) {
    rows.front().push_back(role);
    const auto sets = fonts.coverage(*fonts.find_role(role));
    rows.resize(sets.size() + 1);
    for (std::size_t i = 0; i < sets.size(); ++i) {
      std::vector<std::string>& row = rows[i + 1];
      if (row.empty()) row.push_back(sets[i].set);
      row.push_back(std::to_string(sets[i].covered) + "/" + std::to_string(sets[i].total));
    }
  }
  return rows;
}

}  // namespace

int execute(const ShowFonts& command, Console& console) {
  const auto fonts = open_fonts(command.folders);
  if (!fonts) return fail(fonts.error(), {}, console);
  const bool zh = console.language == Language::zh;
  Rows faces;
  faces.push_back(zh ? std::vector<std::string>{"角色", "次序", "字体", "文件"}
                     : std::vector<std::string>{"ROLE", "ORDER", "FACE", "FILE"});
  for (const std::string& role : (*fonts)->roles()) add_faces(faces, **fonts, role);
  const Rows coverage = coverage_rows(**fonts, zh ? "覆盖" : "COVERAGE");
  return deliver("-", table(faces) + '\n' + table(coverage), console);
}

}  // namespace tongbao::cli

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

#include "base/utf8.h"
#include "cli/command.h"
#include "cli/console.h"
#include "cli/installation.h"
#include "cli/table.h"
#include "font/coverage.h"

namespace tongbao::cli {

namespace {

namespace fs = std::filesystem;
using font::FaceId;
using font::FontSet;
using font::RoleId;
using Rows = std::vector<std::vector<std::string>>;

// Writes one role after the other: its files in the order they are asked, then how many characters
// of each set each of them shows.
class FontsReport {
 public:
  FontsReport(const FontSet& fonts, Language language)
      : fonts_(fonts), zh_(language == Language::zh), language_(language) {}

  [[nodiscard]] std::string role(const std::string& name) const {
    const RoleId role = *fonts_.find_role(name);
    const auto coverages = font::coverage_of(fonts_, role);
    std::string text = fonts_.label_of(role) + ' ' + name + '\n';
    text += indented(table(files(role)));
    if (!fonts_.absent_of(role).empty()) {
      text += indented(in("可放入：", "may be dropped in: ") +
                       joined(fonts_.absent_of(role), in("、", ", ")) + '\n');
    }
    text += '\n' + indented(table(counts(role, coverages), Align::numbers_right));
    std::vector<std::vector<char32_t>> said;
    for (const font::Coverage& coverage : coverages) {
      // A level of GB 18030 lacks what the one before lacks.
      const auto& characters = coverage.first_missing;
      if (characters.empty() || std::count(said.begin(), said.end(), characters) > 0) continue;
      text += indented(missing(coverage));
      said.push_back(characters);
    }
    return text;
  }

  // Face files beside the list that no role uses: dropped in, but under a name it does not have.
  [[nodiscard]] std::string unused(const fs::path& folder) const {
    std::set<fs::path> used;
    for (std::size_t face = 0; face < fonts_.face_count(); ++face) {
      used.insert(fonts_.info(static_cast<FaceId>(face)).file);
    }
    std::set<std::string> unused;
    std::error_code error;
    for (auto each = fs::directory_iterator(folder, error);
         !error && each != fs::directory_iterator(); each.increment(error)) {
      if (!is_face_file(each->path()) || used.contains(each->path().lexically_normal())) continue;
      unused.insert(each->path().filename().string());
    }
    if (unused.empty()) return {};
    return '\n' +
           in("未被采用（fonts.json 没有列出）：", "not used (fonts.json does not name them): ") +
           joined({unused.begin(), unused.end()}, in("、", ", ")) + '\n';
  }

 private:
  [[nodiscard]] std::string in(const char* zh, const char* en) const { return zh_ ? zh : en; }

  static bool is_face_file(const fs::path& file) {
    std::string extension = file.extension().string();
    for (char& c : extension) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return extension == ".ttf" || extension == ".otf" || extension == ".ttc" || extension == ".otc";
  }

  static std::string joined(const std::vector<std::string>& parts, const std::string& between) {
    return fmt::format("{}", fmt::join(parts, between));
  }

  static std::string indented(const std::string& lines) {
    std::string text;
    for (std::size_t start = 0; start < lines.size();) {
      const std::size_t end = lines.find('\n', start) + 1;
      text += "  " + lines.substr(start, end - start);
      start = end;
    }
    return text;
  }

  [[nodiscard]] std::vector<std::string> file_row(std::string order, FaceId face,
                                                  std::string use) const {
    const font::FaceInfo& info = fonts_.info(face);
    std::string file = info.file.string();
    if (info.index > 0) file += " #" + std::to_string(info.index);
    return {std::move(order), info.postscript_name, std::move(use), std::move(file)};
  }

  [[nodiscard]] Rows files(RoleId role) const {
    Rows rows;
    const std::vector<FaceId>& faces = fonts_.faces_of(role);
    for (std::size_t i = 0; i < faces.size(); ++i) {
      rows.push_back(
          file_row(std::to_string(i + 1), faces[i],
                   i < fonts_.own_face_count(role) ? in("本字体", "own") : in("后备", "fallback")));
    }
    if (const auto latin = fonts_.latin_face_of(role)) {
      rows.push_back(
          file_row(latin_column(), *latin, in("数字、西文先用", "asked first for Latin")));
    }
    return rows;
  }

  [[nodiscard]] std::string latin_column() const { return in("西", "L"); }

  // A row a set; a column for each file, by its number, with what it is the first to show.
  [[nodiscard]] Rows counts(RoleId role, const std::vector<font::Coverage>& coverages) const {
    Rows rows{{in("字符集", "CHARACTERS"), in("字数", "TOTAL")}};
    const std::size_t faces = fonts_.faces_of(role).size();
    for (std::size_t i = 0; i < coverages.front().shares.size(); ++i) {
      rows.front().push_back(i < faces ? std::to_string(i + 1) : latin_column());
    }
    rows.front().push_back(in("缺", "MISSING"));
    for (const font::Coverage& coverage : coverages) {
      std::vector<std::string> row{coverage.set.in(language_), std::to_string(coverage.total)};
      for (const auto& share : coverage.shares) row.push_back(std::to_string(share.characters));
      row.push_back(std::to_string(coverage.missing));
      rows.push_back(std::move(row));
    }
    return rows;
  }

  [[nodiscard]] std::string missing(const font::Coverage& coverage) const {
    std::vector<std::string> characters;
    for (const char32_t c : coverage.first_missing) {
      characters.push_back(fmt::format("U+{:04X} ", static_cast<unsigned>(c)));
      append_utf8(characters.back(), c);
    }
    if (coverage.missing > characters.size()) characters.emplace_back("…");
    return in("缺 ", "missing of ") + coverage.set.in(language_) + in("：", ": ") +
           joined(characters, " ") + '\n';
  }

  const FontSet& fonts_;
  bool zh_;
  Language language_;
};

}  // namespace

int execute(const ShowFonts& command, Console& console) {
  const auto folder = fonts_folder(command.folders);
  if (!folder) return fail(folder.error(), {}, console);
  const auto fonts = FontSet::load(*folder);
  if (!fonts) return fail(fonts.error(), {}, console);
  const FontsReport report(**fonts, console.language);
  std::string text;
  for (const std::string& role : (*fonts)->roles()) {
    if (!text.empty()) text += '\n';
    text += report.role(role);
  }
  return deliver("-", text + report.unused(*folder), console);
}

}  // namespace tongbao::cli

// `tongbao fonts`: what it shows, in both languages, and its exit codes.
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>

#include "base/file.h"
#include "cli/process.h"
#include "cli/table.h"

namespace tongbao::cli {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::SizeIs;

TEST(FontsCommand, ShowsRolesFilesAndCoverage) {
  const Outcome outcome = tongbao({"fonts"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  for (const char* shown : {"小标宋 xiaobiaosong", "仿宋 fangsong", "黑体 heiti", "楷体 kaiti",
                            "宋体 songti", "FandolFang-Regular.otf", "后备", "HanaMinA.ttf",
                            "GB 2312 汉字", "GB 18030-2022 级别2 汉字  27780  "}) {
    EXPECT_THAT(outcome.out, HasSubstr(shown));
  }
}

// A fonts folder with one role and one small face, beside the list's text.
std::string fonts_folder(const TemporaryFolder& folder, const std::string& list) {
  std::ofstream(folder.path() / "fonts.json") << list;
  return folder.path().string();
}
constexpr const char* dejavu = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";

TEST(FontsCommand, NamesWhatIsMissingAbsentAndNotUsed) {
  const TemporaryFolder folder;
  const std::string fonts = fonts_folder(folder, R"({"roles": {"r": {
      "faces": [{"file": "mine.ttf", "optional": true}, {"file": ")" +
                                                     std::string(dejavu) + R"("}]}}})");
  std::ofstream(folder.path() / "other name.TTF") << "dropped in, but not named";
  const Outcome outcome = tongbao({"fonts", "--fonts", fonts, "--lang", "en"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  // GB 2312's first ideographs by code point are 一丁七万丈三上下.
  EXPECT_THAT(outcome.out, HasSubstr("missing of GB 2312 ideographs: U+4E00 一 U+4E01 丁 U+4E03 七 "
                                     "U+4E07 万 U+4E08 丈 U+4E09 三 U+4E0A 上 U+4E0B 下 …\n"));
  EXPECT_THAT(outcome.out, HasSubstr("may be dropped in: mine.ttf\n"));
  EXPECT_THAT(outcome.out, HasSubstr("not used (fonts.json does not name them): other name.TTF\n"));
}

TEST(FontsCommand, ShowsTheLatinFaceInARowAndAColumnOfItsOwn) {
  const TemporaryFolder folder;
  const std::string fonts =
      fonts_folder(folder, R"({"roles": {"r": {"faces": [{"file": ")" TONGBAO_SOURCE
                           R"(/fonts/fandol/FandolFang-Regular.otf"}], "latin": {"file": ")" +
                               std::string(dejavu) + R"("}}}})");
  const Outcome outcome = tongbao({"fonts", "--fonts", fonts, "--lang", "en"});
  EXPECT_THAT(outcome.out, HasSubstr("L  DejaVuSans"));
  EXPECT_THAT(outcome.out, ContainsRegex("CHARACTERS +TOTAL +1 +L +MISSING\n"));
  EXPECT_THAT(outcome.out, ContainsRegex("GB 2312 ideographs +6763 +6763 +0 +0\n"));
}

TEST(FontsCommand, LinesUpInBothLanguages) {
  for (const char* language : {"zh", "en"}) {
    const Outcome outcome = tongbao({"fonts", "--lang", language});
    std::istringstream lines(outcome.out);
    int width = 0;  // of the lines of one table of counts
    for (std::string line; std::getline(lines, line);) {
      const bool in_counts = line.find("GB ") != std::string::npos;
      if (in_counts && width > 0) {
        EXPECT_EQ(display_width(line), width) << line;
      }
      width = in_counts ? display_width(line) : 0;
    }
  }
}

TEST(FontsCommand, FailsWithoutFaces) {
  const TemporaryFolder folder;
  const Outcome outcome = tongbao({"fonts", "--fonts", folder.path().string()});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_THAT(outcome.err_lines(), SizeIs(1));
}

}  // namespace
}  // namespace tongbao::cli

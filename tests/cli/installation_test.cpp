#include "cli/installation.h"

#include <fstream>

#include <gmock/gmock.h>

#include "base/file.h"
#include "cli/process.h"

namespace tongbao::cli {
namespace {

namespace fs = std::filesystem;

void make_data(const fs::path& folder) {
  fs::create_directories(folder / "templates");
  fs::create_directories(folder / "fonts");
  std::ofstream(folder / "fonts" / "fonts.json") << "{}";
}

TEST(DataFolder, IsTheNearestAboveABuildFolder) {
  const TemporaryFolder root;
  make_data(root.path());
  fs::create_directories(root.path() / "build" / "release");
  EXPECT_EQ(find_data_folder(root.path() / "build" / "release"), root.path());
  make_data(root.path() / "build");
  EXPECT_EQ(find_data_folder(root.path() / "build" / "release"), root.path() / "build");
}

TEST(DataFolder, IsTheShareOfAnInstallation) {
  const TemporaryFolder root;
  make_data(root.path() / "share" / "tongbao");
  fs::create_directories(root.path() / "bin");
  EXPECT_EQ(find_data_folder(root.path() / "bin"), root.path() / "share" / "tongbao");
}

TEST(DataFolder, NeedsBothTemplatesAndTheListOfFaces) {
  const TemporaryFolder root;
  fs::create_directories(root.path() / "templates");
  fs::create_directories(root.path() / "fonts");
  EXPECT_EQ(find_data_folder(root.path()), fs::path());
}

TEST(DataFolder, IsFoundByTheInstalledProgram) {
  const TemporaryFolder root;
  const fs::path share = root.path() / "share" / "tongbao";
  fs::create_directories(root.path() / "bin");
  fs::create_directories(share);
  fs::create_directory_symlink(TONGBAO_SOURCE "/templates", share / "templates");
  fs::create_directory_symlink(TONGBAO_SOURCE "/fonts", share / "fonts");
  const fs::path program = root.path() / "bin" / "tongbao";
  fs::copy_file(TONGBAO_PROGRAM, program);
  const Start list{
      .arguments = {"templates", "list"}, .with_folders = false, .program = program.string()};
  EXPECT_EQ(run(list).code, 0);
  fs::remove(share / "templates");
  const Outcome lost = run(list);
  EXPECT_EQ(lost.code, 3);
  EXPECT_THAT(lost.err, testing::HasSubstr("[cli.noInstallation]"));
}

TEST(DataFolder, GivenFoldersAreTakenAsTheyAre) {
  EXPECT_EQ(templates_folder({.templates = "mine", .fonts = {}}).value(), "mine");
  EXPECT_EQ(fonts_folder({.templates = {}, .fonts = "mine"}).value(), "mine");
}

TEST(Installation, SaysWhatIsMissingBesideTheProgram) {
  const TemporaryFolder root;
  const fs::path program = root.path() / "tongbao";
  fs::copy_file(TONGBAO_PROGRAM, program);
  const Outcome alone = run({.arguments = {"keys", "list"}, .program = program.string()});
  EXPECT_EQ(alone.code, 3);
  EXPECT_THAT(alone.err, testing::HasSubstr("[cli.incompleteInstallation]"));
  EXPECT_THAT(alone.err, testing::HasSubstr((root.path() / "tongbao-full").string()));
}

}  // namespace
}  // namespace tongbao::cli

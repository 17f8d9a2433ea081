#include "base/file.h"

#include <fstream>

#include <gtest/gtest.h>

namespace tongbao {
namespace {

TEST(File, AppearsWholeAndLeavesNothingBeside) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "通报.pdf";
  ASSERT_TRUE(write_file(path, "one").has_value());
  ASSERT_TRUE(write_file(path, "two").has_value());
  EXPECT_EQ(read_file(path, 10).value(), "two");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(File, SaysWhyItCannotBeWritten) {
  const TemporaryFolder folder;
  const auto result = write_file(folder.path() / "none" / "a.pdf", "x");
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().front().code, "file.unwritable");
}

TEST(File, ADirectoryInTheWayLeavesNothingBehind) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.path() / "a.pdf");
  EXPECT_FALSE(write_file(folder.path() / "a.pdf", "x").has_value());
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(File, ReadingIsBounded) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "a";
  std::ofstream(path) << "12345";
  EXPECT_EQ(read_file(path, 5).value(), "12345");
  EXPECT_EQ(read_file(path, 4).error().front().code, "file.tooLarge");
  EXPECT_EQ(read_file("/dev/zero", 100).error().front().code, "file.tooLarge");
  EXPECT_EQ(read_file(folder.path() / "none", 5).error().front().code, "file.unreadable");
}

TEST(TemporaryFolder, GoesWithAllItHolds) {
  std::filesystem::path path;
  {
    const TemporaryFolder folder;
    path = folder.path();
    std::ofstream(path / "a") << "x";
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace tongbao

// Bytes in memory and in a file, and streams over files.
#include "base/document_bytes.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "base/file_descriptor.h"
#include "base/file_stream.h"

namespace tongbao {
namespace {

namespace fs = std::filesystem;

// Longer than a block, and not a whole number of them.
std::string long_text() {
  std::string text(1'000'003, 'x');
  for (std::size_t i = 0; i < text.size(); i += 97) text[i] = static_cast<char>('a' + i % 26);
  return text;
}

void put(const fs::path& path, std::string_view text) {
  std::ofstream(path, std::ios::binary) << text;
}

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

ino_t inode_of(const fs::path& path) {
  struct stat status {};
  EXPECT_EQ(::stat(path.c_str(), &status), 0) << path;
  return status.st_ino;
}

DocumentBytes in_file(std::string_view text, const fs::path& parent) {
  TemporaryFolder folder(parent);
  const fs::path file = folder.path() / "made";
  put(file, text);
  return DocumentBytes::of_file(std::move(folder), file);
}

TEST(DocumentBytes, AreTheSameInMemoryAndInAFile) {
  const TemporaryFolder place;
  const std::string text = long_text();
  for (const DocumentBytes& bytes : {DocumentBytes(text), in_file(text, place.path())}) {
    EXPECT_EQ(bytes.size(), 1'000'003U);
    EXPECT_TRUE(bytes.text() == text);
    EXPECT_EQ(bytes.sha256(), sha256(text));
    std::string joined;
    std::size_t longest = 0;
    EXPECT_TRUE(bytes.each_block([&](std::string_view block) {
      joined += block;
      longest = std::max(longest, block.size());
      return true;
    }));
    EXPECT_TRUE(joined == text);
    EXPECT_EQ(longest, 256U << 10U);
    int calls = 0;
    EXPECT_FALSE(bytes.each_block([&](std::string_view) { return ++calls < 2; }));
    EXPECT_EQ(calls, 2);
  }
}

TEST(DocumentBytes, EmptyHasNoBlocksAndTheEmptyDigest) {
  const DocumentBytes bytes;
  EXPECT_EQ(bytes.size(), 0U);
  EXPECT_TRUE(bytes.each_block([](std::string_view) { return false; }));
  EXPECT_EQ(hex(bytes.sha256()),  // FIPS 180-4's of nothing
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(DocumentBytes, TheLastCopyDeletesTheFile) {
  const TemporaryFolder place;
  {
    DocumentBytes copy;
    {
      const DocumentBytes bytes = in_file("abc", place.path());
      copy = bytes;
      EXPECT_EQ(bytes.path(), copy.path());
    }
    EXPECT_EQ(copy.text(), "abc");
    EXPECT_FALSE(fs::is_empty(place.path()));
  }
  EXPECT_TRUE(fs::is_empty(place.path()));
}

TEST(DocumentBytes, AFileIsSavedByItsName) {
  const TemporaryFolder place;
  const fs::path target = place.path() / "saved";
  put(target, "old");
  {
    const DocumentBytes bytes = in_file("new", place.path());
    const ino_t made = inode_of(bytes.path());
    ASSERT_TRUE(bytes.save(target));
    EXPECT_EQ(inode_of(target), made);
    EXPECT_EQ(bytes.text(), "new");  // still to be read
    ASSERT_TRUE(bytes.save(place.path() / "again"));
  }
  EXPECT_EQ(content_of(target), "new");
  EXPECT_EQ(content_of(place.path() / "again"), "new");
  EXPECT_EQ(std::distance(fs::directory_iterator(place.path()), {}), 2);
}

TEST(DocumentBytes, AFileIsCopiedToAnotherDisk) {
  const fs::path shared_memory = "/dev/shm";
  const TemporaryFolder here;
  struct stat there {};
  struct stat own {};
  if (::stat(shared_memory.c_str(), &there) != 0 || ::stat(here.path().c_str(), &own) != 0 ||
      there.st_dev == own.st_dev) {
    GTEST_SKIP() << "there is no other disk";
  }
  const TemporaryFolder elsewhere(shared_memory);
  const std::string text = long_text();
  ASSERT_TRUE(in_file(text, elsewhere.path()).save(here.path() / "saved"));
  EXPECT_TRUE(content_of(here.path() / "saved") == text);
  EXPECT_EQ(std::distance(fs::directory_iterator(here.path()), {}), 1);
}

TEST(DocumentBytes, WhatCannotBeSavedLeavesNothing) {
  const TemporaryFolder place;
  const DocumentBytes bytes = in_file("abc", place.path());
  const auto saved = bytes.save(place.path() / "missing" / "saved");
  ASSERT_FALSE(saved);
  EXPECT_EQ(saved.error().front().code, "file.unwritable");
  fs::create_directory(place.path() / "taken");
  EXPECT_FALSE(bytes.save(place.path() / "taken"));
  EXPECT_EQ(bytes.text(), "abc");
  EXPECT_TRUE(fs::is_empty(place.path() / "taken"));
}

TEST(WriteFile, WritesIntoDevicesInsteadOfReplacingThem) {
  const TemporaryFolder place;
  const fs::path link = place.path() / "null";
  fs::create_symlink("/dev/null", link);
  ASSERT_TRUE(write_file(link, "abc"));
  ASSERT_TRUE(in_file("abc", place.path()).save(link));
  EXPECT_TRUE(fs::is_character_file(link));
  EXPECT_TRUE(fs::is_symlink(link));
}

TEST(NamelessFile, IsNowhereInItsFolder) {
  const TemporaryFolder place;
  const FileDescriptor file = open_nameless_file(place.path());
  ASSERT_TRUE(file.is_open());
  EXPECT_TRUE(fs::is_empty(place.path()));
  EXPECT_TRUE(write_all(file, "abcdef"));
  std::string read(4, '\0');
  EXPECT_EQ(read_at(file, 1, read), 4U);
  EXPECT_EQ(read, "bcde");
  EXPECT_EQ(read_at(file, 4, read), 2U);
  EXPECT_EQ(read_at(file, 6, read), 0U);
  EXPECT_FALSE(open_nameless_file(place.path() / "missing").is_open());
}

TEST(FileStream, ReadsLinesAndBlocks) {
  const TemporaryFolder place;
  const FileDescriptor file = open_nameless_file(place.path());
  const std::string text = long_text();
  ASSERT_TRUE(write_all(file, "first\nsecond\n" + text));
  FileStream lines(file);
  std::string line;
  ASSERT_TRUE(std::getline(lines, line));
  EXPECT_EQ(line, "first");
  ASSERT_TRUE(std::getline(lines, line));
  EXPECT_EQ(line, "second");
  std::string rest(text.size(), '\0');
  ASSERT_TRUE(lines.read(rest.data(), 10));
  ASSERT_TRUE(lines.read(rest.data() + 10, static_cast<std::streamsize>(rest.size() - 10)));
  EXPECT_TRUE(rest == text);
  EXPECT_EQ(lines.get(), std::char_traits<char>::eof());
  EXPECT_FALSE(lines.bad());
}

TEST(FileStream, BreaksOffWhereItIsStopped) {
  const TemporaryFolder place;
  const FileDescriptor file = open_nameless_file(place.path());
  ASSERT_TRUE(write_all(file, long_text()));
  std::stop_source stop;
  FileStream stream(file, stop.get_token());
  EXPECT_NE(stream.get(), std::char_traits<char>::eof());
  stop.request_stop();
  std::string rest(1'000'000, '\0');
  stream.read(rest.data(), static_cast<std::streamsize>(rest.size()));
  EXPECT_TRUE(stream.bad());
}

}  // namespace
}  // namespace tongbao

#include "archive/zip_archive.h"

#include <string>

#include <gtest/gtest.h>

#include "zip_file/zip_file.h"

namespace tongbao::archive {
namespace {

using tests::zip_of;

constexpr ZipLimits usual{.entries = 10,
                          .inflated = std::uint64_t{4} << 20,
                          .ratio = 200,
                          .free_of_ratio = std::uint64_t{1} << 20};
constexpr std::uint64_t largest = std::uint64_t{2} << 20;

std::string name_of(ZipFault fault) {
  switch (fault) {
    case ZipFault::damaged:
      return "damaged";
    case ZipFault::encrypted:
      return "encrypted";
    case ZipFault::too_many_entries:
      return "too many";
    case ZipFault::inflates_too_much:
      return "too much";
  }
  return "";
}

std::string content_of(ZipArchive& archive, const std::string& name) {
  std::string content;
  const auto read = archive.read(name, largest, [&](std::string_view block) {
    content += block;
    return true;
  });
  return read ? content : name_of(read.error().fault);
}

std::string read_one(const std::string& bytes, const std::string& name,
                     const ZipLimits& limits = usual) {
  auto archive = ZipArchive::open(bytes, limits);
  return archive ? content_of(*archive, name) : name_of(archive.error().fault);
}

// A number of two bytes at `offset` from the end of the directory (APPNOTE.TXT 4.3.16).
std::string with_end_field(std::string bytes, std::size_t offset, unsigned value) {
  const std::size_t end = bytes.rfind("PK\x05\x06");
  bytes[end + offset] = static_cast<char>(value & 0xFFU);
  bytes[end + offset + 1] = static_cast<char>(value >> 8U);
  return bytes;
}

TEST(ZipArchive, EntriesByName) {
  const std::string bytes = zip_of({{"word/document.xml", "甲"}, {"b", ""}});
  auto archive = ZipArchive::open(bytes, usual);
  ASSERT_TRUE(archive);
  EXPECT_TRUE(archive->has("Word/Document.xml"));
  EXPECT_FALSE(archive->has("document.xml"));
  EXPECT_EQ(content_of(*archive, "word/document.xml"), "甲");
  EXPECT_EQ(content_of(*archive, "b"), "");
  EXPECT_EQ(content_of(*archive, "c"), "damaged");
}

TEST(ZipArchive, ASinkThatHasEnoughEndsTheReading) {
  const std::string bytes = zip_of({{"a", std::string(100'000, 'x')}});
  auto archive = ZipArchive::open(bytes, usual);
  ASSERT_TRUE(archive);
  int blocks = 0;
  EXPECT_TRUE(archive->read("a", largest, [&](std::string_view) { return ++blocks < 2; }));
  EXPECT_EQ(blocks, 2);
}

TEST(ZipArchive, BoundsEntriesThatAreThereOrClaimed) {
  tests::Parts parts;
  for (int i = 0; i < 10; ++i) parts.emplace_back(std::to_string(i), "x");
  const std::string ten = zip_of(parts);
  EXPECT_EQ(read_one(ten, "9"), "x");
  parts.emplace_back("10", "x");
  EXPECT_EQ(read_one(zip_of(parts), "9"), "too many");
  EXPECT_EQ(read_one(with_end_field(ten, 10, 11), "9"), "too many");
  EXPECT_EQ(read_one(with_end_field(ten, 10, 0xFFFF), "9"), "too many");
}

TEST(ZipArchive, BoundsASixtyFourBitClaim) {
  std::string record = "PK\x06\x06" + std::string(52, '\0');
  record[33] = 1;  // 256 entries
  const std::string whole = record + zip_of({{"a", "x"}});
  const std::size_t end = whole.rfind("PK\x05\x06");
  const std::string locator = "PK\x06\x07" + std::string(16, '\0');
  EXPECT_EQ(read_one(whole.substr(0, end) + locator + whole.substr(end), "a"), "too many");
}

TEST(ZipArchive, BoundsSizesAndRatio) {
  const std::string small = zip_of({{"a", std::string(1U << 20U, ' ')}});
  EXPECT_EQ(read_one(small, "a").size(), 1U << 20U);
  const std::string bomb = zip_of({{"a", std::string((1U << 20U) + 1, ' ')}});
  EXPECT_EQ(read_one(bomb, "a"), "too much");
  ZipLimits limits = usual;
  limits.ratio = 2000;
  EXPECT_EQ(read_one(bomb, "a", limits).size(), (1U << 20U) + 1);
  EXPECT_EQ(read_one(zip_of({{"a", std::string(largest + 1, ' ')}}), "a", limits), "too much");
}

TEST(ZipArchive, BoundsAllThatIsRead) {
  const std::string bytes = zip_of({{"a", std::string(60, 'x')}, {"b", std::string(41, 'x')}});
  ZipLimits limits = usual;
  limits.inflated = 100;
  auto archive = ZipArchive::open(bytes, limits);
  ASSERT_TRUE(archive);
  EXPECT_EQ(content_of(*archive, "a").size(), 60U);
  EXPECT_EQ(content_of(*archive, "b"), "too much");
}

TEST(ZipArchive, EncryptedAndDamaged) {
  std::string bytes = zip_of({{"a", "x"}});
  EXPECT_EQ(read_one("", "a"), "damaged");
  EXPECT_EQ(read_one(bytes.substr(0, bytes.size() - 30), "a"), "damaged");
  const std::size_t local = bytes.find("PK\x03\x04");
  const std::size_t directory = bytes.find("PK\x01\x02");
  std::string encrypted = bytes;
  encrypted[local + 6] = encrypted[directory + 8] = 1;  // 4.4.4, bit 0
  EXPECT_EQ(read_one(encrypted, "a"), "encrypted");
  std::string unusual = bytes;
  unusual[local + 8] = unusual[directory + 10] = 12;  // bzip2
  EXPECT_EQ(read_one(unusual, "a"), "damaged");
}

}  // namespace
}  // namespace tongbao::archive

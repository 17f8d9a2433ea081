#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "store/store_fixture.h"

namespace tongbao::store {

namespace {

namespace fs = std::filesystem;

// More than memory is used for, and no whole number of chunks.
std::string large_bytes() {
  std::string bytes;
  for (int i = 0; bytes.size() < 3'500'000; ++i) bytes += std::to_string(i) + '\0';
  return bytes;
}

class BlobStoreTest : public StoreTest {
 protected:
  [[nodiscard]] bool in_files() const { return GetParam() == Kind::sqlite; }
  [[nodiscard]] fs::path file_of(const Sha256& digest) const {
    const std::string name = hex(digest);
    return fresh.folder() / "blobs" / name.substr(0, 2) / name;
  }
  // As a disk or a careless hand would.
  void damage(const Sha256& digest) const {
    if (in_files()) {
      std::fstream file(file_of(digest), std::ios::in | std::ios::out | std::ios::binary);
      file.put('!');
    } else {
      fresh.run("UPDATE blob_chunks SET bytes = overlay(bytes placing 'x' from 1 for 1)");
    }
  }
  void tear(const Sha256& digest) const {
    if (in_files()) {
      fs::resize_file(file_of(digest), fs::file_size(file_of(digest)) / 2);
    } else {
      fresh.run("DELETE FROM blob_chunks WHERE n > 0");
    }
  }
  [[nodiscard]] bool nothing_passes() const {
    return fs::is_empty(fresh.folder() / "blobs" / "passing");
  }
};

TEST_P(BlobStoreTest, GivesBackWhatWasPut) {
  for (const std::string& bytes : {std::string(), std::string("a\0b\xFF", 4), large_bytes()}) {
    const Sha256 digest = blobs.put(DocumentBytes(bytes)).value();
    EXPECT_EQ(digest, sha256(bytes));
    BlobStore another(fresh.open());
    EXPECT_EQ(another.get(digest).value().text(), bytes);
  }
}

TEST_P(BlobStoreTest, LargeOnesComeAsFilesThatGoWithTheirLastReader) {
  const Sha256 digest = blobs.put(DocumentBytes(large_bytes())).value();
  {
    const DocumentBytes read = blobs.get(digest).value();
    EXPECT_FALSE(read.path().empty());
    EXPECT_FALSE(nothing_passes());
  }
  EXPECT_TRUE(nothing_passes());
  EXPECT_EQ(blobs.get(digest).value().size(), large_bytes().size());
}

TEST_P(BlobStoreTest, AFileCanBeReadAfterItWasPut) {
  TemporaryFolder folder(fresh.folder());
  const fs::path name = folder.path() / "result";
  ASSERT_TRUE(write_file(name, large_bytes()));
  const DocumentBytes file = DocumentBytes::of_file(std::move(folder), name);
  const Sha256 digest = blobs.put(file).value();
  EXPECT_EQ(file.text(), large_bytes());
  EXPECT_TRUE(fs::exists(file.path()));
  EXPECT_EQ(blobs.get(digest).value().text(), large_bytes());
}

TEST_P(BlobStoreTest, KeepsTheSameBytesOnce) {
  static_cast<void>(blobs.put(DocumentBytes(std::string("same"))));
  static_cast<void>(blobs.put(DocumentBytes(std::string("same"))));
  EXPECT_EQ(fresh.run("SELECT COUNT(*) FROM blobs"), "1\n");
}

TEST_P(BlobStoreTest, KnowsNothingThatWasNotPut) {
  EXPECT_EQ(code_of(blobs.get(sha256("never")).error()), "store.blobLost");
}

TEST_P(BlobStoreTest, DamageIsSeenAndMendedByALaterPut) {
  const std::string bytes = large_bytes();
  const Sha256 digest = blobs.put(DocumentBytes(bytes)).value();
  damage(digest);
  EXPECT_EQ(code_of(blobs.get(digest).error()), "store.blobLost");
  EXPECT_EQ(blobs.put(DocumentBytes(bytes)).value(), digest);
  EXPECT_EQ(blobs.get(digest).value().text(), bytes);

  tear(digest);
  EXPECT_EQ(code_of(blobs.get(digest).error()), "store.blobLost");
  EXPECT_EQ(blobs.put(DocumentBytes(bytes)).value(), digest);
  EXPECT_EQ(blobs.get(digest).value().text(), bytes);
  EXPECT_TRUE(nothing_passes());
}

TEST_P(BlobStoreTest, SeveralPutTheSameAtTheSameTime) {
  const std::string bytes = large_bytes();
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      BlobStore another(fresh.open());
      for (int k = 0; k < 3; ++k) EXPECT_TRUE(another.put(DocumentBytes(bytes)));
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(blobs.get(sha256(bytes)).value().text(), bytes);
  EXPECT_TRUE(nothing_passes());
}

TEST_P(BlobStoreTest, FilesAreTheOwnersAlone) {
  const Sha256 digest = blobs.put(DocumentBytes(std::string("secret"))).value();
  const auto mode_of = [](const fs::path& path) {
    struct stat status {};
    EXPECT_EQ(::stat(path.c_str(), &status), 0) << path;
    return status.st_mode & 0777U;
  };
  EXPECT_EQ(mode_of(fresh.folder()), 0700U);
  EXPECT_EQ(mode_of(fresh.folder() / "blobs"), 0700U);
  if (!in_files()) return;
  EXPECT_EQ(mode_of(file_of(digest).parent_path()), 0700U);
  EXPECT_EQ(mode_of(file_of(digest)), 0600U);
  EXPECT_EQ(mode_of(fresh.folder() / "store.sqlite"), 0600U);
}

}  // namespace

TONGBAO_ON_BOTH_STORES(BlobStoreTest);

}  // namespace tongbao::store

// Where the bytes of blobs lie: files, or rows of the database. Of this room only.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/digest.h"
#include "base/document_bytes.h"
#include "store/implementation.h"

namespace tongbao::store {

// What BlobStore does, without the row in `blobs` that makes a blob known. Safe on any thread, and
// with other processes at the same blob.
class BlobKeeper {
 public:
  virtual ~BlobKeeper() = default;
  // Where sound bytes lie there already, they stay.
  [[nodiscard]] virtual Result<void> put(const Sha256& digest, const DocumentBytes& bytes) = 0;
  // Checked. Error also: store.blobLost.
  [[nodiscard]] virtual Result<DocumentBytes> get(const Sha256& digest, std::uint64_t bytes) = 0;
  // In the transaction that deletes the rows, so that no put() comes between.
  virtual void remove(Session& session, const std::vector<std::string>& digests) = 0;
  // Deletes what killed processes left half done.
  virtual void tidy() = 0;
};

[[nodiscard]] std::unique_ptr<BlobKeeper> blob_files(const std::filesystem::path& folder);
[[nodiscard]] std::unique_ptr<BlobKeeper> blob_rows(Database::Implementation& database);
[[nodiscard]] std::unique_ptr<BlobKeeper> blob_keeper(Database::Implementation& database);

// Takes bytes as they come: keeps few in memory, and writes many to a file in `folder`.
class BytesReceiver {
 public:
  explicit BytesReceiver(std::filesystem::path folder) : folder_(std::move(folder)) {}
  // Errors: file.unwritable.
  [[nodiscard]] Result<void> add(std::string_view block);
  // Once, at the end.
  [[nodiscard]] DocumentBytes finish();
  [[nodiscard]] static bool is_small(std::uint64_t bytes);

 private:
  std::filesystem::path folder_;
  std::string memory_;
  std::optional<TemporaryFolder> file_folder_;
  FileDescriptor file_;
};

}  // namespace tongbao::store

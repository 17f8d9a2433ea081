// Bytes by their digest: inputs and results of jobs. With SQLite they are files under the data
// folder, with PostgreSQL rows in the database, so that every machine has them.
#pragma once
#include <memory>

#include "base/digest.h"
#include "base/document_bytes.h"
#include "store/database.h"

namespace tongbao::store {

// Safe on any thread.
class BlobStore {
 public:
  explicit BlobStore(std::shared_ptr<Database> database);

  // Kept from now on, for at least an hour, and as long as a job refers to it (JobStore::sweep).
  // The same bytes are kept once. Memory does not grow with the size of a file. Errors also:
  // store.full (the disk is).
  [[nodiscard]] Result<Sha256> put(const DocumentBytes& bytes);
  // Checked against the digest. Large ones come as a file. Errors also: store.blobLost (unknown, or
  // damaged).
  [[nodiscard]] Result<DocumentBytes> get(const Sha256& digest) const;

 private:
  std::shared_ptr<Database> database_;
};

}  // namespace tongbao::store

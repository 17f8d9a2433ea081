#include <algorithm>
#include <system_error>

#include "store/blob_keeper.h"
#include "store/data_folder.h"

namespace tongbao::store {

namespace {

constexpr std::size_t chunk_size = std::size_t{1} << 20;

// The bytes of a document in pieces of `chunk_size`, the last one shorter.
class Chunks {
 public:
  using Take = std::function<bool(const std::string&)>;
  explicit Chunks(Take take) : take_(std::move(take)) {}

  bool add(std::string_view block) {
    while (!block.empty()) {
      const std::string_view part = block.substr(0, chunk_size - chunk_.size());
      chunk_ += part;
      block.remove_prefix(part.size());
      if (chunk_.size() == chunk_size && !flush()) return false;
    }
    return true;
  }
  bool flush() {
    if (chunk_.empty()) return true;
    const bool taken = take_(chunk_);
    chunk_.clear();
    return taken;
  }

 private:
  Take take_;
  std::string chunk_;
};

std::uint64_t chunks_of(std::uint64_t bytes) {
  return (bytes + chunk_size - 1) / chunk_size;
}

// Each chunk is a transaction of its own: none is long, and two that write the same blob at the
// same time write the same.
class BlobRows final : public BlobKeeper {
 public:
  explicit BlobRows(Database::Implementation& database) : database_(database) {}

  Result<void> put(const Sha256& digest, const DocumentBytes& bytes) override {
    Result<void> outcome;
    std::uint64_t n = 0;
    Chunks chunks([&](const std::string& chunk) {
      outcome = put_chunk(digest, n++, chunk);
      return outcome.has_value();
    });
    try {
      if (bytes.each_block([&](std::string_view block) { return chunks.add(block); })) {
        static_cast<void>(chunks.flush());
      }
    } catch (const std::system_error& error) {
      return failure(unavailable(error.what()));
    }
    return outcome;
  }

  Result<DocumentBytes> get(const Sha256& digest, std::uint64_t bytes) override {
    BytesReceiver receiver(passing_folder(database_.settings().folder));
    Sha256Sum sum;
    try {
      for (std::uint64_t n = 0; n < chunks_of(bytes); ++n) {
        const auto chunk = get_chunk(digest, n);
        if (!chunk) return failure(chunk.error());
        sum.add(*chunk);
        if (const auto added = receiver.add(*chunk); !added) return failure(added.error());
      }
      if (sum.finish() != digest) return failure(blob_lost(digest));
      return receiver.finish();
    } catch (const std::system_error& error) {
      return failure(unavailable(error.what()));
    }
  }

  // The chunks go with their row in `blobs`.
  void remove(Session&, const std::vector<std::string>&) override {}

  void tidy() override { blob_files(database_.settings().folder)->tidy(); }

 private:
  Result<void> put_chunk(const Sha256& digest, std::uint64_t n, const std::string& chunk) {
    return database_.write<void>([&](Session& session) -> Result<void> {
      session.run(
          R"(INSERT INTO blob_chunks (digest, n, bytes) VALUES (?, ?, ?)
             ON CONFLICT (digest, n) DO UPDATE SET bytes = excluded.bytes
             WHERE blob_chunks.bytes <> excluded.bytes)",
          Parameters(digest, n, Bytes{chunk}));
      return {};
    });
  }

  Result<std::string> get_chunk(const Sha256& digest, std::uint64_t n) {
    const auto rows = database_.ask("SELECT bytes FROM blob_chunks WHERE digest = ? AND n = ?",
                                    Parameters(digest, n));
    if (!rows) return failure(rows.error());
    if (rows->empty()) return failure(blob_lost(digest));
    return rows->front().bytes(0);
  }

  Database::Implementation& database_;
};

}  // namespace

std::unique_ptr<BlobKeeper> blob_rows(Database::Implementation& database) {
  return std::make_unique<BlobRows>(database);
}

}  // namespace tongbao::store

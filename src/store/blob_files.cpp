#include <array>
#include <cerrno>
#include <chrono>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/blob_keeper.h"
#include "store/data_folder.h"

namespace tongbao::store {

namespace {

namespace fs = std::filesystem;

constexpr auto file_name = "bytes";
// Longer than any download or upload takes.
constexpr std::chrono::hours leftover_age{24};

Diagnostic file_error(std::error_code error) {
  const std::string reason = error.message();
  if (error == std::errc::no_space_on_device || error.value() == EDQUOT) {
    return error_of(SqlError(SqlError::Kind::full, reason));
  }
  return unavailable(reason);
}

std::error_code last_error() {
  return {errno, std::generic_category()};
}

// Whether `file` holds just these bytes. Never throws: what cannot be read is not sound.
bool is_sound(const FileDescriptor& file, const Sha256& digest, std::uint64_t bytes) {
  struct stat status {};
  if (!file.is_open() || ::fstat(file.get(), &status) != 0 ||
      static_cast<std::uint64_t>(status.st_size) != bytes) {
    return false;
  }
  try {
    Sha256Sum sum;
    std::vector<char> block(std::size_t{256} << 10);
    std::uint64_t offset = 0;
    while (const std::size_t count = read_at(file, offset, block)) {
      sum.add({block.data(), count});
      offset += count;
    }
    return offset == bytes && sum.finish() == digest;
  } catch (const std::system_error&) {
    return false;
  }
}

FileDescriptor open_to_read(const fs::path& path) {
  return FileDescriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
}

class BlobFiles final : public BlobKeeper {
 public:
  explicit BlobFiles(const fs::path& folder)
      : blobs_(blob_folder(folder)), passing_(passing_folder(folder)) {}

  Result<void> put(const Sha256& digest, const DocumentBytes& bytes) override {
    const fs::path path = path_of(hex(digest));
    if (is_sound(open_to_read(path), digest, bytes.size())) return {};
    try {
      return write(path, bytes);
    } catch (const std::system_error& error) {
      return failure(file_error(error.code()));
    }
  }

  Result<DocumentBytes> get(const Sha256& digest, std::uint64_t bytes) override {
    const fs::path path = path_of(hex(digest));
    const FileDescriptor file = open_to_read(path);
    if (!is_sound(file, digest, bytes)) return failure(blob_lost(digest));
    try {
      if (BytesReceiver::is_small(bytes)) {
        std::string text(bytes, '\0');
        if (read_at(file, 0, text) == bytes) return DocumentBytes(std::move(text));
        return failure(blob_lost(digest));
      }
      return linked(path);
    } catch (const std::system_error& error) {
      return failure(file_error(error.code()));
    }
  }

  void remove(Session&, const std::vector<std::string>& digests) override {
    for (const std::string& digest : digests) {
      std::error_code ignored;  // what stays is found by nobody, and written over by a later put
      fs::remove(path_of(digest), ignored);
    }
  }

  void tidy() override {
    std::error_code ignored;
    const auto oldest = fs::file_time_type::clock::now() - leftover_age;
    for (const auto& entry : fs::directory_iterator(passing_, ignored)) {
      const auto written = entry.last_write_time(ignored);
      if (!ignored && written < oldest) fs::remove_all(entry.path(), ignored);
    }
  }

 private:
  fs::path path_of(const std::string& digest) const {
    return blobs_ / digest.substr(0, 2) / digest;
  }

  Result<void> write(const fs::path& path, const DocumentBytes& bytes) const {
    if (const auto error = make_private_folder(path.parent_path())) {
      return failure(file_error(error));
    }
    const TemporaryFolder folder(passing_);
    const fs::path written = folder.path() / file_name;
    // A file on the same disk gets one more name in place of being copied.
    const bool is_linked =
        !bytes.path().empty() && ::link(bytes.path().c_str(), written.c_str()) == 0;
    const int mode = is_linked ? O_RDONLY : O_WRONLY | O_CREAT | O_EXCL;
    const FileDescriptor file(::open(written.c_str(), mode | O_CLOEXEC, 0600));
    if (!file.is_open()) return failure(file_error(last_error()));
    const bool complete = is_linked || bytes.each_block([&file](std::string_view block) {
      return write_all(file, block);
    });
    if (!complete || ::fsync(file.get()) != 0 || ::rename(written.c_str(), path.c_str()) != 0) {
      return failure(file_error(last_error()));
    }
    if (const auto error = sync_folder(path.parent_path())) return failure(file_error(error));
    return {};
  }

  // A name of its own for the file, so that it can be read after the blob is gone.
  DocumentBytes linked(const fs::path& path) const {
    TemporaryFolder folder(passing_);
    const fs::path name = folder.path() / file_name;
    fs::create_hard_link(path, name);
    return DocumentBytes::of_file(std::move(folder), name);
  }

  fs::path blobs_;
  fs::path passing_;
};

}  // namespace

std::unique_ptr<BlobKeeper> blob_files(const fs::path& folder) {
  return std::make_unique<BlobFiles>(folder);
}

}  // namespace tongbao::store

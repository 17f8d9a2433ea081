#include "store/blob_keeper.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>

namespace tongbao::store {

namespace {

constexpr std::uint64_t most_in_memory = std::uint64_t{1} << 20;

constexpr auto file_name = "bytes";

}  // namespace

bool BytesReceiver::is_small(std::uint64_t bytes) {
  return bytes <= most_in_memory;
}

Result<void> BytesReceiver::add(std::string_view block) {
  memory_ += block;
  if (is_small(memory_.size())) return {};
  if (!file_folder_) {
    file_folder_.emplace(folder_);
    const auto name = file_folder_->path() / file_name;
    file_ = FileDescriptor(::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  }
  if (!file_.is_open() || !write_all(file_, memory_)) {
    const int error = errno;
    const std::string reason = std::generic_category().message(error);
    if (error == ENOSPC) return failure(error_of(SqlError(SqlError::Kind::full, reason)));
    return failure(unavailable(reason));
  }
  memory_.clear();
  return {};
}

DocumentBytes BytesReceiver::finish() {
  if (!file_folder_) return {std::move(memory_)};
  if (!memory_.empty() && !write_all(file_, memory_)) {
    throw std::system_error(errno, std::generic_category());
  }
  const auto name = file_folder_->path() / file_name;
  return DocumentBytes::of_file(std::move(*file_folder_), name);
}

std::unique_ptr<BlobKeeper> blob_keeper(Database::Implementation& database) {
  if (database.dialect().is_postgresql) return blob_rows(database);
  return blob_files(database.settings().folder);
}

}  // namespace tongbao::store

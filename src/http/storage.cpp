#include "http/storage.h"

#include <system_error>
#include <utility>

namespace tongbao::http {

namespace {

constexpr std::uint64_t left_free = std::uint64_t{64} << 20;

}  // namespace

std::uint64_t free_space(const std::filesystem::path& folder) {
  std::error_code ignored;
  const auto space = std::filesystem::space(folder, ignored);
  return ignored ? 0 : space.available;
}

Storage::Storage(std::filesystem::path folder, std::uint64_t quota, FreeSpace free)
    : folder_(folder.empty() ? std::filesystem::temp_directory_path() : std::move(folder)),
      quota_(quota),
      free_(std::move(free)) {}

bool Storage::has_space() const {
  return free_(folder_) >= left_free;
}

std::uint64_t Storage::taken() const {
  const std::lock_guard lock(mutex_);
  return taken_;
}

bool Storage::Share::grow(std::uint64_t bytes) {
  const std::uint64_t free = storage_.free_(storage_.folder_);
  if (free < left_free || free - left_free < bytes) return false;
  const std::lock_guard lock(storage_.mutex_);
  if (storage_.taken_ > storage_.quota_ || storage_.quota_ - storage_.taken_ < bytes) return false;
  storage_.taken_ += bytes;
  bytes_ += bytes;
  return true;
}

void Storage::Share::set(std::uint64_t bytes) {
  const std::lock_guard lock(storage_.mutex_);
  storage_.taken_ += bytes - bytes_;
  bytes_ = bytes;
}

}  // namespace tongbao::http

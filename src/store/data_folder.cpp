#include "store/data_folder.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file_descriptor.h"

namespace tongbao::store {

std::error_code make_private_folder(const std::filesystem::path& folder) {
  if (::mkdir(folder.c_str(), 0700) == 0) return sync_folder(folder.parent_path());
  const int error = errno;
  std::error_code ignored;
  if (error == EEXIST && std::filesystem::is_directory(folder, ignored)) return {};
  return {error, std::generic_category()};
}

std::error_code sync_folder(const std::filesystem::path& folder) {
  const char* name = folder.empty() ? "." : folder.c_str();
  const FileDescriptor opened(::open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.is_open() && ::fsync(opened.get()) == 0) return {};
  return {errno, std::generic_category()};
}

std::filesystem::path blob_folder(const std::filesystem::path& folder) {
  return folder / "blobs";
}

std::filesystem::path passing_folder(const std::filesystem::path& folder) {
  return blob_folder(folder) / "passing";
}

std::error_code try_data_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::path nearest = std::filesystem::absolute(folder, error);
  while (!error && !std::filesystem::exists(nearest, error) && nearest.has_relative_path()) {
    nearest = nearest.parent_path();
  }
  if (error) return error;
  if (!std::filesystem::is_directory(nearest, error)) return {ENOTDIR, std::generic_category()};
  if (::access(nearest.c_str(), R_OK | W_OK | X_OK) == 0) return {};
  return {errno, std::generic_category()};
}

std::error_code make_data_folder(const std::filesystem::path& folder) {
  std::error_code error;
  const auto parent = std::filesystem::absolute(folder, error).parent_path();
  if (!error) std::filesystem::create_directories(parent, error);
  if (error) return error;
  for (const auto& one : {folder, blob_folder(folder), passing_folder(folder)}) {
    error = make_private_folder(one);
    if (error) return error;
    if (::access(one.c_str(), R_OK | W_OK | X_OK) != 0) return {errno, std::generic_category()};
  }
  return {};
}

}  // namespace tongbao::store

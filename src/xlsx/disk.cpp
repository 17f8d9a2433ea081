#include "xlsx/disk.h"

#include <cerrno>
#include <system_error>

namespace tongbao::xlsx {

namespace {

constexpr std::uint64_t kLookEvery = 4 << 20;  // bytes

}  // namespace

Disk::Disk(std::filesystem::path folder, std::uint64_t least_free)
    : folder_(std::move(folder)), least_free_(least_free) {
  look();
}

void Disk::fail(std::string_view what, int error) {
  if (failed()) return;
  full_ = error == ENOSPC || error == EDQUOT;
  failure_ = std::string(what) + ": " + std::generic_category().message(error);
}

void Disk::count(std::uint64_t bytes) {
  unlooked_ += bytes;
  if (unlooked_ >= kLookEvery) look();
}

void Disk::look() {
  unlooked_ = 0;
  std::error_code error;
  const std::filesystem::space_info space = std::filesystem::space(folder_, error);
  if (!error && space.available < least_free_) fail(folder_.string(), ENOSPC);
}

void DiskFile::Close::operator()(std::FILE* file) const {
  static_cast<void>(std::fclose(file));
}

DiskFile::DiskFile(Disk& disk, const std::filesystem::path& path, const char* mode)
    : disk_(disk), file_(std::fopen(path.c_str(), mode)) {
  if (!file_) disk_.fail("fopen", errno);
}

void DiskFile::write(std::string_view bytes) {
  if (disk_.failed()) return;
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) {
    disk_.fail("fwrite", errno);
  }
  disk_.count(bytes.size());
}

void DiskFile::read(std::string& bytes, std::size_t size) {
  bytes.resize(size);
  const std::size_t got = file_ ? std::fread(bytes.data(), 1, size, file_.get()) : 0;
  if (file_ && std::ferror(file_.get()) != 0) disk_.fail("fread", errno);
  bytes.resize(got);
}

void DiskFile::seek(std::uint64_t offset) {
  if (disk_.failed()) return;
  if (fseeko(file_.get(), static_cast<off_t>(offset), SEEK_SET) != 0) disk_.fail("fseeko", errno);
}

void DiskFile::close() {
  if (file_ && std::fclose(file_.release()) != 0) disk_.fail("fclose", errno);
}

}  // namespace tongbao::xlsx

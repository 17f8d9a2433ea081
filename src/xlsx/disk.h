// The disk that a workbook grows on: one budget and one failure for all its files. Used by one
// thread.
#pragma once
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace tongbao::xlsx {

// Errors stick: after the first one nothing more is written.
class Disk {
 public:
  // `folder` lies on it; at least `least_free` bytes of it stay free. Looks at once.
  Disk(std::filesystem::path folder, std::uint64_t least_free);

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] bool failed() const { return !failure_.empty(); }
  [[nodiscard]] bool full() const { return full_; }  // of the failure: there was too little room
  [[nodiscard]] const std::string& failure() const { return failure_; }  // for a message

  void fail(std::string_view what, int error);

  // Counts bytes that were written, and looks every few MB how much room is left.
  void count(std::uint64_t bytes);

 private:
  void look();

  std::filesystem::path folder_;
  std::uint64_t least_free_;
  std::uint64_t unlooked_ = 0;  // bytes since it last looked
  bool full_ = false;
  std::string failure_;
};

// A file on a Disk, which must outlive it. Failures go to the disk.
class DiskFile {
 public:
  DiskFile(Disk& disk, const std::filesystem::path& path, const char* mode);  // as fopen()

  void write(std::string_view bytes);
  // Up to `size` bytes into `bytes`; fewer at the end only.
  void read(std::string& bytes, std::size_t size);
  void seek(std::uint64_t offset);
  void close();

 private:
  struct Close {
    void operator()(std::FILE* file) const;
  };
  Disk& disk_;
  std::unique_ptr<std::FILE, Close> file_;
};

}  // namespace tongbao::xlsx

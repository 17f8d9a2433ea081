// The disk that the bodies and documents of a server may take together. Safe on any thread.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>

namespace tongbao::http {

// Bytes that a process may still write to the disk that `folder` lies on.
[[nodiscard]] std::uint64_t free_space(const std::filesystem::path& folder);

class Storage {
 public:
  using FreeSpace = std::function<std::uint64_t(const std::filesystem::path&)>;

  // What lies in `folder` ("": the system's folder for temporary files) may take `quota` bytes, and
  // leaves 64 MiB of its disk free.
  Storage(std::filesystem::path folder, std::uint64_t quota, FreeSpace free = free_space);

  // A part of it, held as long as the object lives. The storage must outlive it.
  class Share {
   public:
    explicit Share(Storage& storage) : storage_(storage) {}
    ~Share() { set(0); }
    Share(const Share&) = delete;
    Share& operator=(const Share&) = delete;

    // `bytes` more; false, and nothing is changed, where quota or disk do not have them.
    [[nodiscard]] bool grow(std::uint64_t bytes);
    // What has come to stand on the disk, whether or not the quota has it.
    void set(std::uint64_t bytes);

   private:
    Storage& storage_;
    std::uint64_t bytes_ = 0;
  };

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  // False where the disk is full, or nearly.
  [[nodiscard]] bool has_space() const;
  [[nodiscard]] std::uint64_t taken() const;

 private:
  std::filesystem::path folder_;
  std::uint64_t quota_;
  FreeSpace free_;
  mutable std::mutex mutex_;  // over taken_
  std::uint64_t taken_ = 0;
};

}  // namespace tongbao::http

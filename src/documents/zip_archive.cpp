#include "documents/zip_archive.h"

#include <array>
#include <new>
#include <utility>

#include <zip.h>

#include "documents/errors.h"

namespace tongbao::documents {

namespace {

constexpr std::size_t most_entries = 4096;
constexpr std::uint64_t highest_ratio = 200;
constexpr std::uint64_t any_ratio_below = std::uint64_t{1} << 20;  // small parts repeat themselves

tl::unexpected<Diagnostics> bad_zip(const char* reason) {
  return failure(import_error("import.badZip",
                              say("ZIP结构损坏：{}", "the ZIP file is damaged: {}", reason),
                              say("请用Word或WPS重新保存", "save it again with Word or WPS")));
}

tl::unexpected<Diagnostics> unpacks_too_large(const std::string& name, std::uint64_t limit) {
  return failure(too_large(say("{}解压后过大（上限{}字节，{}倍）",
                               "{} unpacks to too much (the limit is {} bytes, {} to 1)", name,
                               limit, highest_ratio)));
}

// Counted before the directory is read, since every entry takes memory. Archives inside this one
// count too.
std::size_t count_directory_entries(std::string_view bytes) {
  constexpr std::string_view signature = "PK\x01\x02";
  std::size_t count = 0;
  std::size_t at = bytes.find(signature);
  for (; at != std::string_view::npos && count <= most_entries;
       at = bytes.find(signature, at + signature.size())) {
    ++count;
  }
  return count;
}

using Entry = std::unique_ptr<zip_file_t, decltype(&zip_fclose)>;

}  // namespace

struct ZipArchive::Handle {
  zip_t* archive = nullptr;
  Handle() = default;
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() {
    if (archive != nullptr) zip_discard(archive);
  }
};

Result<ZipArchive> ZipArchive::open(std::string_view bytes) {
  if (count_directory_entries(bytes) > most_entries) {
    return failure(
        too_large(say("ZIP条目超过{}个", "the ZIP file has more than {} entries", most_entries)));
  }
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) throw std::bad_alloc();
  auto handle = std::make_shared<Handle>();
  handle->archive = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (handle->archive == nullptr) {
    auto refused = bad_zip(zip_error_strerror(&error));
    zip_error_fini(&error);
    zip_source_free(source);
    return refused;
  }
  zip_error_fini(&error);
  return ZipArchive(std::move(handle));
}

bool ZipArchive::has(const std::string& name) const {
  return zip_name_locate(handle_->archive, name.c_str(), 0) >= 0;
}

Result<void> ZipArchive::read(const std::string& name, std::uint64_t limit,
                              const Sink& sink) const {
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat(handle_->archive, name.c_str(), 0, &stat) != 0) {
    return bad_zip(zip_strerror(handle_->archive));
  }
  if (stat.encryption_method != ZIP_EM_NONE) {
    return failure(import_error("import.encrypted", say("文件已加密", "the file is encrypted"),
                                say("请先解除密码", "remove the password first")));
  }
  const auto is_excess = [&](std::uint64_t size) {
    return size > limit || (size > any_ratio_below && size / highest_ratio > stat.comp_size);
  };
  if (is_excess(stat.size)) return unpacks_too_large(name, limit);
  const Entry entry(zip_fopen_index(handle_->archive, stat.index, 0), &zip_fclose);
  if (entry == nullptr) return bad_zip(zip_strerror(handle_->archive));
  std::array<char, std::size_t{1} << 16> block{};
  std::uint64_t total = 0;
  while (true) {
    const zip_int64_t got = zip_fread(entry.get(), block.data(), block.size());
    if (got < 0) return bad_zip(zip_file_strerror(entry.get()));
    if (got == 0) return {};
    total += static_cast<std::uint64_t>(got);
    if (is_excess(total)) return unpacks_too_large(name, limit);
    if (!sink({block.data(), static_cast<std::size_t>(got)})) return {};
  }
}

}  // namespace tongbao::documents

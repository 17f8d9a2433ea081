#include "archive/zip_archive.h"

#include <algorithm>
#include <array>
#include <new>
#include <utility>

#include <zip.h>

namespace tongbao::archive {

namespace {

// APPNOTE.TXT 4.3.12, 4.3.14 to 4.3.16
constexpr std::string_view directory_entry{"PK\x01\x02", 4};
constexpr std::string_view end_of_directory{"PK\x05\x06", 4};
constexpr std::string_view large_end{"PK\x06\x06", 4};
constexpr std::string_view large_end_locator{"PK\x06\x07", 4};
constexpr std::size_t end_size = 22;
constexpr std::size_t longest_comment = 65'535;
constexpr std::size_t locator_size = 20;
constexpr std::uint64_t said_by_large_end = 0xFFFF;

tl::unexpected<ZipFailure> refused(ZipFault fault, const char* reason = "") {
  return tl::make_unexpected(ZipFailure{fault, reason});
}

// A little-endian number of `size` bytes; 0 where the bytes end.
std::uint64_t number_at(std::string_view bytes, std::size_t offset, std::size_t size) {
  if (offset > bytes.size() || bytes.size() - offset < size) return 0;
  std::uint64_t value = 0;
  for (std::size_t i = size; i-- > 0;)
    value = value << 8U | static_cast<unsigned char>(bytes[offset + i]);
  return value;
}

template <class Visit>
void each_place(std::string_view bytes, std::string_view signature, const Visit& visit) {
  for (std::size_t at = bytes.find(signature); at != std::string_view::npos;
       at = bytes.find(signature, at + signature.size())) {
    if (!visit(at)) return;
  }
}

// libzip takes memory for every entry that there is, and for every one that the archive claims:
// both are looked at before it sees them.
bool has_too_many_entries(std::string_view bytes, std::size_t most) {
  std::size_t count = 0;
  each_place(bytes, directory_entry, [&](std::size_t) { return ++count <= most; });
  const std::size_t tail = std::min(bytes.size(), end_size + longest_comment + locator_size);
  const std::string_view end = bytes.substr(bytes.size() - tail);
  std::uint64_t claimed = 0;
  bool is_large = false;
  each_place(end, large_end_locator, [&](std::size_t at) {
    is_large = true;
    const std::uint64_t record = number_at(end, at + 8, 8);
    const bool is_record = record < bytes.size() && bytes.substr(record, 4) == large_end;
    if (is_record) claimed = std::max(claimed, number_at(bytes, record + 32, 8));
    return true;
  });
  each_place(end, end_of_directory, [&](std::size_t at) {
    const std::uint64_t entries = number_at(end, at + 10, 2);
    if (!is_large || entries != said_by_large_end) claimed = std::max(claimed, entries);
    return true;
  });
  return count > most || claimed > most;
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

ZipResult<ZipArchive> ZipArchive::open(std::string_view bytes, const ZipLimits& limits) {
  if (has_too_many_entries(bytes, limits.entries)) return refused(ZipFault::too_many_entries);
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) throw std::bad_alloc();
  auto handle = std::make_shared<Handle>();
  handle->archive = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (handle->archive == nullptr) {
    auto damaged = refused(ZipFault::damaged, zip_error_strerror(&error));
    zip_error_fini(&error);
    zip_source_free(source);
    return damaged;
  }
  zip_error_fini(&error);
  return ZipArchive(std::move(handle), limits);
}

bool ZipArchive::has(const std::string& name) const {
  return zip_name_locate(handle_->archive, name.c_str(), ZIP_FL_NOCASE) >= 0;
}

ZipResult<void> ZipArchive::read(const std::string& name, std::uint64_t largest, const Sink& sink) {
  zip_t* const archive = handle_->archive;
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat(archive, name.c_str(), ZIP_FL_NOCASE, &stat) != 0)
    return refused(ZipFault::damaged, zip_strerror(archive));
  if (stat.encryption_method != ZIP_EM_NONE) return refused(ZipFault::encrypted);
  if (stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE)
    return refused(ZipFault::damaged, "unusual compression");
  const auto is_excess = [&](std::uint64_t size) {
    return size > largest || inflated_ + size > limits_.inflated ||
           (size > limits_.free_of_ratio && size / limits_.ratio > stat.comp_size);
  };
  if (is_excess(stat.size)) return refused(ZipFault::inflates_too_much);
  const Entry entry(zip_fopen_index(archive, stat.index, 0), &zip_fclose);
  if (entry == nullptr) return refused(ZipFault::damaged, zip_strerror(archive));
  std::array<char, std::size_t{1} << 15> block{};
  std::uint64_t size = 0;
  while (true) {
    const zip_int64_t got = zip_fread(entry.get(), block.data(), block.size());
    if (got < 0) return refused(ZipFault::damaged, zip_file_strerror(entry.get()));
    size += static_cast<std::uint64_t>(got);
    if (is_excess(size)) return refused(ZipFault::inflates_too_much);
    if (got == 0 || !sink({block.data(), static_cast<std::size_t>(got)})) break;
  }
  inflated_ += size;
  return {};
}

}  // namespace tongbao::archive

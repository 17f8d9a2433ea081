#include "xlsx/zip_package.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <limits>
#include <new>
#include <system_error>

#include <zlib.h>

namespace tongbao::xlsx {

namespace {

constexpr std::uint16_t kVersion = 20;  // 2.0: deflate
constexpr std::uint16_t kDeflated = 8;
constexpr std::uint16_t kFirstDay = 1 << 5 | 1;  // 1980-01-01, as Excel itself stamps
constexpr std::uint64_t kFieldLimit = std::numeric_limits<std::uint32_t>::max() - 1;
constexpr std::size_t kHeadBytes = 256;
constexpr std::size_t kTailBytes = 64;

// Little-endian fields, appended.
class Fields {
 public:
  Fields& u16(std::uint64_t value) { return bytes(value, 2); }
  Fields& u32(std::uint64_t value) { return bytes(value, 4); }
  Fields& text(std::string_view value) { return out_ += value, *this; }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  Fields& bytes(std::uint64_t value, int count) {
    for (int i = 0; i < count; ++i) out_ += static_cast<char>(value >> (8 * i) & 0xFF);
    return *this;
  }
  std::string out_;
};

// The name of the first element after the XML declaration.
std::string_view root_name(std::string_view head) {
  const std::size_t declared = head.find("?>");
  const std::size_t open = head.find('<', declared == std::string_view::npos ? 0 : declared);
  if (open == std::string_view::npos) return {};
  const std::size_t end = head.find_first_of(" >/\n", open + 1);
  return head.substr(open + 1, end == std::string_view::npos ? end : end - open - 1);
}

bool closes_root(std::string_view head, std::string_view tail) {
  const std::string_view name = root_name(head);
  while (!tail.empty() && tail.back() == '\n') tail.remove_suffix(1);
  if (name.empty() || !tail.ends_with('>')) return false;
  tail.remove_suffix(1);
  if (!tail.ends_with(name)) return false;
  tail.remove_suffix(name.size());
  return tail.ends_with("</");
}

}  // namespace

// zlib's raw deflate: the same bytes on every machine, which faster ones do not promise.
class ZipPackage::Deflater {
 public:
  Deflater() {
    constexpr int kLevel = 4;  // a third less time than level 6, a tenth more bytes
    constexpr int kMemoryLevel = 8;
    if (deflateInit2(&stream_, kLevel, Z_DEFLATED, -MAX_WBITS, kMemoryLevel, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
      throw std::bad_alloc();
    }
  }
  ~Deflater() { deflateEnd(&stream_); }
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  void reset() { deflateReset(&stream_); }

  template <class Sink>
  void run(std::string_view bytes, int flush, const Sink& sink) {
    // zlib's input pointer is const in all but its type.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // NOLINT
    stream_.avail_in = static_cast<uInt>(bytes.size());
    do {
      stream_.next_out = reinterpret_cast<Bytef*>(buffer_.data());
      stream_.avail_out = static_cast<uInt>(buffer_.size());
      deflate(&stream_, flush);
      sink(std::string_view(buffer_.data(), buffer_.size() - stream_.avail_out));
    } while (stream_.avail_out == 0);
  }

 private:
  z_stream stream_{};
  std::array<char, 1 << 16> buffer_{};
};

void ZipPackage::CloseFile::operator()(std::FILE* file) const {
  static_cast<void>(std::fclose(file));
}

ZipPackage::ZipPackage(const std::filesystem::path& file)
    : file_(std::fopen(file.c_str(), "wbe")), deflater_(std::make_unique<Deflater>()) {
  if (!file_) fail("fopen");
}

ZipPackage::~ZipPackage() = default;

void ZipPackage::substitute(std::string name, std::string bytes) {
  substitutes_.insert_or_assign(std::move(name), std::move(bytes));
}

void ZipPackage::require_size(std::string name, std::uint64_t bytes) {
  least_sizes_.insert_or_assign(std::move(name), bytes);
}

void ZipPackage::fail(std::string_view what) {
  if (!failure_.empty()) return;
  failure_ = std::string(what) + ": " + std::generic_category().message(errno);
}

void ZipPackage::put(std::string_view bytes) {
  if (!failure_.empty()) return;
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) fail("fwrite");
  position_ += bytes.size();
}

void ZipPackage::begin_entry(std::string name) {
  entries_.push_back({.name = std::move(name), .offset = position_});
  Entry& entry = entries_.back();
  entry.crc = static_cast<std::uint32_t>(crc32(0, nullptr, 0));
  head_.clear();
  tail_.clear();
  deflater_->reset();
  put(local_header(entry));
  const auto found = substitutes_.find(entry.name);
  substituted_ = found != substitutes_.end();
  if (substituted_) add(found->second);
}

void ZipPackage::write(std::string_view bytes) {
  if (!substituted_) add(bytes);
}

void ZipPackage::add(std::string_view bytes) {
  Entry& entry = entries_.back();
  entry.size += bytes.size();
  entry.crc = static_cast<std::uint32_t>(
      crc32_z(entry.crc, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
  if (head_.size() < kHeadBytes) head_ += bytes.substr(0, kHeadBytes - head_.size());
  tail_ += bytes.substr(bytes.size() - std::min(bytes.size(), kTailBytes));
  tail_.erase(0, tail_.size() - std::min(tail_.size(), kTailBytes));
  deflater_->run(bytes, Z_NO_FLUSH, [this](std::string_view out) { put(out); });
}

void ZipPackage::check_entry() {
  const Entry& entry = entries_.back();
  errno = ENOSPC;  // what is reported if a check fails: the usual reason
  const auto least = least_sizes_.find(entry.name);
  const bool short_of = least != least_sizes_.end() && entry.size < least->second;
  if (short_of || !closes_root(head_, tail_)) fail(entry.name);
  errno = EFBIG;
  if (entry.size > kFieldLimit || position_ > kFieldLimit) fail(entry.name);
}

void ZipPackage::end_entry() {
  deflater_->run({}, Z_FINISH, [this](std::string_view out) { put(out); });
  check_entry();
  if (!failure_.empty()) return;
  Entry& entry = entries_.back();
  const std::uint64_t header_size = local_header(entry).size();
  entry.compressed = position_ - entry.offset - header_size;
  const std::uint64_t end = position_;
  if (fseeko(file_.get(), static_cast<off_t>(entry.offset), SEEK_SET) != 0) fail("fseeko");
  put(local_header(entry));
  if (fseeko(file_.get(), static_cast<off_t>(end), SEEK_SET) != 0) fail("fseeko");
  position_ = end;
}

void ZipPackage::finish() {
  const std::uint64_t start = position_;
  for (const Entry& entry : entries_) put(directory_header(entry));
  Fields end;
  end.u32(0x06054B50).u16(0).u16(0).u16(entries_.size()).u16(entries_.size());
  end.u32(position_ - start).u32(start).u16(0);
  put(end.take());
  if (file_ && std::fclose(file_.release()) != 0) fail("fclose");
  finished_ = true;
}

std::string ZipPackage::local_header(const Entry& entry) const {
  Fields header;
  header.u32(0x04034B50).u16(kVersion).u16(0).u16(kDeflated).u16(0).u16(kFirstDay);
  header.u32(entry.crc).u32(entry.compressed).u32(entry.size);
  header.u16(entry.name.size()).u16(0).text(entry.name);
  return header.take();
}

std::string ZipPackage::directory_header(const Entry& entry) const {
  Fields header;
  header.u32(0x02014B50).u16(kVersion).u16(kVersion).u16(0).u16(kDeflated).u16(0).u16(kFirstDay);
  header.u32(entry.crc).u32(entry.compressed).u32(entry.size);
  header.u16(entry.name.size()).u16(0).u16(0).u16(0).u16(0).u32(0).u32(entry.offset);
  header.text(entry.name);
  return header.take();
}

}  // namespace tongbao::xlsx

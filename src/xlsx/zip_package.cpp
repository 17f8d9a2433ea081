#include "xlsx/zip_package.h"

#include <algorithm>
#include <cerrno>
#include <limits>
#include <system_error>

#include <zlib.h>

namespace tongbao::xlsx {

namespace {

constexpr std::uint16_t kVersion = 20;  // 2.0: deflate
constexpr std::uint16_t kDeflated = 8;
constexpr std::uint16_t kFirstDay = 1 << 5 | 1;  // 1980-01-01, as Excel itself stamps
constexpr std::uint64_t kFieldLimit = std::numeric_limits<std::uint32_t>::max() - 1;
constexpr int kLevel = 4;
constexpr std::size_t kHeadBytes = 256;
constexpr std::size_t kTailBytes = 64;
constexpr std::size_t kCopyBytes = 1 << 18;

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

ZipPackage::ZipPackage(Disk& disk, const std::filesystem::path& file)
    : disk_(disk),
      file_(disk, file, "wbe"),
      deflater_(kLevel),
      sink_([this](std::string_view out) { put(out); }) {}

void ZipPackage::substitute(std::string name, std::string bytes) {
  substitutes_.insert_or_assign(std::move(name), std::move(bytes));
}

void ZipPackage::replace_element(std::string name, std::string element, DeflatedText text) {
  std::vector<Replacement>& all = replacements_[std::move(name)];
  all.insert(all.begin(), {.element = std::move(element), .text = std::move(text)});
}

void ZipPackage::put(std::string_view bytes) {
  file_.write(bytes);
  position_ += bytes.size();
}

void ZipPackage::begin_entry(std::string name) {
  entries_.push_back({.name = std::move(name), .offset = position_});
  Entry& entry = entries_.back();
  entry.crc = static_cast<std::uint32_t>(crc32(0, nullptr, 0));
  head_.clear();
  tail_.clear();
  unread_.clear();
  inside_element_ = false;
  elements_ = std::move(replacements_[entry.name]);
  deflater_.reset();
  put(local_header(entry));
  const auto found = substitutes_.find(entry.name);
  substituted_ = found != substitutes_.end();
  if (substituted_) add(found->second);
}

void ZipPackage::write(std::string_view bytes) {
  if (substituted_) return;
  if (elements_.empty()) {
    add(bytes);
    return;
  }
  unread_ += bytes;
  while (!elements_.empty()) {
    if (!replace_next()) return;
  }
  add(unread_);
  unread_.clear();
}

// Goes to the next edge of the next element; false where that was not read yet.
bool ZipPackage::replace_next() {
  Replacement& next = elements_.back();
  const std::string tag = (inside_element_ ? "</" : "<") + next.element;
  const std::size_t found = unread_.find(tag);
  const std::size_t known =  // a part of the tag may stand at the end
      found != std::string::npos ? found
                                 : unread_.size() - std::min(unread_.size(), tag.size() - 1);
  if (!inside_element_) add(std::string_view(unread_).substr(0, known));
  unread_.erase(0, known);
  if (found == std::string::npos) return false;
  if (inside_element_) {
    const std::size_t end = unread_.find('>');
    if (end == std::string::npos) return false;
    unread_.erase(0, end + 1);
    elements_.pop_back();
  } else {
    insert(next.text);
  }
  inside_element_ = !inside_element_;
  return true;
}

void ZipPackage::insert(DeflatedText& text) {
  Entry& entry = entries_.back();
  deflater_.align(sink_);
  deflater_.reset();
  entry.crc = static_cast<std::uint32_t>(
      crc32_combine(entry.crc, text.crc, static_cast<z_off_t>(text.size)));
  entry.size += text.size;
  if (text.file.empty()) {
    put(text.bytes);
    return;
  }
  std::uint64_t copied = 0;
  DiskFile blocks(disk_, text.file, "rbe");
  std::string bytes;
  do {
    blocks.read(bytes, kCopyBytes);
    put(bytes);
    copied += bytes.size();
  } while (!bytes.empty());
  if (copied != text.deflated_size) disk_.fail(text.file.string(), ENOSPC);
  std::error_code ignored;
  std::filesystem::remove(text.file, ignored);  // its room is needed
}

void ZipPackage::add(std::string_view bytes) {
  Entry& entry = entries_.back();
  entry.size += bytes.size();
  entry.crc = static_cast<std::uint32_t>(
      crc32_z(entry.crc, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
  if (head_.size() < kHeadBytes) head_ += bytes.substr(0, kHeadBytes - head_.size());
  tail_ += bytes.substr(bytes.size() - std::min(bytes.size(), kTailBytes));
  tail_.erase(0, tail_.size() - std::min(tail_.size(), kTailBytes));
  deflater_.add(bytes, sink_);
}

void ZipPackage::check_entry() {
  const Entry& entry = entries_.back();
  if (!elements_.empty() || !closes_root(head_, tail_)) disk_.fail(entry.name, EIO);
  if (entry.size > kFieldLimit || position_ > kFieldLimit) disk_.fail(entry.name, EFBIG);
}

void ZipPackage::end_entry() {
  deflater_.finish(sink_);
  check_entry();
  if (disk_.failed()) return;
  Entry& entry = entries_.back();
  const std::uint64_t header_size = local_header(entry).size();
  entry.compressed = position_ - entry.offset - header_size;
  const std::uint64_t end = position_;
  file_.seek(entry.offset);
  put(local_header(entry));
  file_.seek(end);
  position_ = end;
}

void ZipPackage::finish() {
  const std::uint64_t start = position_;
  for (const Entry& entry : entries_) put(directory_header(entry));
  Fields end;
  end.u32(0x06054B50).u16(0).u16(0).u16(entries_.size()).u16(entries_.size());
  end.u32(position_ - start).u32(start).u16(0);
  put(end.take());
  file_.close();
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

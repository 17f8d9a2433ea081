#include "workbook/package.h"

#include <algorithm>
#include <array>

#include <zip.h>

#include "workbook/errors.h"

namespace tongbao::workbook {

namespace {

constexpr std::string_view local_header{"PK\x03\x04", 4};
constexpr std::string_view end_of_directory{"PK\x05\x06", 4};
constexpr std::string_view large_end_locator{"PK\x06\x07", 4};
constexpr std::string_view compound_file{"\xD0\xCF\x11\xE0", 4};
constexpr std::size_t end_size = 22;
constexpr std::size_t longest_comment = 65'535;
constexpr std::size_t entries_offset = 10;  // in the end of the directory

std::size_t two_bytes(std::string_view bytes, std::size_t offset) {
  return static_cast<unsigned char>(bytes[offset]) +
         (std::size_t{static_cast<unsigned char>(bytes[offset + 1])} << 8U);
}

// libzip takes memory for every entry that the archive claims, so claims are looked at before.
// Archives with 64-bit sizes are not: no workbook of this size needs one.
bool claims_too_many(std::string_view bytes, std::size_t entries) {
  const std::size_t tail = end_size + longest_comment + large_end_locator.size() + 16;
  const std::string_view end = bytes.substr(bytes.size() - std::min(tail, bytes.size()));
  if (end.find(large_end_locator) != std::string_view::npos) return true;
  for (std::size_t at = end.find(end_of_directory); at != std::string_view::npos;
       at = end.find(end_of_directory, at + 1)) {
    if (at + end_size <= end.size() && two_bytes(end, at + entries_offset) > entries) return true;
  }
  return false;
}

tl::unexpected<Diagnostics> not_xlsx(Bilingual what) {
  return refuse("workbook.notXlsx", std::move(what),
                say("在电子表格软件中另存为不加密的XLSX",
                    "save it as XLSX, without a password, in a spreadsheet"));
}

class OpenPart {
 public:
  OpenPart(zip* archive, zip_uint64_t index) : file_(zip_fopen_index(archive, index, 0)) {}
  ~OpenPart() {
    if (file_ != nullptr) zip_fclose(file_);
  }
  OpenPart(const OpenPart&) = delete;
  OpenPart& operator=(const OpenPart&) = delete;
  [[nodiscard]] zip_file_t* get() const { return file_; }

 private:
  zip_file_t* file_;
};

}  // namespace

void Package::Discard::operator()(zip* archive) const {
  zip_discard(archive);
}

Result<Package> Package::open(std::string_view bytes, const ReadLimits& limits) {
  if (bytes.substr(0, compound_file.size()) == compound_file) {
    return not_xlsx(
        say("这是XLS文件，或加密的工作簿", "this is an XLS file, or an encrypted workbook"));
  }
  if (bytes.substr(0, local_header.size()) != local_header) {
    return not_xlsx(say("这不是XLSX工作簿", "this is no XLSX workbook"));
  }
  if (claims_too_many(bytes, limits.entries)) {
    return too_large(say("工作簿的压缩包声称多于{}个文件",
                         "the archive claims more than {} entries", limits.entries));
  }
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip* const archive =
      source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  if (archive == nullptr && source != nullptr) zip_source_free(source);
  zip_error_fini(&error);
  if (archive == nullptr) {
    return not_xlsx(say("工作簿不完整，无法打开", "the workbook is cut off or damaged"));
  }
  return Package(archive, limits);
}

bool Package::has(const std::string& part) const {
  return zip_name_locate(archive_.get(), part.c_str(), ZIP_FL_NOCASE) >= 0;
}

Result<void> Package::count(std::uint64_t bytes, std::uint64_t of_part, std::uint64_t deflated,
                            const std::string& part) {
  inflated_ += bytes;
  const bool swollen = of_part > limits_.free_of_ratio && of_part / limits_.ratio > deflated;
  if (!swollen && inflated_ <= limits_.inflated) return {};
  return too_large(
      say("工作簿解压后过大（{}）：最多{}字节，压缩比最多{}",
          "the workbook inflates to too much ({}): at most {} bytes, at most {} to one", part,
          limits_.inflated, limits_.ratio));
}

Result<void> Package::read(const std::string& part,
                           const std::function<Result<void>(std::string_view)>& take) {
  const zip_int64_t index = zip_name_locate(archive_.get(), part.c_str(), ZIP_FL_NOCASE);
  zip_stat_t facts;
  zip_stat_init(&facts);
  if (index < 0 || zip_stat_index(archive_.get(), static_cast<zip_uint64_t>(index), 0, &facts) != 0)
    return damaged(part);
  const bool readable = (facts.valid & ZIP_STAT_COMP_SIZE) != 0 &&
                        (facts.comp_method == ZIP_CM_STORE || facts.comp_method == ZIP_CM_DEFLATE);
  const OpenPart open(archive_.get(), static_cast<zip_uint64_t>(index));
  if (!readable || open.get() == nullptr) return damaged(part);
  std::array<char, 1 << 15> block{};
  std::uint64_t of_part = 0;
  for (;;) {
    const zip_int64_t got = zip_fread(open.get(), block.data(), block.size());
    if (got < 0) return damaged(part);
    if (got == 0) return {};
    of_part += static_cast<std::uint64_t>(got);
    if (auto counted = count(static_cast<std::uint64_t>(got), of_part, facts.comp_size, part);
        !counted)
      return counted;
    if (auto taken = take({block.data(), static_cast<std::size_t>(got)}); !taken) return taken;
  }
}

}  // namespace tongbao::workbook

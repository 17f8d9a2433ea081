// The ZIP container of a workbook (APPNOTE 6.3, without ZIP64): deflated entries one after the
// other, all dated 1980-01-01, so that the same parts give the same bytes. Used by one thread.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tongbao::xlsx {

// Errors stick: after the first one nothing more is written, and whole() stays false. Callers go on
// to the end all the same, since libxlsxwriter closes its temporary files only on the way there.
class ZipPackage {
 public:
  explicit ZipPackage(const std::filesystem::path& file);  // replaces the file
  ~ZipPackage();
  ZipPackage(const ZipPackage&) = delete;
  ZipPackage& operator=(const ZipPackage&) = delete;

  // Entry `name` will hold `bytes`, whatever is written to it.
  void substitute(std::string name, std::string bytes);
  // Entry `name` must turn out to have at least `bytes`; else an error.
  void require_size(std::string name, std::uint64_t bytes);

  void begin_entry(std::string name);
  void write(std::string_view bytes);
  // Ends the entry. One that does not end with the closing tag of its root element was cut off on
  // its way here (a full disk under libxlsxwriter's temporary files, which it does not check).
  void end_entry();
  void finish();  // writes the directory and closes the file

  [[nodiscard]] bool whole() const { return finished_ && failure_.empty(); }
  [[nodiscard]] const std::string& failure() const { return failure_; }  // for a log

 private:
  struct Entry {
    std::string name;
    std::uint32_t crc = 0;
    std::uint64_t compressed = 0;
    std::uint64_t size = 0;
    std::uint64_t offset = 0;
  };
  class Deflater;
  struct CloseFile {
    void operator()(std::FILE* file) const;
  };

  void fail(std::string_view what);
  void put(std::string_view bytes);
  void add(std::string_view bytes);
  void check_entry();
  [[nodiscard]] std::string local_header(const Entry& entry) const;
  [[nodiscard]] std::string directory_header(const Entry& entry) const;

  std::unique_ptr<std::FILE, CloseFile> file_;
  std::unique_ptr<Deflater> deflater_;
  std::map<std::string, std::string, std::less<>> substitutes_;
  std::map<std::string, std::uint64_t, std::less<>> least_sizes_;
  std::vector<Entry> entries_;
  std::string head_;  // of the open entry, enough to see its root element
  std::string tail_;  // of the open entry
  std::uint64_t position_ = 0;
  bool substituted_ = false;
  bool finished_ = false;
  std::string failure_;
};

}  // namespace tongbao::xlsx

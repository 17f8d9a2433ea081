// The ZIP container of a workbook (APPNOTE 6.3, without ZIP64): deflated entries one after the
// other, all dated 1980-01-01, so that the same parts give the same bytes. Used by one thread.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "xlsx/deflate_stream.h"
#include "xlsx/deflater.h"
#include "xlsx/disk.h"

namespace tongbao::xlsx {

// After the first error on `disk` nothing more is written. Callers go on to the end all the same,
// since libxlsxwriter closes its temporary files only on the way there.
class ZipPackage {
 public:
  ZipPackage(Disk& disk, const std::filesystem::path& file);  // replaces the file
  ZipPackage(const ZipPackage&) = delete;
  ZipPackage& operator=(const ZipPackage&) = delete;

  // Entry `name` will hold `bytes`, whatever is written to it.
  void substitute(std::string name, std::string bytes);
  // In entry `name` the first element `element`, which must have content, gives way to `text`.
  // Several of one entry are given in the order in which they stand there.
  void replace_element(std::string name, std::string element, DeflatedText text);

  void begin_entry(std::string name);
  void write(std::string_view bytes);
  // Ends the entry. One that does not end with the closing tag of its root element was cut off on
  // its way here (a full disk under libxlsxwriter's temporary files, which it does not check).
  void end_entry();
  void finish();  // writes the directory and closes the file

  [[nodiscard]] bool whole() const { return finished_ && !disk_.failed(); }

 private:
  struct Entry {
    std::string name;
    std::uint32_t crc = 0;
    std::uint64_t compressed = 0;
    std::uint64_t size = 0;
    std::uint64_t offset = 0;
  };
  struct Replacement {
    std::string element;
    DeflatedText text;
  };

  void put(std::string_view bytes);
  void add(std::string_view bytes);
  bool replace_next();
  void insert(DeflatedText& text);
  void check_entry();
  [[nodiscard]] std::string local_header(const Entry& entry) const;
  [[nodiscard]] std::string directory_header(const Entry& entry) const;

  Disk& disk_;
  DiskFile file_;
  Deflater deflater_;
  Deflater::Sink sink_;
  std::map<std::string, std::string, std::less<>> substitutes_;
  std::map<std::string, std::vector<Replacement>, std::less<>> replacements_;
  std::vector<Entry> entries_;
  std::uint64_t position_ = 0;
  bool finished_ = false;

  // Of the open entry.
  bool substituted_ = false;
  std::vector<Replacement> elements_;  // still to be replaced, the next one last
  bool inside_element_ = false;        // of what is being replaced
  std::string unread_;                 // may hold a part of a tag looked for
  std::string head_;                   // enough to see its root element
  std::string tail_;
};

}  // namespace tongbao::xlsx

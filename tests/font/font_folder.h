// Font folders made by a test: a list, and copies of real faces with something broken in them.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "font/font_set.h"

namespace tongbao::font::test {

inline const std::filesystem::path installed_fonts = TONGBAO_SOURCE "/fonts";
inline const std::filesystem::path fandol_fang =
    installed_fonts / "fandol" / "FandolFang-Regular.otf";
inline constexpr const char* noto_serif = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc";

inline std::string bytes_of(const std::filesystem::path& file) {
  return read_file(file, std::size_t{1} << 26).value();
}

// A face's bytes, to be changed.
class FaceBytes {
 public:
  explicit FaceBytes(std::string bytes) : bytes_(std::move(bytes)) {}

  // Where the table's record stands in the directory (tag, checksum, offset, length).
  [[nodiscard]] std::size_t record_of(std::string_view tag) const {
    const std::size_t count = number(4, 2);
    for (std::size_t at = 12; at < 12 + 16 * count; at += 16) {
      if (bytes_.compare(at, 4, tag) == 0) return at;
    }
    throw std::out_of_range("no such table");
  }
  [[nodiscard]] std::size_t table(std::string_view tag) const {
    return number(record_of(tag) + 8, 4);
  }
  [[nodiscard]] std::size_t length_of(std::string_view tag) const {
    return number(record_of(tag) + 12, 4);
  }

  FaceBytes& put16(std::size_t at, unsigned value) {
    bytes_[at] = static_cast<char>(value >> 8);
    bytes_[at + 1] = static_cast<char>(value & 0xFF);
    return *this;
  }
  FaceBytes& rename_table(std::string_view from, std::string_view to) {
    bytes_.replace(record_of(from), 4, to);
    return *this;
  }
  // The directory must be in the order of the tags.
  FaceBytes& sort_tables() {
    std::vector<std::string> records;
    for (std::size_t i = 0; i < number(4, 2); ++i)
      records.push_back(bytes_.substr(12 + 16 * i, 16));
    std::sort(records.begin(), records.end());
    for (std::size_t i = 0; i < records.size(); ++i) bytes_.replace(12 + 16 * i, 16, records[i]);
    return *this;
  }
  FaceBytes& wipe_table(std::string_view tag) {
    const std::size_t length = length_of(tag);
    bytes_.replace(table(tag), length, length, '\0');
    return *this;
  }
  // The face as the second of a collection of two (OpenType 1.9, font collections). The first has
  // no tables.
  [[nodiscard]] std::string as_collection() const {
    constexpr std::size_t header = 20, empty_face = 12;
    constexpr std::size_t moved = header + empty_face;
    std::string file("ttcf\0\1\0\0\0\0\0\2\0\0\0\x14\0\0\0\x20", header);
    file += bytes_.substr(0, 4) + std::string(empty_face - 4, '\0') + bytes_;
    for (std::size_t i = 0; i < number(4, 2); ++i) {
      const std::size_t offset = number(12 + 16 * i + 8, 4) + moved;
      for (std::size_t byte = 0; byte < 4; ++byte) {
        file[moved + 12 + 16 * i + 8 + byte] = static_cast<char>(offset >> (24 - 8 * byte) & 0xFF);
      }
    }
    return file;
  }
  FaceBytes& set_embedding(unsigned fs_type) { return put16(table("OS/2") + 8, fs_type); }

  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  [[nodiscard]] std::size_t number(std::size_t at, std::size_t size) const {
    std::size_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
      value = value << 8 | static_cast<unsigned char>(bytes_.at(at + i));
    }
    return value;
  }
  std::string bytes_;
};

// A folder with a fonts.json, loaded on demand.
class FontFolder {
 public:
  explicit FontFolder(std::string_view list) { write("fonts.json", list); }

  // A list whose one role, "r", has these faces: R"({"file": "a.otf"})".
  static std::string list_of(const std::string& faces) {
    return R"({"roles": {"r": {"faces": [)" + faces + "]}}}";
  }

  void write(const std::string& name, std::string_view bytes) const {
    std::ofstream file(folder_.path() / name, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
  [[nodiscard]] const std::filesystem::path& path() const { return folder_.path(); }
  [[nodiscard]] Result<std::shared_ptr<const FontSet>> load() const {
    return FontSet::load(folder_.path());
  }
  [[nodiscard]] Diagnostics errors() const {
    auto set = load();
    return set ? Diagnostics{} : set.error();
  }

 private:
  TemporaryFolder folder_;
};

// The faces of the repository's own list.
inline const FontSet& installed() {
  static const std::shared_ptr<const FontSet> set = FontSet::load(installed_fonts).value();
  return *set;
}

inline RoleId role_of(const FontSet& fonts, std::string_view name) {
  const RoleId* role = fonts.find_role(name);
  if (role == nullptr) throw std::out_of_range(std::string(name));
  return *role;
}

inline std::string face_name(const FontSet& fonts, FaceId face) {
  return fonts.info(face).postscript_name;
}

}  // namespace tongbao::font::test

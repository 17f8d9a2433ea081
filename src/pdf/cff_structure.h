// The parts that a CFF table is made of (Adobe Technical Note 5176), read with every access
// bounded. Internal to pdf/. Everything throws std::runtime_error where the table is malformed.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tongbao::pdf::cff {

using Bytes = std::span<const std::uint8_t>;

[[noreturn]] void malformed();

// Reads big-endian numbers one after the other.
class Reader {
 public:
  Reader(Bytes bytes, std::size_t offset) : bytes_(bytes), offset_(offset) {
    if (offset > bytes.size()) malformed();
  }
  std::uint32_t number(std::size_t width) {
    if (bytes_.size() - offset_ < width) malformed();
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < width; ++i) value = value << 8 | bytes_[offset_++];
    return value;
  }
  [[nodiscard]] bool at_end() const { return offset_ == bytes_.size(); }
  [[nodiscard]] std::size_t offset() const { return offset_; }

 private:
  Bytes bytes_;
  std::size_t offset_;
};

// An INDEX (5176 section 5): a list of byte strings.
struct Index {
  Bytes table;
  std::size_t count = 0;
  std::size_t width = 0;    // of an offset
  std::size_t offsets = 0;  // where they begin
  std::size_t base = 0;     // what they count from
  std::size_t end = 0;

  [[nodiscard]] std::size_t offset(std::size_t i) const {
    return base + Reader(table, offsets + i * width).number(width);
  }
  [[nodiscard]] Bytes item(std::size_t i) const {
    if (i >= count) malformed();
    const std::size_t begin = offset(i);
    const std::size_t stop = offset(i + 1);
    if (begin > stop || stop > table.size()) malformed();
    return table.subspan(begin, stop - begin);
  }
};

[[nodiscard]] Index read_index(Bytes table, std::size_t begin);

// Operators of DICT data (5176 tables 9, 10, 23). Those of two bytes begin with an escape.
constexpr std::uint32_t op_escape = 12;
constexpr std::uint32_t op_font_box = 5;
constexpr std::uint32_t op_charset = 15;
constexpr std::uint32_t op_char_strings = 17;
constexpr std::uint32_t op_private = 18;
constexpr std::uint32_t op_subrs = 19;
constexpr std::uint32_t op_paint_type = op_escape << 8 | 5;
constexpr std::uint32_t op_char_string_type = op_escape << 8 | 6;
constexpr std::uint32_t op_font_matrix = op_escape << 8 | 7;
constexpr std::uint32_t op_stroke_width = op_escape << 8 | 8;
constexpr std::uint32_t op_ros = op_escape << 8 | 30;
constexpr std::uint32_t op_cid_count = op_escape << 8 | 34;
constexpr std::uint32_t op_fd_array = op_escape << 8 | 36;
constexpr std::uint32_t op_fd_select = op_escape << 8 | 37;
constexpr std::uint32_t op_font_name = op_escape << 8 | 38;

struct DictEntry {
  std::uint32_t op = 0;
  std::vector<std::int32_t> operands;  // 0 in place of a real
  Bytes bytes;                         // operands and operator as they stand
};
[[nodiscard]] std::vector<DictEntry> read_dict(Bytes bytes);

struct PrivateDict {
  std::size_t size = 0;
  std::size_t offset = 0;
};

struct FontDict {
  std::size_t charset = 0;
  std::size_t char_strings = 0;
  std::size_t fd_array = 0;   // of a CID-keyed font
  std::size_t fd_select = 0;  // of a CID-keyed font
  std::optional<PrivateDict> privates;
  std::optional<std::array<std::int32_t, 3>> ros;  // registry, ordering, supplement
};

// A Top DICT, or a Font DICT of a CID-keyed font.
[[nodiscard]] FontDict read_font_dict(Bytes bytes);

// A table of one font.
struct Table {
  Bytes bytes;
  Bytes name;
  Bytes top_bytes;
  Index strings;
  FontDict top;
};
[[nodiscard]] Table read_table(Bytes bytes);

[[nodiscard]] Bytes private_bytes(Bytes table, const PrivateDict& dict);

constexpr std::int32_t first_own_string = 391;

// A string of the font's own; none of the standard ones names a registry or a CJK face.
[[nodiscard]] std::string read_string(const Index& strings, std::int32_t id);

}  // namespace tongbao::pdf::cff

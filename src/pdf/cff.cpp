#include "pdf/cff.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <optional>
#include <stdexcept>

namespace tongbao::pdf {

namespace {

using Bytes = std::span<const std::uint8_t>;

[[noreturn]] void malformed() {
  throw std::runtime_error("a malformed CFF table");
}

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

Index read_index(Bytes table, std::size_t begin) {
  Reader reader(table, begin);
  Index index{.table = table, .count = reader.number(2)};
  index.end = reader.offset();
  if (index.count == 0) return index;
  index.width = reader.number(1);
  if (index.width < 1 || index.width > 4) malformed();
  index.offsets = reader.offset();
  index.base = index.offsets + (index.count + 1) * index.width - 1;
  index.end = index.offset(index.count);
  if (index.end > table.size()) malformed();
  return index;
}

void skip_real(Reader& reader) {
  std::uint32_t byte = 0;
  do byte = reader.number(1);
  while ((byte & 0xF) != 0xF && byte >> 4 != 0xF);
}

// An operand whose first byte is `lead` (5176 table 3). Reals stand for nothing that is read here.
std::int32_t read_operand(Reader& reader, std::uint32_t lead) {
  const auto next = [&reader] { return static_cast<std::int32_t>(reader.number(1)); };
  const auto first = static_cast<std::int32_t>(lead);
  if (lead == 28) return static_cast<std::int16_t>(reader.number(2));
  if (lead == 29) return static_cast<std::int32_t>(reader.number(4));
  if (lead == 30) {
    skip_real(reader);
    return 0;
  }
  if (lead >= 32 && lead <= 246) return first - 139;
  if (lead >= 247 && lead <= 250) return (first - 247) * 256 + next() + 108;
  if (lead >= 251 && lead <= 254) return -(first - 251) * 256 - next() - 108;
  malformed();
}

// Operators of DICT data (5176 tables 9, 10, 23).
constexpr std::uint32_t op_escape = 12;
constexpr std::uint32_t op_charset = 15;
constexpr std::uint32_t op_char_strings = 17;
constexpr std::uint32_t op_private = 18;
constexpr std::uint32_t op_subrs = 19;
constexpr std::uint32_t op_ros = op_escape << 8 | 30;
constexpr std::uint32_t op_fd_array = op_escape << 8 | 36;

using Operands = std::vector<std::int32_t>;

// Calls visit(operator, operands) for every entry.
template <class Visit>
void read_dict(Bytes bytes, const Visit& visit) {
  constexpr std::uint32_t last_operator = 21;
  constexpr std::size_t most_operands = 48;
  Operands operands;
  for (Reader reader(bytes, 0); !reader.at_end();) {
    const std::uint32_t byte = reader.number(1);
    if (byte > last_operator) {
      if (operands.size() == most_operands) malformed();
      operands.push_back(read_operand(reader, byte));
      continue;
    }
    visit(byte == op_escape ? byte << 8 | reader.number(1) : byte, operands);
    operands.clear();
  }
}

std::size_t offset_in(const Operands& operands, std::size_t index) {
  if (operands.size() <= index || operands[index] < 0) malformed();
  return static_cast<std::size_t>(operands[index]);
}

struct PrivateDict {
  std::size_t size = 0;
  std::size_t offset = 0;
};

struct FontDict {
  std::size_t charset = 0;
  std::size_t char_strings = 0;
  std::size_t fd_array = 0;  // of a CID-keyed font
  std::optional<PrivateDict> privates;
  std::optional<std::array<std::int32_t, 3>> ros;  // registry, ordering, supplement
};

// A Top DICT, or a Font DICT of a CID-keyed font.
FontDict read_font_dict(Bytes bytes) {
  FontDict dict;
  read_dict(bytes, [&dict](std::uint32_t op, const Operands& operands) {
    if (op == op_charset) dict.charset = offset_in(operands, 0);
    if (op == op_char_strings) dict.char_strings = offset_in(operands, 0);
    if (op == op_fd_array) dict.fd_array = offset_in(operands, 0);
    if (op == op_private) dict.privates = {offset_in(operands, 0), offset_in(operands, 1)};
    if (op == op_ros) {
      if (operands.size() != 3) malformed();
      dict.ros = {operands[0], operands[1], operands[2]};
    }
  });
  return dict;
}

struct CffTable {
  Bytes bytes;
  Index strings;
  FontDict top;
};

CffTable read_table(Bytes bytes) {
  constexpr std::size_t header_size_field = 2;
  CffTable table{.bytes = bytes};
  const Index names = read_index(bytes, Reader(bytes, header_size_field).number(1));
  const Index tops = read_index(bytes, names.end);
  table.strings = read_index(bytes, tops.end);
  if (tops.count != 1) malformed();
  table.top = read_font_dict(tops.item(0));
  return table;
}

// The three formats of a charset (5176 section 13).
std::vector<std::uint16_t> read_charset(Bytes table, std::size_t offset, std::size_t glyphs) {
  Reader reader(table, offset);
  const std::uint32_t format = reader.number(1);
  if (format > 2) malformed();
  std::vector<std::uint16_t> cids = {0};
  cids.reserve(glyphs);
  while (cids.size() < glyphs) {
    const std::uint32_t first = reader.number(2);
    const std::uint32_t more = format == 0 ? 0 : reader.number(format);
    for (std::uint32_t i = 0; i <= more && cids.size() < glyphs; ++i) {
      if (first + i > 0xFFFF) malformed();
      cids.push_back(static_cast<std::uint16_t>(first + i));
    }
  }
  return cids;
}

bool has_local_subroutines(Bytes table, const FontDict& dict) {
  if (!dict.privates) return false;
  const auto [size, offset] = *dict.privates;
  if (offset > table.size() || size > table.size() - offset) malformed();
  bool found = false;
  read_dict(table.subspan(offset, size),
            [&found](std::uint32_t op, const Operands&) { found = found || op == op_subrs; });
  return found;
}

std::string read_string(const Index& strings, std::int32_t id) {
  constexpr std::int32_t standard_strings = 391;
  if (id < standard_strings) malformed();  // none of them names a registry
  const Bytes bytes = strings.item(static_cast<std::size_t>(id - standard_strings));
  return {bytes.begin(), bytes.end()};
}

}  // namespace

CffNames read_cff_names(std::span<const std::uint8_t> table) {
  const auto [bytes, strings, top] = read_table(table);
  if (top.char_strings == 0) malformed();
  const std::size_t glyphs = read_index(bytes, top.char_strings).count;
  if (glyphs == 0) malformed();

  CffNames result;
  constexpr std::size_t predefined_charsets = 3;  // offsets 0, 1, 2: ISOAdobe, Expert…
  if (top.ros) {
    const auto [registry, ordering, supplement] = *top.ros;
    result.collection = {read_string(strings, registry), read_string(strings, ordering),
                         supplement};
  }
  if (top.ros && top.charset >= predefined_charsets) {
    result.cids = read_charset(bytes, top.charset, glyphs);
  } else {
    result.cids.resize(glyphs);
    std::iota(result.cids.begin(), result.cids.end(), std::uint16_t{0});
  }
  return result;
}

bool has_subroutines(std::span<const std::uint8_t> table) {
  const auto [bytes, strings, top] = read_table(table);
  if (read_index(bytes, strings.end).count != 0) return true;  // the global ones
  if (!top.ros) return has_local_subroutines(bytes, top);
  const Index dicts = read_index(bytes, top.fd_array);
  for (std::size_t i = 0; i < dicts.count; ++i) {
    if (has_local_subroutines(bytes, read_font_dict(dicts.item(i)))) return true;
  }
  return false;
}

}  // namespace tongbao::pdf

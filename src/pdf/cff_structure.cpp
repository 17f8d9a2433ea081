#include "pdf/cff_structure.h"

#include <stdexcept>
#include <utility>

namespace tongbao::pdf::cff {

namespace {

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

std::size_t offset_in(const DictEntry& entry, std::size_t index) {
  if (entry.operands.size() <= index || entry.operands[index] < 0) malformed();
  return static_cast<std::size_t>(entry.operands[index]);
}

}  // namespace

[[noreturn]] void malformed() {
  throw std::runtime_error("a malformed CFF table");
}

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

std::vector<DictEntry> read_dict(Bytes bytes) {
  constexpr std::uint32_t last_operator = 21;
  constexpr std::size_t most_operands = 48;
  std::vector<DictEntry> entries;
  DictEntry entry;
  std::size_t begin = 0;
  for (Reader reader(bytes, 0); !reader.at_end();) {
    const std::uint32_t byte = reader.number(1);
    if (byte > last_operator) {
      if (entry.operands.size() == most_operands) malformed();
      entry.operands.push_back(read_operand(reader, byte));
      continue;
    }
    entry.op = byte == op_escape ? byte << 8 | reader.number(1) : byte;
    entry.bytes = bytes.subspan(begin, reader.offset() - begin);
    begin = reader.offset();
    entries.push_back(std::move(entry));
    entry = {};
  }
  return entries;
}

FontDict read_font_dict(Bytes bytes) {
  FontDict dict;
  for (const DictEntry& entry : read_dict(bytes)) {
    if (entry.op == op_charset) dict.charset = offset_in(entry, 0);
    if (entry.op == op_char_strings) dict.char_strings = offset_in(entry, 0);
    if (entry.op == op_fd_array) dict.fd_array = offset_in(entry, 0);
    if (entry.op == op_fd_select) dict.fd_select = offset_in(entry, 0);
    if (entry.op == op_private) dict.privates = {offset_in(entry, 0), offset_in(entry, 1)};
    if (entry.op == op_ros) {
      if (entry.operands.size() != 3) malformed();
      dict.ros = {entry.operands[0], entry.operands[1], entry.operands[2]};
    }
  }
  return dict;
}

Table read_table(Bytes bytes) {
  constexpr std::size_t header_size_field = 2;
  Table table{.bytes = bytes};
  const Index names = read_index(bytes, Reader(bytes, header_size_field).number(1));
  const Index tops = read_index(bytes, names.end);
  table.strings = read_index(bytes, tops.end);
  if (names.count != 1 || tops.count != 1) malformed();
  table.name = names.item(0);
  table.top_bytes = tops.item(0);
  table.top = read_font_dict(table.top_bytes);
  return table;
}

Bytes private_bytes(Bytes table, const PrivateDict& dict) {
  if (dict.offset > table.size() || dict.size > table.size() - dict.offset) malformed();
  return table.subspan(dict.offset, dict.size);
}

std::string read_string(const Index& strings, std::int32_t id) {
  if (id < first_own_string) malformed();
  const Bytes bytes = strings.item(static_cast<std::size_t>(id - first_own_string));
  return {bytes.begin(), bytes.end()};
}

}  // namespace tongbao::pdf::cff

#include "pdf/cff.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

#include "pdf/cff_structure.h"

namespace tongbao::pdf {

namespace {

using cff::Bytes;
using cff::malformed;
using cff::read_index;
using cff::Reader;

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

bool has_local_subroutines(Bytes table, const cff::FontDict& dict) {
  if (!dict.privates) return false;
  return std::ranges::any_of(cff::read_dict(cff::private_bytes(table, *dict.privates)),
                             [](const auto& entry) { return entry.op == cff::op_subrs; });
}

}  // namespace

CffNames read_cff_names(std::span<const std::uint8_t> table) {
  const auto [bytes, name, top_bytes, strings, top] = cff::read_table(table);
  if (top.char_strings == 0) malformed();
  const std::size_t glyphs = read_index(bytes, top.char_strings).count;
  if (glyphs == 0) malformed();

  CffNames result;
  constexpr std::size_t predefined_charsets = 3;  // offsets 0, 1, 2: ISOAdobe, Expert…
  if (top.ros) {
    const auto [registry, ordering, supplement] = *top.ros;
    result.collection = {cff::read_string(strings, registry), cff::read_string(strings, ordering),
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
  const auto [bytes, name, top_bytes, strings, top] = cff::read_table(table);
  if (read_index(bytes, strings.end).count != 0) return true;  // the global ones
  if (!top.ros) return has_local_subroutines(bytes, top);
  const cff::Index dicts = read_index(bytes, top.fd_array);
  for (std::size_t i = 0; i < dicts.count; ++i) {
    if (has_local_subroutines(bytes, cff::read_font_dict(dicts.item(i)))) return true;
  }
  return false;
}

}  // namespace tongbao::pdf

#include "pdf/to_unicode.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "pdf/syntax.h"

namespace tongbao::pdf {

namespace {

constexpr std::string_view prologue =
    "/CIDInit /ProcSet findresource begin\n"
    "12 dict begin\n"
    "begincmap\n"
    "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
    "/CMapName /Adobe-Identity-UCS def\n"
    "/CMapType 2 def\n"
    "1 begincodespacerange\n"
    "<0000> <FFFF>\n"
    "endcodespacerange\n";

constexpr std::string_view epilogue =
    "endcmap\n"
    "CMapName currentdict /CMap defineresource pop\n"
    "end\n"
    "end\n";

}  // namespace

std::string to_unicode_map(const content::PagedDocument& document,
                           const std::vector<MappedText>& texts) {
  constexpr std::size_t most_entries = 100;  // of one block
  std::string map(prologue);
  constexpr std::size_t usual_entry = 14;
  map.reserve(prologue.size() + epilogue.size() + texts.size() * usual_entry + 64);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i % most_entries == 0) {
      append_integer(map, static_cast<std::int64_t>(std::min(most_entries, texts.size() - i)));
      map += " beginbfchar\n";
    }
    map += '<';
    append_hex16(map, texts[i].code);
    map += "><";
    const bool takes_room = texts[i].text.size() != 0;
    append_utf16_hex(map, takes_room ? document.text_of(texts[i].text) : "\u200B");
    map += ">\n";
    if (i % most_entries == most_entries - 1 || i + 1 == texts.size()) map += "endbfchar\n";
  }
  map += epilogue;
  return map;
}

}  // namespace tongbao::pdf

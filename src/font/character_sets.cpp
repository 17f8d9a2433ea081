#include "font/character_sets.h"

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>
#include <utility>

#include <unicode/ucnv.h>

#include "font/characters.h"
#include "font/general_standard.h"

namespace tongbao::font {

namespace {

struct ConverterDeleter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Set = std::unique_ptr<USet, SetDeleter>;
using Converter = std::unique_ptr<UConverter, ConverterDeleter>;

Converter open_converter(const char* name) {
  UErrorCode error = U_ZERO_ERROR;
  Converter converter(ucnv_open(name, &error));
  if (U_FAILURE(error)) throw std::runtime_error(std::string("ICU has no converter ") + name);
  return converter;
}

// The code point that two bytes stand for; nothing where they stand for none.
std::optional<UChar32> decode(UConverter* converter, int lead, int trail) {
  const std::array bytes = {static_cast<char>(lead), static_cast<char>(trail)};
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  UErrorCode error = U_ZERO_ERROR;
  const UChar32 code_point = ucnv_getNextUChar(converter, &at, end, &error);
  constexpr UChar32 replacement = 0xFFFD;
  if (U_FAILURE(error) || at != end || code_point == replacement) return std::nullopt;
  return code_point;
}

// GB 18030-2022 annex D: the characters that earlier editions, and ICU before 73, had for private
// use. The last six keep a code of four bytes alone.
UChar32 modern(UChar32 code_point) {
  constexpr std::array<std::pair<UChar32, UChar32>, 24> moved = {
      {{0xE78D, 0xFE10},  {0xE78E, 0xFE12},  {0xE78F, 0xFE11},  {0xE790, 0xFE13},
       {0xE791, 0xFE14},  {0xE792, 0xFE15},  {0xE793, 0xFE16},  {0xE794, 0xFE17},
       {0xE795, 0xFE18},  {0xE796, 0xFE19},  {0xE81E, 0x9FB4},  {0xE826, 0x9FB5},
       {0xE82B, 0x9FB6},  {0xE82C, 0x9FB7},  {0xE832, 0x9FB8},  {0xE843, 0x9FB9},
       {0xE854, 0x9FBA},  {0xE864, 0x9FBB},  {0xE816, 0x20087}, {0xE817, 0x20089},
       {0xE818, 0x200CC}, {0xE831, 0x215D7}, {0xE83B, 0x2298F}, {0xE855, 0x241FE}}};
  const auto* const found = std::find_if(
      moved.begin(), moved.end(), [&](const auto& pair) { return pair.first == code_point; });
  return found == moved.end() ? code_point : found->second;
}

// GBK's areas 2, 3 and 4 hold ideographs, 1 and 5 other characters; the rest is the user's.
bool is_ideograph_area(int lead, int trail) {
  if (trail >= 0xA1) return (lead >= 0xB0 && lead <= 0xF7) || lead <= 0xA0;
  return lead <= 0xA0 || lead >= 0xAA;
}
bool is_symbol_area(int lead, int trail) {
  return trail >= 0xA1 ? lead >= 0xA1 && lead <= 0xA9 : lead == 0xA8 || lead == 0xA9;
}

Set empty_set() {
  return Set(uset_openEmpty());
}

// What GB 18030 has of two bytes in the cells of an area, each in the code point of 2022.
template <class Area>
Set two_byte(Area in_area) {
  Set set = empty_set();
  const Converter converter = open_converter("gb18030");
  for (int lead = 0x81; lead <= 0xFE; ++lead) {
    for (int trail = 0x40; trail <= 0xFE; ++trail) {
      if (!in_area(lead, trail)) continue;
      const auto decoded = decode(converter.get(), lead, trail);
      if (!decoded) continue;
      const UChar32 c = modern(*decoded);
      if (!is_private_use(static_cast<char32_t>(c))) uset_add(set.get(), c);
    }
  }
  return set;
}

// The cells that GB 2312-80 fills in some rows. IBM's table says which these are (its code points
// for · — and ′ are others).
Set gb2312(int first_row, int last_row) {
  const Converter cells = open_converter("ibm-5478_P100-1995");
  return two_byte([&](int lead, int trail) {
    const int row = lead - 0xA0;
    return row >= first_row && row <= last_row && trail >= 0xA1 &&
           decode(cells.get(), lead & 0x7F, trail & 0x7F);
  });
}

Set with(Set set, UChar32 first, UChar32 last) {
  uset_addRange(set.get(), first, last);
  return set;
}

// GBK has these nine and the six beyond the BMP (annex D) in codes of two bytes; 2022 gave them up
// for their doubles in U+4E00–9FA5 and of four bytes.
Set without_doubles(Set gbk) {
  for (const UChar32 c : {0xF92C, 0xF979, 0xF995, 0xF9E7, 0xF9F1, 0xFA0C, 0xFA0D, 0xFA18, 0xFA20}) {
    uset_remove(gbk.get(), c);
  }
  uset_removeRange(gbk.get(), 0x10000, 0x10FFFF);
  return gbk;
}

// GB 18030 has the euro and ten vertical marks beyond GBK.
Set gbk_symbols() {
  Set symbols = two_byte(is_symbol_area);
  uset_remove(symbols.get(), 0x20AC);
  uset_removeRange(symbols.get(), 0xFE10, 0xFE19);
  return symbols;
}

Set level_1() {
  Set set = without_doubles(two_byte(is_ideograph_area));
  set = with(std::move(set), 0x3400, 0x4DB5);  // Extension A
  return with(std::move(set), 0x4E00, 0x9FEF);
}

Set level_2() {
  Set set = level_1();
  for (const char32_t c : general_standard_additions) {
    uset_add(set.get(), static_cast<UChar32>(c));
  }
  return set;
}

constexpr UChar32 first_radical = 0x2E80, last_radical = 0x2FDF;

Set level_3() {
  constexpr std::array<std::pair<UChar32, UChar32>, 5> extensions = {{{0x20000, 0x2A6D6},    // B
                                                                      {0x2A700, 0x2B734},    // C
                                                                      {0x2B740, 0x2B81D},    // D
                                                                      {0x2B820, 0x2CEA1},    // E
                                                                      {0x2CEB0, 0x2EBE0}}};  // F
  Set set = level_1();
  uset_removeRange(set.get(), first_radical, last_radical);
  for (const auto& [first, last] : extensions) set = with(std::move(set), first, last);
  return set;
}

Set radicals() {
  Set components = level_1();
  uset_retain(components.get(), first_radical, last_radical);
  return with(std::move(components), 0x2F00, 0x2FD5);
}

}  // namespace

std::vector<CharacterSet> national_character_sets() {
  std::vector<CharacterSet> sets;
  const auto add = [&](const char* zh, const char* en, Set set) {
    sets.push_back({.name = {zh, en}, .characters = std::move(set)});
  };
  add("GB 2312 汉字", "GB 2312 ideographs", gb2312(16, 87));
  add("GB 2312 符号", "GB 2312 symbols", gb2312(1, 9));
  add("GBK 汉字", "GBK ideographs", two_byte(is_ideograph_area));
  add("GBK 符号", "GBK symbols", gbk_symbols());
  add("GB 18030-2022 级别1 汉字", "GB 18030-2022 level 1 ideographs", level_1());
  add("GB 18030-2022 级别1 符号", "GB 18030-2022 level 1 symbols",
      with(two_byte(is_symbol_area), 0x20, 0x7E));
  add("GB 18030-2022 级别2 汉字", "GB 18030-2022 level 2 ideographs", level_2());
  add("GB 18030-2022 级别3 汉字", "GB 18030-2022 level 3 ideographs", level_3());
  add("GB 18030-2022 级别3 部首", "GB 18030-2022 level 3 radicals", radicals());
  return sets;
}

}  // namespace tongbao::font

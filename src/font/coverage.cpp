#include <array>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>

#include <unicode/ucnv.h>
#include <unicode/uset.h>

#include "font/characters.h"
#include "font/font_set.h"

namespace tongbao::font {

namespace {

struct IcuDeleter {
  void operator()(USet* set) const { uset_close(set); }
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Set = std::unique_ptr<USet, IcuDeleter>;
using Converter = std::unique_ptr<UConverter, IcuDeleter>;

struct CodePointRange {
  char32_t first, last;
};

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

// Microsoft's GBK, whose code points for · — and the like are those that people type.
Converter gbk_converter() {
  return open_converter("windows-936-2000");
}

// All characters of two bytes but those of private use.
Set gbk() {
  Set set(uset_openEmpty());
  const Converter converter = gbk_converter();
  for (int lead = 0x81; lead <= 0xFE; ++lead) {
    for (int trail = 0x40; trail <= 0xFE; ++trail) {
      const auto c = decode(converter.get(), lead, trail);
      if (c && !is_private_use(static_cast<char32_t>(*c))) uset_add(set.get(), *c);
    }
  }
  return set;
}

// The cells that GB 2312-80 fills. IBM's table says which these are (its code points for · — and
// ′ are others).
Set gb2312() {
  Set set(uset_openEmpty());
  const Converter cells = open_converter("ibm-5478_P100-1995");
  const Converter converter = gbk_converter();
  for (int row = 0x21; row <= 0x7E; ++row) {
    for (int cell = 0x21; cell <= 0x7E; ++cell) {
      if (!decode(cells.get(), row, cell)) continue;
      if (const auto c = decode(converter.get(), row | 0x80, cell | 0x80)) uset_add(set.get(), *c);
    }
  }
  return set;
}

Set set_of_range(CodePointRange range) {
  return Set(uset_open(static_cast<UChar32>(range.first), static_cast<UChar32>(range.last)));
}

Coverage count(const FontSet& fonts, RoleId role, std::string name, const USet* set) {
  Coverage coverage{.set = std::move(name)};
  const int32_t ranges = uset_getItemCount(set);
  for (int32_t i = 0; i < ranges; ++i) {
    UChar32 first = 0, last = 0;
    UErrorCode error = U_ZERO_ERROR;
    if (uset_getItem(set, i, &first, &last, nullptr, 0, &error) != 0) continue;  // a string
    for (UChar32 c = first; c <= last; ++c) {
      ++coverage.total;
      if (fonts.choose(role, static_cast<char32_t>(c)).glyph != 0) ++coverage.covered;
    }
  }
  return coverage;
}

}  // namespace

std::vector<Coverage> FontSet::coverage(RoleId role) const {
  struct Block {
    const char* name;
    CodePointRange range;
  };
  // The ideographs of GB 18030-2022, block by block as far as the standard takes each in: with the
  // twelve of U+FA0E–FA29 its 87,887. (Its levels 1 and 2 are no plain ranges and not counted.)
  constexpr std::array blocks = {Block{"GB 18030-2022 U+4E00–9FEF", {0x4E00, 0x9FEF}},
                                 Block{"GB 18030-2022 U+3400–4DB5 (A)", {0x3400, 0x4DB5}},
                                 Block{"GB 18030-2022 U+20000–2A6D6 (B)", {0x20000, 0x2A6D6}},
                                 Block{"GB 18030-2022 U+2A700–2B734 (C)", {0x2A700, 0x2B734}},
                                 Block{"GB 18030-2022 U+2B740–2B81D (D)", {0x2B740, 0x2B81D}},
                                 Block{"GB 18030-2022 U+2B820–2CEA1 (E)", {0x2B820, 0x2CEA1}},
                                 Block{"GB 18030-2022 U+2CEB0–2EBE0 (F)", {0x2CEB0, 0x2EBE0}}};
  std::vector<Coverage> coverages;
  coverages.push_back(count(*this, role, "GB 2312", gb2312().get()));
  coverages.push_back(count(*this, role, "GBK (CP936)", gbk().get()));
  for (const auto& [name, range] : blocks) {
    coverages.push_back(count(*this, role, name, set_of_range(range).get()));
  }
  return coverages;
}

}  // namespace tongbao::font

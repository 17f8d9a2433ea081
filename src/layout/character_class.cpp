#include "layout/character_class.h"

#include <array>
#include <atomic>
#include <string_view>

#include <unicode/uchar.h>

#include "base/utf8.h"

namespace tongbao::layout {

namespace {

bool one_of(char32_t c, std::u32string_view set) {
  return set.find(c) != std::u32string_view::npos;
}

CharacterClass classify_by_unicode(char32_t c) {
  const auto code_point = static_cast<UChar32>(c);
  const int width = u_getIntPropertyValue(code_point, UCHAR_EAST_ASIAN_WIDTH);
  const bool full_width = width == U_EA_WIDE || width == U_EA_FULLWIDTH;
  switch (u_getIntPropertyValue(code_point, UCHAR_LINE_BREAK)) {
    case U_LB_OPEN_PUNCTUATION:
      return full_width ? CharacterClass::opening : CharacterClass::sign;
    case U_LB_CLOSE_PUNCTUATION:
      return full_width ? CharacterClass::closing : CharacterClass::sign;
    case U_LB_COMBINING_MARK:
    case U_LB_ALPHABETIC:
    case U_LB_HEBREW_LETTER:
      return CharacterClass::latin;
    default:
      break;
  }
  if (full_width) return CharacterClass::han;
  if (u_isalpha(code_point) != 0) return CharacterClass::latin;
  // Ambiguous width (①, ℃, Ⅰ …) is full-width in Chinese text and comes from the Chinese face.
  return width == U_EA_AMBIGUOUS ? CharacterClass::han : CharacterClass::sign;
}

CharacterClass classify(char32_t c) {
  if (c >= 0x4E00 && c <= 0x9FFF) return CharacterClass::han;
  if (c < 0x80) {
    if (c >= '0' && c <= '9') return CharacterClass::digit;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return CharacterClass::latin;
    return c == ' ' ? CharacterClass::space : CharacterClass::sign;
  }
  if (one_of(c, U"“‘（《〈〔【「『［｛〖")) return CharacterClass::opening;
  if (one_of(c, U"”’）》〉〕】」』］｝〗")) return CharacterClass::closing;
  if (one_of(c, U"，、；：")) return CharacterClass::comma;
  if (one_of(c, U"。？！．")) return CharacterClass::stop;
  if (one_of(c, U"·・•")) return CharacterClass::middle_dot;
  if (one_of(c, U"—…⸺")) return CharacterClass::dash;
  if (one_of(c, U"～－–〜")) return CharacterClass::connector;
  if (c == 0xA0) return CharacterClass::space;
  if (is_han(c)) return CharacterClass::han;
  return classify_by_unicode(c);
}

bool forbidden_at_line_start(char32_t code_point, CharacterClass c) {
  switch (c) {
    case CharacterClass::closing:
    case CharacterClass::comma:
    case CharacterClass::stop:
    case CharacterClass::middle_dot:
    case CharacterClass::connector:
    case CharacterClass::space:
      return true;
    case CharacterClass::sign:
      return one_of(code_point, U"/-.,:;!?)]}%&\"'");
    default:
      break;
  }
  const bool common_han = code_point >= 0x4E00 && code_point <= 0x9FFF;
  if (common_han) return false;
  if (one_of(code_point, U"／％‰℃々〻ー")) return true;
  switch (u_getIntPropertyValue(static_cast<UChar32>(code_point), UCHAR_LINE_BREAK)) {
    case U_LB_CLOSE_PUNCTUATION:
    case U_LB_CLOSE_PARENTHESIS:
    case U_LB_EXCLAMATION:
    case U_LB_INFIX_NUMERIC:
    case U_LB_NONSTARTER:
    case U_LB_COMBINING_MARK:
    case U_LB_GLUE:
      return true;
    default:
      return false;
  }
}

bool forbidden_at_line_end(char32_t code_point, CharacterClass c) {
  if (c == CharacterClass::opening) return true;
  if (c == CharacterClass::sign) return one_of(code_point, U"([{$#@");
  if (c == CharacterClass::han) return one_of(code_point, U"￥＄＃＠");
  return false;
}

bool is_unit_after_number(char32_t code_point) {
  return one_of(
      code_point,
      U"年月日时分秒号项次个名人件条款类批期届轮页元万亿千百十岁倍余多户家处起场份张本套台辆"
      U"亩吨米升度级章节天周季世代位所座栋间间组支层楼室篇部只根成％℃");
}

bool is_number_part(char32_t code_point, CharacterClass c) {
  return c == CharacterClass::digit || (c == CharacterClass::sign && one_of(code_point, U".,%-/"));
}

CharacterFacts gather(char32_t c) {
  const CharacterClass character_class = classify(c);
  unsigned traits = 0;
  const auto add = [&traits](bool has, CharacterFacts::Trait trait) {
    if (has) traits |= trait;
  };
  add(forbidden_at_line_start(c, character_class), CharacterFacts::not_at_line_start);
  add(forbidden_at_line_end(c, character_class), CharacterFacts::not_at_line_end);
  add(is_unit_after_number(c), CharacterFacts::unit_after_number);
  add(one_of(c, U"〇一二三四五六七八九十百千"), CharacterFacts::chinese_numeral);
  add(one_of(c, U"万亿千百余多"), CharacterFacts::multiplier);
  add(is_number_part(c, character_class), CharacterFacts::number_part);
  add(one_of(c, U"/.@-_?&=:#,;"), CharacterFacts::address_sign);
  return {character_class, traits};
}

}  // namespace

CharacterFacts facts_of(char32_t c) {
  constexpr unsigned known = 1U << 15U;
  static std::array<std::atomic<std::uint16_t>, 0x10000> table{};
  if (c >= table.size()) return gather(c);
  const unsigned kept = table[c].load(std::memory_order_relaxed);
  if (kept != 0) return CharacterFacts(static_cast<std::uint16_t>(kept & ~known));
  const CharacterFacts facts = gather(c);
  table[c].store(static_cast<std::uint16_t>(facts.bits() | known), std::memory_order_relaxed);
  return facts;
}

Blank blank_of(char32_t code_point, CharacterClass c) {
  switch (c) {
    case CharacterClass::opening:
      return {.left = 0.5F, .right = 0};
    case CharacterClass::closing:
    case CharacterClass::comma:
      return {.left = 0, .right = 0.5F};
    case CharacterClass::stop:
      // The ink of ？ stands in the middle of the cell in most faces.
      return {.left = 0, .right = code_point == U'？' ? 0.3F : 0.5F};
    case CharacterClass::middle_dot:
      return {.left = 0.25F, .right = 0.25F};
    default:
      return {};
  }
}

}  // namespace tongbao::layout

#include "layout/paragraph_items.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/utf8.h"

namespace tongbao::layout {

namespace {

constexpr double natural_western_gap = 0.25;  // em; clreq 3.2.2

bool takes_western_gap(CharacterClass c) {
  return c == CharacterClass::latin || c == CharacterClass::digit;
}

bool meets_western(const Item& left, const Item& right) {
  const bool left_han = left.character_class == CharacterClass::han;
  const bool right_han = right.character_class == CharacterClass::han;
  return (left_han && (takes_western_gap(right.character_class))) ||
         (right_han && (takes_western_gap(left.character_class) || left.code_point == '%'));
}

// A typed space beside Han or a full-width mark: layout makes the gap there (clreq 3.2.2).
bool is_idle_space(std::u32string_view text, std::size_t i) {
  if (text[i] != U' ') return false;
  const auto is_full = [&](std::size_t k) {
    const CharacterClass c = facts_of(text[k]).character_class();
    return c == CharacterClass::han || is_mark(c);
  };
  std::size_t left = i;
  while (left > 0 && text[left - 1] == U' ') --left;
  std::size_t right = i + 1;
  while (right < text.size() && text[right] == U' ') ++right;
  return left == 0 || right == text.size() || is_full(left - 1) || is_full(right);
}

// The text of all spans as one, without idle spaces and line breaks; where each span ends; and
// the places where the author wished a new line.
struct JoinedText {
  std::string text;
  std::vector<std::size_t> span_ends;
  std::vector<std::size_t> wished_breaks;
};

JoinedText join_spans(std::span<const content::Span> spans) {
  JoinedText joined;
  bool any_space = false;
  joined.span_ends.reserve(spans.size());
  for (const content::Span& span : spans) {
    std::string_view rest = span.text;
    any_space |= rest.find(' ') != std::string_view::npos;
    for (std::size_t end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
      joined.text += rest.substr(0, end);
      joined.wished_breaks.push_back(joined.text.size());
      rest.remove_prefix(end + 1);
    }
    joined.text += rest;
    joined.span_ends.push_back(joined.text.size());
  }
  if (!any_space) return joined;

  // Rare: take the idle spaces out and move the marks of spans and breaks with them.
  const std::u32string characters = to_utf32(joined.text);
  JoinedText cleaned;
  std::vector<std::size_t> new_offset(joined.text.size() + 1);
  std::size_t old = 0;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    new_offset[old] = cleaned.text.size();
    (void)next_code_point(joined.text, old);
    if (!is_idle_space(characters, i)) append_utf8(cleaned.text, characters[i]);
  }
  new_offset[joined.text.size()] = cleaned.text.size();
  for (const std::size_t end : joined.span_ends) cleaned.span_ends.push_back(new_offset[end]);
  for (const std::size_t at : joined.wished_breaks) cleaned.wished_breaks.push_back(new_offset[at]);
  return cleaned;
}

// Unicode's idea of a cluster is the shaper's: glyphs of one `text` offset belong together.
void append_items(Items& out, const content::Style& style, double em, std::uint16_t span,
                  std::size_t glyph_begin, std::size_t text_end) {
  const double size = style.size.value;
  const double tracking = em / size;
  const std::size_t glyph_end = out.glyphs.size();
  for (std::size_t g = glyph_begin; g < glyph_end;) {
    const font::ShapedGlyph& first = out.glyphs[g];
    Item& item = out.items.emplace_back();
    item.span = span;
    item.glyph_begin = static_cast<std::uint32_t>(g);
    item.text_begin = first.text;
    double advance = 0;
    for (; g < glyph_end && out.glyphs[g].text == first.text; ++g) {
      advance += static_cast<double>(out.glyphs[g].advance);
    }
    item.glyph_end = static_cast<std::uint32_t>(g);
    item.text_end = g < glyph_end ? out.glyphs[g].text : static_cast<std::uint32_t>(text_end);
    item.code_point = first.character;
    item.facts = facts_of(item.code_point);
    item.character_class = item.facts.character_class();
    item.size = size;
    item.em = em;
    item.width = advance * size * tracking;
    // Only a full-width shape has the blank half; a proportional one has none to give.
    if (is_mark(item.character_class) && advance > 0.9) {
      const Blank blank = blank_of(item.code_point, item.character_class);
      item.left_blank = static_cast<double>(blank.left) * em;
      item.right_blank = static_cast<double>(blank.right) * em;
    }
  }
}

bool is_chinese_numeral(const Item& item) {
  return item.facts.is(CharacterFacts::chinese_numeral);
}

bool is_number_part(const Item& item) {
  return item.facts.is(CharacterFacts::number_part);
}

// Number, then 万 亿 and its unit: 11.57万元 holds together.
bool follows_number(const std::vector<Item>& items, std::size_t i) {
  if (!items[i].facts.is(CharacterFacts::unit_after_number)) return false;
  const Item& before = items[i - 1];
  return is_number_part(before) ||
         (i > 1 && before.facts.is(CharacterFacts::multiplier) && is_number_part(items[i - 2]));
}

// 第三次, 第十二条: the numeral stays with 第 and the unit with the numeral.
bool continues_ordinal(const std::vector<Item>& items, std::size_t i) {
  const Item& item = items[i];
  const bool number = item.character_class == CharacterClass::digit || is_chinese_numeral(item);
  if (!number && !item.facts.is(CharacterFacts::unit_after_number)) return false;
  constexpr std::size_t longest_numeral = 5;
  std::size_t numerals = 0;
  while (numerals < i && numerals < longest_numeral &&
         is_chinese_numeral(items[i - 1 - numerals])) {
    ++numerals;
  }
  const bool ordinal = numerals < i && items[i - 1 - numerals].code_point == U'第';
  return ordinal && (number || numerals > 0);
}

BreakBefore break_between(const std::vector<Item>& items, std::size_t i) {
  const Item& left = items[i - 1];
  const Item& right = items[i];
  const CharacterClass l = left.character_class;
  const CharacterClass r = right.character_class;
  if (right.facts.is(CharacterFacts::not_at_line_start)) return BreakBefore::forbidden;
  if (left.facts.is(CharacterFacts::not_at_line_end)) return BreakBefore::forbidden;
  if (l == CharacterClass::dash && r == CharacterClass::dash &&
      left.code_point == right.code_point) {
    return BreakBefore::forbidden;  // —— and ……
  }
  if (left.code_point == 0xA0) return BreakBefore::forbidden;
  if (l == CharacterClass::space) return BreakBefore::allowed;
  if (is_western(l) && is_western(r)) return BreakBefore::forbidden;
  if (follows_number(items, i)) return BreakBefore::forbidden;
  const bool right_number = r == CharacterClass::digit;
  if (continues_ordinal(items, i)) return BreakBefore::forbidden;
  if (left.code_point == U'〕' && right_number) return BreakBefore::forbidden;  // 〔2020〕2号
  if (r == CharacterClass::opening && right.code_point == U'〔') return BreakBefore::reluctant;
  const bool inside_date = right_number && (left.code_point == U'年' || left.code_point == U'月');
  return inside_date ? BreakBefore::reluctant : BreakBefore::allowed;
}

// 1. 一、 （一） at the paragraph's start stay with the text that they number.
void hold_label(std::vector<Item>& items) {
  std::size_t label = 0;
  while (label < items.size() && label < 8) {
    const Item& item = items[label];
    const bool number = item.character_class == CharacterClass::digit || is_chinese_numeral(item) ||
                        item.code_point == U'（';
    if (!number) break;
    ++label;
  }
  const bool closed =
      label > 0 && label < items.size() &&
      std::u32string_view(U"、.．）").find(items[label].code_point) != std::u32string_view::npos;
  if (!closed) return;
  for (std::size_t i = 1; i <= label + 1 && i < items.size(); ++i) {
    items[i].break_before = BreakBefore::forbidden;
  }
}

// Two adjacent marks of which one is a bracket take one and a half em (clreq 3.1.7): the half goes
// from the blank between them.
void overlap_marks(Item& left, Item& right) {
  if (!is_mark(left.character_class) || !is_mark(right.character_class)) return;
  if (!is_bracket(left.character_class) && !is_bracket(right.character_class)) return;
  if (left.right_blank > 0) {
    left.right_overlap = std::min(left.em / 2, left.right_blank);
    left.right_blank -= left.right_overlap;
  } else if (right.left_blank > 0) {
    right.left_overlap = std::min(right.em / 2, right.left_blank);
    right.left_blank -= right.left_overlap;
  }
}

void relate_neighbours(std::vector<Item>& items, const std::vector<std::size_t>& wished) {
  std::size_t next_wish = 0;
  for (std::size_t i = 1; i < items.size(); ++i) {
    Item& left = items[i - 1];
    Item& right = items[i];
    const bool ordinary = right.facts.is_plain_han() &&
                          left.character_class == CharacterClass::han &&
                          !left.facts.is(CharacterFacts::not_at_line_end);
    right.break_before = ordinary ? BreakBefore::allowed : break_between(items, i);
    while (next_wish < wished.size() && wished[next_wish] < right.text_begin) ++next_wish;
    if (next_wish < wished.size() && wished[next_wish] == right.text_begin) {
      right.break_before = BreakBefore::wished;
    }
    if (ordinary) continue;
    if (meets_western(left, right)) {
      right.western_gap_before = true;
      right.gap_before = natural_western_gap * right.em;
    }
    overlap_marks(left, right);
    const bool word = is_western(left.character_class) && is_western(right.character_class);
    const bool unit = right.break_before == BreakBefore::forbidden && follows_number(items, i);
    const bool inseparable = left.character_class == CharacterClass::dash &&
                             right.character_class == CharacterClass::dash;
    right.tight_before = word || unit || inseparable || right.left_overlap > 0 ||
                         left.right_overlap > 0 ||
                         left.character_class == CharacterClass::opening ||
                         right.character_class == CharacterClass::closing ||
                         right.character_class == CharacterClass::comma ||
                         right.character_class == CharacterClass::stop;
  }
}

// An unbreakable stretch wider than the measure (an address, a row of marks) gets places where it
// may break after all: behind the signs of an address first, then anywhere.
void allow_emergency_breaks(std::vector<Item>& items, double measure) {
  std::size_t begin = 0;
  double width = 0;
  const auto open_up = [&items](std::size_t from, std::size_t to) {
    for (std::size_t i = from + 1; i < to; ++i) {
      const bool after_sign = items[i - 1].facts.is(CharacterFacts::address_sign);
      const bool before_sign = items[i].facts.is(CharacterFacts::address_sign);
      items[i].break_before = after_sign && !before_sign && is_western(items[i].character_class)
                                  ? BreakBefore::reluctant
                                  : BreakBefore::emergency;
    }
  };
  for (std::size_t i = 0; i <= items.size(); ++i) {
    const bool breaks = i == items.size() || items[i].break_before != BreakBefore::forbidden;
    if (breaks && i > begin) {
      if (width > measure) open_up(begin, i);
      begin = i;
      width = 0;
    }
    if (i < items.size()) width += items[i].width;
  }
}

Diagnostic missing_glyph(char32_t code_point, const std::string& role, const std::string& pointer) {
  const std::string character = describe_code_point(code_point);
  return {.code = "layout.missingGlyph",
          .where = Place::at_pointer(pointer),
          .message = say("没有字体能显示字符{}（字体角色{}）",
                         "no face can show the character {} (face role {})", character, role),
          .hint = say("请在fonts/fonts.json为该角色补充含有此字的字体，或改用其他字",
                      "add a face that has it to this role in fonts/fonts.json, or use another "
                      "character")};
}

}  // namespace

double Grid::cell(double size, bool justified) const {
  const double own = measure_ / columns_;
  if (std::abs(size - own) <= own / 12) return own;
  if (!justified || size <= 0) return size;
  return measure_ / std::max(1.0, std::round(measure_ / size));
}

Items make_items(std::span<const content::Span> spans, const std::vector<content::Style>& styles,
                 const std::vector<font::RoleId>& roles, const Grid& grid, bool justified,
                 double measure, const font::FontSet& fonts, Diagnostics& diagnostics) {
  JoinedText joined = join_spans(spans);
  Items out;
  out.text = std::move(joined.text);
  const std::size_t characters = count_code_points(out.text);
  out.items.reserve(characters);
  out.glyphs.reserve(characters);
  std::vector<font::MissingCharacter> missing;
  std::size_t begin = 0;
  for (std::size_t s = 0; s < spans.size(); ++s) {
    const content::Style& style = styles[spans[s].style];
    const std::size_t end = joined.span_ends[s];
    const std::size_t first_glyph = out.glyphs.size();
    missing.clear();
    font::shape(fonts, roles[spans[s].style], std::string_view(out.text).substr(begin, end - begin),
                out.glyphs, missing);
    for (std::size_t g = first_glyph; g < out.glyphs.size(); ++g) {
      out.glyphs[g].text += static_cast<std::uint32_t>(begin);
    }
    for (const font::MissingCharacter& character : missing) {
      diagnostics.push_back(missing_glyph(character.code_point, style.role, spans[s].source));
    }
    append_items(out, style, grid.cell(style.size.value, justified), static_cast<std::uint16_t>(s),
                 first_glyph, end);
    begin = end;
  }
  relate_neighbours(out.items, joined.wished_breaks);
  hold_label(out.items);
  allow_emergency_breaks(out.items, measure);
  return out;
}

}  // namespace tongbao::layout

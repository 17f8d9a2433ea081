// 字符: half-width marks beside Han, markup, English words, spaces, hyphens (GB/T 15834).
#include "proof/characters.h"

#include <algorithm>
#include <array>

#include "proof/families.h"

namespace tongbao::proof {

namespace {

bool is_chinese(char32_t c) {
  return is_han(c) || is_wide_mark(c);
}

char32_t full_width(char32_t c) {
  constexpr Text half = U",;:?!().";
  constexpr Text full = U"，；：？！（）。";
  const std::size_t found = half.find(c);
  return found == Text::npos ? c : full[found];
}

bool is_in_address(char32_t c) {
  return is_latin(c) || is_digit(c) || contains(U"@./_-&=#", Text(&c, 1));
}

// A half-width bracket whose counterpart is full width: check_pairs sees to it.
bool has_wide_counterpart(Text text, std::size_t i) {
  constexpr std::size_t farthest = 200;  // characters
  if (text[i] == U')') {
    const std::size_t start = i > farthest ? i - farthest : 0;
    const Text before = text.substr(start, i - start);
    const std::size_t open = before.find_last_of(U"(（");
    return open != Text::npos && before[open] == U'（';
  }
  if (text[i] != U'(') return false;
  const Text after = text.substr(i + 1, farthest);
  const std::size_t close = after.find_first_of(U")）");
  return close != Text::npos && after[close] == U'）';
}

// A half-width mark whose surroundings are Chinese. A point counts only where a sentence ends.
bool is_misplaced(Text text, std::size_t i) {
  const char32_t c = text[i];
  const char32_t before = i > 0 ? text[i - 1] : U'\0';
  const char32_t after = at(text, i + 1);
  if (full_width(c) == c) return false;
  if (c == U'.') {
    return is_han(before) && (after == 0 || is_chinese(after)) && at(text, i + 1) != U'.';
  }
  if (is_in_address(before) && is_in_address(after)) return false;
  if (has_wide_counterpart(text, i)) return false;
  if (is_chinese(before) || is_chinese(after)) return true;
  return before == U'%' || before == U')';
}

// Offending places in one sentence and one field are one finding, from the first to the last.
void check_half_width(const Unit& unit, Findings& findings) {
  const Text text = unit.text;
  const auto corrected = [&](Span span) {
    std::u32string right(text.substr(span.begin, span.end - span.begin));
    for (std::size_t i = span.begin; i < span.end; ++i) {
      if (is_misplaced(text, i)) right[i - span.begin] = full_width(text[i]);
    }
    return right;
  };
  for (const Piece& piece : unit.pieces) {
    std::optional<Span> span;
    for (std::size_t i = piece.span.begin; i < piece.span.end; ++i) {
      if (is_misplaced(text, i)) {
        const std::size_t begin = i > piece.span.begin ? i - 1 : i;
        span = Span{span ? span->begin : begin, std::min(i + 2, piece.span.end)};
      }
      const bool ends = contains(U"。！？；", text.substr(i, 1)) || i + 1 == piece.span.end;
      if (!ends || !span) continue;
      findings.add("characters.halfWidth", unit, *span, surely(corrected(*span)));
      span.reset();
    }
  }
}

void check_markup(const Unit& unit, Findings& findings) {
  constexpr auto marks =
      std::to_array<Text>({U"**", U"__", U"&nbsp;", U"&amp;", U"&lt;", U"&gt;", U"<br>", U"<br/>",
                           U"<p>", U"</p>", U"<b>", U"</b>", U"<strong>", U"</strong>", U"```"});
  const Text text = unit.text;
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (const Text mark : marks) {
      if (!text.substr(i).starts_with(mark)) continue;
      findings.add("characters.markup", unit, {i, i + mark.size()}, surely(U""));
      i += mark.size() - 1;
      break;
    }
  }
}

void check_english(const Unit& unit, const WordLists& lists, Findings& findings) {
  const Text text = unit.text;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_latin(text[i])) continue;
    std::size_t end = i;
    bool lower = true;
    while (end < text.size() && is_in_address(text[end])) {
      lower = lower && text[end] >= U'a' && text[end] <= U'z';
      ++end;
    }
    const bool starts = i == 0 || !is_in_address(text[i - 1]);
    const std::string word = to_utf8(text.substr(i, end - i));
    const char32_t before = i > 0 ? text[i - 1] : U'\0';
    const bool beside_han = is_chinese(before) || is_chinese(at(text, end));
    if (starts && lower && end - i > 1 && beside_han && !lists.latin_words.contains(word)) {
      findings.add("characters.english", unit, {i, end},
                   word == "and" ? perhaps(U"和") : std::nullopt);
    }
    i = end;
  }
}

void check_spaces(const Unit& unit, bool digits_spaced_nowhere_else, Findings& findings) {
  const Text text = unit.text;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (!is_blank(text[i])) continue;
    std::size_t end = i;
    while (is_blank(at(text, end))) ++end;
    const char32_t before = text[i - 1];
    const char32_t after = at(text, end);
    const bool digit = (is_digit(before) && is_han(after)) || (is_han(before) && is_digit(after));
    if (is_han(before) && is_han(after)) {
      findings.add("characters.space", unit, {i, end}, surely(U""));
    } else if (digit && !digits_spaced_nowhere_else) {
      findings.add("characters.digitSpace", unit, {i, end}, surely(U""));
    }
    i = end - 1;
  }
}

// Whether any digit of the text stands right beside Han.
bool has_tight_digits(const Subject& subject) {
  return std::any_of(subject.units.begin(), subject.units.end(), [](const Unit& unit) {
    for (std::size_t i = 1; i < unit.text.size(); ++i) {
      const char32_t a = unit.text[i - 1];
      const char32_t b = unit.text[i];
      if ((is_digit(a) && is_han(b)) || (is_han(a) && is_digit(b))) return true;
    }
    return false;
  });
}

// A chain of terms (甲-乙-丙) as one finding; and 3-5年.
void check_hyphens(const Unit& unit, Findings& findings) {
  const Text text = unit.text;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] != U'-') continue;
    const char32_t before = text[i - 1];
    const char32_t after = text[i + 1];
    if (is_han(before) && is_han(after)) {
      std::size_t end = i + 1;
      std::size_t last = end;
      while (end < text.size() && (is_han(text[end]) || text[end] == U'-')) {
        if (text[end] == U'-') last = end + 1;
        ++end;
      }
      std::u32string right(text.substr(i - 1, last + 1 - (i - 1)));
      std::replace(right.begin(), right.end(), U'-', U'—');
      findings.add("characters.hyphen", unit, {i - 1, i - 1 + right.size()}, surely(right));
      i = end;
    } else if (is_digit(before) && is_digit(after)) {
      const auto upper = number_at(text, i + 1);
      std::size_t begin = i;
      while (begin > 0 && is_digit(text[begin - 1])) --begin;
      const bool longer = begin > 0 && is_in_address(text[begin - 1]);
      if (!upper || longer || i - begin > 4) continue;
      constexpr Text units = U"年月日人个项次天期%";
      if (units.find(at(text, upper->span.end)) == Text::npos) continue;
      if (at(text, upper->span.end) == 0) continue;
      findings.add("characters.hyphen", unit, {i, i + 1}, perhaps(U"—"));
    }
  }
}

void check_repeated_marks(const Unit& unit, Findings& findings) {
  constexpr Text marks = U"，。、；：";
  const Text text = unit.text;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (marks.find(text[i]) == Text::npos || marks.find(text[i - 1]) == Text::npos) continue;
    const bool same = text[i] == text[i - 1];
    findings.add("characters.repeatedMark", unit, {i - 1, i + 1},
                 same ? surely(std::u32string(1, text[i])) : std::nullopt);
  }
}

// 通过甲、举办乙,召开丙等: the parts of a chain with both 、 and a comma before 等.
void check_enumeration(const Unit& unit, Findings& findings) {
  constexpr auto verbs = std::to_array<Text>({U"举办", U"召开", U"开展", U"组织", U"印发"});
  const Text text = unit.text;
  for (const Span& clause : clauses(text)) {
    const Text next = text.substr(clause.begin, clause.end - clause.begin);
    const std::size_t etc = next.find(U"等形式");
    if (etc == Text::npos || clause.begin < 2 || contains(next.substr(0, etc), U"、")) continue;
    const bool is_member =
        std::any_of(verbs.begin(), verbs.end(), [&](Text verb) { return next.starts_with(verb); });
    const std::size_t start = text.substr(0, clause.begin).find_last_of(U"。；;通") + 1;
    const Text chain = text.substr(start, clause.begin - 1 - start);
    if (!is_member || start == 0 || !contains(chain, U"、")) continue;
    findings.add("characters.enumeration", unit, {clause.begin - 1, clause.begin}, perhaps(U"、"));
  }
}

// 增强“四个意识”、坚定“四个自信”、做到“两个维护”: one kind of mark throughout.
void check_separators(const Unit& unit, Findings& findings) {
  const Text text = unit.text;
  for (std::size_t from = 0;;) {
    const std::size_t first = text.find(U"“四个意识”", from);
    if (first == Text::npos) return;
    const std::size_t second = text.find(U"“四个自信”", first);
    if (second == Text::npos) return;
    const char32_t one = at(text, first + 6);
    const char32_t two = at(text, second + 6);
    const bool near = second - first < 16;
    const bool marks = contains(U"，、", Text(&one, 1)) && contains(U"，、", Text(&two, 1));
    const bool goes_on = contains(text.substr(second + 6, 12), U"两个维护");
    if (near && marks && goes_on && one != two) {
      findings.add("characters.separators", unit, {second + 6, second + 7},
                   perhaps(std::u32string(1, one)));
    }
    from = second;
  }
}

}  // namespace

void check_characters(const Subject& subject, const WordLists& lists, Findings& findings) {
  const bool spaced_everywhere = !has_tight_digits(subject);
  for (const Unit& unit : subject.units) {
    check_half_width(unit, findings);
    check_pairs(unit, findings);
    check_markup(unit, findings);
    check_english(unit, lists, findings);
    check_spaces(unit, spaced_everywhere, findings);
    check_hyphens(unit, findings);
    check_repeated_marks(unit, findings);
    check_enumeration(unit, findings);
    check_separators(unit, findings);
  }
  check_quoted_terms(subject, findings);
}

}  // namespace tongbao::proof

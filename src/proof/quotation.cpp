// Brackets and quotation marks (GB/T 15834 4.8, 4.9): one width, in pairs, around the same words.
#include <algorithm>
#include <map>
#include <set>

#include "proof/characters.h"

namespace tongbao::proof {

namespace {

constexpr Text openers = U"(（“‘《〈〔【「『[";
constexpr Text closers = U")）”’》〉〕】」』]";

// Brackets of both widths are one kind.
std::size_t kind_of(Text marks, char32_t c) {
  const std::size_t found = marks.find(c);
  return found == 1 ? 0 : found;
}

// 1） and a） are numbers.
bool closes_number(Text text, std::size_t i) {
  if (i == 0 || kind_of(closers, text[i]) != 0) return false;
  std::size_t begin = i;
  while (begin > 0 && (is_digit(text[begin - 1]) || is_latin(text[begin - 1]))) --begin;
  if (begin == i || i - begin > 2) return false;
  return begin == 0 || contains(U"。；：，、", text.substr(begin - 1, 1));
}

void check_widths(const Unit& unit, std::size_t open, std::size_t close, Findings& findings) {
  const Text text = unit.text;
  if (kind_of(openers, text[open]) != 0) return;
  if ((text[open] == U'(') == (text[close] == U')')) return;
  const std::size_t half = text[open] == U'(' ? open : close;
  findings.add("characters.bracketWidth", unit, {half, half + 1},
               surely(half == open ? U"（" : U"）"));
}

// Straight quotation marks around or beside Han, taken in turns where they pair.
void check_straight(const Unit& unit, Findings& findings) {
  const Text text = unit.text;
  const auto count = std::count(text.begin(), text.end(), U'"');
  bool opens = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != U'"') continue;
    const bool beside = (i > 0 && is_han(text[i - 1])) || is_han(at(text, i + 1));
    if (beside) {
      findings.add("characters.straightQuotes", unit, {i, i + 1},
                   count % 2 == 0 ? surely(opens ? U"“" : U"”") : std::nullopt);
    }
    opens = !opens;
  }
}

// “…” of 3 to 8 Han and nothing else.
std::vector<Span> quoted_terms(Text text) {
  std::vector<Span> terms;
  for (std::size_t i = text.find(U'“'); i != Text::npos; i = text.find(U'“', i + 1)) {
    const std::size_t end = text.find(U'”', i);
    if (end == Text::npos) break;
    const Text inner = text.substr(i + 1, end - i - 1);
    if (inner.size() >= 3 && inner.size() <= 8 && count_han(inner) == inner.size()) {
      terms.push_back({i + 1, end});
    }
  }
  return terms;
}

struct Place {
  const Unit* unit = nullptr;
  Span span;
};

bool is_inside(Text text, std::size_t i, char32_t open, char32_t close) {
  constexpr std::size_t farthest = 200;  // characters
  const std::size_t start = i > farthest ? i - farthest : 0;
  const Text before = text.substr(start, i - start);
  const std::size_t opened = before.find_last_of(open);
  return opened != Text::npos && before.find(close, opened) == Text::npos;
}

// Where every one of `terms` first stands without quotation marks, within no title of a document.
std::map<std::u32string, Place> bare_places(const Subject& subject,
                                            const std::set<std::u32string>& terms) {
  std::map<std::u32string, Place> places;
  for (const Unit& unit : subject.units) {
    if (unit.kind == UnitKind::data) continue;
    const Text text = unit.text;
    for (std::size_t i = 0; i < text.size(); ++i) {
      for (std::size_t length = 3; length <= 8 && i + length <= text.size(); ++length) {
        const auto term = terms.find(std::u32string(text.substr(i, length)));
        if (term == terms.end() || places.contains(*term)) continue;
        if (is_inside(text, i, U'“', U'”') || is_inside(text, i, U'《', U'》')) continue;
        places[*term] = {&unit, {i, i + length}};
      }
    }
  }
  return places;
}

}  // namespace

void check_pairs(const Unit& unit, Findings& findings) {
  const Text text = unit.text;
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (openers.find(text[i]) != Text::npos) {
      open.push_back(i);
      continue;
    }
    const std::size_t kind = kind_of(closers, text[i]);
    if (kind == Text::npos) continue;
    if (!open.empty() && kind_of(openers, text[open.back()]) == kind) {
      check_widths(unit, open.back(), i, findings);
      open.pop_back();
    } else if (!closes_number(text, i)) {
      findings.add("characters.unpaired", unit, {i, i + 1}, std::nullopt,
                   to_utf8(text.substr(i, 1)));
    }
  }
  for (const std::size_t i : open) {
    findings.add("characters.unpaired", unit, {i, i + 1}, std::nullopt, to_utf8(text.substr(i, 1)));
  }
  check_straight(unit, findings);
}

// A term in quotation marks here and without them there; and “甲”乙 beside “甲乙”.
void check_quoted_terms(const Subject& subject, Findings& findings) {
  std::set<std::u32string> terms;
  for (const Unit& unit : subject.units) {
    if (unit.kind == UnitKind::data) continue;
    for (const Span& span : quoted_terms(unit.text)) {
      terms.insert(unit.text.substr(span.begin, span.end - span.begin));
    }
  }
  for (const auto& [term, place] : bare_places(subject, terms)) {
    findings.add("characters.quotes", *place.unit, place.span, perhaps(U"“" + term + U"”"),
                 "“" + to_utf8(term) + "”");
  }
  for (const Unit& unit : subject.units) {
    if (unit.kind == UnitKind::data) continue;
    for (const Span& span : quoted_terms(unit.text)) {
      const std::u32string term = unit.text.substr(span.begin, span.end - span.begin);
      for (std::size_t more = 1; more <= 3; ++more) {
        const std::u32string longer = term + unit.text.substr(span.end + 1, more);
        if (longer.size() != term.size() + more || !terms.contains(longer)) continue;
        findings.add("characters.quotes", unit, {span.begin - 1, span.end + 1 + more},
                     perhaps(U"“" + longer + U"”"), "“" + to_utf8(longer) + "”");
      }
    }
  }
}

}  // namespace tongbao::proof

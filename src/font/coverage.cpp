#include "font/coverage.h"

#include <algorithm>

#include "font/character_sets.h"

namespace tongbao::font {

namespace {

constexpr std::size_t most_missing_named = 8;

std::vector<Coverage::Share> no_shares(const FontSet& fonts, RoleId role) {
  std::vector<Coverage::Share> shares;
  for (const FaceId face : fonts.faces_of(role)) shares.push_back({.face = face});
  const auto latin = fonts.latin_face_of(role);
  const auto is_latin = [&](const Coverage::Share& share) { return share.face == *latin; };
  if (latin && std::none_of(shares.begin(), shares.end(), is_latin)) {
    shares.push_back({.face = *latin});
  }
  return shares;
}

void count(const FontSet& fonts, RoleId role, char32_t character, Coverage& coverage) {
  ++coverage.total;
  const GlyphChoice choice = fonts.choose(role, character);
  if (choice.glyph == 0) {
    ++coverage.missing;
    if (coverage.first_missing.size() < most_missing_named) {
      coverage.first_missing.push_back(character);
    }
    return;
  }
  for (Coverage::Share& share : coverage.shares) {
    if (share.face == choice.face) ++share.characters;
  }
}

Coverage coverage_of_set(const FontSet& fonts, RoleId role, const CharacterSet& set) {
  Coverage coverage{.set = set.name, .shares = no_shares(fonts, role)};
  const int32_t ranges = uset_getItemCount(set.characters.get());
  for (int32_t i = 0; i < ranges; ++i) {
    UChar32 first = 0, last = 0;
    UErrorCode error = U_ZERO_ERROR;
    if (uset_getItem(set.characters.get(), i, &first, &last, nullptr, 0, &error) != 0) continue;
    for (UChar32 c = first; c <= last; ++c) {
      count(fonts, role, static_cast<char32_t>(c), coverage);
    }
  }
  return coverage;
}

}  // namespace

std::vector<Coverage> coverage_of(const FontSet& fonts, RoleId role) {
  std::vector<Coverage> coverages;
  for (const CharacterSet& set : national_character_sets()) {
    coverages.push_back(coverage_of_set(fonts, role, set));
  }
  return coverages;
}

}  // namespace tongbao::font

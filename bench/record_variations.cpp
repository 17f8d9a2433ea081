#include "record_variations.h"

#include <algorithm>

#include "base/utf8.h"

namespace tongbao::bench {

namespace {

bool in_own_face_of_every_role(const font::FontSet& fonts, char32_t c) {
  return std::ranges::all_of(fonts.roles(), [&](const std::string& name) {
    const font::RoleId role = *fonts.find_role(name);
    const font::GlyphChoice choice = fonts.choose(role, c);
    return choice.glyph != 0 && choice.face == fonts.faces_of(role).front();
  });
}

void append(nlohmann::json& text, const std::string& characters) {
  if (text.is_string()) text = text.get<std::string>() + characters;
}

}  // namespace

RecordVariations::RecordVariations(const std::string& json, const font::FontSet& fonts)
    : record_(nlohmann::json::parse(json)) {
  for (char32_t c = 0x4E00; c < 0x9FA6; ++c) {
    std::string character;
    append_utf8(character, c);
    if (json.find(character) == std::string::npos && in_own_face_of_every_role(fonts, c)) {
      rare_.push_back(std::move(character));
    }
  }
}

std::string RecordVariations::next() {
  const std::size_t distance = 1 + count_ / rare_.size();
  const std::size_t first = count_++ % rare_.size();
  const std::string characters = rare_[first] + rare_[(first + distance) % rare_.size()];

  nlohmann::json record = record_;
  append(record["title"], characters);
  append(record["preamble"][0], characters);
  for (auto& section : record["sections"]) {
    append(section["heading"], characters);
    for (auto& inner : section["sections"]) append(inner["heading"], characters);
  }
  return record.dump();
}

}  // namespace tongbao::bench

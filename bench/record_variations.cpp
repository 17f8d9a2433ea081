#include "record_variations.h"

#include <algorithm>
#include <array>
#include <unordered_set>

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

// `parent`: a record or a section.
void append_to_headings(nlohmann::json& parent, const std::string& characters) {
  if (!parent.contains("sections")) return;
  for (auto& section : parent["sections"]) {
    append(section["heading"], characters);
    append_to_headings(section, characters);
  }
}

constexpr std::array turned_fields = {"preamble", "body", "text", "finding", "outcome", "after"};

void turn(std::string& text, std::size_t places) {
  std::u32string characters = to_utf32(text);
  if (characters.empty()) return;
  const auto first = static_cast<std::ptrdiff_t>(places % characters.size());
  std::rotate(characters.begin(), characters.begin() + first, characters.end());
  text = to_utf8(characters);
}

// Turns the texts in `value`, where `printed`; objects say by their fields' names what is.
void turn_texts(nlohmann::json& value, bool printed, std::size_t places) {
  if (value.is_string() && printed) turn(value.get_ref<std::string&>(), places);
  if (value.is_array()) {
    for (auto& inner : value) turn_texts(inner, printed, places);
  }
  if (!value.is_object()) return;
  for (auto& [name, inner] : value.items()) {
    const bool turned = std::ranges::find(turned_fields, name) != turned_fields.end();
    turn_texts(inner, turned, places);
  }
}

}  // namespace

RecordVariations::RecordVariations(const std::string& json, const font::FontSet& fonts)
    : record_(nlohmann::json::parse(json)) {
  const std::u32string characters = to_utf32(json);
  const std::unordered_set<char32_t> own(characters.begin(), characters.end());
  for (char32_t c = 0x4E00; c < 0x9FA6; ++c) {
    if (own.contains(c) || !in_own_face_of_every_role(fonts, c)) continue;
    append_utf8(rare_.emplace_back(), c);
  }
}

std::string RecordVariations::next() {
  const std::size_t distance = 1 + count_ / rare_.size();
  const std::size_t first = count_++ % rare_.size();
  const std::string characters = rare_[first] + rare_[(first + distance) % rare_.size()];

  nlohmann::json record = record_;
  turn_texts(record, false, count_);
  append(record["title"], characters);
  if (record.contains("preamble")) append(record["preamble"].front(), characters);
  append_to_headings(record, characters);
  return record.dump();
}

}  // namespace tongbao::bench

#include "font/shaping.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <span>

#include <hb.h>

#include "base/utf8.h"
#include "font/characters.h"

namespace tongbao::font {

namespace {

struct BufferDeleter {
  void operator()(hb_buffer_t* buffer) const { hb_buffer_destroy(buffer); }
};
using Buffer = std::unique_ptr<hb_buffer_t, BufferDeleter>;

struct Character {
  char32_t code_point = 0;
  std::uint32_t text = 0;
};

// One glyph a letter: ligatures and contextual forms would make extracted text ambiguous.
constexpr hb_feature_t feature(hb_tag_t tag, std::uint32_t value) {
  return {tag, value, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
}
constexpr std::array features = {
    feature(HB_TAG('k', 'e', 'r', 'n'), 1), feature(HB_TAG('l', 'i', 'g', 'a'), 0),
    feature(HB_TAG('c', 'l', 'i', 'g'), 0), feature(HB_TAG('c', 'a', 'l', 't'), 0)};

Buffer run_harfbuzz(hb_font_t* font, std::span<const Character> characters) {
  Buffer buffer(hb_buffer_create());
  for (const Character& character : characters) {
    hb_buffer_add(buffer.get(), character.code_point, character.text);
  }
  hb_buffer_set_content_type(buffer.get(), HB_BUFFER_CONTENT_TYPE_UNICODE);
  hb_buffer_set_direction(buffer.get(), HB_DIRECTION_LTR);
  // Set, because HarfBuzz would take it from the process's locale.
  hb_buffer_set_language(buffer.get(), hb_language_from_string("zh-Hans", -1));
  hb_buffer_guess_segment_properties(buffer.get());
  hb_shape(font, buffer.get(), features.data(), features.size());
  return buffer;
}

// Shapes one pass over a text; what a method reads is consumed.
class Shaper {
 public:
  Shaper(const FontSet& fonts, RoleId role, std::string_view text, std::vector<ShapedGlyph>& glyphs,
         std::vector<MissingCharacter>& missing)
      : fonts_(fonts), role_(role), text_(text), glyphs_(glyphs), missing_(missing) {}

  void run() {
    read_next();
    skip_leading_ignorables();
    while (!at_end_) {
      const Character base = take();
      if (next_extends()) {
        cluster(base);
      } else {
        single(base);
      }
    }
  }

 private:
  // Each character is decoded once, before what it stands behind is done with.
  void read_next() {
    at_end_ = at_ >= text_.size();
    if (at_end_) return;
    next_.text = static_cast<std::uint32_t>(at_);
    next_.code_point = next_code_point(text_, at_);
  }

  Character take() {
    const Character taken = next_;
    read_next();
    return taken;
  }

  // What was taken last is the next one again.
  void put_back(const Character& taken) {
    at_ = taken.text;
    read_next();
  }

  [[nodiscard]] bool next_extends() const {
    if (at_end_ || stands_alone(next_.code_point)) return false;
    return is_combining_mark(next_.code_point) || is_ignorable(next_.code_point);
  }

  // What has nothing before it to fold into belongs to the glyph that follows.
  void skip_leading_ignorables() {
    if (at_end_) return;
    leading_ = next_;
    while (!at_end_ && is_ignorable(next_.code_point)) read_next();
    first_text_ = at_end_ ? text_.size() : next_.text;
  }

  // The first glyph also carries the ignorables before it.
  void emit(ShapedGlyph glyph) {
    if (glyph.text == first_text_) {
      glyph.text = leading_.text;
      glyph.character = leading_.code_point;
    }
    glyphs_.push_back(glyph);
  }

  void emit(const Character& character, const GlyphChoice& choice) {
    if (choice.glyph == 0) {
      missing_.push_back({character.code_point, character.text});
      return;
    }
    emit({.face = choice.face,
          .glyph = choice.glyph,
          .text = character.text,
          .advance = choice.advance,
          .character = character.code_point});
  }

  void single(const Character& character) {
    const GlyphChoice choice = fonts_.choose(role_, character.code_point);
    if (choice.glyph != 0 && kerns(character.code_point) && fonts_.has_kerning(choice.face)) {
      kerned_run(character, choice.face);
    } else {
      emit(character, choice);
    }
  }

  // Digits stand one to one: columns of them must align.
  [[nodiscard]] static bool kerns(char32_t c) { return is_latin(c) && (c < '0' || c > '9'); }

  void kerned_run(const Character& first, FaceId face) {
    characters_.assign(1, first);
    for (;;) {
      if (at_end_ || !kerns(next_.code_point)) break;
      if (fonts_.choose(role_, next_.code_point).face != face) break;
      characters_.push_back(take());
      if (next_extends()) {
        put_back(characters_.back());  // it begins a cluster
        characters_.pop_back();
        break;
      }
    }
    if (shaped(face)) return;
    for (const Character& character : characters_) {
      emit(character, fonts_.choose(role_, character.code_point));
    }
  }

  // A character with all that follows and leans on it.
  void cluster(const Character& base) {
    characters_.assign(1, base);
    std::optional<char32_t> selector;
    while (next_extends()) {
      const Character extender = take();
      if (!is_ignorable(extender.code_point)) {
        characters_.push_back(extender);
      } else if (is_variation_selector(extender.code_point) && characters_.size() == 1) {
        selector = extender.code_point;
      }
    }
    if (characters_.size() > 1) {
      combined();
    } else if (selector) {
      emit(base, fonts_.choose_variation(role_, base.code_point, *selector));
    } else {
      emit(base, fonts_.choose(role_, base.code_point));
    }
  }

  // A base with its marks comes whole from the first face that can show it.
  void combined() {
    const auto& faces = fonts_.faces_of(role_);
    const auto latin = fonts_.latin_face_of(role_);
    if (latin && is_latin(characters_.front().code_point) && shaped(*latin)) return;
    if (std::any_of(faces.begin(), faces.end(), [this](FaceId face) { return shaped(face); })) {
      return;
    }
    const std::size_t missing_before = missing_.size();
    for (const Character& character : characters_) {
      if (fonts_.choose(role_, character.code_point).glyph == 0) {
        missing_.push_back({character.code_point, character.text});
      }
    }
    if (missing_.size() == missing_before) {
      missing_.push_back({characters_[1].code_point, characters_[1].text});
    }
  }

  // Appends the glyphs of characters_; false, with nothing appended, where the face lacks one or
  // would have to raise or lower it, which a line of text cannot say.
  bool shaped(FaceId face) {
    const Buffer buffer = run_harfbuzz(fonts_.hb_font(face), characters_);
    unsigned count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer.get(), &count);
    const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer.get(), &count);
    if (count == 0) return false;
    for (unsigned i = 0; i < count; ++i) {
      if (infos[i].codepoint == 0 || positions[i].y_offset != 0) return false;
    }
    const auto em = static_cast<float>(fonts_.info(face).units_per_em);
    for (unsigned i = 0; i < count; ++i) {
      emit({.face = face,
            .glyph = infos[i].codepoint,
            .text = infos[i].cluster,
            .advance = static_cast<float>(positions[i].x_advance) / em,
            .shift = static_cast<float>(positions[i].x_offset) / em,
            .character = character_at(infos[i].cluster)});
    }
    return true;
  }

  [[nodiscard]] char32_t character_at(std::size_t offset) const {
    return next_code_point(text_, offset);
  }

  const FontSet& fonts_;
  RoleId role_;
  std::string_view text_;
  std::vector<ShapedGlyph>& glyphs_;
  std::vector<MissingCharacter>& missing_;
  std::size_t at_ = 0;  // behind next_
  bool at_end_ = false;
  Character next_;     // to be taken
  Character leading_;  // the first of all
  std::size_t first_text_ = 0;
  std::vector<Character> characters_;  // of the run or cluster at hand
};

}  // namespace

void shape(const FontSet& fonts, RoleId role, std::string_view text,
           std::vector<ShapedGlyph>& glyphs, std::vector<MissingCharacter>& missing) {
  Shaper(fonts, role, text, glyphs, missing).run();
}

}  // namespace tongbao::font

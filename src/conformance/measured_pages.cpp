#include "conformance/measured_pages.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string_view>
#include <variant>

#include "base/utf8.h"
#include "conformance/parts.h"
#include "font/ink.h"

namespace tongbao::conformance {

namespace {

using content::LineRole;

bool belongs_to_heading(const content::PagedDocument& document, std::uint32_t element) {
  while (element != content::no_element) {
    if (document.elements.at(element).kind == content::ElementKind::heading) return true;
    element = document.elements[element].parent;
  }
  return false;
}

class Measuring {
 public:
  Measuring(const content::PagedDocument& document, const font::FontSet& fonts)
      : document_(document), fonts_(fonts) {}

  [[nodiscard]] std::vector<TextLine> lines(const content::NoticeContent& notice) {
    const Parts parts(notice);
    std::vector<TextLine> found;
    for (std::size_t page = 0; page < document_.pages.size(); ++page) {
      LineRole last_role{};
      for (const content::Line& line : document_.lines_of(document_.pages[page])) {
        TextLine next = text_line(line);
        next.page = page;
        if (next.characters.empty()) continue;
        const bool beside = !found.empty() && found.back().page == page && line.role == last_role &&
                            stands_beside(found.back(), next, line.role);
        if (beside) {
          append(found.back(), next);
        } else {
          found.push_back(std::move(next));
        }
        last_role = line.role;
        found.back().part = parts.part_of(line.role, found.back());
      }
    }
    return found;
  }

 private:
  // A label and what it labels, and the two sides of one line, are one line to the reader.
  static bool stands_beside(const TextLine& line, const TextLine& next, LineRole role) {
    const bool may = role == LineRole::body || role == LineRole::head || role == LineRole::imprint;
    return may && next.block == line.block && std::abs(next.baseline - line.baseline) < 0.01;
  }

  static void append(TextLine& line, const TextLine& next) {
    line.characters.insert(line.characters.end(), next.characters.begin(), next.characters.end());
    std::stable_sort(line.characters.begin(), line.characters.end(),
                     [](const Character& a, const Character& b) { return a.x < b.x; });
    line.text.clear();
    for (const Character& character : line.characters) line.text += character.code_point;
    line.size = std::max(line.size, next.size);
  }

  [[nodiscard]] TextLine text_line(const content::Line& line) {
    TextLine out;
    out.block = line.block;
    out.upright = line.upright;
    out.baseline = line.baseline.value;
    for (const content::Run& run : document_.runs_of(line)) add_run(run, out);
    const auto is_space = [](const Character& c) { return c.code_point == ' '; };
    while (!out.characters.empty() && is_space(out.characters.back())) out.characters.pop_back();
    for (const Character& character : out.characters) {
      out.text += character.code_point;
      out.size = std::max(out.size, character.size);
    }
    return out;
  }

  void add_run(const content::Run& run, TextLine& line) const {
    const auto glyphs = document_.glyphs_of(run);
    const bool heading = belongs_to_heading(document_, run.element);
    double x = run.x.value;
    for (std::size_t g = 0; g < glyphs.size(); ++g) {
      const content::Glyph& glyph = glyphs[g];
      const std::uint32_t text_end = g + 1 < glyphs.size() ? glyphs[g + 1].text : run.text.end;
      const double next_x = x + glyph.advance.value;
      if (text_end > glyph.text) {
        Character character{.size = run.size.value, .face = run.face, .colour = run.colour};
        std::size_t offset = glyph.text;
        character.code_point = next_code_point(document_.text, offset);
        character.heading = heading;
        character.x = x;
        add_ink(glyph, run, {x, line.baseline}, character);
        line.characters.push_back(character);
      }
      if (!line.characters.empty()) line.characters.back().right = next_x;
      x = next_x;
    }
  }

  struct Point {
    double x, y;
  };

  void add_ink(const content::Glyph& glyph, const content::Run& run, Point pen,
               Character& character) const {
    const font::Ink ink = font::ink_of(fonts_, run.face, glyph.id);
    const double origin = pen.x + glyph.shift.value;
    character.ink_left = origin + ink.left * run.size.value;
    character.ink_right = origin + ink.right * run.size.value;
    character.ink_top = pen.y - ink.top * run.size.value;
    character.ink_bottom = pen.y - ink.bottom * run.size.value;
  }

  const content::PagedDocument& document_;
  const font::FontSet& fonts_;
};

Form form_of(const content::NoticeContent& notice) {
  Form form = Form::plain;
  for (const content::Block& block : notice.blocks) {
    const auto* rule = std::get_if<content::RuleBlock>(&block);
    if (rule != nullptr && (rule->second > Pt{} || rule->paper_bottom)) return Form::letter;
    if (std::holds_alternative<content::MarkBlock>(block) || rule != nullptr) form = Form::formal;
  }
  return form;
}

template <class Value, class Better>
double best_ink(const TextLine& line, Value value, Better better) {
  const Character* best = nullptr;
  for (const Character& character : line.characters) {
    if (!character.has_ink()) continue;
    if (best == nullptr || better(character.*value, best->*value)) best = &character;
  }
  return best == nullptr ? line.baseline : best->*value;
}

}  // namespace

double TextLine::ink_left() const {
  return best_ink(*this, &Character::ink_left, std::less<>());
}
double TextLine::ink_right() const {
  return best_ink(*this, &Character::ink_right, std::greater<>());
}
double TextLine::ink_top() const {
  return best_ink(*this, &Character::ink_top, std::less<>());
}
double TextLine::ink_bottom() const {
  return best_ink(*this, &Character::ink_bottom, std::greater<>());
}

TextLine TextLine::piece(std::size_t begin, std::size_t end) const {
  TextLine cut = *this;
  cut.characters.assign(characters.begin() + static_cast<std::ptrdiff_t>(begin),
                        characters.begin() + static_cast<std::ptrdiff_t>(end));
  cut.text = text.substr(begin, end - begin);
  return cut;
}

std::string TextLine::beginning() const {
  constexpr std::size_t shown = 12;
  return to_utf8(std::u32string_view(text).substr(0, shown));
}

std::vector<const TextLine*> MeasuredPages::of(Part part) const {
  std::vector<const TextLine*> found;
  for (const TextLine& line : lines) {
    if (line.part == part) found.push_back(&line);
  }
  return found;
}

std::vector<const TextLine*> MeasuredPages::text_lines() const {
  std::vector<const TextLine*> found;
  for (const TextLine& line : lines) {
    if (is_running_text(line.part)) found.push_back(&line);
  }
  return found;
}

TypeArea MeasuredPages::type_area(std::size_t page) const {
  if (!document.pages[page].turned) return {};
  const auto setup = std::find_if(notice.pages.begin(), notice.pages.end(),
                                  [](const content::PageSetup& each) { return each.turned; });
  const double pitch = setup == notice.pages.end() ? line_pitch : setup->line_pitch().value;
  return {
      .left = paper_height - type_bottom, .top = type_left, .width = type_height, .pitch = pitch};
}

const content::Paragraph* MeasuredPages::paragraph_of(const TextLine& line) const {
  if (line.block >= notice.blocks.size()) return nullptr;
  return std::get_if<content::Paragraph>(&notice.blocks[line.block]);
}

std::size_t MeasuredPages::in_other_faces(const TextLine& line, std::string_view role) const {
  const font::RoleId* id = fonts.find_role(role);
  if (id == nullptr) return line.characters.size();
  return static_cast<std::size_t>(
      std::count_if(line.characters.begin(), line.characters.end(), [&](const Character& c) {
        return c.code_point != ' ' && fonts.choose(*id, c.code_point).face != c.face;
      }));
}

MeasuredPages measure(const content::NoticeContent& notice, const content::PagedDocument& document,
                      const font::FontSet& fonts) {
  return {.notice = notice,
          .document = document,
          .fonts = fonts,
          .form = form_of(notice),
          .lines = Measuring(document, fonts).lines(notice)};
}

}  // namespace tongbao::conformance

#include "layout/document_builder.h"

#include <optional>
#include <string>
#include <variant>

#include "font/ink.h"
#include "font/shaping.h"

namespace tongbao::layout {

namespace {

using content::Align;
using content::LineRole;
using content::PagedDocument;

// Of the ideographic em box, whose foot lies 0.12 em below the baseline in Han faces.
constexpr double ascent = 0.88;

class Builder {
 public:
  Builder(const content::NoticeContent& notice, const SetNotice& set, font::RoleId number_role,
          const font::FontSet& fonts, Diagnostics& diagnostics)
      : notice_(notice),
        set_(set),
        number_role_(number_role),
        fonts_(fonts),
        diagnostics_(diagnostics) {
    document_.metadata = notice.metadata;
    document_.sources.emplace_back();  // the template's own words
    document_.elements = set.elements;
    document_.images = notice.images;
    source_of_text_.reserve(set.texts.size());
    std::size_t items = 0;
    for (const SetText& text : set.texts) {
      source_of_text_.push_back(static_cast<std::uint32_t>(document_.sources.size()));
      for (const content::Span& span : text.spans) document_.sources.push_back(span.source);
      items += text.items.items.size();
    }
    document_.glyphs.reserve(items + 8);
    document_.text.reserve(items * 3);
    outlined_.resize(notice.blocks.size());
  }

  PagedDocument build(const std::vector<PageLines>& pages) && {
    for (std::size_t i = 0; i < pages.size(); ++i) {
      content::Page page{.width = notice_.pages.front().width,
                         .height = notice_.pages.front().height,
                         .turned = false,
                         .lines = {},
                         .links = {},
                         .rules = {},
                         .pictures = {}};
      page.lines.begin = size_of(document_.lines);
      document_.pages.push_back(page);
      for (const PlacedLine& placed : pages[i]) add_line(set_.lines[placed.line], placed.row);
      if (notice_.pages.front().number.shown) add_page_number(i + 1);
      document_.pages.back().lines.end = size_of(document_.lines);
    }
    return std::move(document_);
  }

 private:
  template <class T>
  [[nodiscard]] static std::uint32_t size_of(const T& container) {
    return static_cast<std::uint32_t>(container.size());
  }

  void add_line(const SetLine& line, int row) {
    const SetText& text = set_.texts[line.text];
    fit_line(text.items.items, line.range, line.measure, line.fit, fitted_);
    if (fitted_.overfull) report_overfull(line);
    const content::Style& style = notice_.styles[text.spans[first_item(line).span].style];
    const double pitch = notice_.pages.front().line_pitch().value;
    content::Line out;
    out.role = line.role;
    out.block = line.block;
    out.width = {fitted_.width};
    out.x = notice_.pages.front().left + Pt{line.x + offset(line)};
    // The em box stands in the middle of its grid line.
    out.baseline = notice_.pages.front().top +
                   Pt{row * pitch + (pitch - style.size.value) / 2 + ascent * style.size.value};
    out.runs.begin = size_of(document_.runs);
    note_heading(line, out.baseline - Pt{ascent * style.size.value});
    add_runs(line, out);
    out.runs.end = size_of(document_.runs);
    document_.lines.push_back(out);
  }

  [[nodiscard]] const Item& first_item(const SetLine& line) const {
    return set_.texts[line.text].items.items[line.range.begin];
  }

  [[nodiscard]] double offset(const SetLine& line) const {
    const double spare = line.measure - fitted_.width;
    if (line.align == Align::centre) return spare / 2;
    return line.align == Align::end ? spare : 0;
  }

  // Items of one face and span go into one run.
  void add_runs(const SetLine& line, const content::Line& out) {
    const SetText& text = set_.texts[line.text];
    const std::size_t end = visible_end(text.items.items, line.range);
    double x = out.x.value;
    std::optional<std::uint16_t> open_span;
    for (std::size_t i = line.range.begin; i < line.range.end; ++i) {
      const Item& item = text.items.items[i];
      // A space at the line's end has no width, but whoever copies the text needs it.
      const PlacedItem placed = i < end ? fitted_.items[i - line.range.begin] : PlacedItem{};
      const font::FaceId face = text.items.glyphs[item.glyph_begin].face;
      const bool fresh =
          !open_span || *open_span != item.span || document_.runs.back().face != face;
      if (fresh) {
        open_run(text, item, face, x, source_of_text_[line.text] + item.span);
        document_.runs.back().element = text.elements[item.span];
        open_span = item.span;
      }
      add_glyphs(text.items, item, placed);
      if (!text.spans[item.span].link.empty()) {
        note_link(text, item, x, placed.advance, out.baseline);
      }
      x += placed.advance;
    }
  }

  void open_run(const SetText& text, const Item& item, font::FaceId face, double x,
                std::uint32_t source) {
    const content::Style& style = notice_.styles[text.spans[item.span].style];
    content::Run run;
    run.face = face;
    run.size = style.size;
    run.colour = style.colour;
    run.x = {x};
    run.span = source;
    run.glyphs = {size_of(document_.glyphs), size_of(document_.glyphs)};
    run.text = {size_of(document_.text), size_of(document_.text)};
    document_.runs.push_back(run);
  }

  void add_glyphs(const Items& items, const Item& item, const PlacedItem& placed) {
    content::Run& run = document_.runs.back();
    const std::uint32_t text = size_of(document_.text);
    document_.text.append(items.text, item.text_begin, item.text_end - item.text_begin);
    double rest = placed.advance;
    for (std::uint32_t g = item.glyph_begin; g < item.glyph_end; ++g) {
      const font::ShapedGlyph& shaped = items.glyphs[g];
      const bool first = g == item.glyph_begin;
      const bool last = g + 1 == item.glyph_end;
      const double natural = static_cast<double>(shaped.advance) * item.em;
      document_.glyphs.push_back(
          {.id = shaped.glyph,
           .text = first ? text : size_of(document_.text),
           .advance = {last ? rest : natural},
           .shift = {placed.shift + static_cast<double>(shaped.shift) * item.size}});
      rest -= natural;
    }
    run.glyphs.end = size_of(document_.glyphs);
    run.text.end = size_of(document_.text);
  }

  void note_link(const SetText& text, const Item& item, double x, double advance, Pt baseline) {
    std::vector<content::Link>& links = document_.pages.back().links;
    const std::uint32_t element = text.elements[item.span];
    const Pt top = baseline - Pt{ascent * item.size};
    const bool goes_on = !links.empty() && links.back().element == element && links.back().y == top;
    if (goes_on) {
      links.back().width = Pt{x + advance} - links.back().x;
    } else {
      links.push_back({.x = {x},
                       .y = top,
                       .width = {advance},
                       .height = {item.size},
                       .uri = text.spans[item.span].link,
                       .element = element});
    }
  }

  // The outline's entry, when the heading's first line is reached.
  void note_heading(const SetLine& line, Pt top) {
    const auto* paragraph = std::get_if<content::Paragraph>(&notice_.blocks[line.block]);
    const bool heads = paragraph != nullptr && paragraph->heading_level > 0;
    if (!heads || outlined_[line.block]) return;
    outlined_[line.block] = true;
    const Items& items = set_.texts[line.text].items;
    std::string title;
    for (const Item& item : items.items) {
      if (item.span >= paragraph->heading_spans) break;
      title.append(items.text, item.text_begin, item.text_end - item.text_begin);
    }
    document_.outline.push_back({.title = std::move(title),
                                 .level = paragraph->heading_level,
                                 .page = size_of(document_.pages) - 1,
                                 .top = top});
  }

  // GB/T 9704 7.5: 4号 digits between dashes, the dash 7 mm below the type area, one character
  // from the right edge on odd pages and from the left on even ones.
  void add_page_number(std::size_t number) {
    const content::PageNumberStyle& style = notice_.pages.front().number;
    const std::string text = style.before + std::to_string(number) + style.after;
    number_glyphs_.clear();
    missing_.clear();
    font::shape(fonts_, number_role_, text, number_glyphs_, missing_);
    if (number_glyphs_.empty() || !missing_.empty()) return report_missing_number();
    double width = 0;
    for (const font::ShapedGlyph& glyph : number_glyphs_) {
      width += static_cast<double>(glyph.advance) * style.size.value;
    }
    const double indent = style.edge_indent * style.size.value;
    const bool odd = number % 2 == 1;
    content::Line line;
    line.role = LineRole::page_number;
    line.width = {width};
    line.x = odd ? notice_.pages.front().width - notice_.pages.front().right - Pt{indent + width}
                 : notice_.pages.front().left + Pt{indent};
    const font::ShapedGlyph& dash = number_glyphs_.front();
    const double ink_top = font::ink_of(fonts_, dash.face, dash.glyph).top * style.size.value;
    line.baseline =
        notice_.pages.front().height - notice_.pages.front().bottom + style.below + Pt{ink_top};
    line.runs = {size_of(document_.runs), size_of(document_.runs)};
    add_number_runs(line, text);
    line.runs.end = size_of(document_.runs);
    document_.lines.push_back(line);
  }

  void add_number_runs(const content::Line& line, const std::string& text) {
    const std::uint32_t base = size_of(document_.text);
    document_.text += text;
    double x = line.x.value;
    for (std::size_t g = 0; g < number_glyphs_.size(); ++g) {
      const font::ShapedGlyph& glyph = number_glyphs_[g];
      const bool fresh = g == 0 || document_.runs.back().face != glyph.face;
      if (fresh) {
        content::Run run;
        run.face = glyph.face;
        run.size = notice_.pages.front().number.size;
        run.x = {x};
        run.glyphs.begin = size_of(document_.glyphs);
        run.text.begin = base + glyph.text;
        document_.runs.push_back(run);
      }
      const double advance =
          static_cast<double>(glyph.advance) * notice_.pages.front().number.size.value;
      document_.glyphs.push_back(
          {.id = glyph.glyph, .text = base + glyph.text, .advance = {advance}, .shift = {}});
      const bool last = g + 1 == number_glyphs_.size();
      document_.runs.back().glyphs.end = size_of(document_.glyphs);
      document_.runs.back().text.end = base + (last ? size_of(text) : number_glyphs_[g + 1].text);
      x += advance;
    }
  }

  void report_overfull(const SetLine& line) {
    const std::uint32_t source = source_of_text_[line.text] + first_item(line).span;
    diagnostics_.push_back(
        {.code = "layout.overfull",
         .severity = Severity::warning,
         .where = Place::at_pointer(document_.sources[source]),
         .message = say("有一行文字排不进版心", "a line of text does not fit the type area"),
         .hint = {}});
  }

  void report_missing_number() {
    diagnostics_.push_back({.code = "layout.missingGlyph",
                            .where = {},
                            .message = say("页码所用字体角色{}缺少所需字符",
                                           "the face role {} lacks a character of the page numbers",
                                           notice_.pages.front().number.role),
                            .hint = {}});
  }

  const content::NoticeContent& notice_;
  const SetNotice& set_;
  font::RoleId number_role_;
  const font::FontSet& fonts_;
  Diagnostics& diagnostics_;
  PagedDocument document_;
  std::vector<std::uint32_t> source_of_text_;  // index of a text's first span in sources
  std::vector<bool> outlined_;                 // blocks whose heading is in the outline
  FittedLine fitted_;
  std::vector<font::ShapedGlyph> number_glyphs_;
  std::vector<font::MissingCharacter> missing_;
};

}  // namespace

PagedDocument build_document(const content::NoticeContent& notice, const SetNotice& set,
                             const std::vector<PageLines>& pages, font::RoleId number_role,
                             const font::FontSet& fonts, Diagnostics& diagnostics) {
  return Builder(notice, set, number_role, fonts, diagnostics).build(pages);
}

}  // namespace tongbao::layout

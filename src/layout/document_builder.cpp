#include "layout/document_builder.h"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "layout/page_number.h"
#include "layout/table_setting.h"

namespace tongbao::layout {

namespace {

using content::Align;
using content::LineRole;
using content::PagedDocument;
using content::Range;

// Of the ideographic em box, whose foot lies 0.12 em below the baseline in Han faces.
constexpr double ascent = 0.88;

class Builder {
 public:
  Builder(const content::NoticeContent& notice, SetNotice&& set,
          const std::vector<font::RoleId>& number_roles, const font::FontSet& fonts,
          Diagnostics& diagnostics)
      : notice_(notice),
        set_(std::move(set)),
        number_roles_(number_roles),
        fonts_(fonts),
        diagnostics_(diagnostics) {
    document_.metadata = notice.metadata;
    document_.elements = std::move(set_.elements);
    document_.images = notice.images;
    document_.sources.emplace_back();  // the template's own words
    source_of_text_.reserve(set_.texts.size());
    std::size_t items = 0;
    for (const SetText& text : set_.texts) {
      source_of_text_.push_back(size_of(document_.sources));
      for (const content::Span& span : text.spans) document_.sources.push_back(span.source);
      items += text.items.items.size();
    }
    document_.glyphs.reserve(items + 8);
    document_.text.reserve(items * 3);
    outlined_.resize(notice.blocks.size());
  }

  PagedDocument build(const std::vector<PageStrips>& pages) && {
    for (std::size_t i = 0; i < pages.size(); ++i) {
      setup_ = &notice_.pages[pages[i].setup];
      content::Page& page = document_.pages.emplace_back();
      page.width = setup_->width;
      page.height = setup_->height;
      page.turned = setup_->turned;
      page.lines.begin = size_of(document_.lines);
      add_strips(pages[i]);
      add_page_number(pages[i], i + 1, pages.size());
      document_.pages.back().lines.end = size_of(document_.lines);
    }
    return std::move(document_);
  }

 private:
  template <class T>
  [[nodiscard]] static std::uint32_t size_of(const T& container) {
    return static_cast<std::uint32_t>(container.size());
  }
  [[nodiscard]] content::Page& page() { return document_.pages.back(); }

  void add_strips(const PageStrips& page) {
    if (page.continued_table != no_table) {
      const SetTable& table = set_.tables[page.continued_table];
      add_slices(set_.strips[page.strips.front().strip], {0, table.header_slices}, 0,
                 LineRole::table_again);
    }
    for (std::size_t i = 0; i < page.strips.size(); ++i) {
      const Strip& strip = set_.strips[page.strips[i].strip];
      if (strip.table == no_table) {
        add_strip(strip, page.strips[i].y);
        continue;
      }
      std::size_t last = i;
      while (last + 1 < page.strips.size() &&
             set_.strips[page.strips[last + 1].strip].table == strip.table) {
        ++last;
      }
      const Range slices{strip.slice, set_.strips[page.strips[last].strip].slice + 1};
      add_slices(strip, slices, page.strips[i].y, LineRole::table);
      i = last;
    }
  }

  void add_strip(const Strip& strip, double y) {
    for (std::uint32_t i = strip.lines.begin; i < strip.lines.end; ++i) {
      add_line(set_.lines[i], strip.block, y + set_.lines[i].top, set_.lines[i].role);
    }
    for (std::uint32_t i = strip.rules.begin; i < strip.rules.end; ++i) {
      add_rule(set_.rules[i], y);
    }
    for (std::uint32_t i = strip.pictures.begin; i < strip.pictures.end; ++i) {
      const SetPicture& picture = set_.pictures[i];
      page().pictures.push_back({.x = setup_->left + Pt{picture.x},
                                 .y = setup_->top + Pt{y + picture.y},
                                 .width = {picture.width},
                                 .height = {picture.height},
                                 .image = picture.image,
                                 .element = picture.element});
    }
  }

  void add_slices(const Strip& strip, Range slices, double y, LineRole role) {
    const TablePart part = place_slices(set_.tables[strip.table], slices, set_);
    for (const TablePart::Line& line : part.lines) {
      add_line(set_.lines[line.line], strip.block, y + line.top, role);
    }
    for (const SetRule& rule : part.rules) add_rule(rule, y);
  }

  void add_rule(const SetRule& rule, double y) {
    page().rules.push_back({.x = setup_->left + Pt{rule.x},
                            .y = setup_->top + Pt{y + rule.y},
                            .width = {rule.width},
                            .height = {rule.height},
                            .colour = rule.colour});
  }

  // `top`: of the em box, from the type area's.
  void add_line(const SetLine& line, std::uint32_t block, double top, LineRole role) {
    const SetText& text = set_.texts[line.text];
    fit_line(text.items.items, line.range, line.measure, line.fit, fitted_);
    if (fitted_.overfull) report_overfull(line);
    const double size = first_item(line).size;
    content::Line out;
    out.role = role;
    out.block = block;
    out.width = {fitted_.width};
    out.x = setup_->left + Pt{line.x + offset(line)};
    out.baseline = setup_->top + Pt{top + ascent * size};
    out.runs.begin = size_of(document_.runs);
    note_heading(line, block, setup_->top + Pt{top});
    // What stands again is for the eye only.
    add_runs(line, out, role != LineRole::table_again);
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
  void add_runs(const SetLine& line, const content::Line& out, bool structured) {
    const SetText& text = set_.texts[line.text];
    const Items& items = text.items;
    const std::size_t end = visible_end(items.items, line.range);
    double x = out.x.value;
    std::size_t next = line.range.begin;
    while (next < line.range.end) {
      const Item& first = items.items[next];
      const font::FaceId face = items.glyphs[first.glyph_begin].face;
      const bool links = structured && !text.spans[first.span].link.empty();
      open_run(text, first, face, x, source_of_text_[line.text] + first.span);
      if (structured) document_.runs.back().element = text.elements[first.span];
      // The run's text is one stretch of the paragraph's; its glyphs count from where that begins.
      const std::uint32_t text_shift = size_of(document_.text) - first.text_begin;
      std::uint32_t text_end = first.text_begin;
      for (; next < line.range.end; ++next) {
        const Item& item = items.items[next];
        if (item.span != first.span || items.glyphs[item.glyph_begin].face != face) break;
        // A space at the line's end has no width, but whoever copies the text needs it.
        const PlacedItem placed =
            next < end ? fitted_.items[next - line.range.begin] : PlacedItem{};
        add_glyphs(items, item, placed, text_shift);
        if (links) note_link(text, item, x, placed.advance, out.baseline);
        x += placed.advance;
        text_end = item.text_end;
      }
      document_.text.append(items.text, first.text_begin, text_end - first.text_begin);
      document_.runs.back().glyphs.end = size_of(document_.glyphs);
      document_.runs.back().text.end = size_of(document_.text);
    }
  }

  void open_run(const SetText& text, const Item& item, font::FaceId face, double x,
                std::uint32_t source) {
    const content::Style& style = notice_.styles[text.spans[item.span].style];
    content::Run run;
    run.face = face;
    run.size = style.size * text.scale;
    run.colour = style.colour;
    run.x = {x};
    run.span = source;
    run.glyphs = {size_of(document_.glyphs), size_of(document_.glyphs)};
    run.text = {size_of(document_.text), size_of(document_.text)};
    document_.runs.push_back(run);
  }

  void add_glyphs(const Items& items, const Item& item, const PlacedItem& placed,
                  std::uint32_t text_shift) {
    double rest = placed.advance;
    for (std::uint32_t g = item.glyph_begin; g < item.glyph_end; ++g) {
      const font::ShapedGlyph& shaped = items.glyphs[g];
      const bool last = g + 1 == item.glyph_end;
      const double natural = static_cast<double>(shaped.advance) * item.em;
      document_.glyphs.push_back(
          {.id = shaped.glyph,
           .text = text_shift + (g == item.glyph_begin ? item.text_begin : item.text_end),
           .advance = {last ? rest : natural},
           .shift = {placed.shift + static_cast<double>(shaped.shift) * item.size}});
      rest -= natural;
    }
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
  void note_heading(const SetLine& line, std::uint32_t block, Pt top) {
    const auto* paragraph = std::get_if<content::Paragraph>(&notice_.blocks[block]);
    const bool heads = paragraph != nullptr && paragraph->heading_level > 0;
    if (!heads || outlined_[block]) return;
    outlined_[block] = true;
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

  void report_overfull(const SetLine& line) {
    const std::uint32_t source = source_of_text_[line.text] + first_item(line).span;
    diagnostics_.push_back(
        {.code = "layout.overfull",
         .severity = Severity::warning,
         .where = Place::at_pointer(document_.sources[source]),
         .message = say("有一行文字排不进版心", "a line of text does not fit the type area"),
         .hint = {}});
  }

  void add_page_number(const PageStrips& placed, std::size_t number, std::size_t count) {
    // A turned page's stands where the upright ones have it (7.3.8).
    const std::uint16_t setup = setup_->turned ? std::uint16_t{0} : placed.setup;
    const content::PageSetup& upright = notice_.pages[setup];
    const content::PageNumberStyle& style = upright.number;
    if (!style.shown || !placed.numbered || (number == 1 && !style.on_first)) return;
    PageNumbers(number_roles_[setup], fonts_).add(number, count, upright, document_, diagnostics_);
  }

  const content::NoticeContent& notice_;
  SetNotice set_;
  const std::vector<font::RoleId>& number_roles_;
  const font::FontSet& fonts_;
  Diagnostics& diagnostics_;
  PagedDocument document_;
  const content::PageSetup* setup_ = nullptr;  // of the page being built
  std::vector<std::uint32_t> source_of_text_;  // index of a text's first span in sources
  std::vector<bool> outlined_;                 // blocks whose heading is in the outline
  FittedLine fitted_;
};

}  // namespace

PagedDocument build_document(const content::NoticeContent& notice, SetNotice&& set,
                             const std::vector<PageStrips>& pages,
                             const std::vector<font::RoleId>& number_roles,
                             const font::FontSet& fonts, Diagnostics& diagnostics) {
  return Builder(notice, std::move(set), number_roles, fonts, diagnostics).build(pages);
}

}  // namespace tongbao::layout

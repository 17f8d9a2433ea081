#include "pdf/page_content.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>

#include "pdf/page_frame.h"
#include "pdf/page_graphics.h"
#include "pdf/syntax.h"

namespace tongbao::pdf {

namespace {

using content::Glyph;
using content::Line;
using content::Page;
using content::PagedDocument;
using content::Run;

constexpr int position_decimals = 3;
constexpr int spacing_decimals = 4;     // it adds up over a line
constexpr int adjustment_decimals = 1;  // in thousandths of the size
constexpr double tolerance = 0.004;     // pt: glyphs this near their place are left there

// Writes one page. Keeps the reader's text state (9.3) and knows where its pen stands, from the
// numbers as they were rounded: errors do not add up.
class Writer {
 public:
  Writer(const PagedDocument& document, const TextEncoding& encoding,
         const std::vector<EmbeddedFont>& fonts, const StructurePlan& structure, std::size_t page)
      : document_(document),
        encoding_(encoding),
        fonts_(fonts),
        structure_(structure),
        page_(document.pages[page]),
        foot_{PageFrame(page_).paper().top} {
    append_graphics(out_, document, structure, page);
  }

  std::string write() {
    for (const Line& line : document_.lines_of(page_)) write_line(line);
    close_mark();
    if (in_text_) out_ += "ET\n";
    return std::move(out_);
  }

 private:
  void write_line(const Line& line) {
    bool first = true;
    for (std::uint32_t i = line.runs.begin; i < line.runs.end; ++i) {
      const Run& run = document_.runs[i];
      if (run.glyphs.size() == 0) continue;
      set_mark(structure_.mark_of_run[i]);
      if (first) {
        turn(page_.turned && !line.upright);
        move_to(run.x + document_.glyphs[run.glyphs.begin].shift, line.baseline);
      }
      first = false;
      write_run(run);
    }
  }

  // The page is one text object; all marked content is inside it.
  void set_mark(std::uint32_t mark) {
    if (mark == mark_) return;
    close_mark();
    mark_ = mark;
    if (!in_text_) out_ += "BT\n";
    in_text_ = true;
    append_mark(out_, structure_, structure_.marks[mark]);
  }

  void close_mark() {
    if (mark_ != no_index) out_ += "EMC\n";
    mark_ = no_index;
  }

  // Text space is measured along the line and, upwards, across it: on a turned page it is turned,
  // and its origin is the upper left corner as read, which is the paper's lower left one.
  void turn(bool turned) {
    if (turned == turned_) return;
    turned_ = turned;
    foot_ = turned ? Pt{} : Pt{PageFrame(page_).paper().top};
    line_x_ = line_y_ = 0;
    out_ += turned ? "0 1 -1 0 0 0 Tm\n" : "1 0 0 1 0 0 Tm\n";
  }

  void move_to(Pt x, Pt baseline) {
    const double left = rounded(x.value, position_decimals);
    const double bottom = rounded(foot_.value - baseline.value, position_decimals);
    append_number(out_, left - line_x_, position_decimals);
    out_ += ' ';
    append_number(out_, bottom - line_y_, position_decimals);
    out_ += " Td\n";
    pen_ = line_x_ = left;
    line_y_ = bottom;
  }

  void write_run(const Run& run) {
    const std::size_t use = encoding_.use_of_face[run.face];
    const EmbeddedFont& font = fonts_[use];
    set_colour(run.colour);
    set_spacing(run, font);
    double place = run.x.value;
    for (std::uint32_t i = run.glyphs.begin; i < run.glyphs.end; ++i) {
      const Glyph& glyph = document_.glyphs[i];
      const EncodedGlyph& encoded = encoding_.glyphs[i];
      if (encoded.actual_text != ActualText::continues) close_span();
      set_font(use, encoded.variant, run.size.value);
      if (encoded.actual_text == ActualText::begins) open_span(run, i);
      go_to(place + glyph.shift.value);
      show(font.codes[encoded.slot]);
      pen_ += font.widths[encoded.slot] * size_ / 1000 + spacing_;
      place += glyph.advance.value;
    }
    close_span();
    close_array();
  }

  void set_colour(const content::Colour& colour) {
    if (colour == colour_) return;
    colour_ = colour;
    append_fill_colour(out_, colour);
  }

  // Character spacing (Tc): what layout most often added to or took from an advance of this run.
  void set_spacing(const Run& run, const EmbeddedFont& font) {
    added_.clear();
    for (std::uint32_t i = run.glyphs.begin; i + 1 < run.glyphs.end; ++i) {
      const Glyph& glyph = document_.glyphs[i];
      const double natural = font.widths[encoding_.glyphs[i].slot] * run.size.value / 1000;
      const double step =
          glyph.advance.value + document_.glyphs[i + 1].shift.value - glyph.shift.value;
      added_.push_back(rounded(step - natural, spacing_decimals));
    }
    if (const auto other = std::ranges::adjacent_find(added_, std::not_equal_to());
        other != added_.end()) {
      std::sort(added_.begin(), added_.end());
    }
    double commonest = spacing_;
    constexpr std::ptrdiff_t worth_an_operator = 1;  // glyphs that would be adjusted without it
    const auto [low, high] = std::equal_range(added_.begin(), added_.end(), spacing_);
    std::ptrdiff_t most = high - low + worth_an_operator;
    for (auto begin = added_.begin(); begin != added_.end();) {
      const auto end = std::upper_bound(begin, added_.end(), *begin);
      if (end - begin > most) {
        most = end - begin;
        commonest = *begin;
      }
      begin = end;
    }
    if (commonest == spacing_) return;
    spacing_ = commonest;
    append_number(out_, spacing_, spacing_decimals);
    out_ += " Tc\n";
  }

  void set_font(std::size_t use, std::uint8_t variant, double size) {
    if (use == use_ && variant == variant_ && size == requested_size_) return;
    close_array();
    use_ = use;
    variant_ = variant;
    requested_size_ = size;
    size_ = rounded(size, position_decimals);
    out_ += '/';
    out_ += font_name(use, variant);
    out_ += ' ';
    append_number(out_, size_, position_decimals);
    out_ += " Tf\n";
  }

  // 14.9.4: a reader takes the text of the span for what it shows.
  void open_span(const Run& run, std::uint32_t first) {
    std::uint32_t next = first + 1;
    while (next < run.glyphs.end && encoding_.glyphs[next].actual_text == ActualText::continues) {
      ++next;
    }
    const content::Range text{document_.glyphs[first].text,
                              next < run.glyphs.end ? document_.glyphs[next].text : run.text.end};
    close_array();
    out_ += "/Span<</ActualText<FEFF";
    append_utf16_hex(out_, document_.text_of(text));
    out_ += ">>>BDC\n";
    in_span_ = true;
  }

  void close_span() {
    if (!in_span_) return;
    close_array();
    out_ += "EMC\n";
    in_span_ = false;
  }

  // Moves the pen along the line, within the array of a TJ.
  void go_to(double x) {
    if (!in_array_) out_ += '[';
    in_array_ = true;
    const double distance = x - pen_;
    if (std::abs(distance) <= tolerance || size_ == 0) return;
    close_string();
    const double adjustment = rounded(-distance * 1000 / size_, adjustment_decimals);
    append_number(out_, adjustment, adjustment_decimals);
    pen_ -= adjustment * size_ / 1000;
  }

  void show(std::uint16_t code) {
    if (!in_string_) out_ += '(';
    in_string_ = true;
    show_byte(static_cast<char>(code >> 8));
    show_byte(static_cast<char>(code & 0xFF));
  }

  void show_byte(char byte) {
    if (byte == '\r' || byte == '\n') {
      // A reader would take a return for a line feed; Ghostscript 10 takes two feeds for one.
      out_ += byte == '\r' ? "\\r" : "\\n";
      return;
    }
    if (byte == '(' || byte == ')' || byte == '\\') out_ += '\\';
    out_ += byte;
  }

  void close_string() {
    if (in_string_) out_ += ')';
    in_string_ = false;
  }

  void close_array() {
    close_string();
    if (in_array_) out_ += "]TJ\n";
    in_array_ = false;
  }

  const PagedDocument& document_;
  const TextEncoding& encoding_;
  const std::vector<EmbeddedFont>& fonts_;
  const StructurePlan& structure_;
  const Page& page_;
  Pt foot_;  // where y is 0 in text space
  std::string out_;
  std::vector<double> added_;

  bool in_text_ = false;
  bool turned_ = false;
  bool in_array_ = false;
  bool in_string_ = false;
  bool in_span_ = false;
  std::uint32_t mark_ = no_index;
  std::size_t use_ = SIZE_MAX;  // no font yet
  std::uint8_t variant_ = 0;
  double requested_size_ = 0;
  double size_ = 0;
  double spacing_ = 0;
  content::Colour colour_;
  double line_x_ = 0;
  double line_y_ = 0;
  double pen_ = 0;
};

}  // namespace

std::string font_name(std::size_t use, unsigned variant) {
  std::string name = "F";
  append_integer(name, static_cast<std::int64_t>(use));
  if (variant != 0) {
    name += '.';
    append_integer(name, variant);
  }
  return name;
}

std::string page_content(const PagedDocument& document, const TextEncoding& encoding,
                         const std::vector<EmbeddedFont>& fonts, const StructurePlan& structure,
                         std::size_t page) {
  return Writer(document, encoding, fonts, structure, page).write();
}

}  // namespace tongbao::pdf

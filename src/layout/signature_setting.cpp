// 署名, 成文日期 and 印章: GB/T 9704-2012, 7.3.5. Each is one strip of whole grid lines, which
// stays with the two lines of text before it.
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "layout/block_setter.h"

namespace tongbao::layout {

namespace {

using content::LineRole;
using content::Range;
using content::Signer;
using Tracking = TextSetter::Tracking;

constexpr double date_indent = 4;           // characters from the right, with seals and stamps
constexpr double plain_indent = 2;          // without
constexpr double date_shift = 2;            // the date's first character right of the name's
constexpr double post_gap = 2;              // characters between 职务 and its stamp
constexpr double seal_gap = 5.67;           // pt; seals neither touch nor cross: 2 mm
constexpr double name_below_centre = 0.04;  // of a seal's diameter: 偏下
constexpr int lines_before_stamp = 2;
constexpr int lines_after_stamp = 1;

class Signature {
 public:
  Signature(const content::SignatureBlock& block, BlockSetter& setter)
      : block_(block),
        setter_(setter),
        style_(setter.text.style(block.style)),
        cell_(setter.text.cell(style_)),
        pitch_(setter.text.pitch()) {}

  // 7.3.5.2, without seals: the name two characters from the right edge, the date's first character
  // two to the right of the name's; a longer date stands two from the edge and the name moves left.
  void set_plain() {
    const double edge = setter_.text.measure() - plain_indent * cell_;
    begin(style_.lines_before);
    const std::uint32_t first = size_of(setter_.out.lines);
    for (const Signer& signer : block_.signers) {
      add_rows(add_text(signer.name, edge), edge, LineRole::signature);
    }
    const std::uint32_t date_line = size_of(setter_.out.lines);
    if (block_.date) add_rows(add_text(*block_.date, edge), edge, LineRole::date);
    place_plain({first, date_line}, edge);
    end();
  }

  // 7.3.5.1, with seals: the date four characters from the right edge, the last name centred over
  // it, further offices left of it and in rows above; a seal over the middle of each.
  void set_sealed() {
    const double measure = setter_.text.measure();
    std::vector<std::uint32_t> names;
    double widest = block_.seal_size.value + seal_gap;
    double widest_name = 0;
    for (const Signer& signer : block_.signers) {
      names.push_back(add_text(signer.name, measure));
      widest_name = std::max(widest_name, setter_.text.natural_width(names.back()));
    }
    widest = std::max(widest, widest_name + cell_);
    const auto date = block_.date ? std::optional(add_text(*block_.date, measure)) : std::nullopt;
    const double date_width = date ? setter_.text.natural_width(*date) : 0;
    // The last column's centre; a name that is wide beside the date pushes both to the left.
    const double last_centre =
        std::min({measure - date_indent * cell_ - date_width / 2, measure - widest_name / 2,
                  measure - block_.seal_size.value / 2});
    const auto across = static_cast<std::size_t>(
        std::max(1.0, 1 + std::floor((last_centre - (widest - cell_) / 2) / widest)));
    const std::size_t rows = (names.size() + across - 1) / across;
    begin(lines_before_seal(rows == 1 && date));
    std::size_t next = 0;
    for (std::size_t row = 0; row < rows; ++row) {
      const bool last_row = row + 1 == rows;
      const std::size_t here = last_row ? names.size() - next : std::min(across, names.size());
      for (std::size_t i = 0; i < here; ++i, ++next) {
        const double centre = last_centre - widest * static_cast<double>(here - 1 - i);
        add_centred(names[next], centre, row_, LineRole::signature);
        // Seals of one row are level, so all of the last are as the one over the date is.
        add_seal(block_.signers[next], centre, row_ + (last_row && date ? 1 : 0.5));
      }
      row_ += last_row ? 1 : rows_apart(row + 2 == rows && date);
    }
    if (date) add_centred(*date, last_centre, row_++, LineRole::date);
    end();
  }

  // 7.3.5.3, with signature stamps: two empty lines, each stamp four characters from the right, its
  // post two to the left of it at half its height; one empty line; the date four from the right.
  void set_stamped() {
    const double right = setter_.text.measure() - date_indent * cell_;
    begin(lines_before_stamp);
    for (const Signer& signer : block_.signers) {
      const double height = signer.seal ? block_.seal_size.value : block_.stamp_height.value;
      const int rows = static_cast<int>(std::ceil(height / pitch_));
      const double middle = row_ + rows / 2.0;
      const double left = signer.stamp ? add_stamp(*signer.stamp, right, middle) : right;
      // Where there is no stamp, the name itself stands in its place.
      const content::Span& beside = signer.stamp && signer.post ? *signer.post : signer.name;
      if (!signer.stamp || signer.post) {
        const double edge = signer.stamp ? left - post_gap * cell_ : right;
        const std::uint32_t text = add_text(beside, edge);
        add_ending_at(text, edge, middle - 0.5, LineRole::signature);
        add_seal(signer, edge - setter_.text.natural_width(text) / 2, middle);
      }
      row_ += rows;
    }
    if (block_.date) {
      row_ += lines_after_stamp;
      add_ending_at(add_text(*block_.date, right), right, row_++, LineRole::date);
    }
    end();
  }

 private:
  struct Box {
    double x, y, width, height;
  };

  std::uint32_t add_text(const content::Span& span, double width) {
    auto elements =
        setter_.structure.add({&span, 1}, content::ElementKind::paragraph, content::no_element);
    return setter_.text.add({&span, 1}, std::move(elements), Tracking::every_size, width);
  }

  // The empty lines above stand within the strip: a seal reaches into them.
  void begin(int lines_before) {
    setter_.add_strip(0);
    row_ = lines_before;
  }

  void end() {
    setter_.close_strip();
    Strip& strip = setter_.out.strips.back();
    if (strip.lines.size() == 0 && strip.pictures.size() == 0) {
      setter_.out.strips.pop_back();
      return;
    }
    strip.height = row_ * pitch_;
    for (std::uint32_t i = strip.pictures.begin; i < strip.pictures.end; ++i) {
      const SetPicture& picture = setter_.out.pictures[i];
      strip.reach = std::max(strip.reach, picture.y + picture.height);
    }
    strip.held = true;
    // At least two lines of text go to the next page with it.
    const std::size_t count = setter_.out.strips.size();
    if (count > 1) setter_.out.strips[count - 2].held = true;
    setter_.kept_lines = 0;
  }

  [[nodiscard]] double top_of_row(double row) const {
    return row * pitch_ + (pitch_ - style_.size.value) / 2;
  }

  void add_rows(std::uint32_t text, double width, LineRole role) {
    const Range lines = setter_.text.add_lines(text, 0, width, role);
    for (std::uint32_t i = lines.begin; i < lines.end; ++i) {
      setter_.out.lines[i].top = top_of_row(row_++);
    }
  }

  void place_plain(Range names, double edge) {
    std::vector<SetLine>& lines = setter_.out.lines;
    const std::uint32_t end = size_of(lines);
    const auto width_of = [&](Range range) {
      double width = 0;
      for (std::uint32_t i = range.begin; i < range.end; ++i) {
        width = std::max(width, setter_.text.natural_width(lines[i]));
      }
      return width;
    };
    const double name_width = width_of(names);
    const double date_width = width_of({names.end, end});
    double name_x = edge - name_width;
    double date_x = name_x + date_shift * cell_;
    if (date_width > name_width) {
      date_x = edge - date_width;
      name_x = names.size() > 0 ? std::max(0.0, date_x - date_shift * cell_) : date_x;
    }
    for (std::uint32_t i = names.begin; i < end; ++i) {
      const double width = setter_.text.natural_width(lines[i]);
      lines[i].x = i < names.end ? name_x + (name_width - width) / 2 : date_x;
      lines[i].measure = width;
    }
  }

  // As few as leave the seal's upper edge below the text, and so within one line of it.
  [[nodiscard]] int lines_before_seal(bool over_two_lines) const {
    const double middle = (over_two_lines ? 1 : 0.5) * pitch_;
    return static_cast<int>(std::max(0.0, std::ceil((seal_rise() - middle) / pitch_)));
  }
  // From the seal's upper edge to the middle of what it is stamped on.
  [[nodiscard]] double seal_rise() const {
    return block_.seal_size.value * (0.5 + name_below_centre);
  }

  // To the next row of names; its seals stand half a line lower where it is the one with the date.
  [[nodiscard]] double rows_apart(bool before_date) const {
    const double apart = (block_.seal_size.value + seal_gap) / pitch_;
    return std::ceil(before_date ? apart - 0.5 : apart);
  }

  void add_centred(std::uint32_t text, double centre, double row, LineRole role) {
    const double width = setter_.text.natural_width(text);
    add_ending_at(text, centre + width / 2, row, role);
  }

  void add_ending_at(std::uint32_t text, double right, double row, LineRole role) {
    if (setter_.text.is_empty(text)) return;
    SetLine& line = setter_.text.add_line(text, 0, role);
    line.measure = std::min(line.measure, setter_.text.measure());
    line.x = std::max(0.0, right - line.measure);
    line.top = top_of_row(row);
  }

  // Returns its left edge. A stamp that would be wider than half the line is set smaller.
  double add_stamp(std::uint32_t index, double right, double middle_row) {
    const content::Image& image = setter_.notice.images[index];
    const double widest = setter_.text.measure() / 2;
    const double width = std::min(widest, block_.stamp_height.value * image.width / image.height);
    const double height = width * image.height / image.width;
    add_picture(index, {right - width, middle_row * pitch_ - height / 2, width, height});
    return right - width;
  }

  void add_seal(const Signer& signer, double centre, double middle_row) {
    if (!signer.seal) return;
    const double size = block_.seal_size.value;
    const content::Image& image = setter_.notice.images[*signer.seal];
    const double scale = size / std::max(image.width, image.height);
    const double width = image.width * scale;
    const double height = image.height * scale;
    const double middle = middle_row * pitch_ - seal_rise() + size / 2;
    add_picture(*signer.seal, {centre - width / 2, middle - height / 2, width, height});
  }

  void add_picture(std::uint32_t image, Box box) {
    const std::uint32_t element =
        setter_.structure.add({.kind = content::ElementKind::figure,
                               .parent = content::no_element,
                               .alternative = setter_.notice.images[image].alternative});
    setter_.out.pictures.push_back({box.x, box.y, box.width, box.height, image, element});
  }

  const content::SignatureBlock& block_;
  BlockSetter& setter_;
  const content::Style& style_;
  double cell_;
  double pitch_;
  double row_ = 0;  // the next grid line of the strip
};

}  // namespace

void set_signature(const content::SignatureBlock& block, BlockSetter& setter) {
  const auto any = [&](auto member) {
    return std::any_of(block.signers.begin(), block.signers.end(),
                       [&](const Signer& signer) { return (signer.*member).has_value(); });
  };
  Signature signature(block, setter);
  if (any(&Signer::stamp)) {
    signature.set_stamped();
  } else if (any(&Signer::seal)) {
    signature.set_sealed();
  } else {
    signature.set_plain();
  }
}

}  // namespace tongbao::layout

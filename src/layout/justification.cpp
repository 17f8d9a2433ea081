#include "layout/justification.h"

#include <algorithm>
#include <array>

namespace tongbao::layout {

namespace {

constexpr double tolerance = 1e-6;  // pt

// A place on the line that gives or takes: which item, which side.
enum class Side { left_cut, right_cut, gap, width };

// The line while it is being fitted. Indices are relative to the line's first item.
class Fitting {
  struct Part {
    double left_cut = 0;
    double right_cut = 0;
    double gap = 0;
    double width = 0;
  };
  struct Give {
    Side side;
    double amount;
  };
  using GiveOf = Give (Fitting::*)(std::size_t) const;

 public:
  Fitting(const std::vector<Item>& items, std::size_t begin, std::size_t end)
      : items_(items), begin_(begin), count_(end - begin) {
    parts_.resize(count_);
    for (std::size_t i = 0; i < count_; ++i) {
      const Item& item = items_[begin_ + i];
      Part& part = parts_[i];
      part.left_cut = i == 0 ? 0 : item.left_overlap;
      part.right_cut = i + 1 == count_ ? 0 : item.right_overlap;
      part.gap = i == 0 ? 0 : item.gap_before;
      part.width = item.width;
    }
  }

  [[nodiscard]] double natural() const {
    double sum = 0;
    for (const Part& part : parts_) sum += part.gap + part.width - part.left_cut - part.right_cut;
    return sum;
  }

  // Takes `need` points away; what is still needed is returned (negative: too much was taken).
  [[nodiscard]] double squeeze(double need) {
    need -= cut_mark_at_end();
    static constexpr std::array<GiveOf, 6> levels = {
        &Fitting::give_of_space, &Fitting::give_of_middle_dot, &Fitting::give_of_bracket,
        &Fitting::give_of_comma, &Fitting::give_of_gap,        &Fitting::give_of_stop,
    };
    for (const GiveOf level : levels) {
      if (need <= tolerance) return need;
      need = squeeze_level(need, level);
    }
    return need;
  }

  // Adds `spare` points; what could not be placed is returned.
  [[nodiscard]] double stretch(double spare) {
    spare = stretch_up_to(
        spare,
        [](const Item& item, const Part& part) {
          const bool space = item.character_class == CharacterClass::space;
          return space ? std::max(0.0, item.em / 2 - part.width) : 0;
        },
        &Part::width);
    spare = stretch_up_to(
        spare,
        [](const Item& item, const Part& part) {
          return item.western_gap_before ? std::max(0.0, item.em / 2 - part.gap) : 0;
        },
        &Part::gap);
    if (spare <= tolerance) return spare;
    return stretch_evenly(spare);
  }

  void write(FittedLine& fitted) const {
    fitted.items.resize(count_);
    fitted.width = 0;
    for (std::size_t i = 0; i < count_; ++i) {
      const Part& part = parts_[i];
      const double next_gap = i + 1 < count_ ? parts_[i + 1].gap : 0;
      const double cell = part.width - part.left_cut - part.right_cut;
      fitted.items[i] = {.advance = cell + next_gap, .shift = -part.left_cut};
      fitted.width += cell + next_gap;
    }
  }

 private:
  [[nodiscard]] const Item& item(std::size_t i) const { return items_[begin_ + i]; }

  // All or nothing: a mark at the edge stands full or loses its blank half (clreq 3.1.7).
  double cut_mark_at_end() {
    Part& last = parts_.back();
    const Item& mark = item(count_ - 1);
    const double cut = std::min(mark.em / 2, mark.right_blank + mark.right_overlap);
    last.right_cut = cut;
    return cut;
  }

  [[nodiscard]] Give give_of_space(std::size_t i) const {
    const bool space = item(i).character_class == CharacterClass::space;
    return {Side::width, space ? std::max(0.0, parts_[i].width - item(i).em / 4) : 0};
  }
  [[nodiscard]] Give give_of_class(std::size_t i, CharacterClass c, Side side) const {
    if (item(i).character_class != c) return {side, 0};
    if (side == Side::left_cut)
      return {side, item(i).left_blank + (i == 0 ? item(i).left_overlap : 0)};
    return {side, i + 1 == count_ ? 0 : item(i).right_blank};
  }
  [[nodiscard]] Give give_of_middle_dot(std::size_t i) const {
    // Both sides of the dot give alike; taking it from the width and shifting by half keeps the
    // dot in the middle.
    const bool dot = item(i).character_class == CharacterClass::middle_dot;
    return {Side::left_cut, dot ? item(i).left_blank + item(i).right_blank : 0};
  }
  [[nodiscard]] Give give_of_bracket(std::size_t i) const {
    return item(i).character_class == CharacterClass::opening
               ? give_of_class(i, CharacterClass::opening, Side::left_cut)
               : give_of_class(i, CharacterClass::closing, Side::right_cut);
  }
  [[nodiscard]] Give give_of_comma(std::size_t i) const {
    return give_of_class(i, CharacterClass::comma, Side::right_cut);
  }
  [[nodiscard]] Give give_of_stop(std::size_t i) const {
    return give_of_class(i, CharacterClass::stop, Side::right_cut);
  }
  [[nodiscard]] Give give_of_gap(std::size_t i) const {
    const bool gap = i > 0 && item(i).western_gap_before;
    return {Side::gap, gap ? std::max(0.0, parts_[i].gap - item(i).em / 8) : 0};
  }

  // All places of one level give in the same proportion.
  [[nodiscard]] double squeeze_level(double need, GiveOf give_of) {
    double available = 0;
    for (std::size_t i = 0; i < count_; ++i) available += (this->*give_of)(i).amount;
    if (available <= 0) return need;
    const double share = std::min(1.0, need / available);
    for (std::size_t i = 0; i < count_; ++i) {
      const Give give = (this->*give_of)(i);
      take(i, give.side, give.amount * share);
    }
    return need - available * share;
  }

  void take(std::size_t i, Side side, double amount) {
    Part& part = parts_[i];
    switch (side) {
      case Side::left_cut:
        if (item(i).character_class == CharacterClass::middle_dot) {
          part.left_cut += amount / 2;
          part.right_cut += amount / 2;
        } else {
          part.left_cut += amount;
        }
        break;
      case Side::right_cut:
        part.right_cut += amount;
        break;
      case Side::gap:
        part.gap -= amount;
        break;
      case Side::width:
        part.width -= amount;
        break;
    }
  }

  template <class RoomOf>
  [[nodiscard]] double stretch_up_to(double spare, RoomOf room_of, double Part::*member) {
    if (spare <= tolerance) return spare;
    double available = 0;
    for (std::size_t i = 1; i < count_; ++i) available += room_of(item(i), parts_[i]);
    if (available <= 0) return spare;
    const double share = std::min(1.0, spare / available);
    for (std::size_t i = 1; i < count_; ++i) {
      parts_[i].*member += room_of(item(i), parts_[i]) * share;
    }
    return spare - available * share;
  }

  [[nodiscard]] double stretch_evenly(double spare) {
    std::size_t places = 0;
    for (std::size_t i = 1; i < count_; ++i) places += item(i).tight_before ? 0U : 1U;
    if (places == 0) return spare;
    const double each = spare / static_cast<double>(places);
    for (std::size_t i = 1; i < count_; ++i) {
      if (!item(i).tight_before) parts_[i].gap += each;
    }
    return 0;
  }

  const std::vector<Item>& items_;
  std::size_t begin_;
  std::size_t count_;
  std::vector<Part> parts_;
};

}  // namespace

void fit_line(const std::vector<Item>& items, LineBreak line, double measure, Fit fit,
              FittedLine& fitted) {
  Fitting fitting(items, line.begin, visible_end(items, line));
  double spare = measure - fitting.natural();
  fitted.overfull = false;
  if (spare < -tolerance) {
    const double missing = fitting.squeeze(-spare);
    fitted.overfull = missing > tolerance;
    spare = -missing;
  }
  // What the mark at the end gave too much goes back between the characters as well.
  if (spare > tolerance && fit == Fit::justified) (void)fitting.stretch(spare);
  fitting.write(fitted);
}

}  // namespace tongbao::layout

#include "layout/line_breaking.h"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace tongbao::layout {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double least_western_gap = 0.125;  // em
constexpr double least_word_space = 0.25;    // em

// Costs are in squared em: what a line that is off by that much would cost.
constexpr double stretch_weight = 3;
constexpr double squeeze_weight = 1.5;
constexpr double reluctant_break = 1;
constexpr double emergency_break = 25;
constexpr double lonely_last_line = 40;
constexpr double overfull_line = 1e6;
constexpr double shortest_line = 0.7;  // of the measure; shorter ones only where nothing else fits

double gap_give(const Item& item) {
  return item.western_gap_before ? item.gap_before - least_western_gap * item.em : 0;
}

double own_give(const Item& item) {
  if (item.character_class == CharacterClass::space) {
    return std::max(0.0, item.width - least_word_space * item.em);
  }
  return item.left_blank + item.right_blank;
}

// Sums over all items before an index, so that any stretch of them is measured at once.
class Measures {
 public:
  explicit Measures(const std::vector<Item>& items) : items_(items) {
    natural_.reserve(items.size() + 1);
    give_.reserve(items.size() + 1);
    double natural = 0;
    double give = 0;
    for (const Item& item : items) {
      natural_.push_back(natural);
      give_.push_back(give);
      natural += item.width - item.left_overlap - item.right_overlap + item.gap_before;
      give += own_give(item) + gap_give(item);
    }
    natural_.push_back(natural);
    give_.push_back(give);
  }

  // Width of [begin, end) as a line; `end` without hanging spaces, end > begin.
  [[nodiscard]] double natural(std::size_t begin, std::size_t end) const {
    return natural_[end] - natural_[begin] - items_[begin].gap_before + items_[begin].left_overlap +
           items_[end - 1].right_overlap;
  }
  // How much of it squeezing may take.
  [[nodiscard]] double give(std::size_t begin, std::size_t end) const {
    return give_[end] - give_[begin] - gap_give(items_[begin]) + items_[end - 1].right_overlap;
  }

 private:
  const std::vector<Item>& items_;
  std::vector<double> natural_;
  std::vector<double> give_;
};

bool is_lonely(const std::vector<Item>& items, std::size_t begin, std::size_t end) {
  double width = 0;
  double em = 0;
  for (std::size_t i = begin; i < end; ++i) {
    em = std::max(em, items[i].em);
    if (!is_mark(items[i].character_class)) width += items[i].width;
    if (width >= 2 * em - 1e-6) return false;
  }
  return true;
}

double break_cost(BreakBefore permission) {
  switch (permission) {
    case BreakBefore::reluctant:
      return reluctant_break;
    case BreakBefore::emergency:
      return emergency_break;
    default:
      return 0;
  }
}

struct Line {
  std::size_t begin;
  std::size_t end;  // visible
  bool ends_paragraph;
  bool begins_paragraph;
  bool ends_at_wish;
};

double line_cost(const std::vector<Item>& items, const Measures& measures, const Line& line,
                 double measure) {
  const Item& last = items[line.end - 1];
  const double em = last.em;
  const double spare = measure - measures.natural(line.begin, line.end);
  double cost = 0;
  if (spare < -1e-6) {
    const double need = -spare;
    if (need > measures.give(line.begin, line.end) + 1e-6) return overfull_line + need;
    // The half cell of a mark at the line's end costs next to nothing.
    const double at_end = std::min(em / 2, last.right_blank + last.right_overlap);
    const double inside = std::max(0.0, need - at_end) / em;
    cost = 0.05 + squeeze_weight * inside * inside;
  } else if (!line.ends_paragraph && !line.ends_at_wish) {
    cost = stretch_weight * (spare / em) * (spare / em);
  }
  if (line.ends_paragraph && !line.begins_paragraph && is_lonely(items, line.begin, line.end)) {
    cost += lonely_last_line;
  }
  return cost;
}

}  // namespace

std::size_t visible_end(const std::vector<Item>& items, LineBreak line) {
  std::size_t end = line.end;
  while (end > line.begin + 1 && items[end - 1].character_class == CharacterClass::space) --end;
  return end;
}

std::vector<LineBreak> break_lines(const std::vector<Item>& items, double first_measure,
                                   double measure) {
  const std::size_t count = items.size();
  if (count == 0) return {};
  const Measures measures(items);
  std::vector<double> best(count + 1, infinite);
  std::vector<std::uint32_t> previous(count + 1, 0);
  best[0] = 0;
  std::size_t earliest = 0;  // no line that ends here or later can begin before it
  for (std::size_t end = 1; end <= count; ++end) {
    const bool at_end = end == count;
    if (!at_end && items[end].break_before == BreakBefore::forbidden) continue;
    const bool at_wish = !at_end && items[end].break_before == BreakBefore::wished;
    const double break_here = at_end ? 0 : break_cost(items[end].break_before);
    std::size_t last_start = end;
    bool found = false;
    for (std::size_t begin = earliest; begin < end; ++begin) {
      if (best[begin] == infinite) continue;
      last_start = begin;
      const double line_measure = begin == 0 ? first_measure : measure;
      const std::size_t visible = visible_end(items, {begin, end});
      const double tightest = measures.natural(begin, visible) - measures.give(begin, visible);
      if (tightest > line_measure + 1e-6) {
        // Too wide for this end and for every later one, if another start is left.
        if (begin + 1 < end) earliest = begin + 1;
        continue;
      }
      const double cost =
          best[begin] + break_here +
          line_cost(items, measures, {begin, visible, at_end, begin == 0, at_wish}, line_measure);
      if (cost < best[end]) {
        best[end] = cost;
        previous[end] = static_cast<std::uint32_t>(begin);
        found = true;
      }
      // Starts further right only make the line shorter still.
      if (measures.natural(begin, visible) < line_measure * shortest_line && !at_end && found)
        break;
    }
    if (!found && last_start < end) {
      best[end] = best[last_start] + overfull_line;
      previous[end] = static_cast<std::uint32_t>(last_start);
    }
    if (at_wish) earliest = end;
  }
  std::vector<LineBreak> lines;
  for (std::size_t end = count; end > 0; end = previous[end]) {
    lines.push_back({previous[end], end});
  }
  std::reverse(lines.begin(), lines.end());
  return lines;
}

}  // namespace tongbao::layout

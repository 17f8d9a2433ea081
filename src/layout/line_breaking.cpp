#include "layout/line_breaking.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
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

// A place between two items: what a line that begins there counts with, and the best way to it.
// One of them fits a cache line, as the search reads some ten for every end of a line.
struct Place {
  double natural = 0;        // of all items before it
  double give = 0;           // likewise: how much of it squeezing may take
  double gap = 0;            // before the item after it, which a line's first one has not
  double gap_give = 0;       // what that gap would give
  double left_overlap = 0;   // of the item after it, which a line's first one keeps
  double cost = infinite;    // of the best lines that end here
  std::size_t previous = 0;  // where the last of them begins
};

std::vector<Place> places_of(const std::vector<Item>& items) {
  std::vector<Place> places(items.size() + 1);
  double natural = 0;
  double give = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Item& item = items[i];
    Place& place = places[i];
    place.natural = natural;
    place.give = give;
    place.gap = item.gap_before;
    place.gap_give = gap_give(item);
    place.left_overlap = item.left_overlap;
    natural += item.width - item.left_overlap - item.right_overlap + item.gap_before;
    give += own_give(item) + place.gap_give;
  }
  places.back().natural = natural;
  places.back().give = give;
  return places;
}

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

// Where a line may end, and what that says of it wherever it begins.
class End {
 public:
  End(const std::vector<Item>& items, const std::vector<Place>& places, std::size_t at)
      : items_(items), places_(places) {
    ends_paragraph_ = at == items.size();
    at_wish_ = !ends_paragraph_ && items[at].break_before == BreakBefore::wished;
    cost_here_ = ends_paragraph_ ? 0 : break_cost(items[at].break_before);
    see(visible_end(items, {0, at}));
  }

  [[nodiscard]] bool ends_paragraph() const { return ends_paragraph_; }

  // A line from `begin` on; hanging spaces have no width. The other questions are about it.
  void begin_at(std::size_t begin) {
    // Only what is all spaces shows some of them.
    if (begin + 1 > visible_) see(begin + 1);
    begin_ = begin;
    const Place& start = places_[begin];
    natural_ = all_natural_ - start.natural - start.gap + start.left_overlap + right_overlap_;
  }
  [[nodiscard]] double natural() const { return natural_; }
  [[nodiscard]] bool too_wide(double measure) const {
    return natural_ > measure && natural_ - give() > measure + 1e-6;
  }
  // Of the line, and of lines before it that cost `before`. It is not too wide.
  [[nodiscard]] double cost(double before, double measure) const {
    return before + cost_here_ + line_cost(measure);
  }

 private:
  void see(std::size_t visible) {
    visible_ = visible;
    const Item& last = items_[visible - 1];
    all_natural_ = places_[visible].natural;
    right_overlap_ = last.right_overlap;
    em_ = last.em;
    // The half cell of a mark at the line's end costs next to nothing.
    given_at_end_ = std::min(last.em / 2, last.right_blank + last.right_overlap);
  }

  // How much of it squeezing may take.
  [[nodiscard]] double give() const {
    return places_[visible_].give - places_[begin_].give - places_[begin_].gap_give +
           right_overlap_;
  }

  [[nodiscard]] double line_cost(double measure) const {
    const double spare = measure - natural_;
    double cost = 0;
    if (spare < -1e-6) {
      const double need = -spare;
      if (need > give() + 1e-6) return overfull_line + need;
      const double inside = std::max(0.0, need - given_at_end_) / em_;
      cost = 0.05 + squeeze_weight * inside * inside;
    } else if (!ends_paragraph_ && !at_wish_) {
      cost = stretch_weight * (spare / em_) * (spare / em_);
    }
    if (ends_paragraph_ && begin_ > 0 && is_lonely(items_, begin_, visible_)) {
      cost += lonely_last_line;
    }
    return cost;
  }

  const std::vector<Item>& items_;
  const std::vector<Place>& places_;
  bool ends_paragraph_ = false;
  bool at_wish_ = false;
  double cost_here_ = 0;  // of the break
  std::size_t visible_ = 0;
  double all_natural_ = 0;  // up to there
  double right_overlap_ = 0;
  double em_ = 0;
  double given_at_end_ = 0;
  std::size_t begin_ = 0;
  double natural_ = 0;
};

// The lines of one paragraph.
class Search {
 public:
  Search(const std::vector<Item>& items, double first_measure, double measure)
      : items_(items),
        first_measure_(first_measure),
        measure_(measure),
        places_(places_of(items)) {}

  // No way that costs more than one that is known is followed, which leaves few places of a line
  // where it may end.
  std::vector<LineBreak> run() {
    places_.front().cost = 0;
    const double known = cost_line_by_line();
    search(known);
    // Rare: where marks overlap oddly, the search may not see the way that is known.
    if (places_.back().cost > known) search(infinite);
    std::vector<LineBreak> lines;
    for (std::size_t end = items_.size(); end > 0; end = places_[end].previous) {
      lines.push_back({places_[end].previous, end});
    }
    std::reverse(lines.begin(), lines.end());
    return lines;
  }

 private:
  [[nodiscard]] double measure_from(std::size_t begin) const {
    return begin == 0 ? first_measure_ : measure_;
  }
  [[nodiscard]] bool may_break(std::size_t at) const {
    return at == items_.size() || items_[at].break_before != BreakBefore::forbidden;
  }

  // Of the lines, where each is the least costly by itself; infinite where the search may not
  // look at one of them.
  [[nodiscard]] double cost_line_by_line() const {
    double cost = 0;
    for (std::size_t begin = 0; begin < items_.size();) {
      const double measure = measure_from(begin);
      const double shortest = measure * shortest_line;
      double least = infinite;
      std::size_t next = begin;
      for (std::size_t at = begin + 1; at <= items_.size(); ++at) {
        if (!may_break(at)) continue;
        const bool last = at == items_.size();
        if (!last && items_[at].break_before == BreakBefore::wished) return infinite;
        if (!last && places_[at].natural - places_[begin].natural < shortest) continue;
        End end(items_, places_, at);
        end.begin_at(begin);
        if (end.too_wide(measure)) break;
        const double with_line = end.cost(cost, measure);
        if ((last || end.natural() >= shortest) && with_line <= least) {
          least = with_line;
          next = at;
        }
      }
      if (next == begin) return infinite;
      cost = least;
      begin = next;
    }
    return cost < overfull_line ? cost : infinite;
  }

  // A line narrower than that costs more than `limit`, unless the paragraph ends with it.
  [[nodiscard]] double least_width(double limit) const {
    double em = 0;
    double overlap = 0;
    for (const Item& item : items_) {
      em = std::max(em, item.em);
      overlap = std::max({overlap, item.left_overlap, item.right_overlap});
    }
    const double spare = std::sqrt(limit / stretch_weight) * em;
    return std::min(first_measure_, measure_) - spare - 2 * overlap - 1e-3;
  }

  // Finds the least costly way to every place that costs at most `limit`.
  void search(double limit) {
    const std::size_t count = items_.size();
    const double least_wide = least_width(limit);
    open_.assign(1, 0);
    std::size_t first = 0;  // in open_; no line that ends here or later can begin before it
    for (std::size_t at = 1; at <= count; ++at) {
      places_[at].cost = infinite;
      if (!may_break(at) || first == open_.size()) continue;
      const double widest = places_[at].natural - places_[open_[first]].natural;
      if (widest < least_wide && at < count) continue;
      first = find_best_line(at, first);
      const bool at_wish = at < count && items_[at].break_before == BreakBefore::wished;
      if (at_wish) first = open_.size();
      if (places_[at].cost <= limit) open_.push_back(at);
    }
  }

  // Ends a line at `at`, which begins at one of the open places from the `first` on. Returns the
  // first of them for later lines.
  std::size_t find_best_line(std::size_t at, std::size_t first) {
    End end(items_, places_, at);
    double best = infinite;
    std::size_t previous = open_.back();
    for (std::size_t i = first; i < open_.size(); ++i) {
      const std::size_t begin = open_[i];
      const double measure = measure_from(begin);
      end.begin_at(begin);
      if (end.too_wide(measure)) {
        // Too wide for this end and for every later one, if another start is left.
        if (begin + 1 < at) first = i + 1;
        continue;
      }
      if (const double cost = end.cost(places_[begin].cost, measure); cost < best) {
        best = cost;
        previous = begin;
      }
      // Starts further right only make the line shorter still.
      const bool shorter = end.natural() < measure * shortest_line;
      if (shorter && best < infinite && !end.ends_paragraph()) break;
    }
    places_[at].cost = best < infinite ? best : places_[previous].cost + overfull_line;
    places_[at].previous = previous;
    return first;
  }

  const std::vector<Item>& items_;
  double first_measure_;
  double measure_;
  std::vector<Place> places_;
  std::vector<std::size_t> open_;  // where lines may begin, from left to right
};

}  // namespace

std::size_t visible_end(const std::vector<Item>& items, LineBreak line) {
  std::size_t end = line.end;
  while (end > line.begin + 1 && items[end - 1].character_class == CharacterClass::space) --end;
  return end;
}

std::vector<LineBreak> break_lines(const std::vector<Item>& items, double first_measure,
                                   double measure) {
  if (items.empty()) return {};
  return Search(items, first_measure, measure).run();
}

}  // namespace tongbao::layout

#include "layout/pagination.h"

#include <algorithm>
#include <cmath>

namespace tongbao::layout {

namespace {

constexpr double tolerance = 0.01;  // pt

class Paginator {
 public:
  Paginator(const SetNotice& set, const std::vector<content::PageSetup>& setups,
            std::size_t most_pages)
      : strips_(set.strips), tables_(set.tables), setups_(setups), most_pages_(most_pages) {}

  std::vector<PageStrips> paginate() && {
    std::size_t first = 0;
    while (first < strips_.size() && pages_.size() <= most_pages_) {
      if (strips_[first].at_foot) {
        put_at_foot(first++);
      } else {
        first = fill_page(first);
      }
    }
    return std::move(pages_);
  }

 private:
  // The strip that the next page begins with, when `overflowing` does not fit the page that began
  // with `first`: the nearest one before it that is not held.
  [[nodiscard]] std::size_t page_break(std::size_t first, std::size_t overflowing) const {
    for (std::size_t i = overflowing; i > first; --i) {
      if (!strips_[i].held) return i;
    }
    return overflowing;  // all hold together: a page is not enough, so break where it is full
  }

  // A page with the strips from `first` on; returns the first of the next one.
  std::size_t fill_page(std::size_t first) {
    PageStrips page;
    page.setup = strips_[first].page_setup;
    setup_ = &setups_[page.setup];
    pitch_ = setup_->line_pitch().value;
    foot_ = 0;
    blank_ = 0;
    const Strip& top = strips_[first];
    const bool goes_on =
        top.table != no_table && top.slice >= tables_[top.table].header_slices && top.slice > 0;
    if (goes_on && tables_[top.table].header_slices > 0) {
      page.continued_table = top.table;
      foot_ = tables_[top.table].header_height;
    }
    std::size_t next = first;
    bool full = false;
    for (; next < strips_.size(); ++next) {
      const Strip& strip = strips_[next];
      if (strip.at_foot || (strip.begins_page && next > first)) break;
      const double y = place(strip, next == first);
      const bool fits = strip.paper_bottom || y + std::max(strip.height, strip.reach) <=
                                                  setup_->type_height().value + tolerance;
      full = !fits && next > first;
      if (full) break;
      page.strips.push_back({static_cast<std::uint32_t>(next), y});
      if (strip.paper_bottom) continue;
      foot_ = y + strip.height;
      blank_ = strip.blank_below;
    }
    if (full) {
      next = page_break(first, next);
      page.strips.resize(next - first);
    }
    reach_ = page.strips.empty() ? 0 : reach_of(page.strips.back());
    pages_.push_back(std::move(page));
    return next;
  }

  [[nodiscard]] double reach_of(const PlacedStrip& placed) const {
    const Strip& strip = strips_[placed.strip];
    return placed.y + std::max(strip.height, strip.reach);
  }

  // Where the strip stands below what the page holds down to foot_.
  [[nodiscard]] double place(const Strip& strip, bool first) const {
    if (strip.paper_bottom) {
      return (setup_->height - setup_->top).value - *strip.paper_bottom;
    }
    if (strip.paper_top) {
      const double y = *strip.paper_top - setup_->top.value;
      return first ? y : std::max(y, foot_);
    }
    if (first) return foot_;
    double wanted = foot_ + strip.lines_before * pitch_;
    if (strip.space_before > 0) wanted += strip.space_before - blank_;
    return strip.on_grid ? on_grid(wanted) : wanted;
  }

  // Below what stands off the grid, the nearest line of it that leaves the place free.
  [[nodiscard]] double on_grid(double wanted) const {
    const double free = std::ceil((foot_ - tolerance) / pitch_);
    return std::max(free, std::round(wanted / pitch_)) * pitch_;
  }

  // 版记: at the foot of the last page, which is to be an even one. Where it needs pages of its
  // own, a blank one before it and its own have no number (7.5).
  void put_at_foot(std::size_t index) {
    const Strip& strip = strips_[index];
    const double type_height = setups_[strip.page_setup].type_height().value;
    const double y = type_height - strip.height;
    const bool even = pages_.size() % 2 == 0;
    const bool here = !pages_.empty() && reach_ <= y + tolerance && (even || !strip.even_page) &&
                      pages_.back().setup == strip.page_setup && !strip.begins_page;
    if (!here) {
      const bool blank_before = strip.even_page && even && !pages_.empty();
      if (blank_before) add_blank_page(strip.page_setup, false);
      add_blank_page(strip.page_setup, !blank_before);
    }
    pages_.back().strips.push_back({static_cast<std::uint32_t>(index), y});
    reach_ = type_height;
  }

  void add_blank_page(std::uint16_t setup, bool numbered) {
    PageStrips page;
    page.setup = setup;
    page.numbered = numbered;
    pages_.push_back(std::move(page));
  }

  const std::vector<Strip>& strips_;
  const std::vector<SetTable>& tables_;
  const std::vector<content::PageSetup>& setups_;
  std::size_t most_pages_;
  std::vector<PageStrips> pages_;
  const content::PageSetup* setup_ = nullptr;
  double pitch_ = 0;
  double foot_ = 0;   // of what stands on the page
  double reach_ = 0;  // of the last page, its seals included
  double blank_ = 0;  // above it, below the text of the last strip
};

}  // namespace

std::vector<PageStrips> paginate(const SetNotice& set,
                                 const std::vector<content::PageSetup>& setups,
                                 std::size_t most_pages) {
  return Paginator(set, setups, most_pages).paginate();
}

}  // namespace tongbao::layout

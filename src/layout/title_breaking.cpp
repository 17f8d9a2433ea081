#include "layout/title_breaking.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <unordered_set>

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/utext.h>

namespace tongbao::layout {

namespace {

constexpr std::size_t most_items = 400;  // longer "titles" are set like paragraphs

// Byte offsets at which a word begins.
std::unordered_set<std::size_t> word_starts(const std::string& text) {
  std::unordered_set<std::size_t> starts;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> words(
      icu::BreakIterator::createWordInstance(icu::Locale::getSimplifiedChinese(), status));
  if (U_FAILURE(status) != 0) return starts;
  UText utext = UTEXT_INITIALIZER;
  utext_openUTF8(&utext, text.data(), static_cast<std::int64_t>(text.size()), &status);
  words->setText(&utext, status);
  if (U_SUCCESS(status) != 0) {
    for (auto at = words->first(); at != icu::BreakIterator::DONE; at = words->next()) {
      starts.insert(static_cast<std::size_t>(at));
    }
  }
  utext_close(&utext);
  return starts;
}

bool one_of(char32_t c, std::u32string_view set) {
  return set.find(c) != std::u32string_view::npos;
}

// Finds the least costly lines of one piece of a title.
class Balancing {
 public:
  Balancing(const Items& title, LineBreak piece, double measure)
      : items_(title.items), piece_(piece), measure_(measure) {
    const std::unordered_set<std::size_t> words = word_starts(title.text);
    starts_.push_back(piece.begin);
    for (std::size_t i = piece.begin + 1; i < piece.end; ++i) {
      const bool may = items_[i].break_before != BreakBefore::forbidden &&
                       items_[i].break_before != BreakBefore::emergency;
      if (may && words.contains(items_[i].text_begin)) starts_.push_back(i);
    }
    starts_.push_back(piece.end);
  }

  // Empty where no breaks at words bring every line into the measure.
  [[nodiscard]] std::vector<LineBreak> lines() {
    count_fewest_lines();
    const std::size_t fewest = fewest_from_.front();
    if (fewest == none) return {};
    best_cost_ = std::numeric_limits<double>::infinity();
    chosen_.clear();
    tries_ = 0;
    search(0, fewest, 0);
    std::vector<LineBreak> result;
    for (std::size_t i = 0; i + 1 < chosen_.size(); ++i) {
      result.push_back({starts_[chosen_[i]], starts_[chosen_[i + 1]]});
    }
    return result;
  }

 private:
  static constexpr std::size_t most_tries = 20'000;
  static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

  [[nodiscard]] double width(std::size_t from, std::size_t to) const {
    double sum = 0;
    for (std::size_t i = starts_[from]; i < starts_[to]; ++i) {
      sum += items_[i].width - items_[i].left_overlap - items_[i].right_overlap;
      if (i > starts_[from]) sum += items_[i].gap_before;
    }
    return sum;
  }

  // By start, into how few lines what follows goes; `none` where a word is too wide. A full line
  // is never worse, since what follows it only gets shorter.
  void count_fewest_lines() {
    const std::size_t last = starts_.size() - 1;
    fewest_from_.assign(starts_.size(), none);
    fewest_from_[last] = 0;
    for (std::size_t from = last; from-- > 0;) {
      for (std::size_t to = from + 1; to <= last && width(from, to) <= measure_; ++to) {
        if (fewest_from_[to] != none) {
          fewest_from_[from] = std::min(fewest_from_[from], fewest_from_[to] + 1);
        }
      }
    }
  }

  // Depth-first over the places of the breaks; titles have few lines and few words. Only places are
  // tried from where the rest fits into the lines left, so that every path ends in a solution.
  void search(std::size_t from, std::size_t lines_left, double cost_so_far) {
    if (++tries_ > most_tries && best_cost_ < std::numeric_limits<double>::infinity()) return;
    path_.push_back(from);
    const std::size_t last = starts_.size() - 1;
    if (lines_left == 1) {
      if (width(from, last) <= measure_) finish(last, cost_so_far);
    } else {
      for (std::size_t to = from + 1; to < last && width(from, to) <= measure_; ++to) {
        if (fewest_from_[to] > lines_left - 1) continue;
        search(to, lines_left - 1, cost_so_far + sense_cost(starts_[to]));
      }
    }
    path_.pop_back();
  }

  void finish(std::size_t last, double sense) {
    path_.push_back(last);
    const double cost = sense + shape_cost();
    if (cost < best_cost_) {
      best_cost_ = cost;
      chosen_ = path_;
    }
    path_.pop_back();
  }

  // How well a new line begins at `start`; the smaller the better.
  [[nodiscard]] double sense_cost(std::size_t start) const {
    const char32_t before = items_[start - 1].code_point;
    const char32_t after = items_[start].code_point;
    double cost = 0;
    if (one_of(after, U"的地得了们等")) cost += 100;
    if (one_of(before, U"和与及对在把被将以为向")) cost += 15;
    if (one_of(after, U"和与及")) cost += 4;
    if (starts_with(start, U"关于")) cost -= 6;
    if (ends_with(start, U"关于")) cost -= 3;
    if (piece_.end - start <= 2) cost += 30;
    return cost;
  }

  // Neighbouring lines differ by some four characters, and the middle is not the narrowest.
  [[nodiscard]] double shape_cost() const {
    constexpr double wished_difference = 4;
    const double em = items_[piece_.begin].em;
    std::vector<double> widths;
    for (std::size_t i = 0; i + 1 < path_.size(); ++i) {
      widths.push_back(width(path_[i], path_[i + 1]) / em);
    }
    double cost = 0;
    for (std::size_t i = 1; i < widths.size(); ++i) {
      const double off = std::abs(widths[i] - widths[i - 1]) - wished_difference;
      cost += 0.3 * off * off;
      const bool waist =
          i + 1 < widths.size() && widths[i] < widths[i - 1] && widths[i] < widths[i + 1];
      if (waist) cost += 50;
    }
    return cost;
  }

  [[nodiscard]] bool starts_with(std::size_t at, std::u32string_view word) const {
    for (std::size_t i = 0; i < word.size(); ++i) {
      if (at + i >= piece_.end || items_[at + i].code_point != word[i]) return false;
    }
    return true;
  }
  [[nodiscard]] bool ends_with(std::size_t at, std::u32string_view word) const {
    return at >= piece_.begin + word.size() && starts_with(at - word.size(), word);
  }

  const std::vector<Item>& items_;
  LineBreak piece_;
  double measure_;
  std::vector<std::size_t> starts_;  // items at which a line may begin, and the end
  std::vector<std::size_t> fewest_from_;
  std::vector<std::size_t> path_;  // indices into starts_
  std::vector<std::size_t> chosen_;
  double best_cost_ = 0;
  std::size_t tries_ = 0;
};

double natural_width(const std::vector<Item>& items, LineBreak piece) {
  double sum = 0;
  for (std::size_t i = piece.begin; i < piece.end; ++i) {
    sum += items[i].width - items[i].left_overlap - items[i].right_overlap;
    if (i > piece.begin) sum += items[i].gap_before;
  }
  return sum;
}

std::vector<LineBreak> break_piece(const Items& title, LineBreak piece, double measure) {
  if (natural_width(title.items, piece) <= measure) return {piece};
  if (piece.end - piece.begin <= most_items) {
    std::vector<LineBreak> lines = Balancing(title, piece, measure).lines();
    if (!lines.empty()) return lines;
  }
  const auto at = [&title](std::size_t i) {
    return title.items.begin() + static_cast<std::ptrdiff_t>(i);
  };
  std::vector<LineBreak> lines =
      break_lines(std::vector<Item>(at(piece.begin), at(piece.end)), measure, measure);
  for (LineBreak& line : lines) {
    line.begin += piece.begin;
    line.end += piece.begin;
  }
  return lines;
}

}  // namespace

std::vector<LineBreak> break_title(const Items& title, double measure) {
  std::vector<LineBreak> lines;
  std::size_t begin = 0;
  for (std::size_t i = 1; i <= title.items.size(); ++i) {
    const bool ends = i == title.items.size() || title.items[i].break_before == BreakBefore::wished;
    if (!ends) continue;
    for (const LineBreak line : break_piece(title, {begin, i}, measure)) lines.push_back(line);
    begin = i;
  }
  return lines;
}

}  // namespace tongbao::layout

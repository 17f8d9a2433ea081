#include "record/outcome_sums.h"

#include <charconv>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

namespace tongbao::record {

namespace {

constexpr std::size_t most_bytes = std::size_t{8} << 20;
constexpr std::size_t bytes_of_entry = 256;

// The decimal number that was meant: 0.1 + 0.2 is 0.3. Excel, too, counts on 15 digits.
double to_fifteen_digits(double value) {
  const std::string digits = fmt::format("{:.15g}", value);
  double rounded = value;
  std::from_chars(digits.data(), digits.data() + digits.size(), rounded);
  return rounded;
}

}  // namespace

void OutcomeSums::Amount::add(double value) {
  const double before = sum;
  sum += value;
  lost += std::abs(before) >= std::abs(value) ? before - sum + value : value - sum + before;
  any = true;
}

void OutcomeSums::Amount::add(const Amount& other) {
  if (!other.any) return;
  add(other.sum);
  lost += other.lost;
}

std::optional<double> OutcomeSums::Amount::value() const {
  return any ? std::optional(to_fifteen_digits(sum + lost)) : std::nullopt;
}

bool OutcomeSums::take(std::size_t bytes) {
  bytes_ += bytes;
  overflowed_ = overflowed_ || bytes_ > most_bytes;
  return !overflowed_;
}

// Null once there are too many.
OutcomeSums::Sides* OutcomeSums::find(std::size_t record, const Outcome& outcome) {
  using Names = std::tuple<const std::string&, const std::string&, const std::string&>;
  const Names names(outcome.kind, outcome.label, outcome.unit);
  auto known = places_.find(names);
  if (known == places_.end()) {
    const std::size_t size = outcome.kind.size() + outcome.label.size() + outcome.unit.size();
    if (!take(bytes_of_entry + size)) return nullptr;
    known = places_.emplace(names, sums_.size()).first;
    keys_.push_back(&known->first);
    sums_.emplace_back();
  }
  Sum& sum = sums_[known->second];
  const auto of_record = sum.find(record);
  if (of_record != sum.end()) return &of_record->second;
  return take(bytes_of_entry) ? &sum[record] : nullptr;
}

void OutcomeSums::add(std::size_t record, const std::vector<Outcome>& outcomes,
                      Amount Sides::*side) {
  for (const Outcome& outcome : outcomes) {
    if (!outcome.value || overflowed_) continue;
    if (Sides* sides = find(record, outcome)) (sides->*side).add(*outcome.value);
  }
}

std::vector<OutcomeSum> OutcomeSums::sums() const {
  std::vector<OutcomeSum> all;
  for (std::size_t i = 0; i < sums_.size(); ++i) {
    const auto& [kind, label, unit] = *keys_[i];
    OutcomeSum made{.kind = kind, .label = label, .unit = unit, .declared = {}, .added = {}};
    Amount declared;
    Amount added;
    Amount total;
    for (const auto& [record, sides] : sums_[i]) {
      declared.add(sides.declared);
      added.add(sides.added);
      total.add(sides.declared.any ? sides.declared : sides.added);
      ++(sides.declared.any ? made.declaring : made.adding);
    }
    made.declared = declared.value();
    made.added = added.value();
    made.total = total.value().value_or(0);
    all.push_back(std::move(made));
  }
  return all;
}

}  // namespace tongbao::record

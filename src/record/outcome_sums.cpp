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

std::optional<double> OutcomeSums::Amount::value() const {
  return any ? std::optional(to_fifteen_digits(sum + lost)) : std::nullopt;
}

OutcomeSums::Sum* OutcomeSums::find(const Outcome& outcome) {
  using Names = std::tuple<const std::string&, const std::string&, const std::string&>;
  const Names names(outcome.kind, outcome.label, outcome.unit);
  const auto known = places_.find(names);
  if (known != places_.end()) return &sums_[known->second];
  bytes_ += bytes_of_entry + outcome.kind.size() + outcome.label.size() + outcome.unit.size();
  if (bytes_ > most_bytes) {
    overflowed_ = true;
    return nullptr;
  }
  keys_.push_back(&places_.emplace(names, sums_.size()).first->first);
  return &sums_.emplace_back();
}

void OutcomeSums::add(const std::vector<Outcome>& outcomes, Amount Sum::*side) {
  for (const Outcome& outcome : outcomes) {
    if (!outcome.value || overflowed_) continue;
    if (Sum* sum = find(outcome)) (sum->*side).add(*outcome.value);
  }
}

std::vector<OutcomeSum> OutcomeSums::sums() const {
  std::vector<OutcomeSum> all;
  for (std::size_t i = 0; i < sums_.size(); ++i) {
    const auto& [kind, label, unit] = *keys_[i];
    all.push_back({.kind = kind,
                   .label = label,
                   .unit = unit,
                   .declared = sums_[i].declared.value(),
                   .added = sums_[i].added.value()});
  }
  return all;
}

}  // namespace tongbao::record

// Adds up outcomes of the same kind. Internal to the room.
#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "record/summary.h"

namespace tongbao::record {

class OutcomeSums {
 public:
  // Of the record at that place: its own outcomes, and those of a problem of it.
  void declare(std::size_t record, const std::vector<Outcome>& outcomes) {
    add(record, outcomes, &Sides::declared);
  }
  void add(std::size_t record, const std::vector<Outcome>& outcomes) {
    add(record, outcomes, &Sides::added);
  }

  // Kinds are whatever the input calls so: beyond 8 MB of them no further ones are taken up.
  [[nodiscard]] bool overflowed() const { return overflowed_; }
  // In the order in which they came first.
  [[nodiscard]] std::vector<OutcomeSum> sums() const;

 private:
  // Keeps what a double loses of the small ones beside the large (Neumaier).
  struct Amount {
    double sum = 0;
    double lost = 0;
    bool any = false;
    void add(double value);
    void add(const Amount& other);
    [[nodiscard]] std::optional<double> value() const;
  };
  struct Sides {
    Amount declared;
    Amount added;
  };
  using Sum = std::map<std::size_t, Sides>;                       // of each record that has some
  using Key = std::tuple<std::string, std::string, std::string>;  // kind, label, unit

  void add(std::size_t record, const std::vector<Outcome>& outcomes, Amount Sides::*side);
  [[nodiscard]] Sides* find(std::size_t record, const Outcome& outcome);
  [[nodiscard]] bool take(std::size_t bytes);

  std::map<Key, std::size_t, std::less<>> places_;
  std::vector<const Key*> keys_;
  std::vector<Sum> sums_;
  std::size_t bytes_ = 0;
  bool overflowed_ = false;
};

}  // namespace tongbao::record

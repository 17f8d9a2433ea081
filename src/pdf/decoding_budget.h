// How much qpdf may decode. Its own filters know no bound: a file of a few kilobytes can hold
// gigabytes of zeros, also in the streams that it reads before it is asked for any.
#pragma once
#include <cstddef>

namespace tongbao::pdf {

// While one lives, qpdf's streams on this thread are decoded by filters that stop at `bytes` in
// all, and decode nothing but FlateDecode and the filters that make nothing larger. One at a time
// on a thread.
class DecodingBudget {
 public:
  explicit DecodingBudget(std::size_t bytes);
  ~DecodingBudget();
  DecodingBudget(const DecodingBudget&) = delete;
  DecodingBudget& operator=(const DecodingBudget&) = delete;

  // Throws std::runtime_error where that is more than is left.
  void spend(std::size_t bytes);
  [[nodiscard]] bool exceeded() const { return exceeded_; }

 private:
  std::size_t left_;
  bool exceeded_ = false;
};

}  // namespace tongbao::pdf

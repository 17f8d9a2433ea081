// The numbers that notices count with (GB/T 9704 7.3.3: 一、 （一） 1. （1）), in the many ways
// that they are typed, at the start of a paragraph and within one.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "importer/characters.h"

namespace tongbao::importer {

// In the order of nesting.
enum class Style {
  part,     // 一、
  group,    // （一） (一)
  problem,  // 问题1： 问题一：
  item,     // 1. 1． 1、
  subitem,  // （1） (1) 1）
};

struct Marker {
  Style style = Style::part;
  std::uint32_t value = 0;
  std::size_t length = 0;  // of the number with its marks
};

// The number that `text` starts with, or nothing. 2.5, 2021.4 and 三、四季度 are no numbers.
[[nodiscard]] std::optional<Marker> scan_marker(Text text);

// A number of measures: 一是, 三要, ①; in a sequence that runs also 四、.
struct MeasureMark {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint32_t value = 0;
  bool circled = false;
  bool out_of_sequence = false;
};

// 一是, 二要…, or ① at the very start of `text`.
[[nodiscard]] bool starts_with_measure(Text text);

// At least as many as MeasureScanner may find in `text`.
[[nodiscard]] std::size_t count_possible_measures(Text text);

// Finds the measures in the paragraphs of one problem, which are given one after the other.
class MeasureScanner {
 public:
  // The marks in `text`, in order.
  [[nodiscard]] std::vector<MeasureMark> scan(Text text);

 private:
  [[nodiscard]] std::optional<MeasureMark> ordinal_at(Text text, std::size_t i) const;
  [[nodiscard]] std::optional<MeasureMark> circled_at(Text text, std::size_t i) const;
  std::uint32_t last_ordinal_ = 0;
  std::uint32_t last_circled_ = 0;
};

// The automatic number of a section at `depth` (from 1): 一、 （一） 1. （1）; "" where deeper.
[[nodiscard]] std::string automatic_number(std::size_t depth, std::size_t value);

}  // namespace tongbao::importer

// Lengths as types. Stages compute in points (1 pt = 1/72 inch); millimetres are for rules and
// templates. Positions on a page run from its top left corner, x to the right, y downwards.
#pragma once
#include <compare>

namespace tongbao {

struct Pt {
  double value = 0;

  friend constexpr auto operator<=>(Pt, Pt) = default;
  friend constexpr Pt operator+(Pt a, Pt b) { return {a.value + b.value}; }
  friend constexpr Pt operator-(Pt a, Pt b) { return {a.value - b.value}; }
  friend constexpr Pt operator-(Pt a) { return {-a.value}; }
  friend constexpr Pt operator*(Pt a, double factor) { return {a.value * factor}; }
  friend constexpr Pt operator*(double factor, Pt a) { return {a.value * factor}; }
  friend constexpr Pt operator/(Pt a, double divisor) { return {a.value / divisor}; }
  friend constexpr double operator/(Pt a, Pt b) { return a.value / b.value; }
  constexpr Pt& operator+=(Pt other) { return value += other.value, *this; }
  constexpr Pt& operator-=(Pt other) { return value -= other.value, *this; }
};

struct Mm {
  double value = 0;

  // NOLINTNEXTLINE(google-explicit-constructor): a millimetre is a number of points, exactly.
  constexpr operator Pt() const { return {value * 72.0 / 25.4}; }
};

namespace literals {
constexpr Pt operator""_pt(long double value) {
  return {static_cast<double>(value)};
}
constexpr Pt operator""_pt(unsigned long long value) {
  return {static_cast<double>(value)};
}
constexpr Mm operator""_mm(long double value) {
  return {static_cast<double>(value)};
}
constexpr Mm operator""_mm(unsigned long long value) {
  return {static_cast<double>(value)};
}
}  // namespace literals

}  // namespace tongbao

// Expected charstrings are written by hand after Adobe Technical Note 5177.
#include "pdf/charstring.h"

#include <initializer_list>
#include <vector>

#include <gtest/gtest.h>

namespace tongbao::pdf {
namespace {

using Charstring = std::vector<std::uint8_t>;

// Operators (5177 appendix A).
enum : std::uint8_t {
  hstem = 1,
  vstem = 3,
  hlineto = 6,
  callsubr = 10,
  escape = 12,
  endchar = 14,
  hstemhm = 18,
  hintmask = 19,
  cntrmask = 20,
  rmoveto = 21,
  shortint = 28,
};

// An operand from −107 to 107.
constexpr std::uint8_t n(int value) {
  return static_cast<std::uint8_t>(value + 139);
}

Charstring unhinted(const Charstring& charstring) {
  std::string out = "before";
  append_unhinted(charstring, out);
  EXPECT_EQ(out.substr(0, 6), "before");
  return {out.begin() + 6, out.end()};
}

TEST(Charstring, WithoutHintsStaysAsItIs) {
  const Charstring plain = {n(-50),   n(5),     n(6),    rmoveto, shortint,
                            hintmask, cntrmask, hlineto, endchar};
  EXPECT_EQ(unhinted(plain), plain);
  EXPECT_EQ(unhinted({}), Charstring{});
}

TEST(Charstring, LosesStems) {
  EXPECT_EQ(unhinted({n(10), n(20), hstem, n(30), n(40), n(7), n(8), vstem, n(5), n(6), rmoveto,
                      endchar}),
            (Charstring{n(5), n(6), rmoveto, endchar}));
}

TEST(Charstring, KeepsTheWidthBeforeTheFirstStems) {
  EXPECT_EQ(
      unhinted({n(-50), n(10), n(20), hstem, n(30), n(40), vstem, n(5), n(6), rmoveto, endchar}),
      (Charstring{n(-50), n(5), n(6), rmoveto, endchar}));
  EXPECT_EQ(unhinted({247, 1, 255, 0, 10, 0, 0, shortint, 0, 20, hstem, endchar}),
            (Charstring{247, 1, endchar}));
}

TEST(Charstring, LosesMasksWhereverTheyAre) {
  // A mask is a bit a stem: here two, the second of them implied before the first mask. The mask
  // bytes look like an endchar.
  EXPECT_EQ(unhinted({n(10), n(20), hstemhm, n(30), n(40), hintmask, endchar, n(5), n(6), rmoveto,
                      cntrmask, endchar, n(7), hlineto, hintmask, endchar, n(8), hlineto, endchar}),
            (Charstring{n(5), n(6), rmoveto, n(7), hlineto, n(8), hlineto, endchar}));
}

TEST(Charstring, NineStemsHaveMasksOfTwoBytes) {
  Charstring hinted(18, n(1));
  for (const std::uint8_t byte :
       Charstring{hintmask, endchar, endchar, n(5), n(6), rmoveto, endchar}) {
    hinted.push_back(byte);
  }
  EXPECT_EQ(unhinted(hinted), (Charstring{n(5), n(6), rmoveto, endchar}));
}

TEST(Charstring, KeepsFlexes) {
  constexpr std::uint8_t flex = 35;
  const Charstring path = {n(5), n(6), rmoveto, n(1), n(2), escape, flex, n(9), hlineto, endchar};
  Charstring hinted = {n(10), n(20), hstemhm, hintmask, 0x80};
  hinted.insert(hinted.end(), path.begin(), path.end());
  EXPECT_EQ(unhinted(hinted), path);
}

TEST(Charstring, WhatItCannotFollowStaysAsItIs) {
  constexpr std::uint8_t add = 10;
  for (const Charstring& odd : {
           Charstring{n(10), n(20), hstem, n(0), callsubr, endchar},
           Charstring{n(10), n(20), hstem, n(1), n(2), escape, add, endchar},
           Charstring{n(10), n(20), hstem, n(10), n(20), n(30), vstem, endchar},  // second width
           Charstring{n(10), n(20), hstemhm, hintmask},                           // no mask
           Charstring{n(10), n(20), hstem, shortint, 0},                          // half a number
           Charstring{n(10), n(20), hstem, escape},  // half an operator
           Charstring(200, n(1)),                    // too many
       }) {
    EXPECT_EQ(unhinted(odd), odd);
  }
}

}  // namespace
}  // namespace tongbao::pdf

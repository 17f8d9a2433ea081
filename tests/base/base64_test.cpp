#include "base/base64.h"

#include <gtest/gtest.h>

namespace tongbao {
namespace {

TEST(Base64, TheVectorsOfTheStandard) {  // RFC 4648, clause 10
  EXPECT_EQ(decode_base64(""), "");
  EXPECT_EQ(decode_base64("Zg=="), "f");
  EXPECT_EQ(decode_base64("Zm8="), "fo");
  EXPECT_EQ(decode_base64("Zm9v"), "foo");
  EXPECT_EQ(decode_base64("Zm9vYg=="), "foob");
  EXPECT_EQ(decode_base64("Zm9vYmE="), "fooba");
  EXPECT_EQ(decode_base64("Zm9vYmFy"), "foobar");
}

TEST(Base64, EveryDigitHasItsSixBits) {
  const std::string digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const auto bytes = decode_base64(digits);
  ASSERT_TRUE(bytes);
  ASSERT_EQ(bytes->size(), 48u);
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const std::size_t bit = i * 6;
    unsigned value = 0;
    for (std::size_t k = bit; k < bit + 6; ++k) {
      const auto byte = static_cast<unsigned char>((*bytes)[k / 8]);
      value = value * 2 + ((byte >> (7 - k % 8)) & 1u);
    }
    EXPECT_EQ(value, i);
  }
}

TEST(Base64, WhatIsNot) {
  for (const char* text : {"Z", "Zg", "Zg=", "Zg===", "====", "=Zg=", "Z===", "Zg==Zg==", "Zm 9",
                           "Zm9v\n", "Zm-_", "Zm9vé"}) {
    EXPECT_FALSE(is_base64(text)) << text;
    EXPECT_FALSE(decode_base64(text)) << text;
  }
}

}  // namespace
}  // namespace tongbao

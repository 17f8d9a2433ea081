// Personal data (个人信息) that no public text may hold. Pure.
#pragma once
#include <string_view>
#include <vector>

#include "proof/characters_of_text.h"

namespace tongbao::proof {

// Letters and digits in a row that the shortest of it has: a mobile number.
constexpr std::size_t shortest_personal_data = 11;

enum class PersonalData {
  identity,  // 居民身份证号码: 18 characters, GB 11643-1999, with its checksum
  mobile,    // a mobile number of mainland China
  account,   // 16 to 19 digits with their Luhn check, or named as an account
};

struct FoundData {
  PersonalData kind = PersonalData::identity;
  Span span;
};

// From left to right. Digits in a longer run of digits and letters are none of them.
[[nodiscard]] std::vector<FoundData> find_personal_data(Text text);

}  // namespace tongbao::proof

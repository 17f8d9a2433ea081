// Identifiers that nobody can guess. Of this room only.
#pragma once
#include <string>

namespace tongbao::store {

// 128 random bits as 32 hexadecimal digits. Throws std::runtime_error where there is no randomness.
[[nodiscard]] std::string random_identifier();

}  // namespace tongbao::store

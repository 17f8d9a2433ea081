// Words that several errors of this room share. Internal to the room.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace tongbao::record {

// A text of the input as a message repeats it: cut where it is long.
[[nodiscard]] std::string shown(std::string_view text);

// The hint with the nearest of the known names; empty where none is near.
[[nodiscard]] Bilingual did_you_mean(std::string_view name,
                                     const std::vector<std::string_view>& known);

}  // namespace tongbao::record

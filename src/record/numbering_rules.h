// The numbers that sections and problems take by themselves. Internal to the room.
#pragma once
#include <cstddef>
#include <optional>
#include <string>

namespace tongbao::record {

// GB/T 9704 7.3.3: 一、（一）1. （1） by depth from 1; deeper sections have none. `place` from 1.
[[nodiscard]] std::string section_number(int depth, std::size_t place);
[[nodiscard]] std::string problem_number(std::size_t place);

// Whether a sibling with this label counts among those that are numbered.
[[nodiscard]] inline bool takes_place(const std::optional<std::string>& label) {
  return !label || !label->empty();
}

}  // namespace tongbao::record

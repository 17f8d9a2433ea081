// JSON laid out for reading and comparing: one item of a list on each line. Internal to dump/.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/length.h"
#include "content/metadata.h"
#include "content/notice_content.h"

namespace tongbao::dump {

using Json = nlohmann::ordered_json;

// Rounded to 0.01, whole numbers without a decimal point: stable and readable.
[[nodiscard]] Json number(double value);
[[nodiscard]] inline Json number(Pt length) {
  return number(length.value);
}

// title, author… as far as they are set.
[[nodiscard]] Json colour_json(const content::Colour& colour);
[[nodiscard]] Json metadata_json(const content::Metadata& metadata);

[[nodiscard]] std::string compact(const Json& value);

// `"name": [` with every item, as compact JSON or a text of several lines, on a line of its own.
[[nodiscard]] std::string list_text(std::string_view name, const std::vector<std::string>& items);

}  // namespace tongbao::dump

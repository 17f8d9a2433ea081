// ZIP files for the tests.
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace tongbao::tests {

using Parts = std::vector<std::pair<std::string, std::string>>;  // name, content

[[nodiscard]] std::string zip_of(const Parts& parts);

// A document whose w:body holds `body`; more parts may follow.
[[nodiscard]] std::string docx_of(const std::string& body, Parts more = {});

}  // namespace tongbao::tests

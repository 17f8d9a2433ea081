// The tables of docs/templates.md, made from those of the code.
#pragma once
#include <string>

namespace tongbao::tmpl::testing {

[[nodiscard]] std::string elements_table();
[[nodiscard]] std::string attributes_table();
[[nodiscard]] std::string filters_table();
[[nodiscard]] std::string derived_names_table();
// What `summary` and `since` hold.
[[nodiscard]] std::string counted_names_table();

}  // namespace tongbao::tmpl::testing

#include "proof/internal_names.h"

#include <nlohmann/json.hpp>

#include "base/utf8.h"

namespace tongbao::proof {

std::vector<std::u32string> internal_names(const record::Record& record) {
  std::vector<std::u32string> names;
  if (!record.extra || !record.extra->is_object()) return names;
  const auto list = record.extra->find("internalNames");
  if (list == record.extra->end() || !list->is_array()) return names;
  constexpr std::size_t most_names = 500;
  for (const auto& name : *list) {
    if (names.size() == most_names) break;
    if (name.is_string() && !name.get_ref<const std::string&>().empty()) {
      names.push_back(to_utf32(name.get_ref<const std::string&>()));
    }
  }
  return names;
}

}  // namespace tongbao::proof

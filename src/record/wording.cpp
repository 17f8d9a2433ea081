#include "record/wording.h"

namespace tongbao::record {

std::string shown(std::string_view text) {
  constexpr std::size_t longest = 60;  // bytes
  if (text.size() <= longest) return std::string(text);
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) --end;
  return std::string(text.substr(0, end)) + "…";
}

Bilingual did_you_mean(std::string_view name, const std::vector<std::string_view>& known) {
  const std::string nearest = nearest_name(name, known);
  return nearest.empty() ? Bilingual{} : say("是不是“{}”？", "did you mean \"{}\"?", nearest);
}

}  // namespace tongbao::record

#include "dump/json_lines.h"

#include <cmath>
#include <cstdint>

namespace tongbao::dump {

Json number(double value) {
  const double rounded = std::round(value * 100) / 100;
  constexpr double largest_whole = 1e15;
  if (rounded == std::floor(rounded) && std::abs(rounded) < largest_whole) {
    return static_cast<std::int64_t>(rounded);
  }
  return rounded;
}

Json metadata_json(const content::Metadata& metadata) {
  Json json = Json::object();
  const auto put = [&json](const char* name, const std::string& value) {
    if (!value.empty()) json[name] = value;
  };
  put("title", metadata.title);
  put("author", metadata.author);
  put("subject", metadata.subject);
  put("keywords", metadata.keywords);
  put("language", metadata.language);
  if (metadata.date) json["date"] = metadata.date->iso();
  return json;
}

Json colour_json(const content::Colour& colour) {
  return Json::array({number(colour.red), number(colour.green), number(colour.blue)});
}

std::string compact(const Json& value) {
  return value.dump();
}

std::string list_text(std::string_view name, const std::vector<std::string>& items) {
  std::string text = "\"" + std::string(name) + "\": [";
  const char* separator = "\n";
  for (const std::string& item : items) {
    text += separator + item;
    separator = ",\n";
  }
  text += items.empty() ? "]" : "\n]";
  return text;
}

}  // namespace tongbao::dump

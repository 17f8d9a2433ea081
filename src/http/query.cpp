#include "http/query.h"

#include <algorithm>
#include <utility>

#include <Poco/URI.h>

#include "base/utf8.h"

namespace tongbao::http {
namespace {

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool has_sound_escapes(std::string_view text) {
  for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
    if (at + 2 >= text.size() || !is_hex(text[at + 1]) || !is_hex(text[at + 2])) return false;
  }
  return true;
}

// A name or a value: + stands for a space.
std::optional<std::string> decode_form(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  return decode_escapes(spaced);
}

tl::unexpected<Problem> unknown_parameter(const std::string& name,
                                          const std::vector<Parameter>& known) {
  std::vector<std::string_view> names;
  for (const Parameter& parameter : known) names.push_back(parameter.name);
  const std::string nearest = nearest_name(name, names);
  return refuse("http.unknownParameter", say("未知参数：{}", "unknown parameter: {}", name),
                nearest.empty() ? Bilingual{} : say("是否为{}？", "did you mean {}?", nearest));
}

}  // namespace

tl::unexpected<Problem> bad_escape() {
  return refuse("http.badEscape",
                say("地址中的百分号编码有误", "the address has a wrong percent-encoding"),
                say("应为UTF-8的%XX", "it should be UTF-8 in %XX"));
}

std::optional<std::string> decode_escapes(std::string_view text) {
  if (!has_sound_escapes(text)) return std::nullopt;
  std::string decoded;
  Poco::URI::decode(std::string(text), decoded);
  const bool sound = !find_invalid_utf8(decoded) && decoded.find('\0') == std::string::npos;
  return sound ? std::optional(decoded) : std::nullopt;
}

Attempt<Query> parse_query(std::string_view query, const std::vector<Parameter>& known) {
  Query parameters;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const auto name = decode_form(pair.substr(0, equals));
    const auto value = decode_form(pair.substr(std::min(equals + 1, pair.size())));
    if (!name || !value) return bad_escape();
    const bool found = std::any_of(known.begin(), known.end(), [&](const Parameter& parameter) {
      return parameter.name == *name;
    });
    if (!found) return unknown_parameter(*name, known);
    if (!parameters.emplace(*name, *value).second) {
      return refuse("http.repeatedParameter",
                    say("参数{}重复", "the parameter {} is repeated", *name));
    }
  }
  return parameters;
}

}  // namespace tongbao::http

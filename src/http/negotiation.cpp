#include "http/negotiation.h"

#include <algorithm>
#include <charconv>

#include <Poco/Exception.h>
#include <Poco/Net/MediaType.h>
#include <Poco/String.h>

#include "http/request_head.h"

namespace tongbao::http {
namespace {

// One element of an Accept field: "text/*;q=0.5".
struct Preference {
  std::string_view range;
  double quality = 1;
};

// A weight that is none counts as 0: what is not understood is not wanted.
double parse_quality(std::string_view text) {
  double quality = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, quality);
  return error == std::errc{} && stop == end && quality >= 0 && quality <= 1 ? quality : 0;
}

Preference parse_preference(std::string_view element) {
  const std::size_t semicolon = std::min(element.find(';'), element.size());
  Preference preference{trim(element.substr(0, semicolon))};
  std::string_view rest = element.substr(semicolon);
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const std::size_t end = std::min(rest.find(';'), rest.size());
    const std::string_view parameter = trim(rest.substr(0, end));
    if (parameter.starts_with("q=") || parameter.starts_with("Q=")) {
      preference.quality = parse_quality(parameter.substr(2));
    }
    rest.remove_prefix(end);
  }
  return preference;
}

// How exactly a range names a media type: 3 itself, 2 type/*, 1 */*, 0 not at all.
int specificity(std::string_view range, std::string_view type) {
  if (equal_ignoring_case(range, type)) return 3;
  if (range == "*/*") return 1;
  const bool prefix =
      range.ends_with("/*") && type.size() >= range.size() &&
      equal_ignoring_case(type.substr(0, range.size() - 1), range.substr(0, range.size() - 1));
  return prefix ? 2 : 0;
}

// RFC 9110 section 12.5.1: the most specific range decides.
double quality_of(std::string_view type, const std::vector<std::string_view>& accepted) {
  int best = 0;
  double quality = 0;
  for (const std::string_view element : accepted) {
    const Preference preference = parse_preference(element);
    const int exactness = specificity(preference.range, type);
    if (exactness <= best) continue;
    best = exactness;
    quality = preference.quality;
  }
  return quality;
}

}  // namespace

std::optional<std::size_t> choose_media_type(std::string_view accept,
                                             const std::vector<std::string_view>& offered) {
  auto accepted = list_elements(accept);
  if (accepted.empty()) accepted.emplace_back("*/*");
  std::optional<std::size_t> chosen;
  double best = 0;
  for (std::size_t i = 0; i < offered.size(); ++i) {
    const double quality = quality_of(offered[i], accepted);
    if (quality <= best) continue;
    best = quality;
    chosen = i;
  }
  return chosen;
}

Language choose_language(std::string_view accept_language, Language fallback) {
  Language chosen = fallback;
  double best = 0;
  for (const std::string_view element : list_elements(accept_language)) {
    const Preference preference = parse_preference(element);
    const std::string_view primary = preference.range.substr(0, preference.range.find('-'));
    const bool zh = equal_ignoring_case(primary, "zh");
    if ((!zh && !equal_ignoring_case(primary, "en")) || preference.quality <= best) continue;
    best = preference.quality;
    chosen = zh ? Language::zh : Language::en;
  }
  return chosen;
}

std::optional<MediaType> parse_media_type(std::string_view content_type) {
  try {
    const Poco::Net::MediaType parsed{std::string(content_type)};
    if (!is_token(parsed.getType()) || !is_token(parsed.getSubType())) return std::nullopt;
    MediaType type;
    type.essence = Poco::toLower(parsed.getType() + '/' + parsed.getSubType());
    if (parsed.hasParameter("charset"))
      type.charset = Poco::toLower(parsed.getParameter("charset"));
    return type;
  } catch (const Poco::Exception&) {
    return std::nullopt;
  }
}

bool matches_etag(std::string_view if_none_match, std::string_view etag) {
  const auto candidates = list_elements(if_none_match);
  return std::any_of(candidates.begin(), candidates.end(), [&](std::string_view candidate) {
    if (candidate.starts_with("W/")) candidate.remove_prefix(2);
    return candidate == etag || candidate == "*";
  });
}

}  // namespace tongbao::http

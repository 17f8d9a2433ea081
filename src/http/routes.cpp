#include "http/routes.h"

#include <algorithm>
#include <utility>

#include <Poco/Exception.h>
#include <Poco/URI.h>

#include "base/utf8.h"

namespace tongbao::http {
namespace {

tl::unexpected<Problem> bad_escape() {
  return refuse("http.badEscape",
                say("地址中的百分号编码有误", "the address has a wrong percent-encoding"),
                say("应为UTF-8的%XX", "it should be UTF-8 in %XX"));
}

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool has_sound_escapes(std::string_view text) {
  for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
    if (at + 2 >= text.size() || !is_hex(text[at + 1]) || !is_hex(text[at + 2])) return false;
  }
  return true;
}

// `plus`: + stands for a space, as in queries.
std::optional<std::string> decode(std::string_view text, bool plus) {
  if (!has_sound_escapes(text)) return std::nullopt;
  std::string spaced(text);
  if (plus) std::replace(spaced.begin(), spaced.end(), '+', ' ');
  std::string decoded;
  Poco::URI::decode(spaced, decoded);
  const bool sound = !find_invalid_utf8(decoded) && decoded.find('\0') == std::string::npos;
  return sound ? std::optional(decoded) : std::nullopt;
}

// Takes the segment up to the next / off the front.
std::string_view take_segment(std::string_view& path) {
  const std::size_t end = std::min(path.find('/'), path.size());
  const std::string_view segment = path.substr(0, end);
  path.remove_prefix(std::min(end + 1, path.size()));
  return segment;
}

// The still encoded segments that stand for each {…}; nothing: no match.
std::optional<std::vector<std::string_view>> match(std::string_view pattern,
                                                   std::string_view path) {
  if (std::count(pattern.begin(), pattern.end(), '/') !=
      std::count(path.begin(), path.end(), '/')) {
    return std::nullopt;
  }
  std::vector<std::string_view> captured;
  while (!pattern.empty()) {
    const std::string_view expected = take_segment(pattern);
    const std::string_view actual = take_segment(path);
    const bool open = expected.starts_with('{');
    if (open ? actual.empty() : actual != expected) return std::nullopt;
    if (open) captured.push_back(actual);
  }
  return captured;
}

std::vector<std::string> decode_each(const std::vector<std::string_view>& segments) {
  std::vector<std::string> decoded;
  for (const std::string_view segment : segments) {
    decoded.push_back(decode(segment, false).value_or(""));
  }
  return decoded;
}

bool serves(const Route& route, std::string_view method) {
  return route.method == method || (route.method == "GET" && method == "HEAD");
}

void add_method(std::string& allow, std::string_view method) {
  if (!allow.empty()) allow += ", ";
  allow += method;
  if (method == "GET") allow += ", HEAD";
}

tl::unexpected<Problem> method_not_allowed(std::string allow) {
  Problem refused = problem("http.methodNotAllowed",
                            say("此地址不支持该方法", "this address does not take that method"),
                            say("可用：{}", "it takes {}", allow));
  refused.allow = std::move(allow);
  return tl::unexpected<Problem>(std::move(refused));
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

Attempt<Match> find_route(std::string_view method, std::string_view path) {
  if (!decode(path, false)) return bad_escape();
  std::string allow;
  for (const Route& route : routes()) {
    const auto captured = match(route.pattern, path);
    if (!captured) continue;
    if (serves(route, method)) return Match{&route, decode_each(*captured)};
    add_method(allow, route.method);
  }
  if (!allow.empty()) return method_not_allowed(std::move(allow));
  return refuse("http.unknownPath", say("没有这个地址", "there is no such address"));
}

Attempt<std::map<std::string, std::string, std::less<>>> parse_query(
    std::string_view query, const std::vector<Parameter>& known) {
  std::map<std::string, std::string, std::less<>> parameters;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const auto name = decode(pair.substr(0, equals), true);
    const auto value = decode(pair.substr(std::min(equals + 1, pair.size())), true);
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

Problem problem_of(Outcome outcome) {
  if (outcome == Outcome::full) {
    return problem("http.busy", say("等待处理的请求已满", "too many requests are waiting"),
                   say("稍后重试", "try again later"));
  }
  if (outcome == Outcome::late) {
    return problem(
        "http.renderTimeout", say("未能在期限内完成", "it could not be done in time"),
        say("稍后重试；期限由--timeout设定", "try again later; --timeout sets the limit"));
  }
  if (outcome == Outcome::left) {
    return problem("http.clientLeft", say("客户端已离开", "the client went away"));
  }
  return problem("http.stopping", say("服务正在停止", "the server is stopping"));
}

}  // namespace tongbao::http

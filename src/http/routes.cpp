#include "http/routes.h"

#include <algorithm>
#include <utility>

namespace tongbao::http {
namespace {

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
    decoded.push_back(decode_escapes(segment).value_or(""));
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

}  // namespace

Attempt<Match> find_route(std::string_view method, std::string_view path) {
  if (!decode_escapes(path)) return bad_escape();
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

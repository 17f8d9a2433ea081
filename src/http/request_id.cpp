#include "http/request_id.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

#include "base/utf8.h"

namespace tongbao::http {
namespace {

bool is_id_character(char c) {
  constexpr std::string_view marks = "._:/+=@-";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         marks.find(c) != std::string_view::npos;
}

bool is_lower_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

bool is_traceparent(std::string_view text) {
  constexpr std::string_view shape = "xx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-xxxxxxxxxxxxxxxx-xx";
  return std::equal(text.begin(), text.end(), shape.begin(), shape.end(),
                    [](char c, char wanted) { return wanted == '-' ? c == '-' : is_lower_hex(c); });
}

bool has_controls(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029) return true;
  }
  return false;
}

}  // namespace

std::string make_request_id() {
  // Not std::random_device: on some machines it takes longer than refusing a request does.
  std::array<std::uint64_t, 2> bits{};
  if (getentropy(bits.data(), sizeof bits) != 0) {
    throw std::system_error(errno, std::generic_category(), "getentropy");
  }
  return fmt::format("{:016x}{:016x}", bits[0], bits[1]);
}

std::string request_id_of(const RequestHead& head) {
  constexpr std::size_t longest = 128;
  const std::string sent = head.find("X-Request-Id").value_or("");
  const bool sound = !sent.empty() && sent.size() <= longest &&
                     std::all_of(sent.begin(), sent.end(), is_id_character);
  return sound ? sent : make_request_id();
}

std::string traceparent_of(const RequestHead& head) {
  const std::string sent = head.find("traceparent").value_or("");
  return is_traceparent(sent) ? sent : std::string();
}

Attempt<std::string> operator_of(const RequestHead& head) {
  constexpr std::size_t longest = 200;
  std::string sent = head.find("X-Operator").value_or("");
  const bool sound = head.count("X-Operator") <= 1 && !find_invalid_utf8(sent) &&
                     count_code_points(sent) <= longest && !has_controls(sent);
  if (sound) return sent;
  return refuse("http.badHeader", say("X-Operator的值无效", "the value of X-Operator is not sound"),
                say("UTF-8，最多{}字，不含控制字符",
                    "UTF-8 of at most {} characters without controls", longest));
}

}  // namespace tongbao::http

#include "http/request_head.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace tongbao::http {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F;
}

bool is_visible_ascii(char c) {
  return c > ' ' && c < 0x7F;
}

tl::unexpected<Problem> bad_request_line() {
  return refuse("http.badRequestLine", say("请求行不合规范", "the request line is malformed"),
                say("例：GET /healthz HTTP/1.1", "for example: GET /healthz HTTP/1.1"));
}

tl::unexpected<Problem> bad_header() {
  return refuse("http.badHeader", say("请求头字段不合规范", "a header field is malformed"),
                say("每行一个“名称: 值”，以CRLF结束", "one “Name: value” a line, ended by CRLF"));
}

// Requires a target that begins with / or http://host or https://host.
Attempt<void> split_target(std::string_view target, RequestHead& head) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    const std::size_t slash = target.find('/', scheme.size());
    target = slash == std::string_view::npos ? "/" : target.substr(slash);
  }
  const bool sound = target.starts_with('/') && target.find('#') == std::string_view::npos &&
                     std::all_of(target.begin(), target.end(), is_visible_ascii);
  if (!sound) return bad_request_line();
  const std::size_t question = target.find('?');
  head.path = target.substr(0, question);
  if (question != std::string_view::npos) head.query = target.substr(question + 1);
  return {};
}

Attempt<void> parse_request_line(std::string_view line, RequestHead& head) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return bad_request_line();
  head.method = line.substr(0, first);
  const std::string_view version = line.substr(last + 1);
  if (!is_token(head.method) || (version != "HTTP/1.1" && version != "HTTP/1.0")) {
    return bad_request_line();
  }
  head.minor_version = version.back() - '0';
  return split_target(line.substr(first + 1, last - first - 1), head);
}

// A folded line begins with white space, so its name is no token (RFC 9112 section 5.2).
Attempt<void> parse_field(std::string_view line, RequestHead& head) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return bad_header();
  const std::string_view value = trim(line.substr(colon + 1));
  const auto forbidden = [](char c) { return is_control(c) && c != '\t'; };
  if (std::any_of(value.begin(), value.end(), forbidden)) return bad_header();
  head.fields.push_back({std::string(line.substr(0, colon)), std::string(value)});
  return {};
}

Attempt<void> check_host(const RequestHead& head) {
  const std::size_t hosts = head.count("Host");
  if (hosts == 1 || (hosts == 0 && head.minor_version == 0)) return {};
  return refuse("http.badHost",
                say("须有且只有一个Host字段", "exactly one Host field is required"));
}

tl::unexpected<Problem> ambiguous_length() {
  return refuse("http.ambiguousLength",
                say("内容长度有两种说法", "the body's length is stated in two ways"),
                say("只用一个Content-Length，或只用Transfer-Encoding: chunked",
                    "send one Content-Length, or Transfer-Encoding: chunked alone"));
}

Attempt<void> parse_length(const std::string& value, RequestHead& head) {
  if (value.find(',') != std::string::npos) return ambiguous_length();
  const char* end = value.data() + value.size();
  const auto [stop, error] = std::from_chars(value.data(), end, head.content_length);
  if (error != std::errc{} || stop != end) {
    return refuse("http.badLength",
                  say("Content-Length不是十进制整数", "Content-Length is not a decimal number"));
  }
  head.framing = Framing::length;
  return {};
}

// RFC 9112 section 6.3, without its leniency.
Attempt<void> find_framing(RequestHead& head) {
  const auto coding = head.find("Transfer-Encoding");
  const std::size_t lengths = head.count("Content-Length");
  if (lengths > 1 || (coding && lengths > 0)) return ambiguous_length();
  if (lengths == 1) return parse_length(*head.find("Content-Length"), head);
  if (!coding) return {};
  if (!equal_ignoring_case(*coding, "chunked") || head.minor_version == 0) {
    return refuse("http.badTransferEncoding",
                  say("不支持该传输编码", "this transfer coding is not supported"),
                  say("只支持HTTP/1.1的chunked", "only HTTP/1.1's chunked is"));
  }
  head.framing = Framing::chunked;
  return {};
}

}  // namespace

bool is_token(std::string_view text) {
  static constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  const auto allowed = [](char c) {
    const char small = lower(c);
    return (small >= 'a' && small <= 'z') || (c >= '0' && c <= '9') ||
           marks.find(c) != std::string_view::npos;
  };
  return !text.empty() && std::all_of(text.begin(), text.end(), allowed);
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::vector<std::string_view> list_elements(std::string_view text) {
  std::vector<std::string_view> elements;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string_view element = trim(text.substr(0, comma));
    if (!element.empty()) elements.push_back(element);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return elements;
}

std::optional<std::string> RequestHead::find(std::string_view name) const {
  std::optional<std::string> joined;
  for (const Field& field : fields) {
    if (!equal_ignoring_case(field.name, name)) continue;
    joined = joined ? *joined + ", " + field.value : field.value;
  }
  return joined;
}

std::size_t RequestHead::count(std::string_view name) const {
  return static_cast<std::size_t>(
      std::count_if(fields.begin(), fields.end(),
                    [&](const Field& field) { return equal_ignoring_case(field.name, name); }));
}

bool RequestHead::has_token(std::string_view name, std::string_view token) const {
  const std::string value = find(name).value_or("");
  const auto elements = list_elements(value);
  return std::any_of(elements.begin(), elements.end(),
                     [&](std::string_view element) { return equal_ignoring_case(element, token); });
}

Attempt<RequestHead> parse_head(std::string_view text) {
  RequestHead head;
  bool first = true;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find("\r\n"), text.size());
    const std::string_view line = text.substr(0, end);
    auto parsed = first ? parse_request_line(line, head) : parse_field(line, head);
    if (!parsed) return tl::unexpected(std::move(parsed.error()));
    first = false;
    if (head.fields.size() > max_fields) {
      return refuse("http.tooManyHeaders",
                    say("请求头字段超过{}个", "more than {} header fields", max_fields));
    }
    text.remove_prefix(std::min(end + 2, text.size()));
  }
  if (first) return bad_request_line();
  if (auto host = check_host(head); !host) return tl::unexpected(std::move(host.error()));
  if (auto framed = find_framing(head); !framed) return tl::unexpected(std::move(framed.error()));
  return head;
}

}  // namespace tongbao::http

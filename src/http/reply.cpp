#include "http/reply.h"

#include <algorithm>
#include <array>
#include <utility>

#include <Poco/DateTimeFormat.h>
#include <Poco/DateTimeFormatter.h>
#include <Poco/Timestamp.h>

#include "base/digest.h"
#include "http/status.h"

namespace tongbao::http {
namespace {

bool is_plain(char c) {
  return c >= ' ' && c < 0x7F && c != '"' && c != '\\' && c != '%';
}

// RFC 8187 attr-char.
bool is_attribute_character(char c) {
  constexpr std::string_view marks = "!#$&+-.^_`|~";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         marks.find(c) != std::string_view::npos;
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    if (is_attribute_character(c)) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += '%';
    encoded += digits[byte >> 4U];
    encoded += digits[byte & 15U];
  }
  return encoded;
}

bool is_safe_value(std::string_view value) {
  return std::none_of(value.begin(), value.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
  });
}

void add(std::string& head, std::string_view name, std::string_view value) {
  if (value.empty() || !is_safe_value(value)) return;
  head.append(name).append(": ").append(value).append("\r\n");
}

// Nothing that is served may be sniffed, framed, or run.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> safe_fields = {{
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
}};

// RFC 9110 sections 15.3.5 and 15.4.5.
bool has_content(const Reply& reply) {
  return reply.status != 304 && reply.status != 204;
}

std::string http_date() {
  return Poco::DateTimeFormatter::format(Poco::Timestamp(), Poco::DateTimeFormat::HTTP_FORMAT);
}

}  // namespace

Reply json_reply(std::string json) {
  Reply reply;
  reply.content_type = "application/json";
  reply.body = std::move(json);
  return reply;
}

std::string etag_of(const Sha256& digest) {
  return '"' + hex(digest) + '"';
}

std::string content_disposition(std::string_view file_name, std::string_view ascii_fallback) {
  const bool plain = std::all_of(file_name.begin(), file_name.end(), is_plain);
  std::string value = "attachment; filename=\"";
  value.append(plain ? file_name : ascii_fallback);
  value.append("\"; filename*=UTF-8''").append(percent_encode(file_name));
  return value;
}

std::string serialize_head(const Reply& reply, const Transmission& transmission) {
  std::string bytes = "HTTP/1.1 " + std::to_string(reply.status) + ' ';
  bytes.append(reason_of(reply.status)).append("\r\n");
  add(bytes, "Date", http_date());
  add(bytes, "X-Request-Id", transmission.request_id);
  if (has_content(reply)) add(bytes, "Content-Type", reply.content_type);
  if (has_content(reply) && !reply.source) {
    add(bytes, "Content-Length", std::to_string(reply.body.size()));
  }
  if (reply.source && transmission.chunked) add(bytes, "Transfer-Encoding", "chunked");
  add(bytes, "ETag", reply.etag);
  add(bytes, "Cache-Control", reply.cache_control);
  add(bytes, "Connection", transmission.keep_alive ? "keep-alive" : "close");
  for (const auto& [name, value] : safe_fields) add(bytes, name, value);
  if (transmission.secure) add(bytes, "Strict-Transport-Security", "max-age=31536000");
  for (const Field& field : reply.fields) add(bytes, field.name, field.value);
  return bytes += "\r\n";
}

bool carries_body(const Reply& reply, const Transmission& transmission) {
  return !transmission.head_only && has_content(reply);
}

}  // namespace tongbao::http

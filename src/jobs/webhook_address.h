// The address of a webhook, taken apart once, so that what is checked is what is called.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

namespace tongbao::jobs {

struct WebhookAddress {
  bool secure = false;     // https
  std::string host;        // lower case; an IPv6 address without brackets
  std::uint16_t port = 0;  // never 0
  std::string target;      // path and query, "/" at least

  // "https://oa.example.gov.cn:8443", the port always there.
  [[nodiscard]] std::string origin() const;
  // Of the Host field: the port only where it is not the scheme's own.
  [[nodiscard]] std::string host_field() const;
};

// Nothing where it is no http or https address in printable ASCII of at most 2,000 bytes, or has a
// user, a password or a fragment.
[[nodiscard]] std::optional<WebhookAddress> parse_webhook_address(const std::string& text);

}  // namespace tongbao::jobs

// IP addresses and networks: which ones are public.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tongbao::jobs {

struct IpAddress {
  bool v6 = false;
  std::array<std::uint8_t, 16> bytes{};  // the first four of IPv4
};

// "10.1.2.3", "2001:db8::1"; no other way to write one (octal, shortened, with a zone).
[[nodiscard]] std::optional<IpAddress> parse_ip(const std::string& text);

struct IpNetwork {
  IpAddress base;
  unsigned prefix = 0;  // bits
};

// "10.1.0.0/16", or one address. Nothing also where bits beyond the prefix are set.
[[nodiscard]] std::optional<IpNetwork> parse_network(const std::string& text);

[[nodiscard]] bool contains(const IpNetwork& network, const IpAddress& address);

// Globally reachable, one host, and no way round to an IPv4 address (mapped, translated, 6to4,
// Teredo): IANA's special-purpose registries (RFC 6890).
[[nodiscard]] bool is_public(const IpAddress& address);

}  // namespace tongbao::jobs

#include "jobs/networks.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include <arpa/inet.h>

namespace tongbao::jobs {
namespace {

std::vector<IpNetwork> networks_of(std::initializer_list<const char*> texts) {
  std::vector<IpNetwork> networks;
  for (const char* text : texts) networks.push_back(parse_network(text).value());
  return networks;
}

const std::vector<IpNetwork>& special_v4() {
  static const std::vector<IpNetwork> networks = networks_of({
      "0.0.0.0/8",        // this network
      "10.0.0.0/8",       // private
      "100.64.0.0/10",    // carrier-grade NAT
      "127.0.0.0/8",      // loopback
      "169.254.0.0/16",   // link-local; the metadata of clouds
      "172.16.0.0/12",    // private
      "192.0.0.0/24",     // IETF protocols
      "192.0.2.0/24",     // documentation
      "192.31.196.0/24",  // AS112
      "192.52.193.0/24",  // AMT
      "192.88.99.0/24",   // 6to4 relays
      "192.168.0.0/16",   // private
      "192.175.48.0/24",  // AS112
      "198.18.0.0/15",    // benchmarking
      "198.51.100.0/24",  // documentation
      "203.0.113.0/24",   // documentation
      "224.0.0.0/4",      // multicast
      "240.0.0.0/4",      // reserved; broadcast
  });
  return networks;
}

// All that is not 2000::/3 is no global unicast: loopback, mapped (::ffff:0:0/96), translated
// (64:ff9b::/96), unique local, link-local, multicast.
const std::vector<IpNetwork>& global_v6() {
  static const std::vector<IpNetwork> networks = networks_of({"2000::/3"});
  return networks;
}

const std::vector<IpNetwork>& special_v6() {
  static const std::vector<IpNetwork> networks = networks_of({
      "2001::/23",          // IETF protocols: Teredo, benchmarking, ORCHID
      "2001:db8::/32",      // documentation
      "2002::/16",          // 6to4
      "2620:4f:8000::/48",  // AS112
      "3ffe::/16",          // 6bone, returned
      "3fff::/20",          // documentation
  });
  return networks;
}

bool any_contains(const std::vector<IpNetwork>& networks, const IpAddress& address) {
  return std::any_of(networks.begin(), networks.end(),
                     [&](const IpNetwork& network) { return contains(network, address); });
}

bool bit(const IpAddress& address, unsigned index) {
  const unsigned byte = address.bytes.at(index / 8);
  return ((byte >> (7 - index % 8)) & 1U) != 0;
}

unsigned bits_of(const IpAddress& address) {
  return address.v6 ? 128 : 32;
}

}  // namespace

std::optional<IpAddress> parse_ip(const std::string& text) {
  IpAddress address;
  if (::inet_pton(AF_INET, text.c_str(), address.bytes.data()) == 1) return address;
  address.v6 = true;
  if (::inet_pton(AF_INET6, text.c_str(), address.bytes.data()) == 1) return address;
  return std::nullopt;
}

std::optional<IpNetwork> parse_network(const std::string& text) {
  const std::size_t slash = text.find('/');
  const auto base = parse_ip(text.substr(0, slash));
  if (!base) return std::nullopt;
  IpNetwork network{.base = *base, .prefix = bits_of(*base)};
  if (slash != std::string::npos) {
    const char* const end = text.data() + text.size();
    const auto [read, error] = std::from_chars(text.data() + slash + 1, end, network.prefix);
    if (error != std::errc() || read != end || network.prefix > bits_of(*base)) return std::nullopt;
  }
  for (unsigned i = network.prefix; i < bits_of(*base); ++i) {
    if (bit(*base, i)) return std::nullopt;
  }
  return network;
}

bool contains(const IpNetwork& network, const IpAddress& address) {
  if (network.base.v6 != address.v6) return false;
  for (unsigned i = 0; i < network.prefix; ++i) {
    if (bit(network.base, i) != bit(address, i)) return false;
  }
  return true;
}

bool is_public(const IpAddress& address) {
  if (!address.v6) return !any_contains(special_v4(), address);
  return any_contains(global_v6(), address) && !any_contains(special_v6(), address);
}

}  // namespace tongbao::jobs

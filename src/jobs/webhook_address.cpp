#include "jobs/webhook_address.h"

#include <algorithm>
#include <cctype>

#include <Poco/Exception.h>
#include <Poco/URI.h>

#include "jobs/networks.h"

namespace tongbao::jobs {
namespace {

constexpr std::size_t longest_address = 2000;
constexpr std::size_t longest_host = 253;  // RFC 1035 2.3.4

// Other readers take a backslash for a slash, and drop control characters.
bool is_plain(const std::string& text) {
  return !text.empty() && text.size() <= longest_address &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return c > 0x20 && c < 0x7F && c != '\\'; });
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

bool is_host_name(const std::string& host) {
  return !host.empty() && host.size() <= longest_host &&
         std::all_of(host.begin(), host.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
                  c == '_';
         });
}

bool is_v6(const std::string& host) {
  const auto ip = parse_ip(host);
  return ip && ip->v6;
}

std::string bracketed(const std::string& host) {
  return is_v6(host) ? '[' + host + ']' : host;
}

std::optional<WebhookAddress> taken_apart(const std::string& text) {
  const Poco::URI uri(text);
  if (uri.getScheme() != "http" && uri.getScheme() != "https") return std::nullopt;
  if (!uri.getUserInfo().empty() || text.find('#') != std::string::npos) return std::nullopt;
  const std::string authority = text.substr(0, text.find('/', text.find("//") + 2));
  if (authority.find('@') != std::string::npos) return std::nullopt;
  WebhookAddress address{.secure = uri.getScheme() == "https",
                         .host = lower(uri.getHost()),
                         .port = uri.getPort(),
                         .target = uri.getPathEtc()};
  if (address.target.empty() || address.target.front() != '/') address.target.insert(0, "/");
  if (address.port == 0 || (!is_host_name(address.host) && !is_v6(address.host))) {
    return std::nullopt;
  }
  return address;
}

}  // namespace

std::string WebhookAddress::origin() const {
  return (secure ? "https://" : "http://") + bracketed(host) + ':' + std::to_string(port);
}

std::string WebhookAddress::host_field() const {
  const bool usual = port == (secure ? 443 : 80);
  return usual ? bracketed(host) : bracketed(host) + ':' + std::to_string(port);
}

std::optional<WebhookAddress> parse_webhook_address(const std::string& text) {
  if (!is_plain(text)) return std::nullopt;
  try {
    return taken_apart(text);
  } catch (const Poco::Exception&) {
    return std::nullopt;
  }
}

}  // namespace tongbao::jobs

#include "template/email_links.h"

#include <optional>

namespace tongbao::tmpl {

namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_domain(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}
bool is_local(char c) {
  constexpr std::string_view others = "!#$%&'*+/=?^_`{|}~";
  return is_domain(c) || others.find(c) != std::string_view::npos;
}

bool has_empty_label(std::string_view text) {
  return text.empty() || text.front() == '.' || text.back() == '.' ||
         text.find("..") != std::string_view::npos;
}

bool is_domain_name(std::string_view domain) {
  const std::size_t dot = domain.rfind('.');
  if (dot == std::string_view::npos || has_empty_label(domain)) return false;
  const std::string_view top = domain.substr(dot + 1);
  return top.size() >= 2 && is_letter(top.front()) && is_letter(top.back());
}

// `at` is the place of an @; nothing before `least` belongs to the address.
std::optional<EmailAddress> address_at(std::string_view text, std::size_t at, std::size_t least) {
  std::size_t begin = at;
  while (begin > least && is_local(text[begin - 1])) --begin;
  std::size_t end = at + 1;
  while (end < text.size() && is_domain(text[end])) ++end;
  while (end > at + 1 && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
  const std::string_view local = text.substr(begin, at - begin);
  const std::string_view domain = text.substr(at + 1, end - at - 1);
  constexpr std::size_t longest = 254;  // RFC 5321 4.5.3.1.3
  if (has_empty_label(local) || !is_domain_name(domain) || end - begin > longest) {
    return std::nullopt;
  }
  return EmailAddress{begin, end};
}

}  // namespace

std::vector<EmailAddress> find_email_addresses(std::string_view text) {
  std::vector<EmailAddress> found;
  std::size_t least = 0;
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    const auto address = address_at(text, at, least);
    if (address) found.push_back(*address);
    least = address ? address->end : at + 1;
  }
  return found;
}

}  // namespace tongbao::tmpl

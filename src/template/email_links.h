// E-mail addresses in printed text become links; the text stays as it is.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace tongbao::tmpl {

struct EmailAddress {
  std::size_t begin = 0;  // bytes of the text
  std::size_t end = 0;
};

// The addresses in `text`, in order: a dot-atom local part and a domain of two labels or more
// (RFC 5322 3.4.1, without quotes and comments). A full stop or 。 after one is not part of it.
[[nodiscard]] std::vector<EmailAddress> find_email_addresses(std::string_view text);

}  // namespace tongbao::tmpl

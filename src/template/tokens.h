// The words of an expression.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace tongbao::tmpl {

struct Token {
  enum class Kind { name, number, text, symbol, broken, end };
  Kind kind = Kind::end;
  std::string_view text;  // of a text without its quotes
  std::size_t index = 0;  // where it begins, in bytes of the expression's string
};

// Splits `text` from `begin` to `end`; the last token is `end`. A character that begins no token,
// and a text without its closing quote, is a broken token, the last but one. Tokens refer to the
// text.
[[nodiscard]] std::vector<Token> tokens_of(std::string_view text, std::size_t begin,
                                           std::size_t end);

}  // namespace tongbao::tmpl

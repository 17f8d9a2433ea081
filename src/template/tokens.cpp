#include "template/tokens.h"

#include <algorithm>
#include <array>

namespace tongbao::tmpl {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
// Members of `extra` may have Chinese names.
bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & '\x80') != 0 ||
         is_digit(c);
}

class Lexer {
 public:
  Lexer(std::string_view text, std::size_t begin, std::size_t end)
      : text_(text.substr(0, end)), at_(begin) {}

  Token next() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    if (at_ == text_.size()) return {Token::Kind::end, {}, at_};
    const char c = text_[at_];
    if (c == '"' || c == '\'') return quoted(c);
    if (is_digit(c) || (c == '-' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]))) {
      return number();
    }
    if (is_name(c)) return take(Token::Kind::name, length_while(is_name));
    return symbol();
  }

 private:
  Token take(Token::Kind kind, std::size_t length) {
    const Token token{kind, text_.substr(at_, length), at_};
    at_ += length;
    return token;
  }

  template <class Condition>
  [[nodiscard]] std::size_t length_while(const Condition& condition) const {
    const auto* const begin = text_.begin() + at_;
    return static_cast<std::size_t>(std::find_if_not(begin, text_.end(), condition) - begin);
  }

  Token quoted(char quote) {
    const std::size_t close = text_.find(quote, at_ + 1);
    if (close == std::string_view::npos) return take(Token::Kind::broken, text_.size() - at_);
    const Token token{Token::Kind::text, text_.substr(at_ + 1, close - at_ - 1), at_};
    at_ = close + 1;
    return token;
  }

  Token number() {
    const std::size_t sign = text_[at_] == '-' ? 1 : 0;
    const auto* const begin = text_.begin() + at_ + sign;
    const auto* const end =
        std::find_if_not(begin, text_.end(), [](char c) { return is_digit(c) || c == '.'; });
    return take(Token::Kind::number, sign + static_cast<std::size_t>(end - begin));
  }

  Token symbol() {
    static constexpr std::array<std::string_view, 12> symbols = {"!=", "<=", ">=", "=", "<", ">",
                                                                 "|",  ":",  ",",  ".", "(", ")"};
    for (const std::string_view symbol : symbols) {
      if (text_.substr(at_, symbol.size()) == symbol) {
        return take(Token::Kind::symbol, symbol.size());
      }
    }
    return take(Token::Kind::broken, 1);
  }

  std::string_view text_;
  std::size_t at_;
};

}  // namespace

std::vector<Token> tokens_of(std::string_view text, std::size_t begin, std::size_t end) {
  Lexer lexer(text, begin, end);
  std::vector<Token> tokens;
  do {
    tokens.push_back(lexer.next());
  } while (tokens.back().kind != Token::Kind::end && tokens.back().kind != Token::Kind::broken);
  if (tokens.back().kind == Token::Kind::broken) {
    tokens.push_back({Token::Kind::end, {}, end});
  }
  return tokens;
}

}  // namespace tongbao::tmpl

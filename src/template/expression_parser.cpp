#include "template/expression_parser.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "template/path_resolver.h"
#include "template/tokens.h"

namespace tongbao::tmpl {

using record::Kind;

namespace {

constexpr int deepest_test = 16;

// A recursive descent parser; after the first error of an expression it gives up on that one.
class Parser {
 public:
  Parser(const ExpressionSource& from, const Scope& scope)
      : from_(from), scope_(scope), tokens_(tokens_of(from.text.value(), from.begin, from.end)) {}

  std::optional<Expression> expression() {
    Expression expression;
    do {
      auto parsed = operand();
      if (!parsed) return std::nullopt;
      expression.alternatives.push_back(*std::move(parsed));
    } while (accept_word("or"));
    if (!at_end()) return std::nullopt;
    return expression;
  }

  std::optional<Path> lone_path() {
    auto parsed = path();
    if (!parsed || !at_end()) return std::nullopt;
    return parsed;
  }

  std::optional<Test> lone_test() {
    auto parsed = test();
    if (!parsed || !at_end()) return std::nullopt;
    return parsed;
  }

 private:
  [[nodiscard]] const Token& peek() const { return tokens_[at_]; }
  const Token& take() { return tokens_[peek().kind == Token::Kind::end ? at_ : at_++]; }
  bool accept(Token::Kind kind, std::string_view text) {
    if (peek().kind != kind || peek().text != text) return false;
    take();
    return true;
  }
  bool accept_symbol(std::string_view symbol) { return accept(Token::Kind::symbol, symbol); }
  bool accept_word(std::string_view word) { return accept(Token::Kind::name, word); }

  [[nodiscard]] Position position_of(const Token& token) const {
    return from_.source.position(from_.text.offset_of(token.index));
  }

  std::nullopt_t error(std::string_view code, const Token& token, Bilingual message,
                       Bilingual hint = {}) {
    from_.report.error(code, from_.text.offset_of(token.index), std::move(message),
                       std::move(hint));
    return std::nullopt;
  }

  std::nullopt_t expected(std::string_view zh, std::string_view en) {
    const Token& token = peek();
    if (token.kind == Token::Kind::broken) {
      const bool quote = token.text[0] == '"' || token.text[0] == '\'';
      if (token.text[0] == '{') {
        return error("template.badExpression", token,
                     say("此处直接写字段名，不加 {{{{ }}}}",
                         "a field's name stands here without {{{{ }}}}"));
      }
      return error(
          "template.badExpression", token,
          quote ? say("文字缺少右引号", "the text has no closing quote")
                : say("表达式中不能有字符 {}", "{} cannot stand in an expression", token.text));
    }
    return error("template.badExpression", token,
                 say("此处应为{}", "{1} is expected here", zh, en));
  }

  bool at_end() {
    if (peek().kind == Token::Kind::end) return true;
    static_cast<void>(expected("表达式的结尾", "the end of the expression"));
    return false;
  }

  std::optional<Path> path() {
    std::vector<Token> names;
    do {
      if (peek().kind != Token::Kind::name) return expected("字段名", "a field's name");
      names.push_back(take());
    } while (accept_symbol("."));
    return resolve_path(from_, scope_, names);
  }

  std::optional<Operand> operand() {
    Operand operand;
    operand.position = position_of(peek());
    if (peek().kind == Token::Kind::text) {
      operand.start = std::string(take().text);
    } else {
      auto parsed = path();
      if (!parsed) return std::nullopt;
      operand.type = parsed->type;
      operand.start = *std::move(parsed);
    }
    while (accept_symbol("|")) {
      if (!filter(operand)) return std::nullopt;
    }
    return operand;
  }

  bool filter(Operand& operand) {
    if (peek().kind != Token::Kind::name) return expected("过滤器名", "a filter's name"), false;
    const Token& name = take();
    FilterCall call{.filter = find_filter(name.text), .arguments = {}, .position = {}};
    call.position = position_of(name);
    if (call.filter == nullptr) {
      error("template.unknownFilter", name,
            say("没有名为 {} 的过滤器", "there is no filter named {}", name.text),
            hint_of_names(name.text, filter_names()));
      return false;
    }
    if (!arguments(name, call)) return false;
    if (!takes(*call.filter, operand.type)) return refuse_input(name, call, operand.type);
    operand.type = {.kind = call.filter->output};
    operand.filters.push_back(std::move(call));
    return true;
  }

  bool arguments(const Token& name, FilterCall& call) {
    if (accept_symbol(":")) {
      do {
        if (peek().kind == Token::Kind::broken) return expected("文字", "a text"), false;
        if (peek().kind != Token::Kind::text) {
          error("template.badArgument", peek(),
                say("过滤器 {} 的参数应为引号中的文字", "an argument of {} is a text in quotes",
                    name.text));
          return false;
        }
        call.arguments.emplace_back(take().text);
      } while (accept_symbol(","));
    }
    if (call.arguments.size() == call.filter->arguments) return true;
    error("template.badArgument", name,
          say("过滤器 {0} 需要 {1} 个参数，这里有 {2} 个", "{0} takes {1} argument(s), not {2}",
              name.text, call.filter->arguments, call.arguments.size()));
    return false;
  }

  bool refuse_input(const Token& name, const FilterCall& call, const ValueType& type) {
    const Bilingual is = describe(type);
    const Bilingual wants = describe_inputs(call.filter->inputs);
    error("template.badInput", name,
          Bilingual{fmt::format("过滤器 {} 不能用于{}", name.text, is.zh),
                    fmt::format("{} cannot take {}", name.text, is.en)},
          Bilingual{"可用于：" + wants.zh, "it takes: " + wants.en});
    return false;
  }

  std::optional<Test> test() { return series("or", Test::Kind::disjunction, &Parser::both); }
  std::optional<Test> both() { return series("and", Test::Kind::conjunction, &Parser::single); }

  std::optional<Test> series(std::string_view word, Test::Kind kind,
                             std::optional<Test> (Parser::*part)()) {
    Test whole;
    whole.kind = kind;
    do {
      auto parsed = (this->*part)();
      if (!parsed) return std::nullopt;
      whole.parts.push_back(*std::move(parsed));
    } while (accept_word(word));
    return whole.parts.size() == 1 ? std::move(whole.parts[0]) : std::move(whole);
  }

  std::optional<Test> single() {
    if (++depth_ > deepest_test) {
      return error("template.badExpression", peek(),
                   say("条件嵌套过深", "the test nests too deeply"));
    }
    auto parsed = single_within();
    --depth_;
    return parsed;
  }

  std::optional<Test> single_within() {
    if (accept_word("not")) {
      auto inner = single();
      if (!inner) return std::nullopt;
      return negated(*std::move(inner));
    }
    if (accept_symbol("(")) {
      auto inner = test();
      if (inner && !accept_symbol(")")) return expected("右括号", "a closing parenthesis");
      return inner;
    }
    Test plain;
    auto parsed = operand();
    if (!parsed) return std::nullopt;
    plain.operand = *std::move(parsed);
    if (accept_word("is")) return emptiness(std::move(plain));
    return comparison(std::move(plain));
  }

  static Test negated(Test inner) {
    Test outer;
    outer.kind = Test::Kind::negation;
    outer.parts.push_back(std::move(inner));
    return outer;
  }

  std::optional<Test> emptiness(Test plain) {
    const bool negate = accept_word("not");
    if (!accept_word("empty")) return expected(" empty", "empty");
    plain.kind = Test::Kind::empty;
    return negate ? negated(std::move(plain)) : std::move(plain);
  }

  std::optional<Test> comparison(Test plain) {
    static constexpr std::array<std::string_view, 6> signs = {"=", "!=", "<", "<=", ">", ">="};
    for (std::size_t i = 0; i < signs.size(); ++i) {
      if (!accept_symbol(signs[i])) continue;
      plain.kind = Test::Kind::compare;
      plain.comparison = static_cast<Comparison>(i);
      return literal(plain) ? std::optional<Test>(std::move(plain)) : std::nullopt;
    }
    return plain;
  }

  bool literal(Test& compared) {
    const Token token = take();
    if (token.kind == Token::Kind::number) {
      double number = 0;
      const char* const end = token.text.data() + token.text.size();
      const auto read = std::from_chars(token.text.data(), end, number);
      compared.literal = number;
      if (read.ec == std::errc{} && read.ptr == end && fits(token, compared)) return true;
      return read.ptr == end ? false : (error_literal(token), false);
    }
    if (token.kind != Token::Kind::text) return error_literal(token), false;
    compared.literal = std::string(token.text);
    return fits(token, compared);
  }

  void error_literal(const Token& token) {
    error("template.badExpression", token,
          say("此处应为数字或引号中的文字", "a number or a text in quotes is expected here"));
  }

  bool fits(const Token& token, Test& compared) {
    const ValueType& type = compared.operand.type;
    const bool is_text = std::holds_alternative<std::string>(compared.literal);
    const bool ordered =
        compared.comparison != Comparison::equal && compared.comparison != Comparison::unequal;
    switch (type.kind) {
      case Kind::text:
      case Kind::label:
        return (is_text && !ordered) || refuse_comparison(token, type);
      case Kind::number:
        return !is_text || refuse_comparison(token, type);
      case Kind::date:
        return (is_text && date_literal(compared)) || refuse_comparison(token, type);
      case Kind::choice:
        return (is_text && !ordered && known_choice(token, type)) || refuse_comparison(token, type);
      case Kind::any:
        return (!is_text || !ordered) || refuse_comparison(token, type);
      default:
        return refuse_comparison(token, type);
    }
  }

  static bool date_literal(Test& compared) {
    const auto date = Date::parse(std::get<std::string>(compared.literal));
    if (date) compared.literal = *date;
    return date.has_value();
  }

  bool known_choice(const Token& token, const ValueType& type) {
    const auto names = type.choice->names;
    return std::find(names.begin(), names.end(), token.text) != names.end();
  }

  bool refuse_comparison(const Token& token, const ValueType& type) {
    const Bilingual is = describe(type);
    Bilingual hint;
    if (type.kind == Kind::choice) {
      hint = hint_of_names(token.text, {type.choice->names.begin(), type.choice->names.end()});
    } else if (type.kind == Kind::date) {
      hint = say("日期写作 \"2025-04-01\"", "a date is written \"2025-04-01\"");
    }
    error("template.badComparison", token,
          Bilingual{is.zh + "不能这样与 " + std::string(token.text) + " 比较",
                    is.en + " cannot be compared with " + std::string(token.text) + " in this way"},
          hint);
    return false;
  }

  const ExpressionSource& from_;
  const Scope& scope_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

std::optional<Expression> parse_expression(const ExpressionSource& from, const Scope& scope) {
  return Parser(from, scope).expression();
}
std::optional<Path> parse_path(const ExpressionSource& from, const Scope& scope) {
  return Parser(from, scope).lone_path();
}
std::optional<Test> parse_test(const ExpressionSource& from, const Scope& scope) {
  return Parser(from, scope).lone_test();
}

}  // namespace tongbao::tmpl

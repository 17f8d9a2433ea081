// The text of an expression → a checked expression. Grammar:
//   expression  operand { "or" operand }
//   operand     ( path | text ) { "|" filter [ ":" text { "," text } ] }
//   path        name { "." name }
//   test        both { "or" both }        both  single { "and" single }
//   single      "not" single | "(" test ")" | operand [ "is" [ "not" ] "empty" | sign literal ]
//   sign        = != < <= > >=            literal  text | number
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "template/expression.h"
#include "template/source.h"

namespace tongbao::tmpl {

// Whether it is known there what all problems come to.
enum class Totals { unknown, known };

// The names that stand for values at one place of a template.
struct Scope {
  struct Variable {
    std::string name;
    ValueType type;
    bool loop = false;
  };
  // Slot 0 is the record, nameless: its fields are the names. Slot 1 is its summary, nameless where
  // it is not known.
  static constexpr std::size_t summary_slot = 1;
  std::vector<Variable> variables;
  bool whole_record = true;  // false in a ledger

  [[nodiscard]] static Scope of_record(bool whole_record, Totals totals);
  [[nodiscard]] std::vector<std::string_view> names() const;  // all that a path may begin with
};

// Each reports what is wrong and then gives nothing. `begin` and `end` are bytes of text.value().
struct ExpressionSource {
  const SourceText& source;
  Report& report;
  const SourceString& text;
  std::size_t begin = 0;
  std::size_t end = 0;
};
[[nodiscard]] std::optional<Expression> parse_expression(const ExpressionSource& from,
                                                         const Scope& scope);
[[nodiscard]] std::optional<Path> parse_path(const ExpressionSource& from, const Scope& scope);
[[nodiscard]] std::optional<Test> parse_test(const ExpressionSource& from, const Scope& scope);

}  // namespace tongbao::tmpl

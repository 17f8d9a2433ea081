// Expressions as checked: paths into the record, filters on them, and tests. Names are resolved;
// binding only follows them.
#pragma once
#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "base/date.h"
#include "record/fields.h"
#include "template/derived.h"
#include "template/filters.h"
#include "template/source.h"
#include "template/value_type.h"

namespace tongbao::tmpl {

// A field of the table, a derived name, or a member of what `extra` holds.
using Step = std::variant<const record::Field*, const DerivedName*, std::string>;

struct Path {
  std::size_t slot = 0;  // which frame it starts from: 0 the record
  std::vector<Step> steps;
  ValueType type;
  Position position;
};

struct FilterCall {
  const Filter* filter = nullptr;
  std::vector<std::string> arguments;
  Position position;
};

// A path or a text of the template's own, and the filters it goes through.
struct Operand {
  std::variant<Path, std::string> start;
  std::vector<FilterCall> filters;
  ValueType type;
  Position position;
};

// `a or b`: the first that is there.
struct Expression {
  std::vector<Operand> alternatives;  // at least one
};

enum class Comparison { equal, unequal, less, less_or_equal, greater, greater_or_equal };

struct Test {
  enum class Kind { truth, empty, compare, negation, conjunction, disjunction };
  using Literal = std::variant<std::string, double, Date>;
  Kind kind = Kind::truth;
  Operand operand;                            // truth, empty, compare
  Comparison comparison = Comparison::equal;  // compare
  Literal literal;                            // compare
  std::vector<Test> parts;                    // negation: one; the others: two or more
};

}  // namespace tongbao::tmpl

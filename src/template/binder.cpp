#include "template/binder.h"

#include <cmath>
#include <utility>

#include "base/utf8.h"

namespace tongbao::tmpl {

using record::View;

namespace {

constexpr std::size_t most_errors = 200;

template <class T>
bool ordered(Comparison comparison, const T& a, const T& b) {
  switch (comparison) {
    case Comparison::equal:
      return a == b;
    case Comparison::unequal:
      return a != b;
    case Comparison::less:
      return a < b;
    case Comparison::less_or_equal:
      return a <= b;
    case Comparison::greater:
      return a > b;
    case Comparison::greater_or_equal:
      break;
  }
  return a >= b;
}

// What a text literal is compared with: a text's own words, a choice's name.
std::optional<std::string> comparable_text(const Value& value) {
  const auto* view = std::get_if<View>(&value);
  if (view != nullptr && view->kind() == record::Kind::choice) return std::string(view->choice());
  std::string text;
  if (!present(value) || !append_text(text, value, nullptr)) return std::nullopt;
  return text;
}

bool truth(const Value& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag;
  const auto* view = std::get_if<View>(&value);
  if (view != nullptr && view->kind() == record::Kind::boolean) return view->boolean();
  return present(value);
}

}  // namespace

Binder::Binder(const Template::Program& program, const Evaluation& evaluation, Frame record)
    : program_(program), evaluation_(evaluation) {
  frames_.push_back(std::move(record));
  frames_.emplace_back().is_counted = true;
}

const Frame& Binder::frame_of(const Path& path) const {
  return path.slot < global_slots ? frames_[path.slot] : frames_[base_ + path.slot];
}

Value Binder::filtered(Value value, const Operand& operand) {
  for (const FilterCall& call : operand.filters) {
    if (!present(value) && call.filter->absent != Absent::taken) {
      if (call.filter->absent == Absent::refused) {
        error("bind.missingValue", call.position, pointer_of(operand),
              say("模板要求此处有值", "the template requires a value here"));
      }
      return {};
    }
    Bilingual why;
    auto made = call.filter->apply(value, call.arguments, problem_of(operand), why);
    if (!made) {
      error("bind.badValue", call.position, pointer_of(operand), std::move(why));
      return {};
    }
    value = *std::move(made);
  }
  return value;
}

Value Binder::operand_value(const Operand& operand) {
  const auto* path = std::get_if<Path>(&operand.start);
  Value value = path == nullptr ? Value(std::get<std::string>(operand.start)) : value_of(*path);
  return operand.filters.empty() ? value : filtered(std::move(value), operand);
}

Binder::Found Binder::find(const Expression& expression) {
  Found found;
  for (const Operand& operand : expression.alternatives) {
    found = {operand_value(operand), &operand};
    if (present(found.value)) break;
  }
  return found;
}

bool Binder::compares(const Test& test) {
  const Value value = operand_value(test.operand);
  const bool unequal = test.comparison == Comparison::unequal;
  if (const auto* date = std::get_if<Date>(&test.literal)) {
    const auto own = date_of(value);
    return own ? ordered(test.comparison, *own, *date) : unequal;
  }
  if (const auto* number = std::get_if<double>(&test.literal)) {
    const auto own = number_of(value);
    return own ? ordered(test.comparison, *own, *number) : unequal;
  }
  const auto own = comparable_text(value);
  return own ? ordered(test.comparison, *own, std::get<std::string>(test.literal)) : unequal;
}

bool Binder::holds(const Test& test) {
  switch (test.kind) {
    case Test::Kind::truth:
      return truth(operand_value(test.operand));
    case Test::Kind::empty:
      return !present(operand_value(test.operand));
    case Test::Kind::compare:
      return compares(test);
    case Test::Kind::negation:
      return !holds(test.parts[0]);
    case Test::Kind::conjunction:
    case Test::Kind::disjunction:
      break;
  }
  const bool decisive = test.kind == Test::Kind::disjunction;
  for (const Test& part : test.parts) {
    if (holds(part) == decisive) return decisive;
  }
  return !decisive;
}

const Nodes* Binder::branch(const IfNode& node) {
  for (const IfNode::Branch& branch : node.branches) {
    if (!branch.test || holds(*branch.test)) return &branch.body;
  }
  return nullptr;
}

void Binder::error(std::string_view code, const Position& position, std::string pointer,
                   Bilingual message, Bilingual hint) {
  if (errors_.size() >= most_errors) return;
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.where = Place::at_line(position.line, position.column, program_.file);
  diagnostic.where.pointer = std::move(pointer);
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  errors_.push_back(std::move(diagnostic));
}

bool Binder::go_on() {
  if (stopped_) return false;
  if (++steps_ <= most_steps && bytes_ <= most_bytes) return true;
  stopped_ = true;
  error("bind.tooMuch", {}, {},
        say("模板由这份数据生成的内容过多", "the template makes too much of this record"));
  return false;
}

bool Binder::enter(const Position& position) {
  if (depth_ < deepest_use) return ++depth_, true;
  stopped_ = true;
  error("bind.tooDeep", position, frames_.back().pointer,
        say("<use> 嵌套超过 {} 层", "<use> nests deeper than {}", deepest_use));
  return false;
}

}  // namespace tongbao::tmpl

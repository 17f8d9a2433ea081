#include "template/binder.h"

#include <cmath>
#include <utility>

#include "base/json_pointer.h"
#include "base/utf8.h"

namespace tongbao::tmpl {

using record::View;

namespace {

constexpr std::size_t most_errors = 200;

View step_from(const View& view, const Step& step) {
  if (const auto* field = std::get_if<const record::Field*>(&step)) return view.field(**field);
  if (const auto* member = std::get_if<std::string>(&step)) return view.member(*member);
  return {};
}

// What stands at the end of `steps`, in every element of the lists on the way.
void gather(const View& view, const std::vector<Step>& steps, std::size_t next, Views& out) {
  if (!view.present()) return;
  if (view.kind() == record::Kind::list) {
    for (std::size_t i = 0; i < view.size(); ++i) gather(view[i], steps, next, out);
  } else if (next == steps.size()) {
    out.push_back(view);
  } else {
    gather(step_from(view, steps[next]), steps, next + 1, out);
  }
}

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
}

const Frame& Binder::frame_of(const Path& path) const {
  return path.slot == 0 ? frames_[0] : frames_[base_ + path.slot];
}

View Binder::view_of(const Path& path) const {
  View view = frame_of(path).view;
  for (const Step& step : path.steps) view = step_from(view, step);
  return view;
}

Value Binder::value_of(const Path& path) const {
  const Frame& frame = frame_of(path);
  if (path.type.gathered) {
    Views views;
    gather(frame.view, path.steps, 0, views);
    return views;
  }
  View view = frame.view;
  for (const Step& step : path.steps) {
    if (const auto* derived = std::get_if<const DerivedName*>(&step)) {
      return (*derived)->evaluate(evaluation_, frame, view);
    }
    view = step_from(view, step);
  }
  return tmpl::value_of(view);
}

std::string Binder::pointer_to(const Path& path) const {
  std::string pointer = frame_of(path).pointer;
  for (const Step& step : path.steps) {
    if (const auto* field = std::get_if<const record::Field*>(&step)) {
      append_pointer(pointer, (*field)->name);
    } else if (const auto* member = std::get_if<std::string>(&step)) {
      append_pointer(pointer, *member);
    }
  }
  return pointer;
}

std::string Binder::pointer_of(const Operand& operand) const {
  const auto* path = std::get_if<Path>(&operand.start);
  return path == nullptr ? std::string() : pointer_to(*path);
}

const record::Problem* Binder::problem_of(const Operand& operand) const {
  const auto* path = std::get_if<Path>(&operand.start);
  return path == nullptr ? nullptr : frame_of(*path).problem;
}

std::optional<Frame> Binder::frame_at(const Path& path) const {
  Frame frame = frame_of(path);
  if (path.steps.empty()) return frame;
  frame.view = view_of(path);
  frame.pointer = pointer_to(path);
  if (!frame.view.present()) return std::nullopt;
  return frame;
}

Frame Binder::element_frame(const Path& path, const View& list, std::size_t index) const {
  const Frame& owner = frame_of(path);
  Frame frame;
  frame.view = list[index];
  frame.pointer = pointer_to(path) + "/" + std::to_string(index);
  frame.index = index;
  frame.count = list.size();
  frame.problem = owner.problem;
  frame.problem_pointer = owner.problem_pointer;
  if (path.type.element != nullptr && path.type.element->object != nullptr &&
      path.type.element->object() == &record::problem_type()) {
    frame.problem = static_cast<const record::Problem*>(frame.view.address());
    frame.problem_pointer = frame.pointer;
  }
  return frame;
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

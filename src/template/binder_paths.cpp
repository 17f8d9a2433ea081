// What paths lead to, in the edition at hand: the public one has its own title and paragraphs for
// a problem, and does not know of problems that it leaves out (record/record.h, Publication).
#include <utility>

#include "base/json_pointer.h"
#include "template/binder.h"

namespace tongbao::tmpl {

using record::Field;
using record::View;

namespace {

bool is_problem(const record::Type* type) {
  return type != nullptr && type->object != nullptr && type->object() == &record::problem_type();
}

bool lists_problems(const View& view) {
  return view.present() && view.kind() == record::Kind::list && is_problem(view.type()->element);
}

const record::Problem& problem_at(const View& view) {
  return *static_cast<const record::Problem*>(view.address());
}

const Field& publication_field() {
  static const Field& field = *record::problem_type().find("publication");
  return field;
}

// The field of a publication that stands for `field` of its problem; null: none.
const Field* public_counterpart(const Field& field) {
  static const record::ObjectType& problem = record::problem_type();
  static const record::ObjectType& publication = *publication_field().type.object();
  static const Field* const title = problem.find("title");
  static const Field* const body = problem.find("body");
  static const Field* const public_title = publication.find("title");
  static const Field* const public_body = publication.find("body");
  if (&field == title) return public_title;
  return &field == body ? public_body : nullptr;
}

}  // namespace

bool Binder::is_hidden(const View& element) const {
  return is_problem(element.type()) && element.address() != nullptr &&
         !record::is_shown(problem_at(element), evaluation_.edition);
}

bool Binder::hides_some(const View& list) const {
  if (evaluation_.edition == record::Edition::internal || !lists_problems(list)) return false;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (is_hidden(list[i])) return true;
  }
  return false;
}

// One step on, and `pointer` with it.
View Binder::follow(const View& view, const Step& step, std::string* pointer) const {
  if (const auto* member = std::get_if<std::string>(&step)) {
    if (pointer != nullptr) append_pointer(*pointer, *member);
    return view.member(*member);
  }
  const auto* field = std::get_if<const Field*>(&step);
  if (field == nullptr) return view;
  const bool is_public = evaluation_.edition == record::Edition::public_;
  if (is_public && view.address() != nullptr && is_problem(view.type())) {
    const Field* counterpart = public_counterpart(**field);
    const View instead =
        counterpart == nullptr ? View{} : view.field(publication_field()).field(*counterpart);
    if (instead.present()) {
      if (pointer != nullptr) {
        append_pointer(*pointer, publication_field().name);
        append_pointer(*pointer, counterpart->name);
      }
      return instead;
    }
  }
  if (pointer != nullptr) append_pointer(*pointer, (*field)->name);
  return view.field(**field);
}

// What stands at the end of `steps`, in every element of the lists on the way.
void Binder::gather(const View& view, const std::vector<Step>& steps, std::size_t next,
                    Views& out) const {
  if (!view.present() || is_hidden(view)) return;
  if (view.kind() == record::Kind::list) {
    for (std::size_t i = 0; i < view.size(); ++i) gather(view[i], steps, next, out);
  } else if (next == steps.size()) {
    out.push_back(view);
  } else {
    gather(follow(view, steps[next], nullptr), steps, next + 1, out);
  }
}

View Binder::view_of(const Path& path) const {
  View view = frame_of(path).view;
  for (const Step& step : path.steps) view = follow(view, step, nullptr);
  return view;
}

Value Binder::value_of(const Path& path) const {
  const Frame& frame = frame_of(path);
  Views views;
  if (path.type.gathered) {
    gather(frame.view, path.steps, 0, views);
    return views;
  }
  View view = frame.view;
  for (const Step& step : path.steps) {
    if (const auto* derived = std::get_if<const DerivedName*>(&step)) {
      if (view.address() == nullptr) return {};  // the part of what has none to split
      return (*derived)->evaluate(evaluation_, frame, view);
    }
    view = follow(view, step, nullptr);
  }
  if (!hides_some(view)) return tmpl::value_of(view);
  gather(view, {}, 0, views);
  return views;
}

std::string Binder::pointer_to(const Path& path) const {
  std::string pointer = frame_of(path).pointer;
  if (frame_of(path).is_counted) return pointer;
  View view = frame_of(path).view;
  for (const Step& step : path.steps) view = follow(view, step, &pointer);
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

Binder::LoopElements Binder::elements_of(const Path& path) const {
  LoopElements elements;
  const auto* derived =
      path.steps.empty() ? nullptr : std::get_if<const DerivedName*>(&path.steps.back());
  if (derived != nullptr && tmpl::lists_problems(**derived)) {
    elements.problems = evaluation_.problems;
    elements.count = elements.problems->size();
    return elements;
  }
  elements.list = view_of(path);
  elements.count = elements.list.size();
  if (!hides_some(elements.list)) return elements;
  for (std::size_t i = 0; i < elements.list.size(); ++i) {
    if (!is_hidden(elements.list[i])) elements.shown.push_back(i);
  }
  elements.count = elements.shown.size();
  return elements;
}

Frame Binder::element_frame(const Path& path, const LoopElements& elements,
                            std::size_t index) const {
  const Frame& owner = frame_of(path);
  Frame frame;
  if (elements.problems != nullptr) {
    const PlacedProblem& placed = (*elements.problems)[index];
    frame.view = View::of(*placed.problem);
    frame.pointer = placed.pointer;
  } else {
    const std::size_t place = elements.shown.empty() ? index : elements.shown[index];
    frame.view = elements.list[place];
    frame.pointer = pointer_to(path);
    frame.is_counted = owner.is_counted;
    if (!frame.is_counted) frame.pointer += "/" + std::to_string(place);
  }
  frame.index = index;
  frame.count = elements.count;
  frame.problem = owner.problem;
  frame.problem_pointer = owner.problem_pointer;
  if (is_problem(frame.view.type())) {
    frame.problem = &problem_at(frame.view);
    frame.problem_pointer = frame.pointer;
  }
  return frame;
}

}  // namespace tongbao::tmpl

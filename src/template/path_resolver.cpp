#include "template/path_resolver.h"

#include <algorithm>

#include "record/summary.h"

namespace tongbao::tmpl {

using record::Kind;

namespace {

void append_names(std::vector<std::string_view>& names, const record::ObjectType& object) {
  for (const record::Field& field : object.fields) names.push_back(field.name);
  if (const auto owner = owner_of(&object)) {
    const auto derived = derived_names_of(*owner);
    names.insert(names.end(), derived.begin(), derived.end());
  }
}

const record::Field* problems_field() {
  return record::section_type().find("problems");
}

class Resolver {
 public:
  Resolver(const ExpressionSource& from, const Scope& scope) : from_(from), scope_(scope) {}

  std::optional<Path> resolve(const std::vector<Token>& names) {
    path_.position = from_.source.position(from_.text.offset_of(names[0].index));
    std::size_t next = begin_at(names[0].text);
    for (; next < names.size(); ++next) {
      if (!step(names[next])) return std::nullopt;
    }
    return std::move(path_);
  }

 private:
  // Chooses the frame; gives the place of the first name that is a step from there.
  std::size_t begin_at(std::string_view name) {
    const auto& variables = scope_.variables;
    for (std::size_t slot = variables.size(); slot-- > 1;) {
      const bool is_loop = name == "loop" && variables[slot].loop;
      if (variables[slot].name != name && !is_loop) continue;
      path_.slot = slot;
      path_.type = variables[slot].type;
      in_loop_ = is_loop;
      return 1;
    }
    path_.type = variables[0].type;
    return 0;
  }

  bool step(const Token& name) {
    if (in_loop_) return derived_step(Owner::loop, name);
    const bool after_derived =
        !path_.steps.empty() && std::holds_alternative<const DerivedName*>(path_.steps.back());
    if (after_derived) return refuse_fields(name);
    if (path_.type.kind == Kind::any) return member_step(name);
    const bool through_list = path_.type.kind == Kind::list;
    const ValueType inner = through_list ? element_of(path_.type) : path_.type;
    if (inner.kind == Kind::any) return member_step(name);
    if (inner.kind != Kind::object) return refuse_fields(name);
    if (const record::Field* field = inner.object->find(name.text)) {
      if (field == problems_field() && !scope_.whole_record) return refuse_in_ledger(name);
      return field_step(*field, through_list);
    }
    if (through_list) return unknown(name, *inner.object, false);
    const auto owner = owner_of(inner.object);
    return owner ? derived_step(*owner, name) : unknown(name, *inner.object, true);
  }

  // Through a list, a path gathers what stands there; lists within it are run together.
  bool field_step(const record::Field& field, bool through_list) {
    const bool is_list = field.type.kind == Kind::list;
    if (!through_list || is_list) {
      const bool gathered = path_.type.gathered || through_list;
      path_.type = ValueType::of(field.type);
      path_.type.gathered = gathered;
    } else {
      path_.type = {.kind = Kind::list, .element = &field.type, .gathered = true};
    }
    path_.steps.emplace_back(&field);
    return true;
  }

  bool member_step(const Token& name) {
    path_.steps.emplace_back(std::string(name.text));
    return true;
  }

  bool derived_step(Owner owner, const Token& name) {
    const DerivedName* derived = find_derived(owner, name.text);
    if (derived == nullptr) {
      return owner == Owner::loop ? report_unknown(name, derived_names_of(owner))
                                  : unknown(name, *path_.type.object, true);
    }
    if (derived->needs_whole_record && !scope_.whole_record) return refuse_in_ledger(name);
    in_loop_ = false;
    path_.type = type_of(*derived);
    path_.steps.emplace_back(derived);
    return true;
  }

  bool unknown(const Token& name, const record::ObjectType& object, bool with_derived) {
    if (path_.slot == 0 && path_.steps.empty()) {
      if (name.text == "summary") return refuse_summary(name);
      if (name.text == "since") return refuse_since(name);
      return report_unknown(name, scope_.names());
    }
    std::vector<std::string_view> names;
    if (with_derived) {
      append_names(names, object);
    } else {
      for (const record::Field& field : object.fields) names.push_back(field.name);
    }
    return report_unknown(name, names);
  }

  bool report_unknown(const Token& name, const std::vector<std::string_view>& known) {
    from_.report.error("template.unknownPath", from_.text.offset_of(name.index),
                       say("没有名为 {} 的字段", "there is no field named {}", name.text),
                       hint_of_names(name.text, known));
    return false;
  }

  bool refuse_fields(const Token& name) {
    const Bilingual what = describe(path_.type);
    from_.report.error(
        "template.unknownPath", from_.text.offset_of(name.index),
        Bilingual{"“." + std::string(name.text) + "”之前的值是" + what.zh + "，其中没有字段",
                  "what stands before ." + std::string(name.text) + " is " + what.en +
                      ", which has no fields"});
    return false;
  }

  bool refuse_in_ledger(const Token& name) {
    from_.report.error(
        "template.unknownPath", from_.text.offset_of(name.index),
        say("台账中没有 {}：逐行读入时不知道全部问题",
            "a ledger has no {}: read as a stream, it never holds all problems", name.text));
    return false;
  }

  bool refuse_summary(const Token& name) {
    from_.report.error("template.unknownPath", from_.text.offset_of(name.index),
                       say("此处还没有 summary：全部问题读完之后才能汇总",
                           "there is no summary here: it is known after the last problem"),
                       say("写在 <foot> 中，或写在 each=\"summary.…\" 的工作表中",
                           "put it into the <foot>, or a sheet of each=\"summary.…\""));
    return false;
  }

  bool refuse_since(const Token& name) {
    from_.report.error("template.unknownPath", from_.text.offset_of(name.index),
                       say("此处没有 since：只有台账中逐个问题的行才与上次报告相比",
                           "there is no since here: only a ledger's rows of problems have it"));
    return false;
  }

  const ExpressionSource& from_;
  const Scope& scope_;
  Path path_;
  bool in_loop_ = false;
};

}  // namespace

Scope Scope::of_record(bool whole_record, Totals totals) {
  Scope scope;
  scope.variables.push_back({.name = {}, .type = ValueType::of(record::record_type())});
  scope.variables.push_back({.name = totals == Totals::known ? "summary" : "",
                             .type = ValueType::of(record::summary_type())});
  scope.whole_record = whole_record;
  return scope;
}

std::vector<std::string_view> Scope::names() const {
  std::vector<std::string_view> found;
  for (std::size_t slot = 1; slot < variables.size(); ++slot) {
    if (!variables[slot].name.empty()) found.push_back(variables[slot].name);
  }
  if (std::any_of(variables.begin(), variables.end(), [](const Variable& v) { return v.loop; })) {
    found.emplace_back("loop");
  }
  append_names(found, record::record_type());
  return found;
}

std::optional<Path> resolve_path(const ExpressionSource& from, const Scope& scope,
                                 const std::vector<Token>& names) {
  return Resolver(from, scope).resolve(names);
}

}  // namespace tongbao::tmpl

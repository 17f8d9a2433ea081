#include "template/reference_tables.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "record/summary.h"
#include "template/derived.h"
#include "template/filters.h"
#include "template/vocabulary.h"

namespace tongbao::tmpl::testing {

namespace {

std::string places_of(const ElementRule& rule) {
  if (rule.contexts == context_root) return "the root";
  if (rule.content == context_same) return "wherever something prints";
  if (rule.name == "elif" || rule.name == "else") return "if";
  return fmt::format("{}", fmt::join(holders_of(rule.contexts), ", "));
}

std::string_view count_of(Occurs occurs) {
  switch (occurs) {
    case Occurs::any:
      return "any";
    case Occurs::at_most_once:
      return "at most one";
    case Occurs::once:
      return "one";
    case Occurs::at_least_once:
      break;
  }
  return "one or more";
}

std::string kind_of(const AttributeRule& rule) {
  const std::string kind(name_of(rule.kind));
  return rule.words.empty() ? kind : fmt::format("{}: {}", kind, rule.words);
}

const record::ObjectType* object_in(const record::Type& type) {
  const record::Type& inner = type.element != nullptr ? *type.element : type;
  return inner.object != nullptr ? inner.object() : nullptr;
}

std::string kind_of(const record::Type& type) {
  const record::ObjectType* object = object_in(type);
  if (object == nullptr) return describe(ValueType::of(type)).en;
  return fmt::format("{}{}", type.element != nullptr ? "a list of " : "a ", object->name);
}

// The object's fields, then those of the objects that they hold, each object once.
void add_fields(const record::ObjectType& object, std::vector<const record::ObjectType*>& listed,
                std::string& table) {
  if (std::find(listed.begin(), listed.end(), &object) != listed.end()) return;
  listed.push_back(&object);
  for (const record::Field& field : object.fields) {
    table += fmt::format("| {} | `{}` | {} | {} | {} |\n", object.name, field.name,
                         kind_of(field.type), field.meaning_zh, field.meaning_en);
  }
  for (const record::Field& field : object.fields) {
    if (const auto* inner = object_in(field.type)) add_fields(*inner, listed, table);
  }
}

}  // namespace

std::string counted_names_table() {
  std::string table = "| of | name | kind | 含义 | what it is |\n|---|---|---|---|---|\n";
  std::vector<const record::ObjectType*> listed;
  add_fields(record::summary_type(), listed, table);
  add_fields(record::since_type(), listed, table);
  return table;
}

std::string elements_table() {
  std::string table = "| element | stands in | how many | what it is |\n|---|---|---|---|\n";
  for (const ElementRule& rule : element_rules()) {
    table += fmt::format("| `{}` | {} | {} | {} |\n", rule.name, places_of(rule),
                         count_of(rule.occurs), rule.meaning);
  }
  return table;
}

std::string attributes_table() {
  std::string table =
      "| element | attribute | kind | needed | what it says |\n|---|---|---|---|---|\n";
  for (const ElementRule& element : element_rules()) {
    for (const AttributeRule& rule : element.attributes) {
      table += fmt::format("| `{}` | `{}` | {} | {} | {} |\n", element.name, rule.name,
                           kind_of(rule), rule.required ? "yes" : "", rule.meaning);
    }
  }
  return table;
}

std::string filters_table() {
  std::string table = "| filter | takes | gives | what it does |\n|---|---|---|---|\n";
  for (const Filter& filter : filters()) {
    const std::string arguments = filter.arguments == 0 ? "" : ": \"text\"";
    table += fmt::format("| `{}{}` | {} | {} | {} |\n", filter.name, arguments,
                         describe_inputs(filter.inputs).en,
                         filter.output == record::Kind::number ? "number" : "text", filter.meaning);
  }
  return table;
}

std::string derived_names_table() {
  std::string table = "| of | name | kind | in ledgers | what it is |\n|---|---|---|---|---|\n";
  for (const DerivedName& name : derived_names()) {
    const ValueType type = type_of(name);
    table += fmt::format("| {} | `{}` | {} | {} | {} |\n", name_of(name.owner), name.name,
                         describe(type).en, name.needs_whole_record ? "no" : "yes", name.meaning);
  }
  return table;
}

}  // namespace tongbao::tmpl::testing

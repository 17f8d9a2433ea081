#include "template/reference_tables.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

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

}  // namespace

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

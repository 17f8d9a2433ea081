// Names beside the field table's: what follows from a record, by record/derive.h, and the place in
// a loop. One table; the check, the binding and docs/templates.md follow it.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "template/evaluation.h"
#include "template/value.h"
#include "template/value_type.h"

namespace tongbao::tmpl {

enum class Owner { record, section, problem, measure, loop };

struct DerivedName {
  Owner owner = Owner::record;
  std::string_view name;
  record::Kind kind = record::Kind::text;  // list: of texts, or what lists_problems()
  // Not in a ledger: a stream's record does not hold its problems.
  bool needs_whole_record = false;
  // `frame` holds the owner, or for Owner::loop the loop's element.
  Value (*evaluate)(const Evaluation& evaluation, const Frame& frame, const record::View& owner);
  std::string_view meaning;
};

[[nodiscard]] ValueType type_of(const DerivedName& name);
// A list whose elements a loop finds in Evaluation::problems.
[[nodiscard]] bool lists_problems(const DerivedName& name);

[[nodiscard]] std::span<const DerivedName> derived_names();
// Null: unknown.
[[nodiscard]] const DerivedName* find_derived(Owner owner, std::string_view name);
[[nodiscard]] std::vector<std::string_view> derived_names_of(Owner owner);
// Which owner an object of the record is; nothing for others.
[[nodiscard]] std::optional<Owner> owner_of(const record::ObjectType* type);
[[nodiscard]] std::string_view name_of(Owner owner);

}  // namespace tongbao::tmpl

// What kind of value an expression has, as far as it is known before any record is.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "record/fields.h"

namespace tongbao::tmpl {

struct ValueType {
  record::Kind kind = record::Kind::text;
  const record::ObjectType* object = nullptr;  // object
  const record::Choice* choice = nullptr;      // choice
  const record::Type* element = nullptr;       // list of the record; null: a derived list of texts
  bool gathered = false;                       // list made by a path that leads through a list

  [[nodiscard]] static ValueType of(const record::Type& type);
  [[nodiscard]] static ValueType of(const record::ObjectType& object);
};

// Requires a list.
[[nodiscard]] ValueType element_of(const ValueType& list);

// True where the value can stand in text as it is.
[[nodiscard]] bool is_printable(const ValueType& type);

// "a date": for messages.
[[nodiscard]] Bilingual describe(const ValueType& type);

// The objects that a <define> may take: section, problem, measure. Null: none of that name.
[[nodiscard]] const record::ObjectType* find_object_type(std::string_view name);
[[nodiscard]] const std::vector<std::string_view>& object_type_names();

}  // namespace tongbao::tmpl

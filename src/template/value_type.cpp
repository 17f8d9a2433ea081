#include "template/value_type.h"

namespace tongbao::tmpl {

using record::Kind;

ValueType ValueType::of(const record::Type& type) {
  ValueType made;
  made.kind = type.kind;
  if (type.object != nullptr) made.object = type.object();
  made.choice = type.choice;
  made.element = type.element;
  return made;
}

ValueType ValueType::of(const record::ObjectType& object) {
  ValueType made;
  made.kind = Kind::object;
  made.object = &object;
  return made;
}

ValueType element_of(const ValueType& list) {
  return list.element == nullptr ? ValueType{} : ValueType::of(*list.element);
}

bool is_printable(const ValueType& type) {
  switch (type.kind) {
    case Kind::text:
    case Kind::label:
    case Kind::paragraph:
    case Kind::number:
    case Kind::any:
      return true;
    default:
      return false;
  }
}

Bilingual describe(const ValueType& type) {
  switch (type.kind) {
    case Kind::text:
    case Kind::label:
      return {"文字", "a text"};
    case Kind::boolean:
      return {"是否值", "a yes-or-no value"};
    case Kind::number:
      return {"数字", "a number"};
    case Kind::date:
      return {"日期", "a date"};
    case Kind::choice:
      return {"选项", "a choice"};
    case Kind::paragraph:
      return {"段落", "a paragraph"};
    case Kind::object:
      return say("一组字段（{}）", "a group of fields ({})", type.object->name);
    case Kind::list:
      return {"列表", "a list"};
    case Kind::any:
      break;
  }
  return {"任意值", "any value"};
}

const record::ObjectType* find_object_type(std::string_view name) {
  for (const auto* type :
       {&record::section_type(), &record::problem_type(), &record::measure_type()}) {
    if (type->name == name) return type;
  }
  return nullptr;
}

const std::vector<std::string_view>& object_type_names() {
  static const std::vector<std::string_view> names = {
      record::section_type().name, record::problem_type().name, record::measure_type().name};
  return names;
}

}  // namespace tongbao::tmpl

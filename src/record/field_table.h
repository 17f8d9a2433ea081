// How one line of the field table becomes a Field: the C++ type of the member says its kind and
// how to reach its value. Internal to the room.
#pragma once
#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "record/choices.h"
#include "record/fields.h"

namespace tongbao::record {

// The table of a struct; specialised where the table stands.
template <class Struct>
const ObjectType* object_of();
template <>
const ObjectType* object_of<Record>();
template <>
const ObjectType* object_of<Organization>();
template <>
const ObjectType* object_of<Inspection>();
template <>
const ObjectType* object_of<Section>();
template <>
const ObjectType* object_of<Problem>();
template <>
const ObjectType* object_of<Measure>();
template <>
const ObjectType* object_of<Event>();
template <>
const ObjectType* object_of<Evidence>();
template <>
const ObjectType* object_of<Outcome>();
template <>
const ObjectType* object_of<Publication>();
template <>
const ObjectType* object_of<Disclosure>();
template <>
const ObjectType* object_of<Contact>();
template <>
const ObjectType* object_of<Signature>();
template <>
const ObjectType* object_of<DocumentHead>();
template <>
const ObjectType* object_of<Attachment>();
template <>
const ObjectType* object_of<Reporting>();

namespace table {

template <class T>
struct Optional : std::false_type {
  using Value = T;
};
template <class T>
struct Optional<std::optional<T>> : std::true_type {
  using Value = T;
};

template <class T>
struct List : std::false_type {
  using Element = void;
};
template <class T>
struct List<std::vector<T>> : std::true_type {
  using Element = T;
};

using Json = std::shared_ptr<const nlohmann::json>;

template <class Member>
consteval Kind kind_of() {
  using Value = typename Optional<Member>::Value;
  if (std::is_same_v<Member, std::string>) return Kind::text;
  if (std::is_same_v<Value, std::string>) return Kind::label;
  if (std::is_same_v<Value, bool>) return Kind::boolean;
  if (std::is_same_v<Value, double>) return Kind::number;
  if (std::is_same_v<Value, Date>) return Kind::date;
  if (std::is_enum_v<Value>) return Kind::choice;
  if (std::is_same_v<Value, Paragraph>) return Kind::paragraph;
  if (std::is_same_v<Value, Json>) return Kind::any;
  return List<Value>::value ? Kind::list : Kind::object;
}

template <class Member>
const void* get(const void* address) {
  const auto& member = *static_cast<const Member*>(address);
  if constexpr (std::is_same_v<Member, Json>) {
    return member.get();
  } else if constexpr (Optional<Member>::value) {
    return member ? &*member : nullptr;
  } else {
    return &member;
  }
}

template <class Member>
void* put(void* address) {
  auto& member = *static_cast<Member*>(address);
  if constexpr (Optional<Member>::value) {
    return &member.emplace();
  } else {
    return &member;
  }
}

template <class Element>
struct ListOperations {
  using Vector = std::vector<Element>;
  static std::size_t size(const void* list) { return static_cast<const Vector*>(list)->size(); }
  static const void* at(const void* list, std::size_t i) {
    return &(*static_cast<const Vector*>(list))[i];
  }
  static void* append(void* list) { return &static_cast<Vector*>(list)->emplace_back(); }
  static void reserve(void* list, std::size_t size) { static_cast<Vector*>(list)->reserve(size); }
};

template <class Enum>
struct ChoiceOperations {
  static int value(const void* choice) {
    return static_cast<int>(*static_cast<const Enum*>(choice));
  }
  static void set(void* choice, int index) {
    *static_cast<Enum*>(choice) = static_cast<Enum>(index);
  }
};

template <class Member>
consteval Type make_type();

template <class Member>
inline constexpr Type type_of = make_type<Member>();

template <class Member>
consteval Type make_type() {
  using Value = typename Optional<Member>::Value;
  constexpr Kind kind = kind_of<Member>();
  Type type{.kind = kind};
  type.get = &get<Member>;
  if constexpr (kind != Kind::any) type.put = &put<Member>;
  if constexpr (kind == Kind::object) type.object = &object_of<Value>;
  if constexpr (kind == Kind::choice) {
    type.choice = &ChoiceOf<Value>::choice;
    type.choice_value = &ChoiceOperations<Value>::value;
    type.set_choice = &ChoiceOperations<Value>::set;
  }
  if constexpr (kind == Kind::list) {
    using Element = typename List<Value>::Element;
    type.element = &type_of<Element>;
    type.size = &ListOperations<Element>::size;
    type.at = &ListOperations<Element>::at;
    type.append = &ListOperations<Element>::append;
    type.reserve = &ListOperations<Element>::reserve;
  }
  return type;
}

template <class MemberPointer>
struct MemberOf;
template <class OwnerType, class MemberType>
struct MemberOf<MemberType OwnerType::*> {
  using Owner = OwnerType;
  using Member = MemberType;
};

template <auto member, TextForm form>
consteval Field make_field(std::string_view name, std::string_view meaning_zh,
                           std::string_view meaning_en, bool is_required) {
  using Owner = typename MemberOf<decltype(member)>::Owner;
  using Member = typename MemberOf<decltype(member)>::Member;
  Field field{.name = name, .type = make_type<Member>(), .required = is_required};
  field.type.form = form;
  field.member = [](const void* owner) -> const void* {
    return &(static_cast<const Owner*>(owner)->*member);
  };
  field.writable_member = [](void* owner) -> void* {
    return &(static_cast<Owner*>(owner)->*member);
  };
  field.meaning_zh = meaning_zh;
  field.meaning_en = meaning_en;
  return field;
}

// The lines of the table.
template <auto member, TextForm form = TextForm::line>
consteval Field optional(std::string_view name, std::string_view meaning_zh,
                         std::string_view meaning_en) {
  return make_field<member, form>(name, meaning_zh, meaning_en, false);
}
template <auto member, TextForm form = TextForm::line>
consteval Field required(std::string_view name, std::string_view meaning_zh,
                         std::string_view meaning_en) {
  return make_field<member, form>(name, meaning_zh, meaning_en, true);
}

// The table of one struct.
template <class Struct, std::size_t count>
const ObjectType* make_object(std::string_view name, std::string_view meaning_zh,
                              const std::array<Field, count>& fields) {
  static const Struct defaults{};
  static const ObjectType type{name, meaning_zh, fields, &defaults};
  return &type;
}

}  // namespace table
}  // namespace tongbao::record

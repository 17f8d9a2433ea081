// The field table: every field of the record, once. The reader, its errors, the published schema,
// the writer and the names that templates may use are all driven by it, so they cannot disagree.
// Immutable static data; safe on any thread.
#pragma once
#include <cstddef>
#include <span>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "record/record.h"

namespace tongbao::record {

enum class Kind {
  text,       // std::string
  label,      // std::optional<std::string>: absent and "" differ
  boolean,    // bool
  number,     // double, or an optional one
  date,       // std::optional<Date>
  choice,     // an enum, or an optional one, by name
  paragraph,  // Paragraph: a string, or {"runs": […]}
  object,     // a struct with an ObjectType
  list,       // std::vector of any of these
  any,        // JSON as it is (extra, options)
};

struct ObjectType;

// What a text may hold, beyond being well-formed UTF-8.
enum class TextForm {
  line,        // one line: no control characters
  lines,       // line breaks are wished ones
  identifier,  // one short line
  version,     // "1"
  png,         // an image, in base64
  heading,     // one line, empty where a part has none
};

// Names of an enumeration in JSON; the place in `names` is the enumerator's value.
struct Choice {
  std::span<const std::string_view> names;
  std::span<const std::string_view> meanings;  // in Chinese, as ledgers print them: 整改中
};

// The shape of a value, with the few operations a walker needs. Function pointers take the
// address of the member; those that do not apply are null.
struct Type {
  Kind kind;
  TextForm form = TextForm::line;                                // text, label
  const ObjectType* (*object)() = nullptr;                       // object
  const Choice* choice = nullptr;                                // choice
  const Type* element = nullptr;                                 // list
  std::size_t (*size)(const void* list) = nullptr;               // list
  const void* (*at)(const void* list, std::size_t i) = nullptr;  // list; requires i < size
  void* (*append)(void* list) = nullptr;                         // list; a new last element
  void (*reserve)(void* list, std::size_t size) = nullptr;       // list
  // The value itself (not its optional), null where absent. Empty texts and lists, and choices
  // and booleans at their default, count as present.
  const void* (*get)(const void* member) = nullptr;
  void* (*put)(void* member) = nullptr;  // makes it present; the address of the value. Not for any
  int (*choice_value)(const void* value) = nullptr;
  void (*set_choice)(void* value, int index) = nullptr;
};

struct Field {
  std::string_view name;  // in JSON and in templates
  Type type;
  bool required = false;
  const void* (*member)(const void* owner) = nullptr;
  void* (*writable_member)(void* owner) = nullptr;
  std::string_view meaning_zh = {};  // for the schema's description and for hints
  std::string_view meaning_en = {};
};

struct ObjectType {
  std::string_view name;  // "problem"
  std::string_view meaning_zh;
  std::span<const Field> fields;
  const void* defaults;  // an object of which nothing was said
  [[nodiscard]] const Field* find(std::string_view field_name) const;  // null: unknown
};

[[nodiscard]] const ObjectType& record_type();
[[nodiscard]] const ObjectType& section_type();
[[nodiscard]] const ObjectType& problem_type();
[[nodiscard]] const ObjectType& measure_type();
[[nodiscard]] const ObjectType& signature_type();

// A read-only view of one value of a record, walked by the field table's names. Refers into the
// record, which must outlive it. Cheap to copy.
class View {
 public:
  View() = default;  // an absent value
  [[nodiscard]] static View of(const Record& record);
  [[nodiscard]] static View of(const Section& section);
  [[nodiscard]] static View of(const Problem& problem);
  [[nodiscard]] static View of(const Measure& measure);
  // Of a struct that no record holds (summary.h); `type` is that of its table.
  [[nodiscard]] static View of(const Type& type, const void* value) { return {&type, value}; }

  // Present: there, and not an empty text or list.
  [[nodiscard]] bool present() const;
  [[nodiscard]] Kind kind() const { return type_->kind; }  // requires present()
  [[nodiscard]] const Type* type() const { return type_; }
  [[nodiscard]] const void* address() const { return value_; }  // identity, and typed access

  // object: the field's value, absent where the record has none.
  [[nodiscard]] View field(const Field& field) const;
  // list: how many, and each.
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] View operator[](std::size_t index) const;
  // any: a member, an element; absent where there is none.
  [[nodiscard]] View member(std::string_view name) const;

  // Each requires its kind.
  [[nodiscard]] const std::string& text() const;  // text, label
  [[nodiscard]] bool boolean() const;
  [[nodiscard]] double number() const;
  [[nodiscard]] Date date() const;
  [[nodiscard]] std::string_view choice() const;          // its JSON name
  [[nodiscard]] std::string_view choice_meaning() const;  // in Chinese: 整改中
  [[nodiscard]] const Paragraph& paragraph() const;
  [[nodiscard]] const nlohmann::json& json() const;  // any

 private:
  View(const Type* type, const void* value) : type_(type), value_(value) {}
  const Type* type_ = nullptr;
  const void* value_ = nullptr;
};

}  // namespace tongbao::record

#include "record/writer.h"

#include <string>
#include <variant>

#include <nlohmann/json.hpp>

#include "record/fields.h"
#include "record/text_rules.h"

namespace tongbao::record {

namespace {

using Json = nlohmann::ordered_json;

Json write(const Type& type, const void* value);

Json write_number(double number) {
  if (number >= -largest_number && number <= largest_number) {
    const auto whole = static_cast<std::int64_t>(number);
    if (static_cast<double>(whole) == number) return whole;
  }
  return number;
}

Json write_paragraph(const Paragraph& paragraph) {
  if (paragraph.plain && paragraph.runs.empty()) return "";
  if (paragraph.plain && paragraph.runs.size() == 1) {
    if (const auto* text = std::get_if<std::string>(&paragraph.runs.front())) return *text;
  }
  Json runs = Json::array();
  for (const auto& run : paragraph.runs) {
    if (const auto* text = std::get_if<std::string>(&run)) {
      runs.push_back(*text);
    } else {
      runs.push_back({{"measure", std::get<MeasureReference>(run).measure}});
    }
  }
  return {{"runs", std::move(runs)}};
}

// Whether a field says no more than its absence would.
bool says_nothing(const Field& field, const void* value, const void* default_value) {
  if (value == nullptr) return true;
  if (field.required) return false;
  const Type& type = field.type;
  switch (type.kind) {
    case Kind::text:
      return static_cast<const std::string*>(value)->empty();
    case Kind::list:
      return type.size(value) == 0;
    case Kind::boolean:
      return default_value != nullptr &&
             *static_cast<const bool*>(value) == *static_cast<const bool*>(default_value);
    case Kind::choice:
      return default_value != nullptr &&
             type.choice_value(value) == type.choice_value(default_value);
    default:
      return false;
  }
}

Json write_object(const ObjectType& type, const void* object) {
  Json json = Json::object();
  for (const Field& field : type.fields) {
    const void* value = field.type.get(field.member(object));
    const void* default_value = field.type.get(field.member(type.defaults));
    if (says_nothing(field, value, default_value)) continue;
    json.push_back({std::string(field.name), write(field.type, value)});
  }
  return json;
}

Json write_list(const Type& type, const void* list) {
  Json json = Json::array();
  for (std::size_t i = 0; i < type.size(list); ++i) {
    json.push_back(write(*type.element, type.element->get(type.at(list, i))));
  }
  return json;
}

Json write(const Type& type, const void* value) {
  switch (type.kind) {
    case Kind::text:
    case Kind::label:
      return *static_cast<const std::string*>(value);
    case Kind::boolean:
      return *static_cast<const bool*>(value);
    case Kind::number:
      return write_number(*static_cast<const double*>(value));
    case Kind::date:
      return static_cast<const Date*>(value)->iso();
    case Kind::choice:
      return type.choice->names[static_cast<std::size_t>(type.choice_value(value))];
    case Kind::paragraph:
      return write_paragraph(*static_cast<const Paragraph*>(value));
    case Kind::object:
      return write_object(*type.object(), value);
    case Kind::list:
      return write_list(type, value);
    case Kind::any: {
      Json json = *static_cast<const nlohmann::json*>(value);  // braces would make a list of it
      return json;
    }
  }
  return nullptr;
}

}  // namespace

std::string write_record(const Record& record) {
  return write_object(record_type(), &record).dump(1) + '\n';
}

}  // namespace tongbao::record

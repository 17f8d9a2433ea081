#include "record/schema.h"

#include <set>

#include <nlohmann/json.hpp>

#include "record/fields.h"
#include "record/text_rules.h"

namespace tongbao::record {

namespace {

using Json = nlohmann::ordered_json;

Json reference_to(std::string_view definition) {
  return {{"$ref", "#/definitions/" + std::string(definition)}};
}

Json text_schema(TextForm form, bool required) {
  if (form == TextForm::version) return {{"const", schema_version}};
  const TextRule& rule = rule_of(form);
  Json schema = {{"type", "string"}, {"pattern", rule.pattern}, {"maxLength", rule.longest}};
  if (required && form != TextForm::heading) schema["minLength"] = 1;
  return schema;
}

Json identifier_schema() {
  return text_schema(TextForm::identifier, false);
}

// A string, or {"runs": [string or {"measure": id}]}.
Json paragraph_schema() {
  const Json text = text_schema(TextForm::line, false);
  const Json reference = {{"type", "object"},
                          {"properties", {{"measure", identifier_schema()}}},
                          {"required", Json::array({"measure"})},
                          {"additionalProperties", false}};
  const Json runs = {{"type", "array"}, {"items", {{"anyOf", Json::array({text, reference})}}}};
  const Json composed = {{"type", "object"},
                         {"properties", {{"runs", runs}}},
                         {"required", Json::array({"runs"})},
                         {"additionalProperties", false}};
  return {{"description", "段落：文本，或由文本与对措施的引用组成"},
          {"anyOf", Json::array({text, composed})}};
}

class SchemaWriter {
 public:
  Json write() {
    Json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", "整改数据"}};
    schema.update(object_schema(record_type()));
    definitions_["paragraph"] = paragraph_schema();
    schema["definitions"] = std::move(definitions_);
    return schema;
  }

 private:
  Json object_schema(const ObjectType& type) {
    Json properties = Json::object();
    Json required = Json::array();
    for (const Field& field : type.fields) {
      properties[std::string(field.name)] = field_schema(type, field);
      if (field.required) required.push_back(field.name);
    }
    Json schema = {{"description", type.meaning_zh},
                   {"type", "object"},
                   {"properties", std::move(properties)}};
    if (!required.empty()) schema["required"] = std::move(required);
    schema["additionalProperties"] = false;
    add_rules(type, schema);
    return schema;
  }

  // The rules between the fields of one object.
  static void add_rules(const ObjectType& type, Json& schema) {
    if (&type == &problem_type()) {
      const auto needs = [](std::string_view name, std::string_view least) -> Json {
        return {{"required", Json::array({name})},
                {"properties", {{std::string(name), {{std::string(least), 1}}}}}};
      };
      schema["anyOf"] = {needs("title", "minLength"), needs("body", "minItems"),
                         needs("finding", "minLength")};
    }
    if (&type == &section_type()) schema["not"] = both("sections", "problems", "minItems");
    if (&type == &signature_type()) schema["not"] = both("seal", "stamp", "minLength");
  }

  // Both fields stand and hold something.
  static Json both(std::string_view first, std::string_view second, std::string_view least) {
    const Json some = {{std::string(least), 1}};
    return {{"required", Json::array({first, second})},
            {"properties", {{std::string(first), some}, {std::string(second), some}}}};
  }

  // draft-07 ignores what stands beside $ref, so a reference stands in allOf.
  Json field_schema(const ObjectType& owner, const Field& field) {
    Json schema = {{"description", description_of(field)}};
    Json type = type_schema(field.type, field.required);
    if (type.contains("$ref")) {
      schema["allOf"] = Json::array({std::move(type)});
    } else {
      schema.update(type);
    }
    add_default(owner, field, schema);
    return schema;
  }

  static std::string description_of(const Field& field) {
    std::string text(field.meaning_zh);
    const Choice* choice = field.type.choice;
    if (choice == nullptr) return text;
    for (std::size_t i = 0; i < choice->names.size(); ++i) {
      text += i == 0 ? "：" : "，";
      text += choice->names[i];
      text += ' ';
      text += choice->meanings[i];
    }
    return text;
  }

  static void add_default(const ObjectType& owner, const Field& field, Json& schema) {
    const void* value = field.type.get(field.member(owner.defaults));
    if (value == nullptr) return;
    if (field.type.kind == Kind::boolean) schema["default"] = *static_cast<const bool*>(value);
    if (field.type.kind == Kind::choice) {
      schema["default"] =
          field.type.choice->names[static_cast<std::size_t>(field.type.choice_value(value))];
    }
  }

  Json type_schema(const Type& type, bool required) {
    switch (type.kind) {
      case Kind::text:
        return text_schema(type.form, required);
      case Kind::label:
        return text_schema(type.form, false);
      case Kind::boolean:
        return {{"type", "boolean"}};
      case Kind::number:
        return {{"type", "number"}, {"minimum", -largest_number}, {"maximum", largest_number}};
      case Kind::date:
        return {{"type", "string"}, {"pattern", date_pattern}};
      case Kind::choice:
        return {{"enum", type.choice->names}};
      case Kind::paragraph:
        return reference_to("paragraph");
      case Kind::object:
        define(*type.object());
        return reference_to(type.object()->name);
      case Kind::list:
        return {{"type", "array"}, {"items", type_schema(*type.element, false)}};
      case Kind::any:
        return Json::object();
    }
    return Json::object();
  }

  void define(const ObjectType& type) {
    const std::string name(type.name);
    if (definitions_.contains(name)) return;
    definitions_[name] = Json::object();  // so that a type may hold its own kind
    Json schema = object_schema(type);
    definitions_[name] = std::move(schema);
  }

  Json definitions_ = Json::object();
};

}  // namespace

const std::string& record_schema() {
  static const std::string schema = SchemaWriter().write().dump(1) + '\n';
  return schema;
}

}  // namespace tongbao::record

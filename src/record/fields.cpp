#include "record/fields.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "record/field_table.h"

namespace tongbao::record {

const Field* ObjectType::find(std::string_view field_name) const {
  const auto found = std::find_if(fields.begin(), fields.end(), [field_name](const Field& field) {
    return field.name == field_name;
  });
  return found == fields.end() ? nullptr : &*found;
}

const ObjectType& record_type() {
  return *object_of<Record>();
}
const ObjectType& section_type() {
  return *object_of<Section>();
}
const ObjectType& problem_type() {
  return *object_of<Problem>();
}
const ObjectType& measure_type() {
  return *object_of<Measure>();
}
const ObjectType& signature_type() {
  return *object_of<Signature>();
}

View View::of(const Record& record) {
  return {&table::type_of<Record>, &record};
}
View View::of(const Section& section) {
  return {&table::type_of<Section>, &section};
}
View View::of(const Problem& problem) {
  return {&table::type_of<Problem>, &problem};
}
View View::of(const Measure& measure) {
  return {&table::type_of<Measure>, &measure};
}

namespace {

template <class T>
const T& as(const void* address) {
  return *static_cast<const T*>(address);
}

bool is_empty(const Paragraph& paragraph) {
  return std::all_of(paragraph.runs.begin(), paragraph.runs.end(), [](const auto& run) {
    const auto* text = std::get_if<std::string>(&run);
    return text != nullptr && text->empty();
  });
}

bool is_empty(const nlohmann::json& json) {
  if (json.is_string()) return json.get_ref<const std::string&>().empty();
  return json.is_null() || (json.is_structured() && json.empty());
}

}  // namespace

bool View::present() const {
  if (value_ == nullptr) return false;
  switch (type_->kind) {
    case Kind::text:
    case Kind::label:
      return !text().empty();
    case Kind::paragraph:
      return !is_empty(paragraph());
    case Kind::list:
      return type_->size(value_) > 0;
    case Kind::any:
      return !is_empty(json());
    default:
      return true;
  }
}

View View::field(const Field& field) const {
  if (value_ == nullptr) return {};
  return {&field.type, field.type.get(field.member(value_))};
}

std::size_t View::size() const {
  if (value_ == nullptr) return 0;
  if (type_->kind == Kind::any) return json().is_array() ? json().size() : 0;
  return type_->kind == Kind::list ? type_->size(value_) : 0;
}

View View::operator[](std::size_t index) const {
  if (type_->kind == Kind::any) return {type_, &json()[index]};
  return {type_->element, type_->element->get(type_->at(value_, index))};
}

View View::member(std::string_view name) const {
  if (value_ == nullptr || !json().is_object()) return {};
  const auto found = json().find(name);
  return found == json().end() ? View() : View(type_, &*found);
}

const std::string& View::text() const {
  return as<std::string>(value_);
}
bool View::boolean() const {
  return as<bool>(value_);
}
double View::number() const {
  return as<double>(value_);
}
Date View::date() const {
  return as<Date>(value_);
}
const Paragraph& View::paragraph() const {
  return as<Paragraph>(value_);
}
const nlohmann::json& View::json() const {
  return as<nlohmann::json>(value_);
}

std::string_view View::choice() const {
  return type_->choice->names[static_cast<std::size_t>(type_->choice_value(value_))];
}

std::string_view View::choice_meaning() const {
  return type_->choice->meanings[static_cast<std::size_t>(type_->choice_value(value_))];
}

}  // namespace tongbao::record

#include "pdf/dictionary.h"

#include "pdf/syntax.h"

namespace tongbao::pdf {

namespace {

void append_reference(std::string& out, ObjectId object) {
  append_integer(out, object.number);
  out += " 0 R";
}

}  // namespace

std::string& Array::element() {
  if (!elements_.empty()) elements_ += ' ';
  return elements_;
}

Array& Array::add_name(std::string_view name) {
  append_name(element(), name);
  return *this;
}

Array& Array::add_integer(std::int64_t value) {
  append_integer(element(), value);
  return *this;
}

Array& Array::add_number(double value) {
  append_number(element(), value);
  return *this;
}

Array& Array::add_bytes(std::string_view bytes) {
  append_bytes(element(), bytes);
  return *this;
}

Array& Array::add_reference(ObjectId object) {
  append_reference(element(), object);
  return *this;
}

Array& Array::add_null() {
  element() += "null";
  return *this;
}

Array& Array::add(const Array& array) {
  element().append("[").append(array.elements_).append("]");
  return *this;
}

Array& Array::add(const Dictionary& dictionary) {
  element().append("<<").append(dictionary.entries()).append(">>");
  return *this;
}

std::string& Dictionary::value_of(std::string_view key) {
  if (!entries_.empty()) entries_ += '\n';
  append_name(entries_, key);
  entries_ += ' ';
  return entries_;
}

Dictionary& Dictionary::add_name(std::string_view key, std::string_view name) {
  append_name(value_of(key), name);
  return *this;
}

Dictionary& Dictionary::add_integer(std::string_view key, std::int64_t value) {
  append_integer(value_of(key), value);
  return *this;
}

Dictionary& Dictionary::add_number(std::string_view key, double value) {
  append_number(value_of(key), value);
  return *this;
}

Dictionary& Dictionary::add_boolean(std::string_view key, bool value) {
  value_of(key) += value ? "true" : "false";
  return *this;
}

Dictionary& Dictionary::add_bytes(std::string_view key, std::string_view bytes) {
  append_bytes(value_of(key), bytes);
  return *this;
}

Dictionary& Dictionary::add_text(std::string_view key, std::string_view utf8) {
  append_text(value_of(key), utf8);
  return *this;
}

Dictionary& Dictionary::add_reference(std::string_view key, ObjectId object) {
  append_reference(value_of(key), object);
  return *this;
}

Dictionary& Dictionary::add(std::string_view key, const Array& array) {
  value_of(key).append("[").append(array.elements()).append("]");
  return *this;
}

Dictionary& Dictionary::add(std::string_view key, const Dictionary& dictionary) {
  value_of(key).append("<<").append(dictionary.entries()).append(">>");
  return *this;
}

}  // namespace tongbao::pdf

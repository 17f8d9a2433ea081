// Dictionaries and arrays while they are filled. Their entries are kept as the text they are
// written as: exact reals and none of the limits that libharu's own values have (reals up to 32,767
// in single precision, 32,767 elements, names of 127 and strings of 65,535 bytes).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace tongbao::pdf {

// An indirect object of the file being written.
struct ObjectId {
  std::uint32_t number = 0;  // 0: none
};

class Dictionary;

class Array {
 public:
  Array& add_integer(std::int64_t value);
  Array& add_name(std::string_view name);
  Array& add_number(double value);
  Array& add_bytes(std::string_view bytes);
  Array& add_reference(ObjectId object);
  Array& add_null();
  Array& add(const Array& array);
  Array& add(const Dictionary& dictionary);
  [[nodiscard]] bool empty() const { return elements_.empty(); }
  [[nodiscard]] const std::string& elements() const { return elements_; }

 private:
  std::string& element();
  std::string elements_;
};

// A key must be added once only.
class Dictionary {
 public:
  Dictionary& add_name(std::string_view key, std::string_view name);
  Dictionary& add_integer(std::string_view key, std::int64_t value);
  Dictionary& add_number(std::string_view key, double value);
  Dictionary& add_boolean(std::string_view key, bool value);
  Dictionary& add_bytes(std::string_view key, std::string_view bytes);
  Dictionary& add_text(std::string_view key, std::string_view utf8);
  Dictionary& add_reference(std::string_view key, ObjectId object);
  Dictionary& add(std::string_view key, const Array& array);
  Dictionary& add(std::string_view key, const Dictionary& dictionary);
  [[nodiscard]] const std::string& entries() const { return entries_; }
  [[nodiscard]] bool empty() const { return entries_.empty(); }
  [[nodiscard]] std::string take_entries() && { return std::move(entries_); }

 private:
  std::string& value_of(std::string_view key);
  std::string entries_;
};

}  // namespace tongbao::pdf

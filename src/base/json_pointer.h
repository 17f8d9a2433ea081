// JSON Pointers (RFC 6901) as they grow while a record is walked.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace tongbao {

// A path on the stack of the walker: each step refers to its parent, and the text is made only
// when an error wants it. A Pointer must not outlive its parent.
class Pointer {
 public:
  Pointer() = default;  // the root
  [[nodiscard]] Pointer operator/(std::string_view name) const { return {this, name, 0}; }
  [[nodiscard]] Pointer operator/(std::size_t index) const { return {this, {}, index}; }
  [[nodiscard]] std::string text() const;

 private:
  Pointer(const Pointer* parent, std::string_view name, std::size_t index)
      : parent_(parent), name_(name), index_(index) {}
  const Pointer* parent_ = nullptr;
  std::string_view name_;  // data() == nullptr: an index
  std::size_t index_ = 0;
};

// Appends "/name" with ~ and / escaped.
void append_pointer(std::string& pointer, std::string_view name);

}  // namespace tongbao

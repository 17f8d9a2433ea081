// What goes into a statement and what comes back, the same for both stores. Of this room only.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/digest.h"

namespace tongbao::store {

struct Bytes {  // binary, as against text
  std::string value;
};
using Value = std::variant<std::monostate, std::int64_t, std::string, Bytes>;  // monostate: NULL

// Both stores take only text that is UTF-8 without NUL: what is not gets U+FFFD in its place.
[[nodiscard]] std::string storable(std::string text);

// Bound in order to the question marks of a statement. Statements hold no other question marks.
class Parameters {
 public:
  Parameters() = default;
  template <class... Values>
  explicit Parameters(const Values&... values) {
    (add(values), ...);
  }

  template <class T>
  Parameters& add(const T& value) {
    if constexpr (std::is_integral_v<T>) {
      values_.emplace_back(static_cast<std::int64_t>(value));
    } else if constexpr (std::is_same_v<T, Sha256>) {
      values_.emplace_back(hex(value));
    } else if constexpr (std::is_same_v<T, Bytes>) {
      values_.emplace_back(value);
    } else {
      values_.emplace_back(storable(std::string(value)));
    }
    return *this;
  }
  template <class T>
  Parameters& add(const std::optional<T>& value) {
    if (value) return add(*value);
    values_.emplace_back(std::monostate());
    return *this;
  }
  void clear() { values_.clear(); }
  [[nodiscard]] const std::vector<Value>& values() const { return values_; }

 private:
  std::vector<Value> values_;
};

// One row of an answer. Columns count from 0.
class Row {
 public:
  explicit Row(std::vector<Value> values) : values_(std::move(values)) {}
  [[nodiscard]] std::size_t size() const { return values_.size(); }
  [[nodiscard]] bool is_null(std::size_t column) const;
  [[nodiscard]] std::int64_t integer(std::size_t column) const;
  [[nodiscard]] std::string text(std::size_t column) const;  // "" for NULL
  [[nodiscard]] std::string bytes(std::size_t column) const;
  [[nodiscard]] Sha256 digest(std::size_t column) const;
  template <class T>
  [[nodiscard]] T number(std::size_t column) const {
    return static_cast<T>(integer(column));
  }
  template <class T>
  [[nodiscard]] std::optional<T> optional_number(std::size_t column) const {
    return is_null(column) ? std::nullopt : std::optional<T>(number<T>(column));
  }

 private:
  std::vector<Value> values_;
};
using Rows = std::vector<Row>;

// Why a statement failed. Never leaves the room.
class SqlError : public std::runtime_error {
 public:
  enum class Kind {
    busy,     // another was in the way: the transaction may succeed when it is run again
    lost,     // the session is gone, and whether a commit reached the store is not known
    timeout,  // no answer in time
    full,     // the disk is full
    newer,    // the schema belongs to a later version of the program
    other
  };
  SqlError(Kind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
  [[nodiscard]] Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

}  // namespace tongbao::store

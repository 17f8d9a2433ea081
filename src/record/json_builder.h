// Takes the events of a JSON parser and builds the node list, within limits. Internal to the room.
#pragma once
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/diagnostic.h"
#include "record/json_document.h"

namespace tongbao::record {

// Hands a text to the parser byte by byte and notes in `consumed` how far the parser has come.
class TrackedIterator {
 public:
  using iterator_category = std::forward_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  TrackedIterator(const char* at, const char** consumed) : at_(at), consumed_(consumed) {}
  reference operator*() const { return *at_; }
  TrackedIterator& operator++() {
    *consumed_ = ++at_;
    return *this;
  }
  TrackedIterator operator++(int) {
    TrackedIterator before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const TrackedIterator& a, const TrackedIterator& b) {
    return a.at_ == b.at_;
  }
  friend bool operator!=(const TrackedIterator& a, const TrackedIterator& b) { return !(a == b); }

 private:
  const char* at_;
  const char** consumed_;
};

// The handler of nlohmann's SAX interface, whose names these are. Every event returns whether
// to go on; where it does not, error() says why.
class JsonBuilder {
 public:
  // `strings` has room for as many bytes as `text`: no text takes more than it does in JSON.
  JsonBuilder(std::string_view text, const ReadLimits& limits, std::vector<JsonNode>& nodes,
              std::vector<char>& strings)
      : text_(text), limits_(limits), nodes_(nodes), strings_(strings), consumed_(text.data()) {}

  [[nodiscard]] TrackedIterator begin() { return {text_.data(), &consumed_}; }
  [[nodiscard]] TrackedIterator end() { return {text_.data() + text_.size(), &consumed_}; }
  [[nodiscard]] const std::optional<Diagnostic>& error() const { return error_; }

  bool null() { return add_value(JsonType::null, {}); }
  bool boolean(bool value) { return add_value(JsonType::boolean, value); }
  bool number_integer(std::int64_t value) { return add_value(JsonType::number, value); }
  bool number_unsigned(std::uint64_t value) { return add_value(JsonType::number, value); }
  bool number_float(double value, const std::string&) { return add_value(JsonType::number, value); }
  bool string(const std::string& value) { return add_value(JsonType::text, keep(value)); }
  bool binary(nlohmann::json::binary_t&) { return false; }  // JSON text has none
  bool start_object(std::size_t);
  bool key(const std::string& name);
  bool end_object() { return close(); }
  bool start_array(std::size_t) { return open(JsonType::array); }
  bool end_array() { return close(); }
  bool parse_error(std::size_t position, const std::string& token,
                   const nlohmann::json::exception& error);

 private:
  struct Container {
    std::size_t index;
    std::set<std::string_view> names;  // only of large objects
  };

  [[nodiscard]] std::string_view keep(const std::string& value);
  bool add(JsonType type, decltype(JsonNode::value) value);
  bool add_value(JsonType type, decltype(JsonNode::value) value);
  bool open(JsonType type);
  bool refuse_amount(std::size_t limit);
  bool close();
  [[nodiscard]] bool is_repeated(std::string_view name);
  [[nodiscard]] std::size_t consumed() const {
    return static_cast<std::size_t>(consumed_ - text_.data());
  }
  bool refuse(std::string_view code, std::size_t offset, Bilingual message, Bilingual hint = {});

  std::string_view text_;
  const ReadLimits& limits_;
  std::vector<JsonNode>& nodes_;
  std::vector<char>& strings_;
  const char* consumed_;
  std::size_t token_start_ = 0;
  std::vector<Container> open_;
  std::size_t objects_ = 0;
  std::optional<Diagnostic> error_;
};

}  // namespace tongbao::record

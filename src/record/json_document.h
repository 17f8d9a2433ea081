// A JSON text read into a flat list of nodes in document order, within limits: the record is read
// from it, and errors find their line and column through it. Outside the room, for bodies that
// records are a part of.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/result.h"
#include "record/reader.h"

namespace tongbao::record {

enum class JsonType : std::uint8_t { null, boolean, number, text, array, object, name };

// Containers are followed by what they hold; in objects each name is followed by its value.
struct JsonNode {
  JsonType type = JsonType::null;
  std::uint32_t offset =
      0;                    // in the text: where the token, or white space or : or , before, starts
  std::uint32_t end = 0;    // index of the node after this one and all that it holds; not of names
  std::uint32_t count = 0;  // elements or members
  std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string_view> value;
};

class JsonDocument;

// One value of a document, or one member (then it stands on the name). Cheap to copy.
class JsonCursor {
 public:
  JsonCursor(const JsonDocument& document, std::size_t index)
      : document_(&document), index_(index) {}
  [[nodiscard]] JsonType type() const { return node().type; }
  [[nodiscard]] std::size_t count() const { return node().count; }
  // Requires the type. Texts and names live as long as the document.
  [[nodiscard]] std::string_view text() const { return std::get<std::string_view>(node().value); }
  [[nodiscard]] bool is_free_of_controls() const;  // the document; see text_rules.h
  [[nodiscard]] bool boolean() const { return std::get<bool>(node().value); }
  [[nodiscard]] double number() const;
  [[nodiscard]] bool is_whole_number() const;  // written without fraction and exponent

  // for (auto child = c.first(); !child.is_end_of(c); child = child.next())
  [[nodiscard]] JsonCursor first() const { return {*document_, index_ + 1}; }
  [[nodiscard]] JsonCursor next() const {
    return type() == JsonType::name ? value().next() : JsonCursor(*document_, node().end);
  }
  [[nodiscard]] bool is_end_of(const JsonCursor& parent) const {
    return index_ == parent.node().end;
  }
  // Of a member.
  [[nodiscard]] std::string_view name() const { return text(); }
  [[nodiscard]] JsonCursor value() const { return first(); }

  [[nodiscard]] nlohmann::json copy() const;
  // Of a value: as it stands in the text. Not for lines that were read the quick way.
  [[nodiscard]] std::string_view source() const;

 private:
  [[nodiscard]] const JsonNode& node() const;
  const JsonDocument* document_;
  std::size_t index_;
};

class JsonDocument {
 public:
  // `text` must outlive the document. Errors: the json.* of reader.h.
  [[nodiscard]] static Result<JsonDocument> parse(std::string_view text, const ReadLimits& limits);

  [[nodiscard]] JsonCursor root() const { return {*this, 0}; }
  [[nodiscard]] const JsonNode& node(std::size_t index) const { return nodes_[index]; }
  // Known only of lines that were read the quick way.
  [[nodiscard]] bool is_free_of_controls() const { return free_of_controls_; }
  // Fills in line and column of the value that the place's pointer leads to.
  void locate(Place& place) const;
  // The value of a node, as it stands in the text.
  [[nodiscard]] std::string_view source_of(const JsonNode& node) const;

 private:
  [[nodiscard]] std::size_t find(std::string_view pointer) const;
  [[nodiscard]] std::size_t child(std::size_t parent, std::string_view step) const;

  friend class LineParser;

  std::string_view text_;
  std::vector<JsonNode> nodes_;
  std::vector<char> strings_;  // what the nodes' texts refer to, where that is not `text_`
  bool free_of_controls_ = false;
};

inline const JsonNode& JsonCursor::node() const {
  return document_->node(index_);
}

inline bool JsonCursor::is_free_of_controls() const {
  return document_->is_free_of_controls();
}

// Line and column of a byte of a UTF-8 text, both from 1; the column counts characters.
[[nodiscard]] Place place_of_byte(std::string_view text, std::size_t offset);

}  // namespace tongbao::record

#include "record/line_parser.h"

#include <algorithm>

#include <simdjson.h>

#include "record/line_reader.h"
#include "record/text_rules.h"

namespace tongbao::record {

namespace {

static_assert(LineReader::padding >= simdjson::SIMDJSON_PADDING);

// An escape that may be half of a character beyond the BMP: \uD800 to \uDFFF (and, harmlessly,
// \uD000 to \uD7FF). simdjson 3.0 does not refuse every half that stands alone.
bool has_surrogate_escape(std::string_view line) {
  for (std::size_t at = line.find('\\'); at != std::string_view::npos;
       at = line.find('\\', at + 1)) {
    const std::string_view escape = line.substr(at, 3);
    if (escape == "\\ud" || escape == "\\uD") return true;
  }
  return false;
}

// More than any object of the format has: looking for repeated names stays cheap.
constexpr std::uint32_t most_members = 64;

// The names of one object, to notice one that comes again.
class Names {
 public:
  // `object` is the place of the object, whose members so far are the last of `nodes`.
  bool is_new(std::string_view name, const std::vector<JsonNode>& nodes, std::size_t object) {
    const std::uint64_t mark = std::uint64_t{1} << (hash(name) & 63U);
    const bool may_be_known = (marks_ & mark) != 0;
    marks_ |= mark;
    if (!may_be_known) return true;
    for (std::size_t at = object + 1; at < nodes.size(); at = nodes[at + 1].end) {
      if (std::get<std::string_view>(nodes[at].value) == name) return false;
    }
    return true;
  }

 private:
  static unsigned hash(std::string_view name) {
    if (name.empty()) return 0;
    const auto first = static_cast<unsigned char>(name.front());
    const auto last = static_cast<unsigned char>(name.back());
    return static_cast<unsigned>(name.size()) * 11U + first * 5U + last;
  }
  std::uint64_t marks_ = 0;
};

}  // namespace

class LineParser::Simd {
 public:
  explicit Simd(std::size_t longest) : parser_(longest) {}
  simdjson::dom::parser& parser() { return parser_; }

 private:
  simdjson::dom::parser parser_;
};

// Copies what simdjson found into the node list. Each function says whether to go on.
class LineParser::Filler {
 public:
  Filler(std::vector<JsonNode>& nodes, const ReadLimits& limits) : nodes_(nodes), limits_(limits) {}

  bool add(const simdjson::dom::element& element, int depth) {
    using simdjson::dom::element_type;
    switch (element.type()) {
      case element_type::OBJECT:
        return add_object(element.get_object().value_unsafe(), depth + 1);
      case element_type::ARRAY:
        return add_array(element.get_array().value_unsafe(), depth + 1);
      case element_type::STRING:
        return add(JsonType::text, element.get_string().value_unsafe());
      case element_type::INT64:
        return add_whole(element.get_int64().value_unsafe());
      case element_type::UINT64:
        return add(JsonType::number, std::uint64_t{element.get_uint64().value_unsafe()});
      case element_type::DOUBLE:
        return add(JsonType::number, element.get_double().value_unsafe());
      case element_type::BOOL:
        return add(JsonType::boolean, element.get_bool().value_unsafe());
      case element_type::NULL_VALUE:
        return add(JsonType::null, std::monostate());
    }
    return false;
  }

 private:
  bool add(JsonType type, decltype(JsonNode::value) value) {
    if (nodes_.size() >= limits_.values) return false;
    JsonNode& node = nodes_.emplace_back();
    node.type = type;
    node.end = static_cast<std::uint32_t>(nodes_.size());
    node.value = value;
    return true;
  }

  // As the other way has them: unsigned where they are not negative.
  bool add_whole(std::int64_t value) {
    if (value < 0) return add(JsonType::number, value);
    return add(JsonType::number, static_cast<std::uint64_t>(value));
  }

  bool add_array(const simdjson::dom::array& array, int depth) {
    const std::size_t place = nodes_.size();
    if (depth > limits_.depth || !add(JsonType::array, std::monostate())) return false;
    std::uint32_t count = 0;
    for (const simdjson::dom::element element : array) {
      if (!add(element, depth)) return false;
      ++count;
    }
    return close(place, count);
  }

  bool add_object(const simdjson::dom::object& object, int depth) {
    const std::size_t place = nodes_.size();
    if (depth > limits_.depth || ++objects_ > limits_.objects) return false;
    if (!add(JsonType::object, std::monostate())) return false;
    std::uint32_t count = 0;
    Names names;
    for (const simdjson::dom::key_value_pair member : object) {
      if (count == most_members || !names.is_new(member.key, nodes_, place)) return false;
      if (!add(JsonType::name, member.key) || !add(member.value, depth)) return false;
      ++count;
    }
    return close(place, count);
  }

  bool close(std::size_t place, std::uint32_t count) {
    nodes_[place].end = static_cast<std::uint32_t>(nodes_.size());
    nodes_[place].count = count;
    return true;
  }

  std::vector<JsonNode>& nodes_;
  const ReadLimits& limits_;
  std::size_t objects_ = 0;
};

LineParser::LineParser(const ReadLimits& limits, std::size_t longest)
    : simd_(std::make_unique<Simd>(longest)), limits_(limits), longest_(longest) {}
LineParser::~LineParser() = default;

const JsonDocument* LineParser::parse(std::string_view line) {
  if (line.size() > std::min(longest_, limits_.bytes)) return nullptr;
  if (has_surrogate_escape(line)) return nullptr;
  simdjson::dom::element root;
  constexpr bool copy_first = false;  // the line is padded
  if (simd_->parser().parse(line.data(), line.size(), copy_first).get(root)) return nullptr;
  document_.text_ = line;
  document_.free_of_controls_ = is_free_of_controls(line);
  document_.nodes_.clear();
  const bool filled = Filler(document_.nodes_, limits_).add(root, 0);
  return filled ? &document_ : nullptr;
}

}  // namespace tongbao::record

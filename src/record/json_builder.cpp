#include "record/json_builder.h"

#include <utility>

#include "record/wording.h"

namespace tongbao::record {

namespace {

// Beyond so many members a set of their names finds repeated ones faster than looking at each.
constexpr std::size_t large_object = 32;

// What nlohmann gives to numbers beyond double.
constexpr int number_out_of_range = 406;

Bilingual hint_for_syntax(std::string_view text, std::size_t offset, bool in_text) {
  const char found = offset < text.size() ? text[offset] : '\0';
  const std::size_t before = text.substr(0, offset).find_last_not_of(" \t\r\n");
  if ((found == '}' || found == ']') && before != std::string_view::npos && text[before] == ',') {
    return say("最后一项之后不写逗号", "no comma after the last item");
  }
  if (found == '\'') return say("文本用双引号", "texts stand in double quotes");
  if (in_text && (found == '\n' || found == '\r' || found == '\t')) {
    return say("文本中的换行写作 \\n，制表符写作 \\t", "in texts write \\n and \\t");
  }
  if (found == '/') return say("JSON 没有注释", "JSON has no comments");
  return {};
}

}  // namespace

bool JsonBuilder::refuse(std::string_view code, std::size_t offset, Bilingual message,
                         Bilingual hint) {
  error_ = Diagnostic{.code = std::string(code),
                      .where = place_of_byte(text_, offset),
                      .message = std::move(message),
                      .hint = std::move(hint)};
  return false;
}

bool JsonBuilder::refuse_amount(std::size_t limit) {
  return refuse("json.tooLarge", consumed(),
                say("内容太多：超过 {} 项", "too much: more than {} values or objects", limit),
                say("问题很多时，用逐行的 NDJSON 报送", "send many problems as NDJSON"));
}

bool JsonBuilder::start_object(std::size_t /*unknown*/) {
  if (++objects_ > limits_.objects) return refuse_amount(limits_.objects);
  return open(JsonType::object);
}

std::string_view JsonBuilder::keep(const std::string& value) {
  const std::size_t start = strings_.size();
  strings_.insert(strings_.end(), value.begin(), value.end());
  return {strings_.data() + start, value.size()};
}

bool JsonBuilder::add(JsonType type, decltype(JsonNode::value) value) {
  if (nodes_.size() >= limits_.values) return refuse_amount(limits_.values);
  JsonNode& node = nodes_.emplace_back();
  node.type = type;
  node.offset = static_cast<std::uint32_t>(token_start_);
  node.end = static_cast<std::uint32_t>(nodes_.size());
  node.value = value;
  token_start_ = consumed();
  return true;
}

bool JsonBuilder::add_value(JsonType type, decltype(JsonNode::value) value) {
  if (!add(type, value)) return false;
  if (open_.empty()) return true;
  ++nodes_[open_.back().index].count;
  return true;
}

bool JsonBuilder::open(JsonType type) {
  if (open_.size() >= static_cast<std::size_t>(limits_.depth)) {
    return refuse("json.tooDeep", consumed() - 1,
                  say("嵌套超过 {} 层", "nested deeper than {}", limits_.depth));
  }
  if (!add_value(type, {})) return false;
  open_.push_back({nodes_.size() - 1, {}});
  return true;
}

bool JsonBuilder::close() {
  nodes_[open_.back().index].end = static_cast<std::uint32_t>(nodes_.size());
  open_.pop_back();
  token_start_ = consumed();
  return true;
}

bool JsonBuilder::key(const std::string& name) {
  if (is_repeated(name)) {
    const std::size_t quote = text_.find('"', token_start_);
    return refuse(
        "json.duplicateKey", quote,
        say("“{}”在同一个对象里出现了两次", "\"{}\" appears twice in one object", shown(name)));
  }
  if (!add(JsonType::name, keep(name))) return false;
  Container& object = open_.back();
  if (!object.names.empty()) object.names.insert(std::get<std::string_view>(nodes_.back().value));
  return true;
}

bool JsonBuilder::is_repeated(std::string_view name) {
  Container& object = open_.back();
  const JsonNode& node = nodes_[object.index];
  if (!object.names.empty()) return object.names.contains(name);
  const bool becomes_large = node.count == large_object;
  bool repeated = false;
  std::size_t member = object.index + 1;
  for (std::size_t i = 0; i < node.count && !repeated; ++i) {
    const auto earlier = std::get<std::string_view>(nodes_[member].value);
    repeated = earlier == name;
    if (becomes_large) object.names.insert(earlier);
    member = nodes_[member + 1].end;
  }
  return repeated;
}

bool JsonBuilder::parse_error(std::size_t position, const std::string& token,
                              const nlohmann::json::exception& error) {
  const std::size_t offset = consumed() == 0 ? 0 : consumed() - 1;
  if (error.id == number_out_of_range) {
    return refuse("json.badNumber", offset,
                  say("数字太大：{}", "number out of range: {}", shown(token)));
  }
  if (position > text_.size()) {
    return refuse("json.syntax", text_.size(), say("JSON 没有写完", "the JSON ends too early"));
  }
  return refuse("json.syntax", offset,
                say("不是合法的 JSON：“{}”处有误", "not JSON: wrong at \"{}\"", shown(token)),
                hint_for_syntax(text_, offset, token.starts_with('"')));
}

}  // namespace tongbao::record

#include "record/json_document.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "base/utf8.h"
#include "record/json_builder.h"

namespace tongbao::record {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view white_space = " \t\r\n";

Diagnostic problem_with_text(std::string_view code, Place where, Bilingual message) {
  return {.code = std::string(code),
          .where = std::move(where),
          .message = std::move(message),
          .hint = {}};
}

// What can be said of the bytes before any of them is parsed.
std::optional<Diagnostic> check_bytes(std::string_view text, const ReadLimits& limits) {
  const std::size_t most =
      std::min<std::size_t>(limits.bytes, std::numeric_limits<std::uint32_t>::max());
  if (text.size() > most) {
    return problem_with_text(
        "json.tooLarge", {},
        say("太大：{} 字节，最多 {} 字节", "too large: {} bytes, at most {}", text.size(), most));
  }
  if (const auto offset = find_invalid_utf8(text)) {
    const auto byte = static_cast<unsigned char>(text[*offset]);
    return problem_with_text("json.utf8", place_of_byte(text, *offset),
                             say("不是 UTF-8：第 {} 个字节是 0x{:02X}",
                                 "not UTF-8: byte {} is 0x{:02X}", *offset + 1, byte));
  }
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  if (text.find_first_not_of(white_space) == std::string_view::npos) {
    return problem_with_text("json.empty", {}, say("没有内容", "empty"));
  }
  return std::nullopt;
}

// The first step of a pointer ("/a~1b/0" → "a/b"), which is removed from it.
std::string take_step(std::string_view& pointer) {
  pointer.remove_prefix(1);
  const std::size_t end = std::min(pointer.find('/'), pointer.size());
  std::string step;
  for (std::size_t i = 0; i < end; ++i) {
    if (pointer[i] != '~') {
      step += pointer[i];
    } else {
      step += pointer[++i] == '0' ? '~' : '/';
    }
  }
  pointer.remove_prefix(end);
  return step;
}

// Past the text whose opening quote is at `at`. Like the next one, of sound JSON only.
std::size_t end_of_text(std::string_view text, std::size_t at) {
  for (++at; text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;
  }
  return at + 1;
}

std::size_t end_of_value(std::string_view text, std::size_t at) {
  int depth = 0;
  do {
    const char c = text[at];
    if (c == '"') {
      at = end_of_text(text, at);
    } else if (c == '{' || c == '[') {
      ++depth, ++at;
    } else if (c == '}' || c == ']') {
      --depth, ++at;
    } else if (depth > 0) {
      ++at;
    } else {
      return std::min(text.find_first_of(" \t\r\n,]}", at), text.size());
    }
  } while (depth > 0);
  return at;
}

}  // namespace

Place place_of_byte(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::size_t break_before = before.rfind('\n');
  std::string_view line_before =
      break_before == std::string_view::npos ? before : before.substr(break_before + 1);
  if (break_before == std::string_view::npos && line_before.starts_with(byte_order_mark)) {
    line_before.remove_prefix(byte_order_mark.size());
  }
  return Place::at_line(static_cast<int>(lines) + 1,
                        static_cast<int>(count_code_points(line_before)) + 1);
}

Result<JsonDocument> JsonDocument::parse(std::string_view text, const ReadLimits& limits) {
  if (auto error = check_bytes(text, limits)) return failure(std::move(*error));
  JsonDocument document;
  document.text_ = text;
  // Room for all there can be, so that nothing moves; pages that are not used cost nothing.
  document.nodes_.reserve(std::min(limits.values, text.size()));
  document.strings_.reserve(text.size());
  JsonBuilder builder(text, limits, document.nodes_, document.strings_);
  if (!nlohmann::json::sax_parse(builder.begin(), builder.end(), &builder)) {
    return failure(builder.error().value());
  }
  return document;
}

std::size_t JsonDocument::child(std::size_t parent, std::string_view step) const {
  const JsonNode& node = nodes_[parent];
  if (node.type == JsonType::object) {
    for (std::size_t member = parent + 1; member < node.end; member = nodes_[member + 1].end) {
      if (std::get<std::string_view>(nodes_[member].value) == step) return member;
    }
  }
  std::size_t place = 0;
  const auto parsed = std::from_chars(step.data(), step.data() + step.size(), place);
  if (node.type == JsonType::array && parsed.ec == std::errc() && place < node.count) {
    std::size_t element = parent + 1;
    for (; place > 0; --place) element = nodes_[element].end;
    return element;
  }
  return nodes_.size();
}

// The node of a value, or of a member's name; the number of nodes where there is none.
std::size_t JsonDocument::find(std::string_view pointer) const {
  std::size_t at = 0;
  while (!pointer.empty() && at < nodes_.size()) {
    if (nodes_[at].type == JsonType::name) ++at;
    at = child(at, take_step(pointer));
  }
  return at;
}

void JsonDocument::locate(Place& place) const {
  if (!place.pointer) return;
  const std::size_t found = find(*place.pointer);
  if (found >= nodes_.size()) return;
  const std::size_t start = text_.find_first_not_of(" \t\r\n,:", nodes_[found].offset);
  const Place at = place_of_byte(text_, start);
  place.line = at.line;
  place.column = at.column;
}

std::string_view JsonDocument::source_of(const JsonNode& node) const {
  const std::size_t start = text_.find_first_not_of(" \t\r\n,:", node.offset);
  return text_.substr(start, end_of_value(text_, start) - start);
}

std::string_view JsonCursor::source() const {
  return document_->source_of(node());
}

double JsonCursor::number() const {
  const auto& value = node().value;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  if (const auto* whole = std::get_if<std::uint64_t>(&value)) return static_cast<double>(*whole);
  return std::get<double>(value);
}

bool JsonCursor::is_whole_number() const {
  return !std::holds_alternative<double>(node().value);
}

nlohmann::json JsonCursor::copy() const {
  if (type() == JsonType::array) {
    nlohmann::json array = nlohmann::json::array();
    for (auto element = first(); !element.is_end_of(*this); element = element.next()) {
      array.push_back(element.copy());
    }
    return array;
  }
  if (type() == JsonType::object) {
    nlohmann::json object = nlohmann::json::object();
    for (auto member = first(); !member.is_end_of(*this); member = member.next()) {
      object[std::string(member.name())] = member.value().copy();
    }
    return object;
  }
  return std::visit(
      [](const auto& value) -> nlohmann::json {
        if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::monostate>) {
          return nullptr;
        } else {
          return value;
        }
      },
      node().value);
}

}  // namespace tongbao::record

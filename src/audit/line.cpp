#include "audit/line.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <nlohmann/json.hpp>

#include "base/timestamp.h"

namespace tongbao::audit {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t longest_text = 4096;
constexpr std::size_t longest_remark = std::size_t{16} << 10;
constexpr std::size_t digest_digits = 64;
constexpr std::string_view digest_member = ",\"digest\":\"";
constexpr std::string_view line_end = "\"}";
constexpr std::size_t tail_size = digest_member.size() + digest_digits + line_end.size();

std::string cut(std::string_view text, std::size_t longest) {
  if (text.size() <= longest) return std::string(text);
  const auto continues = [&](std::size_t at) {
    return (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
  };
  while (longest > 0 && continues(longest)) --longest;
  return std::string(text.substr(0, longest)) + "…";
}

Json text_or_null(const std::string& text, std::size_t longest = longest_text) {
  return text.empty() ? Json() : Json(cut(text, longest));
}

std::string utc(std::chrono::system_clock::time_point time) {
  return rfc3339(std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count());
}

// Takes `expected` off the front.
bool take(std::string_view& text, std::string_view expected) {
  if (!text.starts_with(expected)) return false;
  text.remove_prefix(expected.size());
  return true;
}

// Takes the text up to the next quotation mark, and that, off the front.
std::optional<std::string> take_string(std::string_view& text) {
  const std::size_t end = text.find('"');
  if (end == std::string_view::npos) return std::nullopt;
  std::string value(text.substr(0, end));
  text.remove_prefix(end + 1);
  return value;
}

std::optional<std::uint64_t> take_number(std::string_view& text) {
  std::uint64_t number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
  return number;
}

std::optional<Line> parse_beginning(std::string_view text) {
  if (!take(text, "{\"chain\":\"")) return std::nullopt;
  auto chain = take_string(text);
  if (!chain || !take(text, ",\"seq\":")) return std::nullopt;
  const auto seq = take_number(text);
  if (!seq || !take(text, ",\"previous\":\"")) return std::nullopt;
  auto previous = take_string(text);
  if (!previous || !is_digest(*previous)) return std::nullopt;
  return Line{.chain = std::move(*chain), .previous = std::move(*previous), .link = {*seq, {}}};
}

}  // namespace

bool is_digest(std::string_view text) {
  return text.size() == digest_digits && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

std::string members_of(const Entry& entry, const std::string& program_version) {
  Json members;
  members["program"] = program_version;
  members["requestId"] = text_or_null(entry.request_id);
  members["key"] = text_or_null(entry.key_id);
  members["operator"] = text_or_null(entry.operator_);
  members["job"] = text_or_null(entry.job);
  members["n"] = entry.n ? Json(*entry.n) : Json();
  members["template"] = text_or_null(entry.template_id);
  members["templateVersion"] = entry.template_version;
  members["format"] = text_or_null(entry.format);
  members["edition"] = text_or_null(entry.edition);
  members["input"] = hex(entry.input);
  members["document"] = hex(entry.document);
  members["bytes"] = entry.bytes;
  members["remark"] = text_or_null(entry.remark, longest_remark);
  const std::string object = members.dump(-1, ' ', false, Json::error_handler_t::replace);
  return object.substr(1, object.size() - 2);
}

std::string make_line(const std::string& chain, Link& link,
                      std::chrono::system_clock::time_point time, std::string_view members) {
  std::string line =
      fmt::format("{{\"chain\":\"{}\",\"seq\":{},\"previous\":\"{}\",\"time\":\"{}\",{}", chain,
                  link.seq + 1, link.digest, utc(time), members);
  link = {link.seq + 1, hex(sha256(line))};
  line.append(digest_member).append(link.digest).append(line_end).append("\n");
  return line;
}

tl::expected<Line, LineFault> parse_line(std::string_view text) {
  if (text.size() <= tail_size) return tl::unexpected(LineFault::malformed);
  const std::string_view content = text.substr(0, text.size() - tail_size);
  std::string_view tail = text.substr(content.size());
  if (!take(tail, digest_member)) return tl::unexpected(LineFault::malformed);
  const std::string_view digest = tail.substr(0, digest_digits);
  if (tail.substr(digest_digits) != line_end) return tl::unexpected(LineFault::malformed);
  auto line = parse_beginning(content);
  if (!line) return tl::unexpected(LineFault::malformed);
  if (digest != hex(sha256(content))) return tl::unexpected(LineFault::changed);
  line->link.digest = digest;
  return *line;
}

}  // namespace tongbao::audit

#include "record/text_rules.h"

#include <array>

#include "base/base64.h"
#include "base/byte_blocks.h"
#include "base/utf8.h"

namespace tongbao::record {

namespace {

constexpr std::size_t longest_text = 100'000;
constexpr std::size_t longest_identifier = 200;
constexpr std::size_t longest_image = 8'000'000;

// Every PNG begins with the same eight bytes (ISO/IEC 15948, 5.2), in base64 these letters and
// one more that also holds the first bits of what follows.
constexpr std::string_view png_start = "iVBORw0KGg";
constexpr std::size_t shortest_png = 12;  // letters

constexpr auto rules = std::to_array<TextRule>({
    {longest_text, R"(^[^\u0000-\u001f\u007f]*$)"},
    {longest_text, R"(^[^\u0000-\u0009\u000b-\u001f\u007f]*$)"},
    {longest_identifier, R"(^[^\u0000-\u001f\u007f]*$)"},
    {1, "^1$"},
    {longest_image,
     "^(iVBORw0KGg[A-Za-z0-9+/]{2}([A-Za-z0-9+/]{4})*"
     "([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)?$"},
    {longest_text, R"(^[^\u0000-\u001f\u007f]*$)"},
});

bool is_at(std::string_view text, std::size_t offset, std::string_view sequence) {
  return text.substr(offset, sequence.size()) == sequence;
}

// C0, DEL, C1, the line and paragraph separators, and the two noncharacters that XML forbids.
bool is_control(std::string_view text, std::size_t offset) {
  const auto byte = static_cast<unsigned char>(text[offset]);
  if (byte < 0x20 || byte == 0x7F) return true;
  if (byte == 0xC2) return static_cast<unsigned char>(text[offset + 1]) < 0xA0;
  if (byte == 0xE2) return is_at(text, offset, "\u2028") || is_at(text, offset, "\u2029");
  return byte == 0xEF &&
         (is_at(text, offset, "\xEF\xBF\xBE") || is_at(text, offset, "\xEF\xBF\xBF"));
}

std::size_t find_control(std::string_view text, bool breaks_allowed) {
  for (std::size_t offset = 0; offset < text.size(); ++offset) {
    if (breaks_allowed && text[offset] == '\n') continue;
    if (is_control(text, offset)) return offset;
  }
  return std::string_view::npos;
}

std::optional<TextFault> fault_of_length(std::string_view text, std::size_t longest) {
  if (text.size() <= longest) return std::nullopt;
  const std::size_t length = count_code_points(text);
  if (length <= longest) return std::nullopt;
  return TextFault{
      "record.tooLong",
      say("太长：{} 个字符，最多 {} 个", "too long: {} characters, at most {}", length, longest),
      {}};
}

std::optional<TextFault> fault_of_characters(std::string_view text, bool breaks_allowed) {
  const std::size_t found = find_control(text, breaks_allowed);
  if (found == std::string_view::npos) return std::nullopt;
  std::size_t next = found;
  const std::string shown = describe_code_point(next_code_point(text, next));
  TextFault fault{"record.badValue",
                  say("第 {1} 个字符是控制字符 {0}", "control character {0} at character {1}",
                      shown, count_code_points(text.substr(0, found)) + 1),
                  {}};
  if (text[found] == '\n') {
    fault.hint =
        say("这里不能换行；各段分别写作一项", "no line breaks here; one entry a paragraph");
  }
  return fault;
}

std::optional<TextFault> fault_of_image(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const bool is_png =
      text.starts_with(png_start) && text.size() >= shortest_png && text.find('=') >= shortest_png;
  if (is_png && is_base64(text)) return std::nullopt;
  return TextFault{
      "record.badValue", say("不是 base64 编码的 PNG 图片", "not a PNG image in base64"), {}};
}

}  // namespace

bool is_free_of_controls(std::string_view json) {
  return !any_byte(json, [](ByteBlock here, ByteBlock next, ByteBlock after) {
    const auto separator = (here == 0xE2) & (next == 0x80) & ((after & 0xFE) == 0xA8);
    const auto noncharacter = (here == 0xEF) & (next == 0xBF);
    return (here == '\\') | (here == 0x7F) | ((here == 0xC2) & (next < 0xA0)) | separator |
           noncharacter;
  });
}

const TextRule& rule_of(TextForm form) {
  return rules[static_cast<std::size_t>(form)];
}

bool is_good_without_controls(std::string_view text, TextForm form) {
  if (form == TextForm::version || form == TextForm::png) return false;
  return text.size() <= rule_of(form).longest;
}

std::optional<TextFault> find_fault(std::string_view text, TextForm form) {
  if (form == TextForm::version) {
    if (text == schema_version) return std::nullopt;
    return TextFault{"record.unsupportedVersion",
                     say("不认识的格式版本", "unknown version of the format"),
                     say("应为“{}”", "it is \"{}\"", schema_version)};
  }
  if (auto fault = fault_of_length(text, rule_of(form).longest)) return fault;
  if (form == TextForm::png) return fault_of_image(text);
  return fault_of_characters(text, form == TextForm::lines);
}

}  // namespace tongbao::record

#include "documents/plain_text.h"

#include <array>
#include <utility>

#include "documents/character_encoding.h"
#include "documents/errors.h"

namespace tongbao::documents {

namespace {

using namespace std::string_view_literals;

// Larger text is refused by the importer, so it needs no decoding.
constexpr std::size_t largest_text = std::size_t{8} << 20;

bool is_binary(std::string_view bytes) {
  return bytes.substr(0, 4096).find('\0') != std::string_view::npos;
}

}  // namespace

Diagnostic found_gb18030() {
  return {.code = "import.gb18030",
          .severity = Severity::note,
          .where = {},
          .message = say("按GB 18030编码读入", "read as GB 18030"),
          .hint = {}};
}

Diagnostic unknown_charset(std::string_view charset) {
  return import_error("import.charset",
                      say("不支持字符集“{}”", "the character set \"{}\" is not read", charset),
                      say("可用：{}", "one of {}", "UTF-8, GB2312, GBK, GB18030"));
}

Diagnostic not_in_charset(std::string_view charset) {
  return import_error("import.charset",
                      say("内容不是有效的{}编码", "the content is not well-formed {}", charset),
                      say("请另存为UTF-8编码", "save it as UTF-8"));
}

Result<Warned<std::string>> read_plain_text(std::string_view bytes, std::string_view charset) {
  if (is_binary(bytes)) return failure(wrong_type(DocumentType::text));
  const auto named = encoding_named(charset);
  if (!charset.empty() && !named) return failure(unknown_charset(charset));
  if (named == Encoding::utf8 || bytes.size() > largest_text) {
    return Warned<std::string>{std::string(bytes), {}};
  }
  if (named) {
    auto text = decode(bytes, *named);
    if (!text) return failure(not_in_charset(charset));
    return Warned<std::string>{*std::move(text), {}};
  }
  Encoding encoding{};
  auto text = decode_unlabelled(bytes, encoding);
  if (!text) return Warned<std::string>{std::string(bytes), {}};
  Diagnostics notes;
  if (encoding == Encoding::gb18030) notes.push_back(found_gb18030());
  return Warned<std::string>{*std::move(text), std::move(notes)};
}

}  // namespace tongbao::documents

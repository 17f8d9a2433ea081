#include "documents/errors.h"

#include <utility>

namespace tongbao::documents {

namespace {

Diagnostic entry(const char* code, Severity severity, Bilingual message, Bilingual hint) {
  return {.code = code,
          .severity = severity,
          .where = {},
          .message = std::move(message),
          .hint = std::move(hint)};
}

Bilingual name_of(DocumentType type) {
  if (type == DocumentType::docx) return {"DOCX文件", "a DOCX file"};
  if (type == DocumentType::html) return {"网页文件", "an HTML file"};
  if (type == DocumentType::pdf) return {"PDF文件", "a PDF file"};
  return {"文本文件", "a text file"};
}

}  // namespace

Diagnostic import_error(const char* code, Bilingual message, Bilingual hint) {
  return entry(code, Severity::error, std::move(message), std::move(hint));
}

Diagnostic import_warning(const char* code, Bilingual message, Bilingual hint) {
  return entry(code, Severity::warning, std::move(message), std::move(hint));
}

Diagnostic wrong_type(DocumentType expected) {
  const Bilingual name = name_of(expected);
  return import_error(
      "import.wrongType", {"不是" + name.zh, "this is not " + name.en},
      say("可读入文本（UTF-8、GB 18030）、DOCX、HTML和PDF；DOC、WPS等请先另存为DOCX",
          "text (UTF-8, GB 18030), DOCX, HTML and PDF can be read; save DOC, WPS and the like "
          "as DOCX first"));
}

Diagnostic too_large(Bilingual message) {
  return import_error("import.tooLarge", std::move(message),
                      say("请只提交一份通报的正文", "send the text of one notice only"));
}

}  // namespace tongbao::documents

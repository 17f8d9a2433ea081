#include "documents/read_document.h"

#include "documents/docx_reader.h"
#include "documents/errors.h"
#include "documents/plain_text.h"

namespace tongbao::documents {

namespace {

// A local file, or the end of an archive without any (APPNOTE 4.3.7, 4.3.16).
bool is_zip(std::string_view bytes) {
  return bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06");
}

}  // namespace

std::optional<DocumentType> type_named(std::string_view name) {
  if (name == "text") return DocumentType::text;
  if (name == "docx") return DocumentType::docx;
  return std::nullopt;
}

DocumentType detect_type(std::string_view bytes) {
  return is_zip(bytes) ? DocumentType::docx : DocumentType::text;
}

Result<Warned<std::string>> read_document(std::string_view bytes, const Declared& declared) {
  const DocumentType type = declared.type.value_or(detect_type(bytes));
  if (type == DocumentType::docx) {
    if (!is_zip(bytes)) return failure(wrong_type(type));
    return read_docx(bytes);
  }
  if (is_zip(bytes) || bytes.starts_with("{\\rtf")) return failure(wrong_type(type));
  return read_plain_text(bytes, declared.charset);
}

}  // namespace tongbao::documents

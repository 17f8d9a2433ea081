#include "documents/read_document.h"

#include "documents/docx_reader.h"
#include "documents/errors.h"
#include "documents/html_reader.h"
#include "documents/pdf_reader.h"
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
  if (name == "html") return DocumentType::html;
  if (name == "pdf") return DocumentType::pdf;
  return std::nullopt;
}

DocumentType detect_type(std::string_view bytes) {
  if (is_zip(bytes)) return DocumentType::docx;
  if (looks_like_pdf(bytes)) return DocumentType::pdf;
  return looks_like_html(bytes) ? DocumentType::html : DocumentType::text;
}

Result<Warned<std::string>> read_document(std::string_view bytes, const Declared& declared) {
  const DocumentType type = declared.type.value_or(detect_type(bytes));
  const bool packed = is_zip(bytes);
  const bool paged = looks_like_pdf(bytes);
  const bool sound = type == DocumentType::docx  ? packed
                     : type == DocumentType::pdf ? paged
                                                 : !packed && !paged;
  if (!sound || bytes.starts_with("{\\rtf")) return failure(wrong_type(type));
  if (type == DocumentType::docx) return read_docx(bytes);
  if (type == DocumentType::pdf) return read_pdf(bytes);
  if (type == DocumentType::html) return read_html(bytes, declared.charset);
  return read_plain_text(bytes, declared.charset);
}

}  // namespace tongbao::documents

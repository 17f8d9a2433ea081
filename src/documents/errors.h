// The errors that several readers share.
#pragma once
#include "documents/read_document.h"

namespace tongbao::documents {

[[nodiscard]] Diagnostic import_error(const char* code, Bilingual message, Bilingual hint = {});
[[nodiscard]] Diagnostic import_warning(const char* code, Bilingual message, Bilingual hint = {});
// import.wrongType: the bytes are not of the type that was expected.
[[nodiscard]] Diagnostic wrong_type(DocumentType expected);
// import.tooLarge
[[nodiscard]] Diagnostic too_large(Bilingual message);

}  // namespace tongbao::documents

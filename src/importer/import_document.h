// A file as offices have it → a record.
#pragma once
#include <string_view>

#include "base/result.h"
#include "documents/read_document.h"
#include "record/record.h"

namespace tongbao::importer {

// import_text() of what read_document() reads, with the diagnostics of both. Lines are counted in
// the text that was read: in DOCX a paragraph, a line break and a table row are a line each. The
// lines of a title on a PDF's page are joined (import.joinedTitle). Safe to call from any
// thread.
[[nodiscard]] Result<Warned<record::Record>> import_document(
    std::string_view bytes, const documents::Declared& declared = {});

}  // namespace tongbao::importer

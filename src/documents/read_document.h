// The text of the files that offices have: bytes → lines of plain text. Nothing in a file is run,
// fetched or trusted.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tongbao::documents {

enum class DocumentType { text, docx, html, pdf };

// "text", "docx", "html", "pdf"; nothing for any other name.
[[nodiscard]] std::optional<DocumentType> type_named(std::string_view name);

// What the sender says of the bytes; empty: found in the bytes themselves.
struct Declared {
  std::optional<DocumentType> type;
  std::string charset;  // of text and HTML, in any case: utf-8, gb2312, gbk, gb18030
};

// By content alone, never by a name. What is none of the others is text.
[[nodiscard]] DocumentType detect_type(std::string_view bytes);

// UTF-8 text, one paragraph a line (of text: as it stands). Deleted text, field codes, comments,
// headers and footers are not in it; a table comes row by row. The lines of a PDF's pages are
// joined to paragraphs where they fill the measure. Safe to call from any thread; memory and time
// are bounded whatever the bytes are.
//
// Errors: import.wrongType, import.tooLarge (bytes, entries, unpacked size or nesting),
// import.charset; of DOCX import.badZip, import.badXml, import.encrypted; of PDF import.badPdf,
// import.encrypted, import.noTextLayer, import.noReader (pdftotext is not installed). Text that is
// neither UTF-8 nor GB 18030 is given back as it is: the importer names the place.
// Notes: import.gb18030. Warnings, of DOCX: import.droppedSymbol, import.droppedFootnote,
// import.unreadNumbering, import.unclosedField; of PDF: import.droppedPageNumber.
[[nodiscard]] Result<Warned<std::string>> read_document(std::string_view bytes,
                                                        const Declared& declared = {});

}  // namespace tongbao::documents

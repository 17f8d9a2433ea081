// A file inside the document (ISO 32000-1 7.11.4), associated with it as a whole (ISO 19005-3 6.8
// and Annex E).
#pragma once
#include <optional>
#include <string>

#include "base/date.h"
#include "pdf/deflate.h"
#include "pdf/object_file.h"
#include "pdf/write_pdf.h"

namespace tongbao::pdf {

struct EmbeddedFile {
  ObjectId specification;
  std::string name;  // in ASCII: its key among the embedded files
};

// `date`: when the file was last changed. Throws std::invalid_argument for an attachment that
// breaks its own rules.
[[nodiscard]] EmbeddedFile embed_file(const Attachment& attachment, const std::optional<Date>& date,
                                      Compressor& compressor, ObjectFile& file);

// The catalogue's entries: /AF and /Names.
void add_embedded_file(const EmbeddedFile& embedded, Dictionary& catalog);

}  // namespace tongbao::pdf

// What a document says of itself as XMP (ISO 16684-1), with the claims of PDF/A and PDF/UA-1
// (ISO 19005-2 and -3 6.6, ISO 14289-1 clause 5).
#pragma once
#include <string>

#include "content/metadata.h"
#include "pdf/object_file.h"

namespace tongbao::pdf {

// "2025-04-01T00:00:00+08:00", of a month "2021-04": what pdf_date() says, after ISO 16684-1 8.2.
[[nodiscard]] std::string xmp_date(const Date& date);

// Of ISO 19005, at level A. The third part allows files inside of any kind.
enum class ArchivePart { a2, a3 };

// A packet in UTF-8 that agrees with info_dictionary(). Requires storable metadata with a language.
// PDF/UA is claimed only where there is a title (ISO 14289-1 7.1).
[[nodiscard]] std::string xmp_packet(const content::Metadata& metadata, ArchivePart part);

// The metadata stream of the catalogue; not compressed, for readers that know no PDF.
ObjectId add_xmp(const content::Metadata& metadata, ArchivePart part, ObjectFile& file);

}  // namespace tongbao::pdf

// The record that a PDF carries (write_pdf's attachment), also where another tool has saved the
// file again.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tongbao::pdf {

struct AttachmentLimits {
  std::size_t file_bytes = std::size_t{128} << 20U;
  std::size_t decoded_bytes = std::size_t{256} << 20U;  // of all streams that are read
};

// Byte for byte the first associated file of the document (ISO 19005-3 6.8: listed in /AF, or among
// the embedded files) that is its source (/AFRelationship /Source) and is application/json. `pdf`
// may be anything. Errors: pdf.tooLarge beyond the limits, pdf.notReadable for what is no PDF,
// needs a password or is damaged there, pdf.noRecord, pdf.recordDamaged where it is not what its
// checksum says. Safe to call from any thread. Throws std::bad_alloc.
[[nodiscard]] Result<std::string> read_attachment(std::string_view pdf,
                                                  const AttachmentLimits& limits = {});

}  // namespace tongbao::pdf

// Finding the record among the files inside a PDF. With decoding_budget.h the only file pair that
// knows qpdf, and C++17: clang does not take qpdf's headers as C++20.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace tongbao::pdf {

struct RecordStream {
  enum class Outcome { found, none, not_readable, too_large };
  Outcome outcome = Outcome::none;
  std::string contents;
  std::string checksum;  // that the file gives for them: 16 bytes; "" where it gives none
  std::string reason;    // why it is not readable, in qpdf's words
};

// `pdf` may be anything; of its streams no more than `most_decoded` bytes are decoded. Throws
// std::bad_alloc.
[[nodiscard]] RecordStream find_record_stream(std::string_view pdf, std::size_t most_decoded);

}  // namespace tongbao::pdf

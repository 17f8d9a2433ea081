// Which HTTP status an error becomes: the one place that decides it (RFC 9110 section 15).
#pragma once
#include <string_view>

#include "base/diagnostic.h"

namespace tongbao::http {

// By the error's code. A code that no rule knows is a fault of the program: 500.
[[nodiscard]] int status_of(std::string_view code);

// Of several errors the one that says most about the whole request (500 before 4xx before 422).
// Requires at least one error.
[[nodiscard]] int status_of(const Diagnostics& errors);

// "Unprocessable Content" in both languages.
[[nodiscard]] Bilingual title_of(int status);
// As the status line has it.
[[nodiscard]] std::string_view reason_of(int status);

// Seconds after which a new try is sensible; 0: the status is not about time.
[[nodiscard]] int retry_after(int status);

}  // namespace tongbao::http

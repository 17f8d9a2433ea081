// An error answer, before it is written as application/problem+json (RFC 9457).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "base/diagnostic.h"

namespace tongbao::http {

struct Problem {
  Diagnostics errors;             // never empty
  std::string allow;              // methods, of a 405
  std::string cause;              // for the log only
  std::uint32_t retry_after = 0;  // seconds; 0: as the status has it
};

template <class T>
using Attempt = tl::expected<T, Problem>;

// One error of this room.
[[nodiscard]] Problem problem(std::string code, Bilingual message, Bilingual hint = {});
[[nodiscard]] inline tl::unexpected<Problem> refuse(std::string code, Bilingual message,
                                                    Bilingual hint = {}) {
  return tl::unexpected<Problem>(problem(std::move(code), std::move(message), std::move(hint)));
}

// A 500: `cause` goes to the log, never to the caller.
[[nodiscard]] Problem internal_problem(std::string cause);

// The JSON body. A 500 tells nothing of its errors.
[[nodiscard]] std::string problem_json(const Problem& problem, std::string_view request_id,
                                       Language language);

}  // namespace tongbao::http

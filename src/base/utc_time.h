// Moments as texts, for logs and answers; no document has one.
#pragma once
#include <chrono>
#include <string>

namespace tongbao {

// RFC 3339 with milliseconds: 2026-01-31T08:00:00.000Z.
[[nodiscard]] std::string utc_text(std::chrono::system_clock::time_point time);

}  // namespace tongbao

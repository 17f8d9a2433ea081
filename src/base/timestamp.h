// Moments as logs and interfaces show them.
#pragma once
#include <cstdint>
#include <string>

namespace tongbao {

// Milliseconds since 1970 → "2026-11-21T08:30:00.125Z" (RFC 3339, UTC).
[[nodiscard]] std::string rfc3339(std::int64_t milliseconds);

}  // namespace tongbao

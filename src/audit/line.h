// One line of a chain, as it stands in the file:
//   {"chain":"node1","seq":7,"previous":"<hex>","time":"2026-01-31T08:00:00.000Z",…,"digest":"<hex>"}
// The digest is SHA-256 of everything before `,"digest"`; `previous` is that of the line before.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "audit/log.h"

namespace tongbao::audit {

inline constexpr std::size_t longest_line = std::size_t{256} << 10;

// Where a chain stands: its last entry.
struct Link {
  std::uint64_t seq = 0;
  std::string digest = no_entry;
};

// The members of `entry`, without braces. Texts are cut where they would be too long.
[[nodiscard]] std::string members_of(const Entry& entry, const std::string& program_version);

// The line after `link`, with its line break; `link` becomes its place.
[[nodiscard]] std::string make_line(const std::string& chain, Link& link,
                                    std::chrono::system_clock::time_point time,
                                    std::string_view members);

struct Line {
  std::string chain;
  std::string previous;
  Link link;
};

// 64 lower-case hexadecimal digits.
[[nodiscard]] bool is_digest(std::string_view text);

enum class LineFault { malformed, changed };  // no line of a chain; its digest does not fit

// `text` is without its line break.
[[nodiscard]] tl::expected<Line, LineFault> parse_line(std::string_view text);

}  // namespace tongbao::audit

// Where the rules put what they find. Internal to the room.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "proof/check.h"
#include "proof/rules.h"
#include "proof/subject.h"

namespace tongbao::proof {

struct Correction {
  std::u32string text;
  bool certain = false;
};
using MaybeCorrection = std::optional<Correction>;

[[nodiscard]] inline MaybeCorrection surely(std::u32string text) {
  return Correction{std::move(text), true};
}
[[nodiscard]] inline MaybeCorrection perhaps(std::u32string text) {
  return Correction{std::move(text), false};
}

class Findings {
 public:
  Findings(const WordLists& lists, const Without& without) : lists_(lists), without_(without) {}

  // Characters `span` of `unit`, cut to the field in which it begins; a correction goes with it
  // only where nothing was cut.
  template <class... Args>
  void add(std::string_view code, const Unit& unit, Span span, const MaybeCorrection& correction,
           const Args&... args) {
    put(code, std::nullopt, unit, span, correction, fmt::make_format_args(args...));
  }
  // The same, graver or milder than its rule.
  template <class... Args>
  void add_as(Severity severity, std::string_view code, const Unit& unit, Span span,
              const MaybeCorrection& correction, const Args&... args) {
    put(code, severity, unit, span, correction, fmt::make_format_args(args...));
  }
  // A whole field.
  template <class... Args>
  void add_field(std::string_view code, std::string pointer, const std::string& text,
                 const MaybeCorrection& correction, const Args&... args) {
    put_field(code, std::nullopt, std::move(pointer), text, 0, correction,
              fmt::make_format_args(args...));
  }

  template <class... Args>
  void add_field_as(Severity severity, std::string_view code, std::string pointer,
                    const std::string& text, const MaybeCorrection& correction,
                    const Args&... args) {
    put_field(code, severity, std::move(pointer), text, 0, correction,
              fmt::make_format_args(args...));
  }

  [[nodiscard]] std::vector<Finding> take() { return std::move(found_); }

 private:
  void put(std::string_view code, std::optional<Severity> severity, const Unit& unit, Span span,
           const MaybeCorrection& correction, fmt::format_args args);
  void put_field(std::string_view code, std::optional<Severity> severity, std::string pointer,
                 std::string text, std::size_t offset, const MaybeCorrection& correction,
                 fmt::format_args args);
  [[nodiscard]] bool is_wanted(std::string_view code) const;

  const WordLists& lists_;
  const Without& without_;
  std::vector<Finding> found_;
};

}  // namespace tongbao::proof

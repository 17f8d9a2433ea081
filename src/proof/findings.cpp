#include "proof/findings.h"

#include <algorithm>
#include <stdexcept>

namespace tongbao::proof {

bool Findings::is_wanted(std::string_view code) const {
  if (const auto own = lists_.severities.find(code); own != lists_.severities.end()) {
    if (!own->second) return false;
  }
  return std::none_of(without_.begin(), without_.end(), [&](const std::string& unwanted) {
    return unwanted == code || unwanted == family_of(code);
  });
}

void Findings::put(std::string_view code, std::optional<Severity> severity, const Unit& unit,
                   Span span, const MaybeCorrection& correction, fmt::format_args args) {
  const auto piece = std::find_if(unit.pieces.begin(), unit.pieces.end(),
                                  [&](const Piece& each) { return span.begin < each.span.end; });
  if (piece == unit.pieces.end()) throw std::logic_error("a finding beyond its text");
  const std::size_t end = std::min(span.end, piece->span.end);
  put_field(code, severity, piece->pointer,
            to_utf8(Text(unit.text).substr(span.begin, end - span.begin)),
            span.begin - piece->span.begin, end == span.end ? correction : std::nullopt, args);
}

void Findings::put_field(std::string_view code, std::optional<Severity> severity,
                         std::string pointer, std::string text, std::size_t offset,
                         const MaybeCorrection& correction, fmt::format_args args) {
  const Rule* rule = find_rule(code);
  if (rule == nullptr) throw std::logic_error("a finding of no rule: " + std::string(code));
  if (!is_wanted(code) || found_.size() == most_findings) return;
  Finding finding{
      .code = std::string(code),
      .severity = severity.value_or(rule->severity),
      .pointer = std::move(pointer),
      .text = std::move(text),
      .message = {fmt::vformat(fmt::string_view(rule->zh.data(), rule->zh.size()), args),
                  fmt::vformat(fmt::string_view(rule->en.data(), rule->en.size()), args)},
      .suggestion = std::nullopt,
      .offset = offset};
  if (const auto own = lists_.severities.find(code); own != lists_.severities.end()) {
    finding.severity = *own->second;
  }
  if (correction) {
    finding.suggestion = to_utf8(correction->text);
    finding.certain = correction->certain;
  }
  found_.push_back(std::move(finding));
}

}  // namespace tongbao::proof

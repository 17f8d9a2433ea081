#include "template/source.h"

#include <algorithm>
#include <utility>

#include <fmt/ranges.h>

#include "base/utf8.h"

namespace tongbao::tmpl {

namespace {

constexpr std::size_t stride = 1024;
constexpr std::size_t most_errors = 200;

}  // namespace

SourceText::SourceText(std::string_view text, std::string file)
    : text_(text), file_(std::move(file)), lines_{0} {
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') lines_.push_back(i + 1);
  }
  std::size_t characters = 0;
  for (std::size_t i = 0; i <= text_.size(); i += stride) {
    checkpoints_.push_back(characters);
    characters += count_code_points(text_.substr(i, stride));
  }
}

std::size_t SourceText::characters_before(std::size_t offset) const {
  const std::size_t block = offset / stride;
  return checkpoints_[block] + count_code_points(text_.substr(block * stride, offset % stride));
}

Position SourceText::position(std::size_t offset) const {
  const std::size_t at = std::min(offset, text_.size());
  const auto after = std::upper_bound(lines_.begin(), lines_.end(), at);
  const auto line = after - lines_.begin();
  const std::size_t column = characters_before(at) - characters_before(*(after - 1)) + 1;
  return {.line = static_cast<int>(line), .column = static_cast<int>(column)};
}

void SourceString::append(std::string_view text, std::size_t offset) {
  const bool goes_on =
      !pieces_.empty() && pieces_.back().offset + (value_.size() - pieces_.back().index) == offset;
  if (!goes_on) pieces_.push_back({value_.size(), offset});
  value_ += text;
}

std::size_t SourceString::offset_of(std::size_t index) const {
  if (pieces_.empty()) return 0;
  auto piece = std::upper_bound(pieces_.begin(), pieces_.end(), index,
                                [](std::size_t i, const Piece& p) { return i < p.index; });
  if (piece != pieces_.begin()) --piece;
  return piece->offset + (index - piece->index);
}

void Report::error(std::string_view code, std::size_t offset, Bilingual message, Bilingual hint) {
  if (errors_.size() > most_errors) return;
  Diagnostic diagnostic;
  const Position position = source_.position(offset);
  diagnostic.where = Place::at_line(position.line, position.column, source_.file());
  diagnostic.code = code;
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  if (errors_.size() == most_errors) {
    diagnostic.code = "template.tooManyErrors";
    diagnostic.message = say("错误太多，其余未列出", "too many errors; the rest is not listed");
    diagnostic.hint = {};
  }
  errors_.emplace_back(offset, std::move(diagnostic));
}

Diagnostics Report::take() {
  std::stable_sort(errors_.begin(), errors_.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  Diagnostics sorted;
  for (auto& [offset, diagnostic] : errors_) sorted.push_back(std::move(diagnostic));
  errors_.clear();
  return sorted;
}

Bilingual hint_of_names(std::string_view name, const std::vector<std::string_view>& known) {
  const std::string nearest = nearest_name(name, known);
  if (!nearest.empty()) return say("是否应为 {}？", "did you mean {}?", nearest);
  if (known.empty()) return {};
  const std::string all = fmt::format("{}", fmt::join(known, ", "));
  return say("可用的有：{}", "there are: {}", all);
}

}  // namespace tongbao::tmpl

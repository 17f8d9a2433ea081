// The lines that a reader finds, bounded as the importer bounds its text.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace tongbao::documents {

class TextLines {
 public:
  // Characters that a reader holds back and adds later (a cell, a paragraph) are counted here as
  // they come. False where that is too much.
  [[nodiscard]] bool take(std::size_t bytes);
  void add(std::string_view line);  // line breaks in it make further lines
  // Set once there are too many lines or bytes; what comes then is dropped.
  [[nodiscard]] const std::optional<Diagnostic>& error() const { return error_; }
  [[nodiscard]] std::string text() && { return std::move(text_); }

 private:
  std::string text_;
  std::size_t taken_ = 0;
  std::size_t lines_ = 0;
  std::optional<Diagnostic> error_;
};

}  // namespace tongbao::documents

// The template's text, and where in it things stand. Offsets are bytes; lines and columns count
// from 1, columns in characters.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace tongbao::tmpl {

struct Position {
  int line = 0;
  int column = 0;
};

// Refers to the text, which must outlive it.
class SourceText {
 public:
  SourceText(std::string_view text, std::string file);
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] Position position(std::size_t offset) const;

 private:
  [[nodiscard]] std::size_t characters_before(std::size_t offset) const;

  std::string_view text_;
  std::string file_;
  std::vector<std::size_t> lines_;        // offset of each line's first byte
  std::vector<std::size_t> checkpoints_;  // characters before every stride bytes
};

// A text with XML's references resolved, that remembers where each part stood in the file.
class SourceString {
 public:
  [[nodiscard]] const std::string& value() const { return value_; }
  void append(std::string_view text, std::size_t offset);
  // Where the byte `index` of the value stood; requires index <= value().size().
  [[nodiscard]] std::size_t offset_of(std::size_t index) const;

 private:
  struct Piece {
    std::size_t index = 0;
    std::size_t offset = 0;
  };
  std::string value_;
  std::vector<Piece> pieces_;
};

// Collects the errors of a template, each at its place.
class Report {
 public:
  explicit Report(const SourceText& source) : source_(source) {}
  void error(std::string_view code, std::size_t offset, Bilingual message, Bilingual hint = {});
  [[nodiscard]] bool empty() const { return errors_.empty(); }
  // In the order of the file.
  [[nodiscard]] Diagnostics take();

 private:
  const SourceText& source_;
  std::vector<std::pair<std::size_t, Diagnostic>> errors_;  // by offset
};

// "did you mean X?", or what there is where nothing is near.
[[nodiscard]] Bilingual hint_of_names(std::string_view name,
                                      const std::vector<std::string_view>& known);

}  // namespace tongbao::tmpl

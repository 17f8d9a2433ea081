// The events of an HTML parser → lines. Not for use by several threads at once.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "documents/text_lines.h"

namespace tongbao::documents {

class HtmlBody {
 public:
  void start(std::string_view name, bool hidden);
  void end(std::string_view name);
  void text(std::string_view text);
  [[nodiscard]] const std::optional<Diagnostic>& error() const { return error_; }

  // After the last event.
  [[nodiscard]] std::string take();

 private:
  enum class Kind { inline_, block, left_out, preformatted, row, cell };
  struct Row {
    std::vector<std::string> cells;
    bool one_line = true;  // no cell holds more than a line
  };
  [[nodiscard]] static Kind kind_of(std::string_view name);
  void open_cell();
  void break_line();
  void end_row();
  void put(std::string_view text);

  TextLines lines_;
  std::vector<Kind> path_;
  std::string line_;
  bool blank_waits_ = false;  // white space came, and the line goes on
  int left_out_ = 0;
  int preformatted_ = 0;
  std::vector<Row> rows_;
  std::optional<Diagnostic> error_;
};

}  // namespace tongbao::documents

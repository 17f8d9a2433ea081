// word/document.xml → lines. Not for use by several threads at once.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/xml_parser.h"
#include "base/diagnostic.h"
#include "base/result.h"
#include "documents/docx_numbering.h"
#include "documents/text_lines.h"

namespace tongbao::documents {

class DocxBody : public archive::XmlHandler {
 public:
  explicit DocxBody(NumberingCounter numbering) : numbering_(std::move(numbering)) {}

  void start(const archive::XmlElement& element) override;
  void end(std::string_view name) override;
  void text(std::string_view text) override;
  [[nodiscard]] bool stopped() const override { return error_.has_value(); }

  // Why it stopped.
  [[nodiscard]] const std::optional<Diagnostic>& error() const { return error_; }

  // After the last event.
  [[nodiscard]] Warned<std::string> take();

 private:
  enum class Tag {
    other,
    paragraph,
    paragraph_properties,
    numbering,
    run,
    run_properties,
    text,
    table,
    row,
    cell
  };
  struct Paragraph {
    std::string text;
    std::string style;
    NumberingReference numbering;
    bool mark_deleted = false;  // goes on in the next
  };
  struct Row {
    std::vector<std::vector<std::string>> cells;
  };

  [[nodiscard]] bool inside(Tag parent) const { return !path_.empty() && path_.back() == parent; }
  [[nodiscard]] Tag open(const archive::XmlElement& element);
  void open_in_properties(const archive::XmlElement& element);
  void open_in_run(const archive::XmlElement& element);
  void field_character(std::string_view type);
  void put(std::string_view text);
  void end_paragraph();
  void end_row();
  void add_line(std::string_view line);
  void excess(Bilingual message);

  NumberingCounter numbering_;
  TextLines lines_;
  std::vector<Tag> path_;
  int skipped_ = 0;  // elements open inside one that is left out
  std::vector<Paragraph> paragraphs_;
  std::vector<bool> hidden_;   // runs, by w:vanish
  std::vector<bool> in_code_;  // fields, before their result
  std::vector<Row> rows_;
  std::string carried_;  // of a paragraph whose mark is deleted
  std::size_t unread_numbers_ = 0;
  std::size_t symbols_ = 0;
  std::size_t footnotes_ = 0;
  std::optional<Diagnostic> error_;
};

}  // namespace tongbao::documents

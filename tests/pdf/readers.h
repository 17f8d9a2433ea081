// What real programs read out of a PDF. A program that is missing or fails throws, so the test that
// wanted it fails.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/file.h"

namespace tongbao::pdf::testing {

struct ReadCharacter {
  std::string text;
  double x = 0;  // of the origin; from the page's left and top
  double y = 0;
};

class Reader {
 public:
  explicit Reader(std::string_view pdf);

  [[nodiscard]] std::string pdftotext() const;    // without white space
  [[nodiscard]] std::string mutool_text() const;  // without white space
  [[nodiscard]] std::vector<ReadCharacter> mutool_characters() const;
  [[nodiscard]] std::vector<std::string> pdffonts() const;             // one line a font
  [[nodiscard]] std::string page_content(int page) const;              // operators; pages from 1
  [[nodiscard]] std::string stream(std::string_view reference) const;  // "12 0 R": decoded
  [[nodiscard]] std::string pdfinfo() const;
  [[nodiscard]] std::string structure() const;  // elements with their text, as Poppler sees them
  [[nodiscard]] std::string qpdf_check() const;
  // What Poppler, MuPDF and Ghostscript say against it when they draw all pages.
  [[nodiscard]] std::string complaints() const;
  // A page drawn by MuPDF at 72 pixels an inch: from the top left, three bytes each.
  struct Picture {
    std::size_t width = 0;
    std::size_t height = 0;
    std::string rgb;
  };
  [[nodiscard]] Picture draw(int page) const;
  // The file as another program writes it again: "qpdf --linearize".
  [[nodiscard]] std::string saved_by(std::string_view program_and_options) const;
  // Every object by "obj:N G R" as qpdf's JSON version 2 has them, and "trailer".
  [[nodiscard]] nlohmann::json objects() const;

 private:
  [[nodiscard]] std::string run(std::string_view program_and_options,
                                std::string_view after_file = "") const;
  TemporaryFolder folder_;
  std::string file_;
};

}  // namespace tongbao::pdf::testing

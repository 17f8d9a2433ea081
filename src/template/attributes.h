// Reads the fixed values of an element's attributes: lengths, numbers, words. Reports those that
// are wrong at their place; absent ones keep the default.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/length.h"
#include "content/notice_content.h"
#include "template/source.h"
#include "template/xml.h"

namespace tongbao::tmpl {

// 37mm, 16pt, or a Chinese size (三号: GB/T 9704's table); nothing where it is none, is negative or
// beyond 2 m.
[[nodiscard]] std::optional<Pt> parse_length(std::string_view text);

class AttributeReader {
 public:
  AttributeReader(const Element& element, Report& report) : element_(element), report_(report) {}

  [[nodiscard]] std::string words(std::string_view name, std::string_view otherwise = {});
  [[nodiscard]] Pt length(std::string_view name, Pt otherwise = {});
  // Between `least` and `most`.
  [[nodiscard]] double number(std::string_view name, double least, double most,
                              double otherwise = 0);
  // One or several numbers above 0.
  [[nodiscard]] std::vector<double> widths(std::string_view name);
  [[nodiscard]] int count(std::string_view name, int least, int most, int otherwise = 0);
  [[nodiscard]] bool yes_no(std::string_view name, bool otherwise = false);
  [[nodiscard]] content::Colour colour(std::string_view name);
  // The place of the value among the attribute's words in the vocabulary.
  [[nodiscard]] std::size_t one_of(std::string_view name, std::size_t otherwise = 0);

  // An error at the first character of the attribute's value.
  void bad(std::string_view name, std::string_view code, Bilingual message, Bilingual hint = {});

 private:
  [[nodiscard]] const std::string* value(std::string_view name) const;

  const Element& element_;
  Report& report_;
};

}  // namespace tongbao::tmpl

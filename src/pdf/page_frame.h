// Where what is placed on a page as it is read stands in default user space (ISO 32000-1 8.3.2.3):
// on the paper as it lies with the others, y upwards. Pure.
#pragma once
#include "content/paged_document.h"
#include "pdf/dictionary.h"

namespace tongbao::pdf {

struct Point {
  double x = 0, y = 0;
};

struct Rectangle {
  double left = 0, bottom = 0, right = 0, top = 0;
  [[nodiscard]] Array array() const;
};

// A turned page is shown a quarter clockwise (/Rotate 90): what is read from left to right runs up
// the paper, and what is read first stands at its left.
class PageFrame {
 public:
  explicit PageFrame(const content::Page& page);

  [[nodiscard]] Point point(Pt x, Pt y) const;
  [[nodiscard]] Rectangle rectangle(Pt x, Pt y, Pt width, Pt height) const;  // y: of its top
  [[nodiscard]] Rectangle paper() const { return paper_; }

 private:
  Rectangle paper_;
  bool turned_;
};

}  // namespace tongbao::pdf

#include "pdf/page_frame.h"

#include <algorithm>

namespace tongbao::pdf {

Array Rectangle::array() const {
  Array array;
  array.add_number(left).add_number(bottom).add_number(right).add_number(top);
  return array;
}

PageFrame::PageFrame(const content::Page& page) : turned_(page.turned) {
  paper_.right = page.turned ? page.height.value : page.width.value;
  paper_.top = page.turned ? page.width.value : page.height.value;
}

Point PageFrame::point(Pt x, Pt y) const {
  if (turned_) return {y.value, x.value};
  return {x.value, paper_.top - y.value};
}

Rectangle PageFrame::rectangle(Pt x, Pt y, Pt width, Pt height) const {
  const Point from = point(x, y);
  const Point to = point(x + width, y + height);
  return {std::min(from.x, to.x), std::min(from.y, to.y), std::max(from.x, to.x),
          std::max(from.y, to.y)};
}

}  // namespace tongbao::pdf

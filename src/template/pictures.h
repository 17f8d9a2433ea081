// The pictures of a notice: decoded once each, within what one document may hold.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "content/image.h"
#include "image/png.h"

namespace tongbao::tmpl {

class Pictures {
 public:
  // The place of the picture among images(). `base64` is a PNG as records carry it; `alternative`
  // says what it shows. Errors: image.*, without a place.
  [[nodiscard]] Result<std::uint32_t> add(const std::string& base64, std::string alternative);
  [[nodiscard]] std::vector<content::Image> take() { return std::move(images_); }

 private:
  image::PngLimits limits_;  // `pixels`: that are left
  std::map<std::pair<std::string, std::string>, std::uint32_t> places_;
  std::vector<content::Image> images_;
};

}  // namespace tongbao::tmpl

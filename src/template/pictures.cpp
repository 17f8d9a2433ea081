#include "template/pictures.h"

namespace tongbao::tmpl {

Result<std::uint32_t> Pictures::add(const std::string& base64, std::string alternative) {
  auto key = std::pair(base64, alternative);
  if (const auto found = places_.find(key); found != places_.end()) return found->second;
  auto image = image::decode_png_base64(base64, limits_);
  if (!image) return tl::unexpected(std::move(image.error()));
  limits_.pixels -= std::size_t{image->width} * image->height;
  image->alternative = std::move(alternative);
  images_.push_back(*std::move(image));
  const auto place = static_cast<std::uint32_t>(images_.size() - 1);
  places_.emplace(std::move(key), place);
  return place;
}

}  // namespace tongbao::tmpl

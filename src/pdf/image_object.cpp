#include "pdf/image_object.h"

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace tongbao::pdf {

namespace {

using content::Image;

constexpr std::size_t bytes_a_pixel = 3;

void check(const Image& image) {
  const std::size_t pixels = std::size_t{image.width} * image.height;
  if (pixels == 0 || image.rgb.size() != pixels * bytes_a_pixel ||
      (!image.alpha.empty() && image.alpha.size() != pixels)) {
    throw std::invalid_argument("not a paged document: an image without its pixels");
  }
}

// Without a predictor: a seal's even colour deflates better as it is, a scanned one no worse.
ObjectId add_samples(const Image& image, std::string_view samples, std::string_view colour_space,
                     ObjectId mask, Compressor& compressor, ObjectFile& file) {
  constexpr int bits = 8;
  Dictionary dictionary;
  dictionary.add_name("Type", "XObject")
      .add_name("Subtype", "Image")
      .add_integer("Width", image.width)
      .add_integer("Height", image.height)
      .add_name("ColorSpace", colour_space)
      .add_integer("BitsPerComponent", bits);
  if (mask.number != 0) dictionary.add_reference("SMask", mask);
  return file.add_stream(std::move(dictionary), compressor.deflate(samples), Filter::flate);
}

ObjectId add_image(const Image& image, Compressor& compressor, ObjectFile& file) {
  check(image);
  ObjectId mask;
  if (is_transparent(image)) {
    mask = add_samples(image, image.alpha, "DeviceGray", {}, compressor, file);
  }
  return add_samples(image, image.rgb, "DeviceRGB", mask, compressor, file);
}

}  // namespace

bool is_transparent(const Image& image) {
  constexpr char opaque = '\xFF';
  return image.alpha.find_first_not_of(opaque) != std::string::npos;
}

std::vector<ObjectId> add_images(const content::PagedDocument& document, Compressor& compressor,
                                 ObjectFile& file) {
  std::vector<ObjectId> objects(document.images.size());
  for (const content::Page& page : document.pages) {
    for (const content::Picture& picture : page.pictures) {
      ObjectId& object = objects[picture.image];
      if (object.number == 0) object = add_image(document.images[picture.image], compressor, file);
    }
  }
  return objects;
}

}  // namespace tongbao::pdf

// What the colours of a document mean (ISO 19005-2 6.2.3): the numbers of DeviceRGB and DeviceGray
// are sRGB's.
#pragma once
#include <string>

#include "pdf/object_file.h"

namespace tongbao::pdf {

// An ICC profile of sRGB, version 4.2: always the same bytes. Made at the first call; safe on any
// thread. Throws std::runtime_error where Little CMS fails.
[[nodiscard]] const std::string& srgb_profile();

ObjectId add_output_intent(ObjectFile& file);

}  // namespace tongbao::pdf

// The name a document is offered under.
#pragma once
#include <string>
#include <string_view>

#include "render/renderer.h"

namespace tongbao::render {

// `title` with the format's extension, fit for any file system: path separators and what Windows
// forbids become "_", controls and direction marks go, and so do dots and spaces at either end; at
// most 200 bytes of it stay, whole characters. An empty title: `otherwise`.
[[nodiscard]] std::string file_name_for(std::string_view title, std::string_view otherwise,
                                        Format format);

}  // namespace tongbao::render

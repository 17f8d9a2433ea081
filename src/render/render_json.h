// From the bytes that came to the document: reading and rendering in one.
#pragma once
#include <cstddef>
#include <string_view>

#include "render/renderer.h"

namespace tongbao::render {

// `json` is a record or an envelope of at most `max_bytes`. Errors: those of record::read_envelope
// and of Renderer::render.
[[nodiscard]] Result<Document> render_json(const Renderer& renderer, const Request& request,
                                           std::string_view json, std::size_t max_bytes);

}  // namespace tongbao::render

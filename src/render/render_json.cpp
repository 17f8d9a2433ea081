#include "render/render_json.h"

#include <utility>

#include "record/reader.h"

namespace tongbao::render {

Result<Document> render_json(const Renderer& renderer, const Request& request,
                             std::string_view json, std::size_t max_bytes) {
  auto envelope = record::read_envelope(json, {.bytes = max_bytes});
  if (!envelope) return failure(std::move(envelope.error()));
  Request with_body = request;
  with_body.body = json;
  return renderer.render(with_body, *envelope);
}

}  // namespace tongbao::render

// What the server needs of the rest of the program, and nothing more: tests put a slow or failing
// one in its place. Safe on any thread.
#pragma once
#include <cstddef>
#include <istream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "documents/read_document.h"
#include "proof/check.h"
#include "render/renderer.h"

namespace tongbao::http {

struct TemplateInfo {
  std::string id;
  std::string name;  // for people
  std::string description;
  std::string kind;                      // "notice", "ledger"
  std::vector<render::Format> formats;   // that it can be rendered to, its own first
  bool streams = false;                  // takes application/x-ndjson
  std::vector<unsigned> versions = {0};  // that can be rendered, ascending; the last is the newest
};

class Rendering {
 public:
  virtual ~Rendering() = default;

  // `json` is a record or an envelope.
  [[nodiscard]] virtual Result<render::Document> render(const render::Request& request,
                                                        std::string_view json) const = 0;
  [[nodiscard]] virtual Result<render::Document> render_stream(const render::Request& request,
                                                               std::istream& ndjson) const = 0;
  // What render() or, of a stream, render_stream() would say of the record, the envelope or the
  // stream's first line, without a document.
  [[nodiscard]] virtual Result<void> check_input(const DocumentBytes& input,
                                                 bool streamed) const = 0;
  // A notice in a file → a record as JSON text.
  [[nodiscard]] virtual Result<Warned<std::string>> import_notice(
      std::string_view bytes, const documents::Declared& declared) const = 0;
  // A filled ledger, XLSX → a record as JSON text.
  [[nodiscard]] virtual Result<Warned<std::string>> import_ledger(std::string_view xlsx) const = 0;

  // Proofreads the records of an envelope, without the rules or families named, and without those
  // that the template switches off ("": none). Errors also: proof.unknownRule,
  // render.unknownTemplate.
  [[nodiscard]] virtual Result<std::vector<proof::Finding>> check(
      std::string_view json, const proof::Without& without,
      const std::string& template_id) const = 0;

  [[nodiscard]] virtual const std::string& record_schema() const = 0;
  [[nodiscard]] virtual std::vector<TemplateInfo> templates() const = 0;  // sorted by id
  [[nodiscard]] virtual render::FontCacheUse font_cache() const { return {}; }
  // Why nothing can be rendered now; empty: ready. Asked once a second.
  [[nodiscard]] virtual Diagnostics readiness() const = 0;
};

// The program's own; records of more than `max_body` bytes are refused.
[[nodiscard]] std::shared_ptr<const Rendering> rendering_with(
    std::shared_ptr<const render::Renderer> renderer, std::shared_ptr<const proof::WordLists> lists,
    std::size_t max_body);

}  // namespace tongbao::http

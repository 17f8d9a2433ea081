#include <utility>

#include <unistd.h>

#include "http/rendering.h"
#include "http/server.h"
#include "importer/import_document.h"
#include "importer/import_ledger.h"
#include "record/problem_source.h"
#include "record/reader.h"
#include "record/schema.h"
#include "record/writer.h"
#include "render/render_json.h"

namespace tongbao::http {
namespace {

class RendererAdapter : public Rendering {
 public:
  RendererAdapter(std::shared_ptr<const render::Renderer> renderer,
                  std::shared_ptr<const proof::WordLists> lists, std::size_t max_body)
      : renderer_(std::move(renderer)), lists_(std::move(lists)), limits_({.bytes = max_body}) {}

  Result<render::Document> render(const render::Request& request,
                                  std::string_view json) const override {
    return render::render_json(*renderer_, request, json, limits_.bytes);
  }

  Result<render::Document> render_stream(const render::Request& request,
                                         std::istream& ndjson) const override {
    return renderer_->render_stream(request, ndjson);
  }

  Result<void> check_input(const DocumentBytes& input, bool streamed) const override {
    if (streamed) {
      const auto lines = input.open_stream();
      const auto opened = record::ProblemStream::open(*lines);
      if (!opened) return failure(opened.error());
      return {};
    }
    const auto envelope = record::read_envelope(input.text(), limits_);
    if (!envelope) return failure(envelope.error());
    return {};
  }

  Result<Warned<std::string>> import_notice(std::string_view bytes,
                                            const documents::Declared& declared) const override {
    return as_json(importer::import_document(bytes, declared));
  }

  Result<Warned<std::string>> import_ledger(std::string_view xlsx) const override {
    return as_json(importer::import_ledger(xlsx, std::nullopt));
  }

  Result<std::vector<proof::Finding>> check(std::string_view json, const proof::Without& without,
                                            const std::string& template_id) const override {
    Diagnostics unknown = proof::unknown_rules(without);
    if (!unknown.empty()) return failure(std::move(unknown));
    proof::Without all = without;
    if (!template_id.empty()) {
      const auto found = renderer_->catalogue().require(template_id);
      if (!found) return failure(found.error());
      const auto& more = (*found)->check_without();
      all.insert(all.end(), more.begin(), more.end());
    }
    const auto envelope = record::read_envelope(json, limits_);
    if (!envelope) return failure(envelope.error());
    return proof::check(*envelope, *lists_, all);
  }

  const std::string& record_schema() const override { return record::record_schema(); }

  std::vector<TemplateInfo> templates() const override {
    std::vector<TemplateInfo> infos;
    for (const std::string& id : renderer_->catalogue().ids()) {
      const tmpl::Template& found = *renderer_->catalogue().find(id);
      const bool ledger = found.kind() == tmpl::Kind::ledger;
      infos.push_back({.id = id,
                       .name = found.name(),
                       .description = found.description(),
                       .kind = ledger ? "ledger" : "notice",
                       .formats = render::formats_of(found.kind()),
                       .streams = ledger,
                       .versions = renderer_->catalogue().versions_of(id)});
    }
    return infos;
  }

  render::FontCacheUse font_cache() const override { return renderer_->font_cache(); }

  // Templates and faces are loaded before a renderer can be; what may lack is any template at all,
  // or a face whose file has gone since: what is mapped goes on being used, but no longer can be
  // after a start.
  Diagnostics readiness() const override {
    Diagnostics obstacles;
    if (renderer_->catalogue().ids().empty()) {
      obstacles.push_back({.code = "http.notReady",
                           .where = {},
                           .message = say("没有可用的模板", "there is no template"),
                           .hint = {}});
    }
    const font::FontSet& fonts = renderer_->fonts();
    for (std::size_t face = 0; face < fonts.face_count(); ++face) {
      const auto& file = fonts.info(static_cast<font::FaceId>(face)).file;
      if (::access(file.c_str(), R_OK) == 0) continue;
      obstacles.push_back({.code = "font.missing",
                           .where = {.pointer = {}, .file = file.string()},
                           .message = say("字体文件无法打开", "the face cannot be opened"),
                           .hint = {}});
    }
    return obstacles;
  }

 private:
  static Result<Warned<std::string>> as_json(Result<Warned<record::Record>> imported) {
    if (!imported) return failure(std::move(imported.error()));
    return Warned<std::string>{record::write_record(imported->value),
                               std::move(imported->diagnostics)};
  }

  std::shared_ptr<const render::Renderer> renderer_;
  std::shared_ptr<const proof::WordLists> lists_;
  record::ReadLimits limits_;
};

}  // namespace

std::shared_ptr<const Rendering> rendering_with(std::shared_ptr<const render::Renderer> renderer,
                                                std::shared_ptr<const proof::WordLists> lists,
                                                std::size_t max_body) {
  return std::make_shared<RendererAdapter>(std::move(renderer), std::move(lists), max_body);
}

}  // namespace tongbao::http

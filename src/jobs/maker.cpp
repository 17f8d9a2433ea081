#include <utility>

#include "jobs/runner.h"
#include "jobs/stored_templates.h"
#include "jobs/task.h"
#include "render/render_json.h"

namespace tongbao::jobs {
namespace {

Diagnostic unknown_format(const std::string& format) {
  return {.code = "render.formatUnavailable",
          .where = {},
          .message = say("没有“{}”这种格式", "there is no format \"{}\"", format),
          .hint = {}};
}

void forget_lines(Diagnostics& errors) {
  for (Diagnostic& error : errors) {
    if (error.where.file.empty()) error.where.line = error.where.column = 0;
  }
}

class RendererMaker : public Maker {
 public:
  RendererMaker(std::shared_ptr<const render::Renderer> renderer,
                std::shared_ptr<StoredTemplates> templates, std::size_t max_body,
                std::filesystem::path folder)
      : renderer_(std::move(renderer)),
        templates_(std::move(templates)),
        max_body_(max_body),
        folder_(std::move(folder)) {}

  Result<render::Document> make(const store::Order& order, const DocumentBytes& input,
                                const render::Checkpoint& checkpoint) const override {
    if (auto begun = checkpoint(0); !begun) return failure(std::move(begun.error()));
    const auto format = render::format_named(order.format);
    if (!format) return failure(unknown_format(order.format));
    const Task task = parse_task(order.options);
    const render::Request request{.template_id = order.template_id,
                                  .format = *format,
                                  .edition = task.edition,
                                  .attach_record = task.attach_record,
                                  .allow_personal_data = task.allow_personal_data,
                                  .checkpoint = checkpoint,
                                  .folder = folder_,
                                  .template_version = order.template_version};
    if (templates_) templates_->refresh(order.template_id, order.template_version);
    if (task.stream) return renderer_->render_stream(request, *input.open_stream());
    if (input.size() > max_body_) return failure(too_large());
    auto document = render::render_json(*renderer_, request, input.text(), max_body_);
    if (!document && task.excerpt) forget_lines(document.error());
    return document;
  }

 private:
  [[nodiscard]] Diagnostic too_large() const {
    return {.code = "json.tooLarge",
            .where = {},
            .message = say("整改数据超过{}字节", "the record has more than {} bytes", max_body_),
            .hint = {}};
  }

  std::shared_ptr<const render::Renderer> renderer_;
  std::shared_ptr<StoredTemplates> templates_;
  std::size_t max_body_;
  std::filesystem::path folder_;
};

}  // namespace

std::shared_ptr<const Maker> maker_with(std::shared_ptr<const render::Renderer> renderer,
                                        std::shared_ptr<StoredTemplates> templates,
                                        std::size_t max_body, std::filesystem::path folder) {
  return std::make_shared<RendererMaker>(std::move(renderer), std::move(templates), max_body,
                                         std::move(folder));
}

}  // namespace tongbao::jobs

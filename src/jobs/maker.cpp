#include <sstream>
#include <utility>

#include <fcntl.h>

#include "base/file_stream.h"
#include "jobs/runner.h"
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

class RendererMaker : public Maker {
 public:
  RendererMaker(std::shared_ptr<const render::Renderer> renderer, std::size_t max_body,
                std::filesystem::path folder)
      : renderer_(std::move(renderer)), max_body_(max_body), folder_(std::move(folder)) {}

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
                                  .folder = folder_};
    if (task.stream) return render_stream(request, input);
    if (input.size() > max_body_) return failure(too_large());
    return render::render_json(*renderer_, request, input.text(), max_body_);
  }

 private:
  // Line by line from its file, so that its size costs no memory.
  [[nodiscard]] Result<render::Document> render_stream(const render::Request& request,
                                                       const DocumentBytes& input) const {
    if (input.path().empty()) {
      std::istringstream lines(input.text());
      return renderer_->render_stream(request, lines);
    }
    const FileDescriptor file(::open(input.path().c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.is_open()) return failure(unreadable());
    FileStream lines(file);
    return renderer_->render_stream(request, lines);
  }

  [[nodiscard]] Diagnostic too_large() const {
    return {.code = "json.tooLarge",
            .where = {},
            .message = say("整改数据超过{}字节", "the record has more than {} bytes", max_body_),
            .hint = {}};
  }

  static Diagnostic unreadable() {
    return {.code = "file.unreadable",
            .where = {},
            .message = say("无法读取输入", "the input cannot be read"),
            .hint = {}};
  }

  std::shared_ptr<const render::Renderer> renderer_;
  std::size_t max_body_;
  std::filesystem::path folder_;
};

}  // namespace

std::shared_ptr<const Maker> maker_with(std::shared_ptr<const render::Renderer> renderer,
                                        std::size_t max_body, std::filesystem::path folder) {
  return std::make_shared<RendererMaker>(std::move(renderer), max_body, std::move(folder));
}

}  // namespace tongbao::jobs

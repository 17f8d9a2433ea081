// A rendering whose answers and speed the test decides.
#pragma once
#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "http/rendering.h"

namespace tongbao::http {

// Holds whoever passes while it is shut.
class Gate {
 public:
  void shut();
  void open();
  void pass();
  void wait_for_arrivals(int count);  // those that wait or have passed since shut()

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool shut_ = false;
  int arrivals_ = 0;
};

class FakeRendering : public Rendering {
 public:
  // By default the document's bytes are the request's, so that a test sees what arrived.
  std::function<Result<render::Document>(const render::Request&, std::string)> on_render;
  std::function<Result<Warned<std::string>>(std::string, documents::Declared)> on_import;
  Diagnostics obstacles;
  std::shared_ptr<Gate> gate = std::make_shared<Gate>();

  Result<render::Document> render(const render::Request& request,
                                  std::string_view json) const override;
  Result<render::Document> render_stream(const render::Request& request,
                                         std::istream& ndjson) const override;
  Result<void> check_input(const DocumentBytes& /*input*/, bool /*streamed*/) const override {
    return {};
  }
  Result<Warned<std::string>> import_notice(std::string_view bytes,
                                            const documents::Declared& declared) const override;
  Result<Warned<std::string>> import_ledger(std::string_view xlsx) const override;
  Result<std::vector<proof::Finding>> check(std::string_view json, const proof::Without& without,
                                            const std::string& template_id) const override;
  const std::string& record_schema() const override;
  std::vector<TemplateInfo> templates() const override;
  Diagnostics readiness() const override { return obstacles; }
};

}  // namespace tongbao::http

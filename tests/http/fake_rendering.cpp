#include "http/fake_rendering.h"

#include <iterator>

namespace tongbao::http {

void Gate::shut() {
  const std::lock_guard lock(mutex_);
  shut_ = true;
  arrivals_ = 0;
}

void Gate::open() {
  {
    const std::lock_guard lock(mutex_);
    shut_ = false;
  }
  changed_.notify_all();
}

void Gate::pass() {
  std::unique_lock lock(mutex_);
  ++arrivals_;
  changed_.notify_all();
  changed_.wait(lock, [&] { return !shut_; });
}

void Gate::wait_for_arrivals(int count) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return arrivals_ >= count; });
}

Result<render::Document> FakeRendering::render(const render::Request& request,
                                               std::string_view json) const {
  gate->pass();
  if (on_render) return on_render(request, std::string(json));
  render::Document document;
  document.bytes = std::string(json);
  document.format = request.format.value_or(render::Format::pdf);
  document.file_name = "关于整改情况的通报.pdf";
  document.pages = 17;
  return document;
}

Result<render::Document> FakeRendering::render_stream(const render::Request& request,
                                                      std::istream& ndjson) const {
  std::string text{std::istreambuf_iterator<char>(ndjson), {}};
  gate->pass();
  if (on_render) return on_render(request, std::move(text));
  render::Document document;
  document.bytes = std::move(text);
  document.format = render::Format::xlsx;
  document.file_name = "ledger.xlsx";
  document.rows = 2;
  return document;
}

Result<Warned<std::string>> FakeRendering::import_notice(
    std::string_view bytes, const documents::Declared& declared) const {
  gate->pass();
  if (on_import) return on_import(std::string(bytes), declared);
  return Warned<std::string>{"{\"schemaVersion\":\"1\"}",
                             {{.code = "import.droppedSpace",
                               .severity = Severity::note,
                               .where = Place::at_line(3),
                               .message = {"去掉空格", "dropped a space"},
                               .hint = {}}}};
}

Result<Warned<std::string>> FakeRendering::import_ledger(std::string_view xlsx) const {
  return Warned<std::string>{"{\"schemaVersion\":\"1\",\"title\":\"" + std::string(xlsx) + "\"}",
                             {{.code = "import.added",
                               .severity = Severity::note,
                               .where = {.pointer = {}, .file = "数据!B2"},
                               .message = {"新增", "new"},
                               .hint = {}}}};
}

Result<std::vector<proof::Finding>> FakeRendering::check(std::string_view json,
                                                         const proof::Without& without,
                                                         const std::string& template_id) const {
  gate->pass();
  std::vector<proof::Finding> findings;
  findings.push_back({.code = "phrases.set",
                      .pointer = "/title",
                      .text = std::string(json),
                      .message = {"用语", "phrase"},
                      .suggestion = std::nullopt});
  for (const std::string& code : without) findings.push_back({.code = code, .suggestion = ""});
  if (!template_id.empty()) findings.push_back({.code = template_id, .suggestion = ""});
  return findings;
}

const std::string& FakeRendering::record_schema() const {
  static const std::string schema = "{\"title\":\"record\"}";
  return schema;
}

std::vector<TemplateInfo> FakeRendering::templates() const {
  using render::Format;
  return {{"ledger", "整改台账", "一行一个问题", "ledger", {Format::xlsx}, true},
          {"notice",
           "整改情况通报",
           "对外公开",
           "notice",
           {Format::pdf, Format::layout, Format::content},
           false}};
}

}  // namespace tongbao::http

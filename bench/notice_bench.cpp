// The warm path of a notice, on one core: whole and by stages.
//   bench_notice RECORD.json PROJECT_FOLDER [Google Benchmark's options]
#include <benchmark/benchmark.h>

#include "base/file.h"
#include "base/freed_memory.h"
#include "layout/layout.h"
#include "pdf/write_pdf.h"
#include "record/reader.h"
#include "record_variations.h"
#include "render/renderer.h"
#include "value_or_exit.h"

namespace {

using namespace tongbao;

using bench::value_or_exit;

struct Input {
  std::string json;
  std::shared_ptr<const render::Catalogue> templates;
  std::shared_ptr<const font::FontSet> fonts;
};

void render(benchmark::State& state, const render::Renderer& renderer, const std::string& json) {
  const auto envelope = value_or_exit(record::read_envelope(json));
  const auto document =
      value_or_exit(renderer.render({.template_id = "notice", .format = {}}, envelope));
  state.counters["pages"] = static_cast<double>(document.pages.value_or(0));
  state.counters["bytes"] = static_cast<double>(document.bytes.size());
}

// As a service meets them: every notice has other texts, and asks its faces for glyph sets that
// none asked for before.
void whole_new(benchmark::State& state, const Input& input) {
  static bench::RecordVariations variations(input.json, *input.fonts);
  const render::Renderer renderer(input.templates, input.fonts);
  for (auto _ : state) {
    state.PauseTiming();
    const std::string json = variations.next();
    state.ResumeTiming();
    render(state, renderer, json);
  }
}

// The same notice again.
void whole_seen(benchmark::State& state, const Input& input) {
  const render::Renderer renderer(input.templates, input.fonts);
  render(state, renderer, input.json);
  for (auto _ : state) render(state, renderer, input.json);
}

void reading(benchmark::State& state, const Input& input) {
  for (auto _ : state) benchmark::DoNotOptimize(record::read_envelope(input.json));
}

void binding(benchmark::State& state, const Input& input) {
  const auto envelope = value_or_exit(record::read_envelope(input.json));
  const tmpl::Template& notice = *input.templates->find("notice");
  for (auto _ : state) benchmark::DoNotOptimize(tmpl::bind_notice(notice, envelope));
}

void laying_out(benchmark::State& state, const Input& input) {
  const auto envelope = value_or_exit(record::read_envelope(input.json));
  const auto content = value_or_exit(tmpl::bind_notice(*input.templates->find("notice"), envelope));
  for (auto _ : state) benchmark::DoNotOptimize(layout::lay_out(content, *input.fonts));
}

content::PagedDocument paged(const Input& input) {
  const auto envelope = value_or_exit(record::read_envelope(input.json));
  const auto content = value_or_exit(tmpl::bind_notice(*input.templates->find("notice"), envelope));
  return value_or_exit(layout::lay_out(content, *input.fonts)).value;
}

void writing_new(benchmark::State& state, const Input& input) {
  const auto document = paged(input);
  pdf::FontProgramCache programs(*input.fonts, 0);
  benchmark::DoNotOptimize(pdf::write_pdf(document, programs));
  for (auto _ : state) benchmark::DoNotOptimize(pdf::write_pdf(document, programs));
}

void writing_seen(benchmark::State& state, const Input& input) {
  const auto document = paged(input);
  pdf::FontProgramCache programs(*input.fonts, std::size_t{8} << 20);
  benchmark::DoNotOptimize(pdf::write_pdf(document, programs));
  for (auto _ : state) benchmark::DoNotOptimize(pdf::write_pdf(document, programs));
}

}  // namespace

int main(int argc, char** argv) {
  tongbao::keep_freed_memory();
  benchmark::Initialize(&argc, argv);
  if (argc != 3) {
    std::cerr << "usage: bench_notice RECORD.json PROJECT_FOLDER\n";
    return 2;
  }
  const std::filesystem::path project = argv[2];
  const Input input{.json = value_or_exit(read_file(argv[1], std::size_t{64} << 20)),
                    .templates = value_or_exit(render::Catalogue::load(project / "templates")),
                    .fonts = value_or_exit(font::FontSet::load(project / "fonts"))};
  render::Renderer(input.templates, input.fonts).prepare();
  const auto add = [&input](const char* name, auto stage) {
    benchmark::RegisterBenchmark(name, [&input, stage](auto& state) {
      stage(state, input);
    })->Unit(benchmark::kMillisecond);
  };
  add("notice/new", whole_new);
  add("notice/seen", whole_seen);
  add("notice/read", reading);
  add("notice/bind", binding);
  add("notice/layout", laying_out);
  add("notice/pdf/new", writing_new);
  add("notice/pdf/seen", writing_seen);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}

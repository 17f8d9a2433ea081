// The warm path of a notice, on one core: whole and by stages.
//   bench_notice RECORD.json PROJECT_FOLDER [Google Benchmark's options]
#include <cstdlib>
#include <iostream>

#include <benchmark/benchmark.h>

#include "base/file.h"
#include "layout/layout.h"
#include "pdf/write_pdf.h"
#include "record/reader.h"
#include "render/renderer.h"

namespace {

using namespace tongbao;

// Prints what went wrong and ends the program; a benchmark has no one to report to.
template <class T>
T value_or_exit(Result<T> result) {
  if (result) return std::move(*result);
  for (const Diagnostic& d : result.error()) std::cerr << to_line(d, Language::en) << '\n';
  std::exit(2);
}

struct Input {
  std::string json;
  std::shared_ptr<const render::Catalogue> templates;
  std::shared_ptr<const font::FontSet> fonts;
};

void whole(benchmark::State& state, const Input& input) {
  const render::Renderer renderer(input.templates, input.fonts);
  std::size_t pages = 0;
  std::size_t bytes = 0;
  for (auto _ : state) {
    const auto envelope = value_or_exit(record::read_envelope(input.json));
    const auto document =
        value_or_exit(renderer.render({.template_id = "notice", .format = {}}, envelope));
    pages = document.pages.value_or(0);
    bytes = document.bytes.size();
  }
  state.counters["pages"] = static_cast<double>(pages);
  state.counters["bytes"] = static_cast<double>(bytes);
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

void writing(benchmark::State& state, const Input& input) {
  const auto envelope = value_or_exit(record::read_envelope(input.json));
  const auto content = value_or_exit(tmpl::bind_notice(*input.templates->find("notice"), envelope));
  const auto document = value_or_exit(layout::lay_out(content, *input.fonts));
  for (auto _ : state) benchmark::DoNotOptimize(pdf::write_pdf(document.value, *input.fonts));
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (argc != 3) {
    std::cerr << "usage: bench_notice RECORD.json PROJECT_FOLDER\n";
    return 2;
  }
  const std::filesystem::path project = argv[2];
  const Input input{.json = value_or_exit(read_file(argv[1], std::size_t{64} << 20)),
                    .templates = value_or_exit(render::Catalogue::load(project / "templates")),
                    .fonts = value_or_exit(font::FontSet::load(project / "fonts"))};
  input.fonts->prepare();
  const auto add = [&input](const char* name, auto stage) {
    benchmark::RegisterBenchmark(name, [&input, stage](auto& state) {
      stage(state, input);
    })->Unit(benchmark::kMillisecond);
  };
  add("notice/whole", whole);
  add("notice/read", reading);
  add("notice/bind", binding);
  add("notice/layout", laying_out);
  add("notice/pdf", writing);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}

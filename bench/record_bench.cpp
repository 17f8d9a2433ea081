// What comes before a document, on one core: reading a record, proofreading it, and reading a
// published notice into one.
//   bench_record RECORD.json NOTICE.txt PROJECT_FOLDER [Google Benchmark's options]
#include <benchmark/benchmark.h>

#include "base/file.h"
#include "importer/import_text.h"
#include "proof/check.h"
#include "record/reader.h"
#include "value_or_exit.h"

namespace {

using namespace tongbao;
using bench::value_or_exit;

constexpr std::size_t largest_input = std::size_t{1} << 30;

template <class Work>
void add(const char* name, Work work) {
  benchmark::RegisterBenchmark(name, [work](benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(work());
  })->Unit(benchmark::kMillisecond);
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (argc != 4) {
    std::cerr << "usage: bench_record RECORD.json NOTICE.txt PROJECT_FOLDER\n";
    return 2;
  }
  const std::string json = value_or_exit(read_file(argv[1], largest_input));
  const std::string text = value_or_exit(read_file(argv[2], largest_input));
  const auto lists =
      value_or_exit(proof::WordLists::load(std::filesystem::path(argv[3]) / "proof"));
  // Without the program's own bounds, so that growth shows beyond them too.
  const record::ReadLimits limits{
      .bytes = largest_input, .values = largest_input, .objects = largest_input};
  const record::Record record = value_or_exit(record::read_record(json, limits));
  add("read", [&] { return value_or_exit(record::read_record(json, limits)); });
  add("check", [&] { return proof::check(record, lists); });
  add("import", [&] { return value_or_exit(importer::import_text(text)); });
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}

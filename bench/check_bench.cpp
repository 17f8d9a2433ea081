// Proofreading a record that was read, on one core.
//   bench_check RECORD.json PROJECT_FOLDER [Google Benchmark's options]
#include <cstdlib>
#include <iostream>

#include <benchmark/benchmark.h>

#include "base/file.h"
#include "proof/check.h"
#include "record/reader.h"

namespace {

using namespace tongbao;

template <class T>
T value_or_exit(Result<T> result) {
  if (result) return std::move(*result);
  for (const Diagnostic& d : result.error()) std::cerr << to_line(d, Language::en) << '\n';
  std::exit(2);
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (argc != 3) {
    std::cerr << "usage: bench_check RECORD.json PROJECT_FOLDER\n";
    return 2;
  }
  const std::string json = value_or_exit(read_file(argv[1], std::size_t{64} << 20));
  const record::Record record = value_or_exit(record::read_record(json));
  const auto lists =
      value_or_exit(proof::WordLists::load(std::filesystem::path(argv[2]) / "proof"));
  benchmark::RegisterBenchmark("check", [&](benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(proof::check(record, lists));
  })->Unit(benchmark::kMillisecond);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}

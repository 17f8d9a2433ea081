// Prints records that differ in their texts and glyph sets, one a line, for what is measured from
// outside the program.
//   print_variations RECORD.json PROJECT_FOLDER COUNT
#include "base/file.h"
#include "record_variations.h"
#include "value_or_exit.h"

int main(int argc, char** argv) {
  using namespace tongbao;
  if (argc != 4) {
    std::cerr << "usage: print_variations RECORD.json PROJECT_FOLDER COUNT\n";
    return 2;
  }
  const auto json = bench::value_or_exit(read_file(argv[1], std::size_t{64} << 20));
  const auto fonts =
      bench::value_or_exit(font::FontSet::load(std::filesystem::path(argv[2]) / "fonts"));
  bench::RecordVariations variations(json, *fonts);
  for (long left = std::strtol(argv[3], nullptr, 10); left > 0; --left) {
    std::cout << variations.next() << '\n';
  }
  return std::cout.flush() ? 0 : 3;
}

// Every reader over its corpus: each file as it stands, cut short, and with a byte changed here
// and there. What libFuzzer found once stays found.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include <gtest/gtest.h>

#include "fuzz/readers.h"

namespace tongbao::fuzz {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> corpus_of(const Reader& reader) {
  std::vector<fs::path> files;
  for (const auto& entry :
       fs::directory_iterator(fs::path(TONGBAO_SOURCE) / "tests/fuzz/corpus" / reader.name)) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> corpus;
  for (const fs::path& file : files) {
    std::ostringstream bytes;
    bytes << std::ifstream(file, std::ios::binary).rdbuf();
    corpus.push_back(bytes.str());
  }
  return corpus;
}

class Replay : public testing::TestWithParam<Reader> {};

TEST_P(Replay, ReadsItsCorpus) {
  constexpr std::size_t places = 8;
  const std::vector<std::string> corpus = corpus_of(GetParam());
  ASSERT_FALSE(corpus.empty());
  for (const std::string& bytes : corpus) {
    GetParam().read(bytes);
    for (std::size_t i = 0; i < places; ++i) {
      const std::size_t at = bytes.size() * i / places;
      GetParam().read(std::string_view(bytes).substr(0, at));
      std::string changed = bytes;
      if (!changed.empty()) changed[at] = static_cast<char>(changed[at] ^ 0x11);
      GetParam().read(changed);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Readers, Replay, testing::ValuesIn(readers().begin(), readers().end()),
                         [](const auto& reader) { return std::string(reader.param.name); });

}  // namespace
}  // namespace tongbao::fuzz

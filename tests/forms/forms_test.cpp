// Every element and form of GB/T 9704-2012, from record to pages: each folder of cases/ holds a
// record and the readable dump of its pages, which was read beside the rule and beside the rendered
// pages. TONGBAO_UPDATE=1 writes the dumps anew; read what changed.
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "base/file.h"
#include "record/reader.h"
#include "render/renderer.h"

namespace tongbao::render {
namespace {

const std::filesystem::path cases = TONGBAO_SOURCE "/tests/forms/cases";

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(cases)) {
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

const Renderer& renderer() {
  static const Renderer made(Catalogue::load(TONGBAO_SOURCE "/templates").value(),
                             font::FontSet::load(TONGBAO_SOURCE "/fonts").value(),
                             {.allow_classified = true});
  return made;
}

std::string pages_of(const std::string& name) {
  constexpr std::size_t limit = std::size_t{4} << 20;
  const auto body = read_file(cases / name / "record.json", limit).value();
  const auto envelope = record::read_envelope(body);
  if (!envelope) return to_line(envelope.error().front(), Language::en);
  const auto document =
      renderer().render({.template_id = "notice", .format = Format::layout}, *envelope);
  if (!document) return to_line(document.error().front(), Language::en);
  for (const Diagnostic& warning : document->warnings) {
    ADD_FAILURE() << to_line(warning, Language::en);
  }
  return document->bytes.text();
}

class Forms : public testing::TestWithParam<std::string> {};

TEST_P(Forms, HaveThePagesThatWereReadBesideTheRule) {
  const std::filesystem::path golden = cases / GetParam() / "pages.json";
  const std::string pages = pages_of(GetParam());
  if (std::getenv("TONGBAO_UPDATE") != nullptr) {
    ASSERT_TRUE(write_file(golden, pages));
    return;
  }
  const auto expected = read_file(golden, std::size_t{4} << 20);
  ASSERT_TRUE(expected) << golden;
  EXPECT_EQ(pages, *expected);
}

INSTANTIATE_TEST_SUITE_P(Cases, Forms, testing::ValuesIn(case_names()), [](const auto& named) {
  std::string name = named.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace tongbao::render

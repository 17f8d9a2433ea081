// The notice of a record's public projection is the public notice of the record: block by block,
// span by span; only the places in the record, where each span comes from, are others.
#include <algorithm>
#include <filesystem>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "record/public_projection.h"
#include "record/random_record.h"
#include "record/reader.h"
#include "render/renderer.h"

namespace tongbao::render {
namespace {

using nlohmann::json;

void forget_sources(json& value) {
  if (value.is_object()) value.erase("source");
  if (!value.is_structured()) return;
  for (json& inner : value) forget_sources(inner);
}

class PublicEdition : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    renderer_ = std::make_unique<const Renderer>(
        Catalogue::load(TONGBAO_SOURCE "/templates").value(),
        font::FontSet::load(TONGBAO_SOURCE "/fonts").value(), Policy{.allow_classified = true});
  }
  static void TearDownTestSuite() { renderer_.reset(); }

  // The content of the notice, without the places in the record.
  static std::string printed(record::Record record) {
    record::Envelope envelope;
    envelope.records.push_back(std::move(record));
    envelope.edition = record::Edition::public_;
    const auto document =
        renderer_->render({.template_id = "notice", .format = Format::content}, envelope);
    if (!document) {
      ADD_FAILURE() << to_line(document.error().front(), Language::en);
      return {};
    }
    json content = json::parse(document->bytes.text());
    forget_sources(content);
    return content.dump(1);
  }

  static void expect_same(const record::Record& record) {
    const record::Record carried = record::public_projection(record);
    const std::string expected = printed(record);
    const std::string again = printed(carried);
    const auto differs =
        std::mismatch(again.begin(), again.end(), expected.begin(), expected.end());
    const auto place = static_cast<std::size_t>(differs.first - again.begin());
    EXPECT_TRUE(again == expected) << again.substr(place, 300) << "\nis not\n"
                                   << expected.substr(place, 300);
  }

  static std::unique_ptr<const Renderer> renderer_;
};

std::unique_ptr<const Renderer> PublicEdition::renderer_;

TEST_F(PublicEdition, OfTheExamplesAndEveryFormIsTheirProjections) {
  for (const char* folder : {"/examples", "/tests/forms/cases"}) {
    int count = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(TONGBAO_SOURCE + std::string(folder))) {
      const auto file = entry.path() / "record.json";
      if (!std::filesystem::exists(file)) continue;
      SCOPED_TRACE(file.string());
      expect_same(record::read_record(read_file(file, 8 << 20).value()).value());
      ++count;
    }
    EXPECT_GE(count, 3) << folder;
  }
}

TEST_F(PublicEdition, OfAnyRecordIsItsProjections) {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    SCOPED_TRACE(seed);
    expect_same(record::random_record(seed));
  }
}

}  // namespace
}  // namespace tongbao::render

#include <fstream>

#include <gmock/gmock.h>

#include "base/file.h"
#include "render/renderer.h"

namespace tongbao::render {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

const fs::path templates = TONGBAO_SOURCE "/templates";

std::vector<std::string> codes(const Diagnostics& errors) {
  std::vector<std::string> codes;
  for (const Diagnostic& error : errors) codes.push_back(error.code);
  return codes;
}

TEST(Catalogue, HoldsTheBuiltInTemplates) {
  const auto catalogue = Catalogue::load(templates);
  ASSERT_TRUE(catalogue.has_value());
  EXPECT_THAT((*catalogue)->ids(), testing::IsSupersetOf({"ledger", "notice"}));
  ASSERT_NE((*catalogue)->find("notice"), nullptr);
  EXPECT_EQ((*catalogue)->find("notice")->kind(), tmpl::Kind::notice);
  EXPECT_EQ((*catalogue)->find("ledger")->kind(), tmpl::Kind::ledger);
  EXPECT_EQ((*catalogue)->find("Notice"), nullptr);
}

TEST(Catalogue, AFilesNameIsItsId) {
  const TemporaryFolder folder;
  fs::copy(templates / "notice.xml", folder.path() / "mine.xml");
  const auto catalogue = Catalogue::load(folder.path());
  ASSERT_TRUE(catalogue.has_value());
  EXPECT_THAT((*catalogue)->ids(), ElementsAre("mine"));
}

TEST(Catalogue, SaysWhichTemplatesThereAre) {
  const TemporaryFolder folder;
  fs::copy(templates / "notice.xml", folder.path());
  fs::copy(templates / "ledger.xml", folder.path());
  const auto catalogue = Catalogue::load(folder.path());
  ASSERT_TRUE(catalogue.has_value());
  const auto missing = (*catalogue)->require("nothing");
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().at(0).code, "render.unknownTemplate");
  EXPECT_THAT(missing.error().at(0).hint.en, testing::HasSubstr("ledger, notice"));
}

TEST(Catalogue, ReportsEveryFilesErrorsWithoutTheFolder) {
  const TemporaryFolder folder;
  std::ofstream(folder.path() / "a.xml") << "no markup";
  std::ofstream(folder.path() / "b.xml") << "<unclosed>";
  fs::copy(templates / "notice.xml", folder.path());
  const auto catalogue = Catalogue::load(folder.path());
  ASSERT_FALSE(catalogue.has_value());
  const Diagnostics& errors = catalogue.error();
  ASSERT_THAT(codes(errors), ElementsAre("template.notXml", "template.notXml"));
  EXPECT_EQ(errors.at(0).where.file, "a.xml");
  EXPECT_EQ(errors.at(1).where.file, "b.xml");
}

TEST(Catalogue, LeavesOtherFilesAlone) {
  const TemporaryFolder folder;
  fs::copy(templates / "notice.xml", folder.path());
  std::ofstream(folder.path() / "README.md") << "not a template";
  const auto catalogue = Catalogue::load(folder.path());
  ASSERT_TRUE(catalogue.has_value());
  EXPECT_THAT((*catalogue)->ids(), ElementsAre("notice"));
}

TEST(Catalogue, NeedsAFolder) {
  const TemporaryFolder folder;
  const auto catalogue = Catalogue::load(folder.path() / "nowhere");
  ASSERT_FALSE(catalogue.has_value());
  EXPECT_THAT(codes(catalogue.error()), ElementsAre("render.templatesUnreadable"));
}

}  // namespace
}  // namespace tongbao::render

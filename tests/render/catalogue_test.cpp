#include <atomic>
#include <fstream>
#include <thread>

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

// The notice, told apart by its name for people.
std::string named(const std::string& name) {
  std::string xml = read_file(templates / "notice.xml", std::size_t{1} << 20).value();
  const std::string mark = "<notice name=\"";
  const std::size_t place = xml.find(mark) + mark.size();
  return xml.replace(place, xml.find('"', place) - place, name);
}

class CatalogueVersions : public testing::Test {
 protected:
  CatalogueVersions() {
    fs::copy(templates / "notice.xml", folder.path());
    catalogue = Catalogue::load(folder.path()).value();
  }
  TemporaryFolder folder;
  std::shared_ptr<Catalogue> catalogue;
};

TEST_F(CatalogueVersions, TheFilesAreVersionZero) {
  const Catalogue::Found found = catalogue->require("notice", {}).value();
  EXPECT_EQ(found.version, 0U);
  EXPECT_EQ(found.tmpl, catalogue->find("notice"));
  EXPECT_THAT(catalogue->versions_of("notice"), ElementsAre(0U));
  EXPECT_THAT(catalogue->versions_of("nothing"), testing::IsEmpty());
}

TEST_F(CatalogueVersions, TheLatestIsUsedAndTheOldOnesStay) {
  const tmpl::Template* file = catalogue->find("notice");
  EXPECT_TRUE(catalogue->adopt({{"notice", 1, named("一")}, {"notice", 2, named("二")}}).empty());
  EXPECT_EQ(catalogue->find("notice")->name(), "二");
  EXPECT_EQ(catalogue->require("notice", {}).value().version, 2U);
  EXPECT_EQ(catalogue->require("notice", 1).value().tmpl->name(), "一");
  EXPECT_EQ(catalogue->require("notice", 1).value().tmpl->id(), "notice");
  EXPECT_EQ(catalogue->require("notice", 0).value().tmpl, file);
  EXPECT_THAT(catalogue->versions_of("notice"), ElementsAre(0U, 1U, 2U));
}

TEST_F(CatalogueVersions, AVersionNeverChanges) {
  EXPECT_TRUE(catalogue->adopt({{"notice", 1, named("一")}}).empty());
  EXPECT_TRUE(catalogue->adopt({{"notice", 1, named("另一")}}).empty());
  EXPECT_EQ(catalogue->find("notice")->name(), "一");
}

TEST_F(CatalogueVersions, ATemplateMayComeFromTheStoreAlone) {
  EXPECT_TRUE(catalogue->adopt({{"own", 1, named("自制")}}).empty());
  EXPECT_THAT(catalogue->ids(), ElementsAre("notice", "own"));
  EXPECT_EQ(catalogue->require("own", {}).value().version, 1U);
  EXPECT_EQ(catalogue->require("own", 0).error().at(0).code, "render.unknownVersion");
}

TEST_F(CatalogueVersions, WhatCannotBeReadIsLeftOutAndSaid) {
  const Diagnostics warnings = catalogue->adopt(
      {{"notice", 1, named("一")}, {"notice", 2, "<notice><unheard-of/></notice>"}, {"b", 1, ""}});
  EXPECT_THAT(codes(warnings), ElementsAre("render.templateSkipped", "render.templateSkipped"));
  EXPECT_EQ(warnings.at(0).severity, Severity::warning);
  EXPECT_EQ(warnings.at(0).where.file, "notice.xml");
  EXPECT_EQ(catalogue->require("notice", {}).value().version, 1U);
  EXPECT_EQ(catalogue->find("b"), nullptr);
  EXPECT_THAT(catalogue->ids(), ElementsAre("notice"));
}

TEST_F(CatalogueVersions, SaysWhichVersionsThereAre) {
  EXPECT_TRUE(catalogue->adopt({{"notice", 3, named("三")}}).empty());
  const auto missing = catalogue->require("notice", 2);
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().at(0).code, "render.unknownVersion");
  EXPECT_THAT(missing.error().at(0).hint.en, testing::EndsWith("0, 3"));
  EXPECT_EQ(catalogue->require("nothing", 2).error().at(0).code, "render.unknownTemplate");
}

TEST_F(CatalogueVersions, ChecksWhatIsToBeStored) {
  EXPECT_TRUE(Catalogue::check("own-1_A", named("一")));
  EXPECT_THAT(codes(Catalogue::check("own", "<unclosed>").error()), ElementsAre("template.notXml"));
  for (const std::string& id :
       {std::string(), std::string("../notice"), std::string("a.b"), std::string("a b"),
        std::string("通报"), std::string(65, 'a'), std::string("a\0b", 3)}) {
    EXPECT_THAT(codes(Catalogue::check(id, named("一")).error()),
                ElementsAre("render.badTemplateId"));
  }
}

TEST_F(CatalogueVersions, AreAdoptedWhileOthersRead) {
  std::atomic<bool> ended = false;
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      unsigned last = 0;
      while (!ended) {
        const Catalogue::Found found = catalogue->require("notice", {}).value();
        EXPECT_GE(found.version, last);
        EXPECT_FALSE(found.tmpl->name().empty());
        last = found.version;
      }
    });
  }
  for (unsigned version = 1; version <= 50; ++version) {
    EXPECT_TRUE(catalogue->adopt({{"notice", version, named("某")}}).empty());
  }
  ended = true;
  for (std::thread& reader : readers) reader.join();
}

}  // namespace
}  // namespace tongbao::render

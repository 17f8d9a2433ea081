// ISO 14289-1 (PDF/UA-1) and level A of ISO 19005-2 (6.7): structure, rule by rule.
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>

#include "pdf/structure_plan.h"
#include "pdf/structure_reader.h"
#include "pdf/subject.h"
#include "pdf/tagged_notice.h"
#include "pdf/write_pdf.h"

namespace tongbao::pdf {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::Node;
using testing::Operation;
using testing::Structure;
using testing::structure_of;
using testing::Subject;

class Accessibility : public testing::OverSubjects {};
INSTANTIATE_TEST_SUITE_P(Documents, Accessibility, ::testing::ValuesIn(testing::subject_names()),
                         testing::test_name);

json page_references(const Subject& subject) {
  return subject.at(subject.catalog(), "/Pages").at("/Kids");
}

// Key → value.
std::map<int, json> parent_tree(const Subject& subject) {
  const json root = subject.at(subject.catalog(), "/StructTreeRoot");
  const json numbers = subject.at(root, "/ParentTree").at("/Nums");
  std::map<int, json> tree;
  int last = -1;
  for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) {
    EXPECT_GT(numbers[i], last) << "keys must ascend (ISO 32000-1 7.9.7)";
    last = numbers[i];
    tree[last] = numbers[i + 1];
  }
  EXPECT_EQ(root.at("/ParentTreeNextKey"), last + 1);
  return tree;
}

int mcid_of(const std::string& properties) {
  const std::size_t place = properties.find("/MCID ");
  return place == std::string::npos ? -1 : std::stoi(properties.substr(place + 6));
}

TEST_P(Accessibility, C6_7_2_And_Ua7_1_DocumentIsMarked) {
  EXPECT_EQ(subject().catalog().at("/MarkInfo").at("/Marked"), true);
  EXPECT_FALSE(subject().catalog().at("/MarkInfo").contains("/Suspects"));
  const json root = subject().at(subject().catalog(), "/StructTreeRoot");
  EXPECT_EQ(root.at("/Type"), "/StructTreeRoot");
  EXPECT_EQ(subject().at(root, "/K").at("/S"), "/Document");
}

// 6.7.3.4 and Ua7.1: types are standard ones, none is mapped to another.
TEST_P(Accessibility, C6_7_3_4_StandardTypes) {
  const std::set<std::string> standard = {"/Document", "/H1",    "/H2",   "/H3", "/H4", "/H5",
                                          "/H6",       "/P",     "/Link", "/L",  "/LI", "/Lbl",
                                          "/LBody",    "/Table", "/TR",   "/TH", "/TD", "/Figure"};
  const Structure structure = structure_of(subject());
  for (const Node& node : structure.nodes) {
    EXPECT_EQ(standard.count(node.type), 1U) << node.type;
  }
  EXPECT_FALSE(subject().at(subject().catalog(), "/StructTreeRoot").contains("/RoleMap"));
}

// Follows the marked content of a page (ISO 32000-1 14.6): balanced, text's marks within their text
// object, others outside.
class MarkReader {
 public:
  MarkReader(const Structure& structure, std::string page)
      : structure_(structure), page_(std::move(page)) {}

  void read(const Operation& operation) {
    if (operation.name == "BT" || operation.name == "ET") {
      EXPECT_TRUE(open_.empty());
      in_text_ = operation.name == "BT";
    } else if (operation.name == "BDC") {
      begin(operation);
    } else if (operation.name == "EMC") {
      ASSERT_FALSE(open_.empty());
      open_.pop_back();
    } else if (operation.name == "TJ" || operation.name == "Do" || operation.name == "f") {
      EXPECT_FALSE(open_.empty()) << "content that is neither tagged nor an artifact";
      EXPECT_EQ(in_text_, operation.name == "TJ");
    }
  }
  void end() const {
    EXPECT_TRUE(open_.empty());
    EXPECT_FALSE(in_text_);
  }
  [[nodiscard]] int mcids() const { return next_; }

 private:
  void begin(const Operation& operation) {
    const std::string& tag = operation.operands.at(0);
    if (tag == "/Span") {
      EXPECT_FALSE(open_.empty());
    } else {
      EXPECT_TRUE(open_.empty()) << "content of two elements";
    }
    open_.push_back(tag);
    if (tag == "/Artifact" || tag == "/Span") return;
    const int mcid = mcid_of(operation.operands.at(1));
    EXPECT_EQ(mcid, next_++);
    const auto owner = structure_.content_owner.find({page_, mcid});
    ASSERT_NE(owner, structure_.content_owner.end()) << page_ << ' ' << mcid;
    EXPECT_EQ(structure_.at(owner->second).type, tag);
  }

  const Structure& structure_;
  std::string page_;
  std::vector<std::string> open_;  // tags
  bool in_text_ = false;
  int next_ = 0;
};

// Ua7.1: all content is tagged or an artifact, none is both.
TEST_P(Accessibility, Ua7_1_And_C6_7_3_AllContentIsTaggedOrArtifact) {
  const Structure structure = structure_of(subject());
  const json references = page_references(subject());
  std::size_t found = 0;
  for (std::size_t page = 0; page < references.size(); ++page) {
    MarkReader marks(structure, references[page]);
    for (const Operation& operation : subject().operations(page)) marks.read(operation);
    marks.end();
    found += static_cast<std::size_t>(marks.mcids());
  }
  EXPECT_EQ(found, structure.content_owner.size());
}

// ISO 32000-1 14.7.4.4: from content back to its element.
TEST_P(Accessibility, C6_7_3_ParentTreeAgreesWithTheTree) {
  const Structure structure = structure_of(subject());
  const auto parents = parent_tree(subject());
  const json references = page_references(subject());
  std::size_t contents = 0;
  std::size_t annotations = 0;
  for (const json& reference : references) {
    const json page = subject().resolve(reference);
    const json& elements = parents.at(page.at("/StructParents"));
    for (std::size_t mcid = 0; mcid < elements.size(); ++mcid) {
      EXPECT_EQ(elements[mcid], structure.content_owner.at({reference, static_cast<int>(mcid)}));
      ++contents;
    }
    if (!page.contains("/Annots")) continue;
    for (const json& annotation : page.at("/Annots")) {
      const int key = subject().resolve(annotation).at("/StructParent");
      EXPECT_EQ(parents.at(key), structure.annotation_owner.at(annotation));
      ++annotations;
    }
  }
  EXPECT_EQ(contents, structure.content_owner.size());
  EXPECT_EQ(annotations, structure.annotation_owner.size());
  EXPECT_EQ(parents.size(), references.size() + annotations);
}

TEST_P(Accessibility, Ua7_4_2_HeadingsBeginWithH1AndSkipNoLevel) {
  std::vector<std::string> headings;
  const Structure structure = structure_of(subject());
  for (const Node& node : structure.nodes) {
    if (node.type.size() == 3 && node.type[1] == 'H') headings.push_back(node.type);
  }
  ASSERT_FALSE(headings.empty());
  char deepest = '0';
  for (const std::string& heading : headings) {
    EXPECT_LE(heading[2], deepest + 1) << heading;
    deepest = heading[2];
  }
  EXPECT_EQ(headings.front(), "/H1");
}

// Ua7.8: running footers are artifacts of the kind Pagination.
TEST_P(Accessibility, Ua7_8_PageNumbersAreArtifacts) {
  for (std::size_t page = 0; page < subject().pages().size(); ++page) {
    EXPECT_THAT(subject().reader.page_content(static_cast<int>(page) + 1),
                HasSubstr("/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n"));
  }
}

TEST_P(Accessibility, Ua7_18_3_TabsFollowTheStructure) {
  for (const json& page : subject().pages()) EXPECT_EQ(page.at("/Tabs"), "/S");
}

TEST_P(Accessibility, Ua7_18_1_And_5_LinksAreTaggedAndDescribed) {
  const Structure structure = structure_of(subject());
  for (const auto& [annotation, element] : structure.annotation_owner) {
    EXPECT_EQ(structure.at(element).type, "/Link");
    EXPECT_NE(subject().resolve(annotation).at("/Contents"), "u:");
  }
}

TEST(TaggedNotice, ReadsInOrder) {
  std::string structure = testing::subject("tagged").reader.structure();
  for (std::size_t at; (at = structure.find("Object ")) != std::string::npos;) {
    structure.replace(at, structure.find('\n', at) - at, "(annotation)");
  }
  EXPECT_EQ(structure,
            "Document\n"
            "  H1 (block)\n    \"关于整改进展的通报\"\n"
            "  P (block)\n    \"现将𠮷某·张•某的情况公布。\"\n"
            "  H2 (block)\n    \"一、总体情况\"\n"
            "  H3 (block)\n    \"1.组织\"\n"            // of level 3: none is skipped
            "  H3 (block)\n    \"（一）加强领导。\"\n"  // of level 2, run in
            "  P (block)\n    \"责任到人，分工明确，\"\n    \"按时完成。\"\n"
            "  P (block)\n    \"邮箱\"\n"
            "    Link (inline)\n      \"a@example.cn\"\n"
            "      (annotation)\n      (annotation)\n"
            "    \"，欢迎监督。\"\n"
            "  P (block)\n    \"某某局\"\n"
            "  P (block)\n    \"某某委\"\n"
            "  P (block)\n    \"2025年4月1日\"\n");
}

std::vector<std::string_view> heading_types(const std::vector<content::Element>& headings) {
  testing::DocumentBuilder builder(*testing::project_fonts());
  builder.add_page();
  for (const content::Element& heading : headings) {
    builder.add_line("一", {80}, {100}, {.element = builder.add_element(heading)});
  }
  const StructurePlan plan = plan_structure(builder.document);
  std::vector<std::string_view> types;
  for (const StructureElement& element : plan.elements) types.push_back(element.type);
  return types;
}

TEST(StructurePlan, Ua7_4_2_HeadingsAreAsDeepAsTheyStand) {
  const content::Element title{.kind = content::ElementKind::title};
  const auto level = [](int n) {
    return content::Element{.kind = content::ElementKind::heading, .level = n};
  };
  EXPECT_THAT(heading_types({title, level(1), level(2), level(2), level(1), level(4), level(3)}),
              ElementsAre("H1", "H2", "H3", "H3", "H2", "H3", "H3"));
  EXPECT_THAT(heading_types({level(2), level(3)}), ElementsAre("H1", "H2"));
  EXPECT_THAT(heading_types({title, level(1), level(2), level(3), level(4), level(5), level(6)}),
              ElementsAre("H1", "H2", "H3", "H4", "H5", "H6", "H6"));
}

TEST(StructurePlan, ALinkWithoutTextIsAnElementStill) {
  testing::DocumentBuilder builder = testing::tagged_notice();
  builder.document.pages[0].links.push_back(
      {.x = {400}, .y = {700}, .width = {10}, .height = {10}, .uri = "https://example.cn"});
  const Subject subject(write_pdf(builder.document, *testing::project_fonts()));
  const Structure structure = structure_of(subject);
  EXPECT_EQ(structure.annotation_owner.size(), 3U);
  for (const auto& [annotation, element] : structure.annotation_owner) {
    EXPECT_EQ(parent_tree(subject).at(subject.resolve(annotation).at("/StructParent")), element);
  }
}

}  // namespace
}  // namespace tongbao::pdf

// ISO 14289-1 (PDF/UA-1) 7.2 to 7.8 and ISO 32000-1 14.8: tables, lists, figures, links and
// artifacts, rule by rule.
#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "pdf/formal_notice.h"
#include "pdf/structure_plan.h"
#include "pdf/structure_reader.h"
#include "pdf/write_pdf.h"

namespace tongbao::pdf {
namespace {

using content::ElementKind;
using nlohmann::json;
using ::testing::AnyOf;
using testing::DocumentBuilder;
using ::testing::ElementsAre;
using testing::Node;
using testing::Operation;
using testing::Structure;
using testing::structure_of;

class TaggedElements : public testing::OverSubjects {};
INSTANTIATE_TEST_SUITE_P(Documents, TaggedElements, ::testing::ValuesIn(testing::subject_names()),
                         testing::test_name);

std::string parent_type(const Structure& structure, const Node& node) {
  return node.type == "/Document" ? "" : structure.at(node.parent).type;
}

// ISO 32000-1 14.8.4.3.3 and 14.8.4.3.4.
TEST_P(TaggedElements, Ua7_2_TablesAndListsAreMadeOfTheirOwn) {
  const std::map<std::string, std::string> parents = {{"/TR", "/Table"}, {"/TH", "/TR"},
                                                      {"/TD", "/TR"},    {"/LI", "/L"},
                                                      {"/Lbl", "/LI"},   {"/LBody", "/LI"}};
  const std::map<std::string, std::set<std::string>> kids = {
      {"/Table", {"/TR"}}, {"/TR", {"/TH", "/TD"}}, {"/L", {"/LI"}}, {"/LI", {"/Lbl", "/LBody"}}};
  const Structure structure = structure_of(subject());
  for (const Node& node : structure.nodes) {
    const auto parent = parents.find(node.type);
    if (parent != parents.end()) {
      EXPECT_EQ(parent_type(structure, node), parent->second);
    }
    const auto allowed = kids.find(node.type);
    if (allowed == kids.end()) continue;
    EXPECT_EQ(node.contents + node.annotations, 0) << node.type;
    for (const std::string& kid : node.kids) {
      EXPECT_EQ(allowed->second.count(structure.at(kid).type), 1U) << node.type;
    }
  }
}

TEST_P(TaggedElements, OnlyCellsAreEmpty) {
  const Structure structure = structure_of(subject());
  for (const Node& node : structure.nodes) {
    const bool empty = node.kids.empty() && node.contents + node.annotations == 0;
    if (empty) {
      EXPECT_THAT(node.type, AnyOf("/TD", "/TH"));
    }
    EXPECT_EQ(node.dictionary.contains("/K"), !empty);
  }
}

// Of ISO 32000-1 14.8.4.2 and 14.8.4.4: Document holds no content and no inline elements.
TEST_P(TaggedElements, Ua7_1_TheDocumentHoldsBlocks) {
  const Structure structure = structure_of(subject());
  const Node& document = structure.nodes.front();
  EXPECT_EQ(document.contents, 0);
  for (const std::string& kid : document.kids) {
    EXPECT_THAT(structure.at(kid).type,
                AnyOf("/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/P", "/L", "/Table", "/Figure"));
  }
}

int span(const Node& cell, const char* key) {
  const json value = Structure::attribute(cell, "/Table", key);
  return value.is_null() ? 1 : value.get<int>();
}

// Row by row the cells' places; -1 where a cell overlaps, reaches out of the table or lacks.
std::vector<std::vector<int>> grid_of(const Structure& structure, const Node& table) {
  std::vector<std::vector<int>> grid(table.kids.size());
  std::size_t columns = 0;
  for (const std::string& cell : structure.at(table.kids.at(0)).kids) {
    columns += static_cast<std::size_t>(span(structure.at(cell), "/ColSpan"));
  }
  for (auto& row : grid) row.resize(columns, 0);
  int number = 0;
  for (std::size_t row = 0; row < grid.size(); ++row) {
    for (const std::string& reference : structure.at(table.kids[row]).kids) {
      const Node& cell = structure.at(reference);
      ++number;
      std::size_t column = 0;
      while (column < columns && grid[row][column] != 0) ++column;
      const auto right = column + static_cast<std::size_t>(span(cell, "/ColSpan"));
      const auto below = row + static_cast<std::size_t>(span(cell, "/RowSpan"));
      if (right > columns || below > grid.size()) return {{-1}};
      for (std::size_t y = row; y < below; ++y) {
        for (std::size_t x = column; x < right; ++x) grid[y][x] = grid[y][x] == 0 ? number : -1;
      }
    }
  }
  return grid;
}

TEST_P(TaggedElements, Ua7_5_TablesAreRegular) {
  const Structure structure = structure_of(subject());
  for (const Node* table : structure.of_type("/Table")) {
    for (const auto& row : grid_of(structure, *table)) {
      for (const int cell : row) EXPECT_GT(cell, 0);
    }
  }
}

TEST_P(TaggedElements, Ua7_5_HeadersHaveAScope) {
  const Structure structure = structure_of(subject());
  for (const Node* header : structure.of_type("/TH")) {
    const json scope = Structure::attribute(*header, "/Table", "/Scope");
    ASSERT_TRUE(scope.is_string());
    EXPECT_THAT(scope.get<std::string>(), AnyOf("/Row", "/Column"));
  }
}

TEST_P(TaggedElements, Ua7_3_FiguresAreDescribedAndHaveABox) {
  const Structure structure = structure_of(subject());
  for (const Node* figure : structure.of_type("/Figure")) {
    EXPECT_GT(figure->dictionary.at("/Alt").get<std::string>().size(), 2U);  // "u:"
    const json box = Structure::attribute(*figure, "/Layout", "/BBox");
    ASSERT_EQ(box.size(), 4U);
    EXPECT_LT(box.at(0), box.at(2));
    EXPECT_LT(box.at(1), box.at(3));
  }
}

// 14.8.2.2.2: a subtype is for pagination alone.
TEST_P(TaggedElements, Ua7_8_ArtifactsSayWhatTheyAre) {
  for (std::size_t page = 0; page < subject().pages().size(); ++page) {
    for (const Operation& operation : subject().operations(page)) {
      if (operation.name != "BDC" || operation.operands.at(0) != "/Artifact") continue;
      EXPECT_THAT(
          operation.operands.at(1),
          AnyOf("<</Type/Pagination>>", "<</Type/Pagination/Subtype/Footer>>", "<</Type/Layout>>"));
    }
  }
}

// An element a line, with what it says of itself.
void append_outline(const Structure& structure, const Node& node, const std::string& indent,
                    std::vector<std::string>& lines) {
  std::string line = indent + node.type;
  if (node.dictionary.contains("/Alt")) line += " " + node.dictionary.at("/Alt").get<std::string>();
  if (node.dictionary.contains("/A")) {
    json attributes = node.dictionary.at("/A");
    attributes.erase("/BBox");
    line += " " + attributes.dump();
  }
  lines.push_back(line);
  for (const std::string& kid : node.kids) {
    append_outline(structure, structure.at(kid), indent + " ", lines);
  }
}

TEST(FormalNotice, StructureIsWhole) {
  const Structure structure = structure_of(testing::subject("formal"));
  std::vector<std::string> lines;
  append_outline(structure, structure.nodes.front(), "", lines);
  EXPECT_THAT(lines,
              ElementsAre("/Document", " /P", " /H1", " /P",
                          R"( /L {"/ListNumbering":"/Decimal","/O":"/List"})", "  /LI", "   /Lbl",
                          "   /LBody", "  /LI", "   /Lbl", "   /LBody", "    /Link",
                          R"( /Figure u:印章：某某区委 {"/O":"/Layout","/Placement":"/Block"})",
                          " /P", " /P", " /H2",
                          R"( /Table {"/O":"/Table","/Summary":"u:各方面整改任务的数量和进展"})",
                          "  /TR", R"(   /TH {"/O":"/Table","/RowSpan":2,"/Scope":"/Column"})",
                          "    /P", R"(   /TH {"/ColSpan":2,"/O":"/Table","/Scope":"/Column"})",
                          "    /P", "  /TR", R"(   /TH {"/O":"/Table","/Scope":"/Column"})",
                          "    /P", R"(   /TH {"/O":"/Table","/Scope":"/Column"})", "    /P",
                          "  /TR", R"(   /TH {"/O":"/Table","/Scope":"/Row"})", "    /P", "   /TD",
                          "    /P", "   /TD", "  /TR", R"(   /TH {"/O":"/Table","/Scope":"/Row"})",
                          "    /P", "   /TD", "    /P", "   /TD", " /P", "  /Link",
                          R"( /Figure u:印章：某某区委 {"/O":"/Layout","/Placement":"/Block"})",
                          R"( /Figure u:签名章：张某 {"/O":"/Layout","/Placement":"/Block"})"));
}

TEST(FormalNotice, HeaderRowsThatStandAgainAreArtifacts) {
  const std::string content = testing::subject("formal").reader.page_content(3);
  const std::size_t artifact = content.find("/Artifact<</Type/Pagination>>BDC\n");
  ASSERT_NE(artifact, std::string::npos);
  EXPECT_LT(artifact, content.find("/P<</MCID"));
  EXPECT_EQ(content.find("/TH<<"), std::string::npos);
}

// One line of text in each element, in their order; elements whose index is in `silent` have none.
StructurePlan plan_of(const std::vector<content::Element>& elements,
                      const std::set<std::uint32_t>& silent = {}) {
  static std::deque<DocumentBuilder> kept;  // plans refer into their documents
  DocumentBuilder& builder = kept.emplace_back(*testing::project_fonts());
  builder.document.elements = elements;
  builder.add_page();
  for (std::uint32_t i = 0; i < elements.size(); ++i) {
    if (silent.count(i) == 0) builder.add_line("一", {80}, {100}, {.element = i});
  }
  return plan_structure(builder.document);
}

std::vector<std::string_view> shown_types(const StructurePlan& plan) {
  std::vector<std::string_view> types;
  for (const StructureElement& element : plan.elements) {
    if (element.shown) types.push_back(element.type);
  }
  return types;
}

TEST(StructurePlan, WhatHasNoContentIsLeftOut) {
  const std::vector<content::Element> elements = {{.kind = ElementKind::title},
                                                  {.kind = ElementKind::heading, .level = 1},
                                                  {.kind = ElementKind::heading, .level = 2},
                                                  {.kind = ElementKind::list},
                                                  {.kind = ElementKind::list_item, .parent = 3},
                                                  {.kind = ElementKind::label, .parent = 4},
                                                  {.kind = ElementKind::table},
                                                  {.kind = ElementKind::row, .parent = 6},
                                                  {.kind = ElementKind::cell, .parent = 7},
                                                  {.kind = ElementKind::figure}};
  // The heading of level 1 says nothing: that of level 2 comes under the title.
  EXPECT_THAT(shown_types(plan_of(elements, {1, 3, 4, 5, 6, 7, 8, 9})), ElementsAre("H1", "H2"));
}

content::Element cell(std::uint32_t row, std::uint16_t columns = 1, std::uint32_t rows = 1) {
  return {.kind = ElementKind::cell, .parent = row, .columns = columns, .rows = rows};
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> spans(const StructurePlan& plan) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> spans;
  for (const StructureElement& element : plan.elements) {
    if (element.type == "TD") spans.emplace_back(element.columns, element.rows);
  }
  return spans;
}

// First row: two rows high, then as wide as it says. Second: cut off by the table's end. Third:
// pushed right by nothing.
TEST(StructurePlan, Ua7_5_CellsAreCutToTheirTableAndGapsFilled) {
  const std::vector<content::Element> elements = {{.kind = ElementKind::table},
                                                  {.kind = ElementKind::row, .parent = 0},
                                                  {.kind = ElementKind::row, .parent = 0},
                                                  {.kind = ElementKind::row, .parent = 0},
                                                  cell(1),
                                                  cell(1, 1, 2),
                                                  cell(2, 5, 1),
                                                  cell(2, 2, 4000000000),
                                                  cell(3)};
  const StructurePlan plan = plan_of(elements, {0, 1, 2, 3});
  //  4 5 + +      + made here
  //  6 5 7 7      6 wanted five columns, but the second is taken
  //  8 + 7 7      7 wanted rows beyond the last
  EXPECT_THAT(spans(plan),
              ElementsAre(std::pair(1, 1), std::pair(1, 2), std::pair(1, 1), std::pair(2, 2),
                          std::pair(1, 1), std::pair(1, 1), std::pair(1, 1), std::pair(1, 1)));
}

TEST(StructurePlan, Ua7_6_ListsSayHowTheyAreNumberedWhereAllLabelsAre) {
  DocumentBuilder builder(*testing::project_fonts());
  builder.add_page();
  const std::vector<std::vector<std::string>> lists = {{"附件：1.", "2."}, {"1.", "二、"}, {"•"}};
  std::vector<std::uint32_t> elements;
  for (const auto& labels : lists) {
    elements.push_back(builder.add_element({.kind = ElementKind::list}));
    for (const std::string& label : labels) {
      const auto item =
          builder.add_element({.kind = ElementKind::list_item, .parent = elements.back()});
      builder.add_line(
          label, {80}, {100},
          {.element = builder.add_element({.kind = ElementKind::label, .parent = item})});
    }
  }
  const StructurePlan plan = plan_structure(builder.document);
  EXPECT_TRUE(plan.elements[elements[0]].numbered);
  EXPECT_FALSE(plan.elements[elements[1]].numbered);
  EXPECT_FALSE(plan.elements[elements[2]].numbered);
}

TEST(StructurePlan, Ua7_3_APictureThatNoOneDescribesIsAnArtifact) {
  DocumentBuilder builder(*testing::project_fonts());
  builder.document.images = {testing::seal_image(4)};
  builder.add_page().pictures = {
      {.width = {9}, .height = {9}},
      {.width = {9}, .height = {9}, .element = builder.add_element({.kind = ElementKind::figure})}};
  const StructurePlan plan = plan_structure(builder.document);
  ASSERT_EQ(plan.marks.size(), 2U);
  for (const MarkedContent& mark : plan.marks) {
    EXPECT_EQ(mark.element, no_index);
    EXPECT_EQ(mark.artifact, Artifact::layout);
  }
  EXPECT_FALSE(plan.elements.front().shown);
}

TEST(StructurePlan, RefusesWhatIsNoPagedDocument) {
  const auto refused = [](const auto& spoil) {
    DocumentBuilder builder = testing::formal_notice();
    spoil(builder.document);
    EXPECT_THROW(static_cast<void>(write_pdf(builder.document, *testing::project_fonts())),
                 std::invalid_argument);
  };
  refused([](auto& document) { document.runs[0].element = 999; });
  refused([](auto& document) { document.elements[0].parent = 0; });
  refused([](auto& document) { document.pages[0].links[0].element = 999; });
  refused([](auto& document) { document.pages[0].pictures[0].element = 999; });
  refused([](auto& document) { document.pages[0].pictures[0].image = 9; });
  refused([](auto& document) { document.images[0].rgb.pop_back(); });
  refused([](auto& document) { document.images[0].alpha += 'a'; });
  refused([](auto& document) { document.images[1] = {}; });
}

}  // namespace
}  // namespace tongbao::pdf

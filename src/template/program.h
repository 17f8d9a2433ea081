// A template as compiled: what binding follows. Immutable.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "content/ledger_content.h"
#include "content/notice_content.h"
#include "template/expression.h"
#include "template/template.h"

namespace tongbao::tmpl {

struct Node;
using Nodes = std::vector<Node>;

// In texts: the template's own words, a value, items with a text between them.
struct WordsNode {
  std::string text;
};
struct OutputNode {
  Expression expression;
};
struct ListNode {
  std::string between;
  std::vector<Nodes> items;
};

// Anywhere.
struct ForNode {
  Path each;
  Nodes body;
};
struct IfNode {
  struct Branch {
    std::optional<Test> test;  // none: else
    Nodes body;
  };
  std::vector<Branch> branches;
};

// Blocks.
struct ParagraphNode {
  enum class Kind { title, heading, lead, paragraph };
  Kind kind = Kind::paragraph;
  std::vector<std::uint16_t> styles;  // one, or for level 1, 2, 3…
  std::variant<int, Path> level = 0;  // heading
  std::optional<Test> run_in;         // heading
  Nodes text;
};
struct SignatureNode {
  std::uint16_t style = 0;
  Nodes parts;
};
struct UseNode {
  std::size_t definition = 0;
  Path with;
};

// Parts of a signature.
struct NameNode {
  Nodes text;
};
struct DateNode {
  Nodes text;
};

struct Node {
  std::variant<WordsNode, OutputNode, ListNode, ForNode, IfNode, ParagraphNode, SignatureNode,
               UseNode, NameNode, DateNode>
      value;
  Position position;
};

struct MetadataProgram {
  Nodes title, author, subject, keywords;
  std::optional<Expression> date;
};

struct NoticeProgram {
  MetadataProgram metadata;
  content::PageSetup page;
  std::vector<content::Style> styles;
  std::vector<Nodes> definitions;
  Nodes body;
};

struct BandProgram {
  content::CellStyle style;
  Pt height{};
  Nodes left, right;
};

struct ColumnProgram {
  content::Column column;  // all but the cells
  Nodes cell;
};

struct LedgerProgram {
  MetadataProgram metadata;
  std::string sheet;
  bool freeze = true;
  bool filter = true;
  content::PrintSetup print;
  std::vector<BandProgram> head, foot;
  content::CellStyle header_style;
  Pt header_height{};
  std::vector<ColumnProgram> columns;
};

struct Template::Program {
  std::string id;
  std::string name;
  std::string description;
  std::string file;
  std::variant<NoticeProgram, LedgerProgram> body;
};

}  // namespace tongbao::tmpl

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

// In texts: the template's own words, a value, a stretch of another style, items with a text
// between them.
struct WordsNode {
  std::string text;
};
struct OutputNode {
  Expression expression;
};
struct SpanNode {
  std::optional<std::uint16_t> style;
  bool is_label = false;
  Nodes text;
};
struct ListNode {
  std::string between;
  Nodes items;  // and loops that make items
};
struct ItemNode {
  Nodes text;
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
struct UseNode {
  std::size_t definition = 0;
  std::optional<Path> with;
};
struct PageNode {
  std::uint16_t page = 0;
};
struct RuleNode {
  content::RuleBlock rule;
};

// A block of named parts, which stand in any order.
struct PartsNode {
  enum class Kind { mark, sides, signers, signature };
  Kind kind = Kind::signature;
  std::uint16_t style = 0;
  Pt seal_size{};  // signature
  Pt stamp_height{};
  Nodes parts;
};
struct PartNode {
  enum class Kind { office, beside, start, end, signer, name, post, date };
  Kind kind = Kind::name;
  std::optional<std::uint16_t> style;
  std::optional<Path> seal, stamp;  // name
  Nodes text;
};

struct ImprintNode {
  content::ImprintBlock imprint;  // all but its entries
  Nodes entries;
};

struct TableNode {
  content::TableBlock table;  // all but its rows
  Nodes alternative;
  Nodes rows;
};
struct RowNode {
  Nodes cells;
};
using Amount = std::variant<int, Expression>;
struct CellNode {
  std::uint16_t style = 0;
  Amount columns = 1;
  Amount rows = 1;
  std::optional<bool> header;
  content::VerticalAlign vertical = content::VerticalAlign::centre;
  bool has_paragraphs = false;  // else text
  Nodes content;
};

struct Node {
  std::variant<WordsNode, OutputNode, SpanNode, ListNode, ItemNode, ForNode, IfNode, ParagraphNode,
               UseNode, PageNode, RuleNode, PartsNode, PartNode, ImprintNode, TableNode, RowNode,
               CellNode>
      value;
  Position position;
};

struct MetadataProgram {
  Nodes title, author, subject, keywords;
  std::optional<Expression> date;
};

struct NoticeProgram {
  MetadataProgram metadata;
  std::vector<content::PageSetup> pages;
  std::vector<content::Style> styles;
  std::vector<Nodes> definitions;
  Nodes body;
  bool reads_summary = false;  // what all problems come to must be counted first
};

struct BandProgram {
  content::CellStyle style;
  Pt height{};
  Nodes left, right;
};

struct ColumnProgram {
  content::Column column;       // all but choices that the record has
  std::optional<Path> choices;  // a list of the record's texts
  std::optional<Path> link;
  bool links_evidence = false;  // `link` is a list of evidence, which is the cell's content, too
  Nodes cell;
};

// What has a row each, or a sheet: the problems as they pass, or a list.
struct EachProgram {
  std::optional<Path> list;  // none: problems
  std::optional<Test> when;
  std::optional<Path> split;  // a list within; none: one row
  bool rows_of_empty = true;  // what has nothing to split has a row, too
  std::optional<Path> group;  // none: of problems, the section; of others there are no groups
};

struct TableProgram {
  content::Table table;  // all but columns
  std::vector<ColumnProgram> columns;
  std::string subtotal, total;  // words of the rows of sums; "": there are none
};

struct FieldProgram {
  Nodes text;
  Position position;
};
struct FormProgram {
  content::Form form;
  Nodes title;
  std::vector<FieldProgram> fields;  // in reading order
};

struct SheetProgram {
  content::Sheet sheet;  // all but its content
  EachProgram each;
  std::vector<BandProgram> head, foot;  // of a table
  std::variant<TableProgram, FormProgram> content;
};

struct LedgerProgram {
  MetadataProgram metadata;
  std::vector<SheetProgram> sheets;
};

struct Template::Program {
  std::string id;
  std::string name;
  std::string description;
  std::vector<std::string> check_without;  // codes or families of proof/
  std::string file;
  std::variant<NoticeProgram, LedgerProgram> body;
};

}  // namespace tongbao::tmpl

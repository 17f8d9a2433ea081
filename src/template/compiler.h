// Element tree → program. One Compiler a template; it reports every error and goes on.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "template/attributes.h"
#include "template/expression_parser.h"
#include "template/program.h"
#include "template/source.h"
#include "template/xml.h"

namespace tongbao::tmpl {

// Requires a tree that check_structure has gone over; what it found wrong is left out quietly.
// The programs are good only where the report is empty.
[[nodiscard]] NoticeProgram compile_notice(const Element& root, const SourceText& source,
                                           Report& report);
[[nodiscard]] LedgerProgram compile_ledger(const Element& root, const SourceText& source,
                                           Report& report);

// What the parts of the compiler share.
class ContentCompiler {
 public:
  struct Definition {
    std::string name;
    bool takes_value = false;
    const record::ObjectType* type = nullptr;  // of the value; null: the template names none
  };

  ContentCompiler(const SourceText& source, Report& report) : source_(source), report_(report) {}

  // Names that content may refer to.
  std::vector<std::string> pages;
  std::vector<std::string> styles;
  std::vector<Definition> definitions;
  bool reads_summary = false;  // whether anything compiled so far does

  // Blocks, texts and parts of blocks alike: which, the structure check has seen to.
  [[nodiscard]] Nodes content(const Element& element, Scope& scope);
  // The content of an attribute with {{ }}; empty where it is absent.
  [[nodiscard]] Nodes text(const Attribute* attribute, const Scope& scope);
  [[nodiscard]] MetadataProgram metadata(const Element* element, const Scope& scope);
  // As content; a value that stands alone, also in a branch of an `if`, may be a date.
  [[nodiscard]] Nodes cell(const Element& element, Scope& scope);
  [[nodiscard]] Nodes definition(const Element& element);

  // The place of the style that an attribute names; reports one that is not there.
  [[nodiscard]] std::uint16_t style(const Element& element, std::string_view attribute);
  // The name that a page, a style or a define gives itself, noted in `taken`; reports a bad or
  // taken one.
  void take_name(const Element& element, std::vector<std::string>& taken);
  // Gives `scope` the name that `attribute` says; reports one that cannot be.
  void declare(Scope& scope, const Attribute* attribute, const ValueType& type, bool loop);
  [[nodiscard]] std::optional<Path> path(const Attribute* attribute, const Scope& scope);
  [[nodiscard]] std::optional<Test> test(const Attribute* attribute, const Scope& scope);

 private:
  // Where a value stands alone it need not print as text.
  enum class Alone { no, yes };

  Nodes children(const std::vector<const XmlNode*>& nodes, Scope& scope, Alone alone);
  void append_text(Nodes& nodes, const SourceString& text, const Scope& scope, Alone alone);
  void append_words(Nodes& nodes, const SourceString& text, std::size_t begin, std::size_t end);
  void append_output(Nodes& nodes, const ExpressionSource& from, const Scope& scope, Alone alone);
  void check_prints(const Expression& expression, std::size_t offset, Alone alone);

  std::optional<Node> node(const Element& element, Scope& scope, Alone alone);
  std::optional<Node> block_node(const Element& element, Scope& scope);
  std::optional<Node> for_node(const Element& element, Scope& scope);
  Node if_node(const Element& element, Scope& scope, Alone alone);
  Node list_node(const Element& element, Scope& scope);
  Node span_node(const Element& element, Scope& scope);
  Node paragraph_node(const Element& element, ParagraphNode::Kind kind, Scope& scope);
  std::optional<Node> use_node(const Element& element, const Scope& scope);
  void check_argument(const Element& use, const Definition& definition, const Path* with);
  std::vector<std::uint16_t> style_list(const Element& element);
  std::optional<std::uint16_t> style_if_named(const Element& element);
  std::variant<int, Path> level(const Element& element, const Scope& scope);

  Node page_node(const Element& element);
  Node rule_node(const Element& element);
  Node parts_node(const Element& element, PartsNode::Kind kind, Scope& scope);
  Node part_node(const Element& element, PartNode::Kind kind, Scope& scope);
  std::optional<Path> picture(const Attribute* attribute, const Scope& scope);
  Node imprint_node(const Element& element, Scope& scope);
  Node table_node(const Element& element, Scope& scope);
  Node cell_node(const Element& element, Scope& scope);
  void check_no_loose_text(const Element& element);
  Amount amount(const Element& element, std::string_view attribute, const Scope& scope);

  std::optional<Expression> expression(const ExpressionSource& from, const Scope& scope);
  void note_summary(const Path& path);
  void note_summary(const Operand& operand);
  void note_summary(const Test& test);
  bool check_name(const Attribute& attribute);

  const SourceText& source_;
  Report& report_;
};

}  // namespace tongbao::tmpl

// Blocks and texts of a template → nodes.
#include <algorithm>
#include <utility>

#include "template/compiler.h"
#include "template/tokens.h"

namespace tongbao::tmpl {

namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool is_blank(const XmlNode& node) {
  const auto* text = std::get_if<SourceString>(&node.value);
  return text != nullptr && std::all_of(text->value().begin(), text->value().end(), is_space);
}

const Element* element_in(const XmlNode& node, std::string_view name) {
  const auto* element = std::get_if<Element>(&node.value);
  return element != nullptr && element->name == name ? element : nullptr;
}

std::vector<const XmlNode*> children_of(const Element& element) {
  std::vector<const XmlNode*> nodes;
  for (const XmlNode& node : element.children) nodes.push_back(&node);
  return nodes;
}

// Where the output that opened before `begin` closes; braces within quotes do not count.
std::size_t find_close(std::string_view text, std::size_t begin) {
  char quote = 0;
  for (std::size_t i = begin; i < text.size(); ++i) {
    if (quote == 0 && text.substr(i, 2) == "}}") return i;
    if (quote == 0 && (text[i] == '"' || text[i] == '\'')) {
      quote = text[i];
    } else if (text[i] == quote) {
      quote = 0;
    }
  }
  return text.find("}}", begin);
}

Bilingual hint_to_print(const ValueType& type) {
  switch (type.kind) {
    case record::Kind::date:
      return say("加过滤器：| chineseDate", "add a filter: | chineseDate");
    case record::Kind::choice:
      return say("加过滤器：| label", "add a filter: | label");
    case record::Kind::boolean:
      return say("用 <if test=\"…\">，或加过滤器 | label",
                 "use <if test=\"…\">, or the filter | label");
    case record::Kind::list:
      return say("用 <for>，或加过滤器：| join: \"、\"",
                 "use <for>, or add a filter: | join: \"、\"");
    default:
      return say("再写出其中的字段", "name one of its fields");
  }
}

}  // namespace

Nodes ContentCompiler::content(const Element& element, Scope& scope) {
  return children(children_of(element), scope, Alone::no);
}

Nodes ContentCompiler::cell(const Element& element, Scope& scope) {
  return children(children_of(element), scope, Alone::yes);
}

Nodes ContentCompiler::text(const Attribute* attribute, const Scope& scope) {
  Nodes nodes;
  if (attribute != nullptr) append_text(nodes, attribute->value, scope, Alone::no);
  return nodes;
}

Nodes ContentCompiler::children(const std::vector<const XmlNode*>& nodes, Scope& scope,
                                Alone alone) {
  const auto significant = std::count_if(nodes.begin(), nodes.end(),
                                         [](const XmlNode* node) { return !is_blank(*node); });
  const bool stands_alone = alone == Alone::yes && significant == 1;
  Nodes compiled;
  for (const XmlNode* child : nodes) {
    if (stands_alone && is_blank(*child)) continue;
    const Alone mode = stands_alone ? Alone::yes : Alone::no;
    if (const auto* text = std::get_if<SourceString>(&child->value)) {
      append_text(compiled, *text, scope, mode);
    } else if (auto made = node(std::get<Element>(child->value), scope, mode)) {
      compiled.push_back(*std::move(made));
    }
  }
  return compiled;
}

void ContentCompiler::append_text(Nodes& nodes, const SourceString& text, const Scope& scope,
                                  Alone alone) {
  std::string_view value = text.value();
  std::size_t at = 0;
  if (alone == Alone::yes) {
    at = value.find_first_not_of(" \t\r\n");
    value = value.substr(0, value.find_last_not_of(" \t\r\n") + 1);
    const bool whole = value.substr(at, 2) == "{{" && find_close(value, at + 2) + 2 == value.size();
    if (!whole) alone = Alone::no;
  }
  while (at < value.size()) {
    const std::size_t open = std::min(value.find("{{", at), value.size());
    append_words(nodes, text, at, open);
    if (open == value.size()) return;
    const std::size_t close = find_close(value, open + 2);
    if (close == std::string_view::npos) {
      return report_.error("template.badExpression", text.offset_of(open),
                           say("{{{{ 没有对应的 }}}}", "{{{{ has no }}}} after it"));
    }
    append_output(nodes, {source_, report_, text, open + 2, close}, scope, alone);
    at = close + 2;
  }
}

// A line break in the template, with the white space round it, lays out the file and prints
// nothing.
void ContentCompiler::append_words(Nodes& nodes, const SourceString& text, std::size_t begin,
                                   std::size_t end) {
  const std::string_view words = std::string_view(text.value()).substr(begin, end - begin);
  if (const std::size_t stray = words.find("}}"); stray != std::string_view::npos) {
    report_.error("template.badExpression", text.offset_of(begin + stray),
                  say("}}}} 之前没有 {{{{", "}}}} has no {{{{ before it"));
  }
  std::string kept;
  for (std::size_t i = 0; i < words.size();) {
    const std::size_t next = std::min(words.find_first_not_of(" \t\n", i), words.size());
    const std::string_view spaces = words.substr(i, next - i);
    if (spaces.find('\n') == std::string_view::npos) kept.append(spaces.size(), ' ');
    i = std::min(words.find_first_of(" \t\n", next), words.size());
    kept += words.substr(next, i - next);
  }
  if (kept.empty()) return;
  nodes.push_back({WordsNode{std::move(kept)}, source_.position(text.offset_of(begin))});
}

void ContentCompiler::append_output(Nodes& nodes, const ExpressionSource& from, const Scope& scope,
                                    Alone alone) {
  auto made = expression(from, scope);
  if (!made) return;
  check_prints(*made, from.text.offset_of(from.begin), alone);
  nodes.push_back(
      {OutputNode{*std::move(made)}, source_.position(from.text.offset_of(from.begin - 2))});
}

void ContentCompiler::check_prints(const Expression& expression, std::size_t offset, Alone alone) {
  for (const Operand& operand : expression.alternatives) {
    const bool date = alone == Alone::yes && operand.type.kind == record::Kind::date;
    if (date || is_printable(operand.type)) continue;
    const Bilingual is = describe(operand.type);
    report_.error("template.notPrintable", offset,
                  Bilingual{"值是" + is.zh + "，不能直接打印",
                            "the value is " + is.en + ", which does not print as it is"},
                  hint_to_print(operand.type));
  }
}

std::optional<Node> ContentCompiler::node(const Element& element, Scope& scope, Alone alone) {
  if (element.name == "for") return for_node(element, scope);
  if (element.name == "if") return if_node(element, scope, alone);
  if (element.name == "list") return list_node(element, scope);
  if (element.name == "item") {
    return Node{ItemNode{content(element, scope)}, source_.position(element.offset)};
  }
  if (element.name == "span" || element.name == "label") return span_node(element, scope);
  return block_node(element, scope);
}

std::optional<Node> ContentCompiler::for_node(const Element& element, Scope& scope) {
  auto each = path(element.find("each"), scope);
  if (!each) return std::nullopt;
  const bool is_list = each->type.kind == record::Kind::list && each->type.element != nullptr;
  if (each->type.gathered || (!is_list && each->type.kind != record::Kind::any)) {
    report_.error("template.notAList", element.find("each")->value.offset_of(0),
                  say("each 应指向记录中的一个列表", "each names a list of the record"));
    return std::nullopt;
  }
  const ValueType type = is_list ? element_of(each->type) : each->type;
  declare(scope, element.find("as"), type, true);
  ForNode made{*std::move(each), content(element, scope)};
  scope.variables.pop_back();
  return Node{std::move(made), source_.position(element.offset)};
}

Node ContentCompiler::if_node(const Element& element, Scope& scope, Alone alone) {
  IfNode made;
  std::optional<Test> condition = test(element.find("test"), scope);
  std::vector<const XmlNode*> part;
  bool in_else = false;
  const auto close_branch = [&] {
    made.branches.push_back({std::move(condition), children(part, scope, alone)});
    part.clear();
  };
  for (const XmlNode& child : element.children) {
    const Element* elif = element_in(child, "elif");
    const Element* otherwise = element_in(child, "else");
    if (elif == nullptr && otherwise == nullptr) {
      part.push_back(&child);
      continue;
    }
    const Element& mark = elif != nullptr ? *elif : *otherwise;
    if (in_else) {
      report_.error("template.misplacedElement", mark.offset,
                    say("<else/> 之后不能再有 <{}>", "no <{}> can follow <else/>", mark.name));
    }
    close_branch();
    condition = elif != nullptr ? test(elif->find("test"), scope) : std::nullopt;
    in_else = in_else || otherwise != nullptr;
  }
  close_branch();
  return {std::move(made), source_.position(element.offset)};
}

Node ContentCompiler::list_node(const Element& element, Scope& scope) {
  ListNode made{.between = AttributeReader(element, report_).words("between"),
                .items = content(element, scope)};
  return {std::move(made), source_.position(element.offset)};
}

Node ContentCompiler::span_node(const Element& element, Scope& scope) {
  SpanNode made{style_if_named(element), element.name == "label", content(element, scope)};
  return {std::move(made), source_.position(element.offset)};
}

}  // namespace tongbao::tmpl

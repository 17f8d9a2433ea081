// Blocks of a notice → nodes.
#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "template/compiler.h"

namespace tongbao::tmpl {

namespace {

constexpr int most_header_rows = 20;
constexpr int most_spanned = 1000;  // columns or rows, by one cell

template <class Kind>
struct Named {
  std::string_view name;
  Kind kind;
};

constexpr std::array paragraphs = {
    Named<ParagraphNode::Kind>{"p", ParagraphNode::Kind::paragraph},
    Named<ParagraphNode::Kind>{"heading", ParagraphNode::Kind::heading},
    Named<ParagraphNode::Kind>{"title", ParagraphNode::Kind::title},
    Named<ParagraphNode::Kind>{"lead", ParagraphNode::Kind::lead},
};
constexpr std::array blocks_of_parts = {
    Named<PartsNode::Kind>{"mark", PartsNode::Kind::mark},
    Named<PartsNode::Kind>{"sides", PartsNode::Kind::sides},
    Named<PartsNode::Kind>{"signers", PartsNode::Kind::signers},
    Named<PartsNode::Kind>{"signature", PartsNode::Kind::signature},
};
constexpr std::array parts_of_blocks = {
    Named<PartNode::Kind>{"office", PartNode::Kind::office},
    Named<PartNode::Kind>{"beside", PartNode::Kind::beside},
    Named<PartNode::Kind>{"start", PartNode::Kind::start},
    Named<PartNode::Kind>{"end", PartNode::Kind::end},
    Named<PartNode::Kind>{"signer", PartNode::Kind::signer},
    Named<PartNode::Kind>{"name", PartNode::Kind::name},
    Named<PartNode::Kind>{"post", PartNode::Kind::post},
    Named<PartNode::Kind>{"date", PartNode::Kind::date},
};

template <class Table>
auto find_named(const Table& table, std::string_view name) {
  const auto found = std::find_if(table.begin(), table.end(),
                                  [&](const auto& named) { return named.name == name; });
  return found == table.end() ? std::nullopt : std::optional(found->kind);
}

std::vector<std::string_view> names_of(const std::vector<std::string>& pages) {
  std::vector<std::string_view> names;
  std::copy_if(pages.begin(), pages.end(), std::back_inserter(names),
               [](const std::string& name) { return !name.empty(); });
  return names;
}

bool holds_paragraphs(const Element& element) {
  return std::any_of(element.children.begin(), element.children.end(), [](const XmlNode& node) {
    const auto* child = std::get_if<Element>(&node.value);
    return child != nullptr && (child->name == "p" || holds_paragraphs(*child));
  });
}

}  // namespace

std::optional<Node> ContentCompiler::block_node(const Element& element, Scope& scope) {
  if (const auto kind = find_named(paragraphs, element.name)) {
    return paragraph_node(element, *kind, scope);
  }
  if (const auto kind = find_named(blocks_of_parts, element.name)) {
    return parts_node(element, *kind, scope);
  }
  if (const auto kind = find_named(parts_of_blocks, element.name)) {
    return part_node(element, *kind, scope);
  }
  if (element.name == "use") return use_node(element, scope);
  if (element.name == "new-page") return page_node(element);
  if (element.name == "rule") return rule_node(element);
  if (element.name == "imprint") return imprint_node(element, scope);
  if (element.name == "table") return table_node(element, scope);
  if (element.name == "cell") return cell_node(element, scope);
  if (element.name != "row") return std::nullopt;
  return Node{RowNode{content(element, scope)}, source_.position(element.offset)};
}

Node ContentCompiler::paragraph_node(const Element& element, ParagraphNode::Kind kind,
                                     Scope& scope) {
  ParagraphNode made;
  made.kind = kind;
  made.styles = style_list(element);
  if (kind == ParagraphNode::Kind::heading) {
    made.level = level(element, scope);
    made.run_in = test(element.find("run-in"), scope);
  }
  made.text = content(element, scope);
  return {std::move(made), source_.position(element.offset)};
}

std::optional<Node> ContentCompiler::use_node(const Element& element, const Scope& scope) {
  const Attribute* name = element.find("name");
  const Attribute* argument = element.find("with");
  auto with = path(argument, scope);
  if (name == nullptr || (argument != nullptr && !with)) return std::nullopt;
  const auto found = std::find_if(definitions.begin(), definitions.end(), [&](const Definition& d) {
    return d.name == name->value.value();
  });
  if (found == definitions.end()) {
    std::vector<std::string_view> names;
    for (const Definition& definition : definitions) names.push_back(definition.name);
    report_.error(
        "template.unknownDefinition", name->value.offset_of(0),
        say("没有名为 {} 的 <define>", "there is no <define> named {}", name->value.value()),
        hint_of_names(name->value.value(), names));
    return std::nullopt;
  }
  check_argument(element, *found, with ? &*with : nullptr);
  const auto index = static_cast<std::size_t>(found - definitions.begin());
  return Node{UseNode{index, std::move(with)}, source_.position(element.offset)};
}

void ContentCompiler::check_argument(const Element& use, const Definition& definition,
                                     const Path* with) {
  if (with == nullptr) {
    if (!definition.takes_value) return;
    return report_.error("template.missingAttribute", use.offset,
                         say("<{}> 缺少属性 {}", "<{}> lacks the attribute {}", use.name, "with"));
  }
  const std::size_t place = use.find("with")->value.offset_of(0);
  if (!definition.takes_value) {
    report_.error("template.badArgument", place,
                  say("{} 不带值", "{} takes no value", definition.name));
  } else if (definition.type != nullptr && definition.type != with->type.object) {
    report_.error(
        "template.badArgument", place,
        say("{0} 打印的是 {1}", "{0} prints a {1}", definition.name, definition.type->name));
  }
}

Node ContentCompiler::page_node(const Element& element) {
  PageNode made;
  if (const Attribute* named = element.find("page")) {
    const std::string& name = named->value.value();
    const auto found = std::find(pages.begin(), pages.end(), name);
    if (found != pages.end() && !name.empty()) {
      made.page = static_cast<std::uint16_t>(found - pages.begin());
    } else {
      report_.error("template.unknownPage", named->value.offset_of(0),
                    say("没有名为 {} 的 <page>", "there is no <page> named {}", name),
                    hint_of_names(name, names_of(pages)));
    }
  }
  return {made, source_.position(element.offset)};
}

Node ContentCompiler::rule_node(const Element& element) {
  AttributeReader read(element, report_);
  content::RuleBlock rule;
  rule.width = read.length("width");
  rule.thickness = read.length("thickness");
  rule.second = read.length("second");
  rule.gap = read.length("gap");
  rule.colour = read.colour("colour");
  rule.space_before = read.length("space-before");
  if (element.find("paper-bottom") != nullptr) rule.paper_bottom = read.length("paper-bottom");
  return {RuleNode{rule}, source_.position(element.offset)};
}

Node ContentCompiler::parts_node(const Element& element, PartsNode::Kind kind, Scope& scope) {
  AttributeReader read(element, report_);
  const content::SignatureBlock usual;
  PartsNode made;
  made.kind = kind;
  made.style = style(element, "style");
  made.seal_size = read.length("seal-size", usual.seal_size);
  made.stamp_height = read.length("stamp-height", usual.stamp_height);
  made.parts = content(element, scope);
  return {std::move(made), source_.position(element.offset)};
}

Node ContentCompiler::part_node(const Element& element, PartNode::Kind kind, Scope& scope) {
  PartNode made;
  made.kind = kind;
  made.style = style_if_named(element);
  made.seal = picture(element.find("seal"), scope);
  made.stamp = picture(element.find("stamp"), scope);
  made.text = content(element, scope);
  return {std::move(made), source_.position(element.offset)};
}

// What `extra` holds may be a picture: binding will see.
std::optional<Path> ContentCompiler::picture(const Attribute* attribute, const Scope& scope) {
  auto found = path(attribute, scope);
  if (!found) return std::nullopt;
  const auto* last =
      found->steps.empty() ? nullptr : std::get_if<const record::Field*>(&found->steps.back());
  const bool is_png = last != nullptr && (*last)->type.form == record::TextForm::png;
  if (is_png || found->type.kind == record::Kind::any) return found;
  report_.error("template.badValue", attribute->value.offset_of(0),
                say("{} 应指向记录中的图片", "{} names a picture of the record", attribute->name));
  return std::nullopt;
}

Node ContentCompiler::imprint_node(const Element& element, Scope& scope) {
  AttributeReader read(element, report_);
  ImprintNode made;
  made.imprint.outer_rule = read.length("outer");
  made.imprint.inner_rule = read.length("inner");
  made.imprint.padding = read.length("padding");
  made.imprint.even_page = read.yes_no("even", made.imprint.even_page);
  made.entries = content(element, scope);
  return {std::move(made), source_.position(element.offset)};
}

Node ContentCompiler::table_node(const Element& element, Scope& scope) {
  AttributeReader read(element, report_);
  TableNode made;
  content::TableBlock& table = made.table;
  table.columns = read.widths("columns");
  table.header_rows = static_cast<std::size_t>(read.count("header-rows", 0, most_header_rows));
  table.border = read.length("border", table.border);
  table.padding = read.length("padding", table.padding);
  made.alternative = text(element.find("alternative"), scope);
  made.rows = content(element, scope);
  return {std::move(made), source_.position(element.offset)};
}

Node ContentCompiler::cell_node(const Element& element, Scope& scope) {
  AttributeReader read(element, report_);
  CellNode made;
  made.style = style(element, "style");
  made.columns = amount(element, "columns", scope);
  made.rows = amount(element, "rows", scope);
  if (element.find("header") != nullptr) made.header = read.yes_no("header");
  made.vertical = static_cast<content::VerticalAlign>(
      read.one_of("vertical", static_cast<std::size_t>(made.vertical)));
  made.has_paragraphs = holds_paragraphs(element);
  if (made.has_paragraphs) check_no_loose_text(element);
  made.content = content(element, scope);
  return {std::move(made), source_.position(element.offset)};
}

// Beside paragraphs there is nothing that would print outside them.
void ContentCompiler::check_no_loose_text(const Element& element) {
  for (const XmlNode& node : element.children) {
    if (const auto* text = std::get_if<SourceString>(&node.value)) {
      const std::size_t begin = text->value().find_first_not_of(" \t\r\n");
      if (begin == std::string::npos) continue;
      report_.error("template.unexpectedText", text->offset_of(begin),
                    say("<p> 旁边不能直接写文字", "no text can stand beside <p>"),
                    say("写在 <p style=\"…\"> 中", "put it into <p style=\"…\">"));
      continue;
    }
    const auto& child = std::get<Element>(node.value);
    if (child.name == "for" || child.name == "if") {
      check_no_loose_text(child);
    } else if (child.name == "list" || child.name == "span") {
      report_.error("template.misplacedElement", child.offset,
                    say("<{}> 不能放在 <p> 旁边", "<{}> cannot stand beside <p>", child.name),
                    say("放在 <p> 中", "put it into the <p>"));
    }
  }
}

Amount ContentCompiler::amount(const Element& element, std::string_view attribute,
                               const Scope& scope) {
  const Attribute* found = element.find(attribute);
  if (found == nullptr) return 1;
  const SourceString& text = found->value;
  const bool is_literal = !text.value().empty() && text.value()[0] >= '0' && text.value()[0] <= '9';
  if (is_literal) return AttributeReader(element, report_).count(attribute, 1, most_spanned, 1);
  auto made = expression({source_, report_, text, 0, text.value().size()}, scope);
  if (!made) return 1;
  for (const Operand& operand : made->alternatives) {
    if (operand.type.kind == record::Kind::number || operand.type.kind == record::Kind::any)
      continue;
    const Bilingual is = describe(operand.type);
    report_.error("template.badValue", text.offset_of(0),
                  Bilingual{found->name + " 应为数字，不能是" + is.zh,
                            found->name + " is a number, not " + is.en});
    return 1;
  }
  return *std::move(made);
}

}  // namespace tongbao::tmpl

// The check of a template's structure against the vocabulary.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "template/vocabulary.h"

namespace tongbao::tmpl {

namespace {

// Controls have no place in a document; XML lets some through.
std::size_t find_control(std::string_view text, std::string_view allowed) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool c1 =
        byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    const bool c0 = (byte < 0x20 || byte == 0x7F) && allowed.find(text[i]) == allowed.npos;
    if (c0 || c1) return i;
  }
  return std::string_view::npos;
}

bool takes_braces(AttributeKind kind) {
  return kind == AttributeKind::text || kind == AttributeKind::date;
}
// These report braces themselves, with what to write.
bool is_expression(AttributeKind kind) {
  switch (kind) {
    case AttributeKind::path:
    case AttributeKind::picture:
    case AttributeKind::test:
    case AttributeKind::level:
    case AttributeKind::amount:
      return true;
    default:
      return false;
  }
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

std::vector<std::string_view> elements_in(unsigned context, bool in_if) {
  std::vector<std::string_view> names;
  for (const ElementRule& rule : element_rules()) {
    const bool branch = rule.name == "elif" || rule.name == "else";
    if ((rule.contexts & context) != 0 && (in_if || !branch)) names.push_back(rule.name);
  }
  return names;
}

class StructureCheck {
 public:
  explicit StructureCheck(Report& report) : report_(report) {}

  // `element` stands in `context`; its own name has been found to fit there.
  void check(const Element& element, const ElementRule& rule, unsigned context) {
    check_attributes(element, rule);
    const unsigned content = rule.content == context_same ? context : unsigned{rule.content};
    for (const XmlNode& node : element.children) {
      if (const auto* child = std::get_if<Element>(&node.value)) {
        check_child(*child, element, content);
      } else {
        check_text(std::get<SourceString>(node.value), element, content);
      }
    }
    check_occurrences(element, content);
  }

  void check_root(const Element& root) {
    const ElementRule* rule = find_element_rule(root.name);
    if (rule != nullptr && (rule->contexts & context_root) != 0) {
      return check(root, *rule, context_root);
    }
    report_.error("template.unknownElement", root.offset,
                  say("模板的根元素不能是 <{}>", "a template cannot begin with <{}>", root.name),
                  hint_of_names(root.name, elements_in(context_root, false)));
  }

 private:
  void check_child(const Element& child, const Element& parent, unsigned context) {
    const ElementRule* rule = find_element_rule(child.name);
    const bool in_if = parent.name == "if";
    const auto allowed = elements_in(context, in_if);
    if (rule == nullptr) {
      report_.error("template.unknownElement", child.offset,
                    say("没有名为 <{}> 的元素", "there is no element <{}>", child.name),
                    hint_of_names(child.name, allowed));
    } else if (std::find(allowed.begin(), allowed.end(), rule->name) == allowed.end()) {
      report_misplaced(child, parent, *rule);
    } else {
      check(child, *rule, context);
    }
  }

  void report_misplaced(const Element& child, const Element& parent, const ElementRule& rule) {
    const bool branch = child.name == "elif" || child.name == "else";
    const std::string holders =
        branch ? "if" : fmt::format("{}", fmt::join(holders_of(rule.contexts), ", "));
    report_.error(
        "template.misplacedElement", child.offset,
        say("<{}> 不能放在 <{}> 中", "<{}> cannot stand in <{}>", child.name, parent.name),
        say("可放在：{}", "it can stand in: {}", holders));
  }

  void check_text(const SourceString& text, const Element& element, unsigned content) {
    check_controls(text, "\n\t");
    if ((content & any_text_context) != 0 || is_blank(text.value())) return;
    const std::size_t begin = text.value().find_first_not_of(" \t\r\n");
    report_.error("template.unexpectedText", text.offset_of(begin),
                  say("<{}> 中不能直接写文字", "no text can stand in <{}> itself", element.name),
                  content == context_blocks
                      ? say("写在 <p style=\"…\"> 中", "put it into <p style=\"…\">")
                      : Bilingual{});
  }

  void check_attributes(const Element& element, const ElementRule& rule) {
    std::vector<std::string_view> known;
    for (const AttributeRule& attribute : rule.attributes) known.push_back(attribute.name);
    for (const Attribute& attribute : element.attributes) {
      check_controls(attribute.value, "\n");
      const auto found = std::find(known.begin(), known.end(), attribute.name);
      if (found != known.end()) {
        check_braces(attribute, rule.attributes[static_cast<std::size_t>(found - known.begin())]);
        continue;
      }
      report_.error(
          "template.unknownAttribute", attribute.offset,
          say("<{}> 没有属性 {}", "<{}> has no attribute {}", element.name, attribute.name),
          hint_of_names(attribute.name, known));
    }
    for (const AttributeRule& attribute : rule.attributes) {
      if (!attribute.required || element.find(attribute.name) != nullptr) continue;
      report_.error(
          "template.missingAttribute", element.offset,
          say("<{}> 缺少属性 {}", "<{}> lacks the attribute {}", element.name, attribute.name));
    }
  }

  void check_controls(const SourceString& text, std::string_view allowed) {
    const std::size_t at = find_control(text.value(), allowed);
    if (at == std::string_view::npos) return;
    report_.error(
        "template.controlCharacter", text.offset_of(at),
        say("模板文字中不能有控制字符", "a control character cannot stand in a template"));
  }

  void check_braces(const Attribute& attribute, const AttributeRule& rule) {
    const std::size_t at = attribute.value.value().find("{{");
    if (at == std::string::npos || takes_braces(rule.kind) || is_expression(rule.kind)) return;
    report_.error("template.badValue", attribute.value.offset_of(at),
                  say("属性 {} 的值是固定的，不能含 {{{{ }}}}",
                      "the attribute {} is fixed and takes no {{{{ }}}}", rule.name));
  }

  void check_occurrences(const Element& element, unsigned content) {
    for (const ElementRule& rule : element_rules()) {
      if ((rule.contexts & content) != 0 && rule.occurs != Occurs::any) {
        check_occurrence(element, rule);
      }
    }
  }

  void check_occurrence(const Element& element, const ElementRule& rule) {
    std::size_t count = 0;
    for (const XmlNode& node : element.children) {
      const auto* child = std::get_if<Element>(&node.value);
      if (child == nullptr || child->name != rule.name || ++count == 1) continue;
      if (rule.occurs == Occurs::at_least_once) continue;
      report_.error(
          "template.duplicateElement", child->offset,
          say("<{}> 中只能有一个 <{}>", "<{}> holds only one <{}>", element.name, rule.name));
    }
    if (count > 0 || rule.occurs == Occurs::at_most_once) return;
    report_.error("template.missingElement", element.offset,
                  say("<{}> 中缺少 <{}>", "<{}> lacks a <{}>", element.name, rule.name));
  }

  Report& report_;
};

}  // namespace

void check_structure(const Element& root, Report& report) {
  StructureCheck(report).check_root(root);
}

}  // namespace tongbao::tmpl

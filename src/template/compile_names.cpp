// Names, styles, tests and metadata of a template.
#include <algorithm>
#include <array>
#include <utility>

#include "template/compiler.h"
#include "template/tokens.h"

namespace tongbao::tmpl {

namespace {

bool is_plain_name(std::string_view name) {
  const auto letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  const auto follows = [&](char c) { return letter(c) || (c >= '0' && c <= '9'); };
  return !name.empty() && name.size() <= 64 && letter(name[0]) &&
         std::all_of(name.begin(), name.end(), follows);
}

constexpr std::array<std::string_view, 6> reserved = {"loop", "and", "or", "not", "is", "empty"};

template <class Names>
bool contains(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

Bilingual say_taken(std::string_view name) {
  return say("名称 {} 已被使用", "the name {} is taken", name);
}

}  // namespace

bool ContentCompiler::check_name(const Attribute& attribute) {
  if (is_plain_name(attribute.value.value())) return true;
  report_.error("template.badName", attribute.value.offset_of(0),
                say("名称由字母、数字和下划线组成，以字母开头",
                    "a name is letters, digits and _, the first a letter"));
  return false;
}

void ContentCompiler::take_name(const Element& element, std::vector<std::string>& taken) {
  const Attribute* attribute = element.find("name");
  const std::string name = attribute == nullptr ? std::string() : attribute->value.value();
  if (attribute != nullptr && check_name(*attribute) && contains(taken, name)) {
    report_.error("template.nameTaken", attribute->value.offset_of(0), say_taken(name));
  }
  taken.push_back(name);
}

void ContentCompiler::declare(Scope& scope, const Attribute* attribute, const ValueType& type,
                              bool loop) {
  const std::string name = attribute == nullptr ? std::string() : attribute->value.value();
  if (attribute != nullptr && check_name(*attribute) &&
      (contains(scope.names(), name) || contains(reserved, name))) {
    report_.error("template.nameTaken", attribute->value.offset_of(0), say_taken(name),
                  say("换一个不是字段名的名称", "choose one that no field has"));
  }
  scope.variables.push_back({.name = name, .type = type, .loop = loop});
}

Nodes ContentCompiler::definition(const Element& element) {
  Scope scope = Scope::of_record(true, Totals::known);
  const Attribute* of = element.find("of");
  const Attribute* as = element.find("as");
  if (of == nullptr) {
    if (as != nullptr) {
      report_.error("template.badValue", as->value.offset_of(0),
                    say("没有 of，as 无从指代", "without `of` there is no value to name"));
    }
    return content(element, scope);
  }
  const record::ObjectType* type = find_object_type(of->value.value());
  if (type == nullptr) {
    report_.error("template.badValue", of->value.offset_of(0),
                  say("of 的值不能是“{}”", "of cannot be \"{}\"", of->value.value()),
                  hint_of_names(of->value.value(), object_type_names()));
    return {};
  }
  declare(scope, as == nullptr ? of : as, ValueType::of(*type), false);
  return content(element, scope);
}

std::optional<Path> ContentCompiler::path(const Attribute* attribute, const Scope& scope) {
  if (attribute == nullptr) return std::nullopt;
  const SourceString& text = attribute->value;
  auto made = parse_path({source_, report_, text, 0, text.value().size()}, scope);
  if (made) note_summary(*made);
  return made;
}

std::optional<Test> ContentCompiler::test(const Attribute* attribute, const Scope& scope) {
  if (attribute == nullptr) return std::nullopt;
  const SourceString& text = attribute->value;
  auto made = parse_test({source_, report_, text, 0, text.value().size()}, scope);
  if (made) note_summary(*made);
  return made;
}

std::optional<Expression> ContentCompiler::expression(const ExpressionSource& from,
                                                      const Scope& scope) {
  auto made = parse_expression(from, scope);
  if (!made) return made;
  for (const Operand& operand : made->alternatives) note_summary(operand);
  return made;
}

void ContentCompiler::note_summary(const Path& path) {
  if (path.slot == Scope::summary_slot) reads_summary = true;
}

void ContentCompiler::note_summary(const Operand& operand) {
  if (const auto* path = std::get_if<Path>(&operand.start)) note_summary(*path);
}

void ContentCompiler::note_summary(const Test& test) {
  note_summary(test.operand);
  for (const Test& part : test.parts) note_summary(part);
}

std::uint16_t ContentCompiler::style(const Element& element, std::string_view attribute) {
  const Attribute* named = element.find(attribute);
  if (named == nullptr) return 0;
  const std::string& name = named->value.value();
  const auto found = std::find(styles.begin(), styles.end(), name);
  if (found != styles.end()) return static_cast<std::uint16_t>(found - styles.begin());
  report_.error("template.unknownStyle", named->value.offset_of(0),
                say("没有名为 {} 的样式", "there is no style named {}", name),
                hint_of_names(name, {styles.begin(), styles.end()}));
  return 0;
}

std::optional<std::uint16_t> ContentCompiler::style_if_named(const Element& element) {
  if (element.find("style") == nullptr) return std::nullopt;
  return style(element, "style");
}

std::vector<std::uint16_t> ContentCompiler::style_list(const Element& element) {
  const bool is_heading = element.name == "heading";
  const Attribute* named = element.find("style");
  if (!is_heading || named == nullptr) return {style(element, "style")};
  std::vector<std::uint16_t> list;
  const std::string_view value = named->value.value();
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t begin = std::min(value.find_first_not_of(' ', at), value.size());
    const std::size_t end = std::min(value.find(' ', begin), value.size());
    at = end;
    if (begin == end) break;
    const std::string_view name = value.substr(begin, end - begin);
    const auto found = std::find(styles.begin(), styles.end(), name);
    list.push_back(static_cast<std::uint16_t>(found == styles.end() ? 0 : found - styles.begin()));
    if (found != styles.end()) continue;
    report_.error("template.unknownStyle", named->value.offset_of(begin),
                  say("没有名为 {} 的样式", "there is no style named {}", name),
                  hint_of_names(name, {styles.begin(), styles.end()}));
  }
  if (list.empty()) {
    report_.error("template.unknownStyle", named->value.offset_of(0),
                  say("缺少样式名", "a style's name is missing"));
    list.push_back(0);
  }
  return list;
}

std::variant<int, Path> ContentCompiler::level(const Element& element, const Scope& scope) {
  const Attribute* attribute = element.find("level");
  if (attribute == nullptr) return 1;
  const std::string& value = attribute->value.value();
  if (!value.empty() && value[0] >= '0' && value[0] <= '9') {
    return AttributeReader(element, report_).count("level", 1, 6, 1);
  }
  auto found = path(attribute, scope);
  if (!found) return 1;
  if (found->type.kind == record::Kind::number) return *std::move(found);
  const Bilingual is = describe(found->type);
  report_.error("template.badValue", attribute->value.offset_of(0),
                Bilingual{"level 应为数字，不能是" + is.zh, "level is a number, not " + is.en});
  return 1;
}

MetadataProgram ContentCompiler::metadata(const Element* element, const Scope& scope) {
  MetadataProgram made;
  if (element == nullptr) return made;
  made.title = text(element->find("title"), scope);
  made.author = text(element->find("author"), scope);
  made.subject = text(element->find("subject"), scope);
  made.keywords = text(element->find("keywords"), scope);
  const Attribute* date = element->find("date");
  if (date == nullptr) return made;
  Nodes nodes;
  append_text(nodes, date->value, scope, Alone::yes);
  auto* output = nodes.size() == 1 ? std::get_if<OutputNode>(&nodes[0].value) : nullptr;
  const auto is_date = [](const Operand& operand) {
    return operand.type.kind == record::Kind::date;
  };
  if (output != nullptr && std::all_of(output->expression.alternatives.begin(),
                                       output->expression.alternatives.end(), is_date)) {
    made.date = std::move(output->expression);
  } else if (report_.empty()) {
    report_.error("template.badValue", date->value.offset_of(0),
                  say("date 应是一个日期", "date is one date"),
                  say("例如 {{{{ date }}}}", "for example {{{{ date }}}}"));
  }
  return made;
}

}  // namespace tongbao::tmpl

// <notice> → its program.
#include <cstdint>
#include <utility>

#include "template/children.h"
#include "template/compiler.h"

namespace tongbao::tmpl {

namespace {

constexpr double most_characters = 100;  // of an indent
constexpr int most_lines = 200;

content::PageNumberStyle read_page_number(const Element* element, Report& report) {
  content::PageNumberStyle number;
  number.shown = element != nullptr;
  if (element == nullptr) return number;
  AttributeReader read(*element, report);
  number.role = read.words("face", number.role);
  number.size = read.length("size", number.size);
  number.below = read.length("below", number.below);
  number.edge_indent = read.number("edge", 0, most_characters, number.edge_indent);
  number.centred = read.one_of("place") == 1;
  number.on_first = read.yes_no("first", number.on_first);
  number.before = read.words("before", number.before);
  number.after = read.words("after", number.after);
  return number;
}

content::PageSetup read_page(const Element& element, Report& report) {
  AttributeReader read(element, report);
  content::PageSetup page;
  page.width = read.length("width");
  page.height = read.length("height");
  page.top = read.length("top");
  page.left = read.length("left");
  page.right = read.length("right");
  page.bottom = read.length("bottom");
  page.columns = read.count("columns", 1, most_lines, page.columns);
  page.lines = read.count("lines", 1, most_lines, page.lines);
  page.turned = read.yes_no("turned");
  page.number = read_page_number(child_of(element, "number"), report);
  const Pt least = Mm{10};
  if (report.empty() && (page.type_width() < least || page.type_height() < least)) {
    report.error("template.badLength", element.offset,
                 say("页边距没有留下版心", "the margins leave no type area"));
  }
  return page;
}

// Pages after the first can be reached by their name alone.
void take_page_name(const Element& page, ContentCompiler& content, Report& report) {
  const bool is_first = content.pages.empty();
  if (page.find("name") != nullptr) return content.take_name(page, content.pages);
  content.pages.emplace_back();
  if (is_first) return;
  report.error("template.missingAttribute", page.offset,
               say("第二个起的 <page> 要有属性 name", "a <page> after the first needs a name"));
}

content::Style read_style(const Element& element, Report& report) {
  AttributeReader read(element, report);
  content::Style style;
  style.name = read.words("name");
  style.role = read.words("face");
  style.size = read.length("size", style.size);
  if (style.size < Pt{1}) {
    read.bad("size", "template.badLength", say("字号太小", "the size is too small"));
  }
  style.colour = read.colour("colour");
  style.align = static_cast<content::Align>(
      read.one_of("align", static_cast<std::size_t>(content::Align::justify)));
  style.first_line_indent = read.number("first-indent", -most_characters, most_characters);
  style.start_indent = read.number("start-indent", 0, most_characters);
  style.end_indent = read.number("end-indent", 0, most_characters);
  style.lines_before = read.count("lines-before", 0, most_lines);
  style.lines_after = read.count("lines-after", 0, most_lines);
  style.keep_with_next_lines = read.count("keep-next", 0, most_lines);
  style.balance = read.yes_no("balance");
  style.line_height = read.length("line-height");
  style.space_before = read.length("space-before");
  if (element.find("paper-top") != nullptr) style.paper_top = read.length("paper-top");
  return style;
}

}  // namespace

NoticeProgram compile_notice(const Element& root, const SourceText& source, Report& report) {
  ContentCompiler content(source, report);
  NoticeProgram made;
  each_child(root, "style", [&](const Element& element) {
    content.take_name(element, content.styles);
    made.styles.push_back(read_style(element, report));
  });
  each_child(root, "page", [&](const Element& element) {
    take_page_name(element, content, report);
    made.pages.push_back(read_page(element, report));
  });
  std::vector<std::string> names;
  each_child(root, "define", [&](const Element& element) {
    content.take_name(element, names);
    const Attribute* of = element.find("of");
    content.definitions.push_back({names.back(), of != nullptr,
                                   of == nullptr ? nullptr : find_object_type(of->value.value())});
  });
  each_child(root, "define", [&](const Element& element) {
    made.definitions.push_back(content.definition(element));
  });
  Scope scope = Scope::of_record(true, Totals::known);
  made.metadata = content.metadata(child_of(root, "metadata"), scope);
  if (const Element* body = child_of(root, "body")) made.body = content.content(*body, scope);
  made.reads_summary = content.reads_summary;
  return made;
}

}  // namespace tongbao::tmpl

// <notice> and <ledger> → their programs.
#include <cstdint>
#include <utility>

#include "base/utf8.h"
#include "template/compiler.h"

namespace tongbao::tmpl {

namespace {

const Element* child_of(const Element& element, std::string_view name) {
  for (const XmlNode& node : element.children) {
    const auto* child = std::get_if<Element>(&node.value);
    if (child != nullptr && child->name == name) return child;
  }
  return nullptr;
}

template <class Action>
void each_child(const Element& element, std::string_view name, const Action& action) {
  for (const XmlNode& node : element.children) {
    const auto* child = std::get_if<Element>(&node.value);
    if (child != nullptr && child->name == name) action(*child);
  }
}

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

content::CellStyle read_cell_style(const Element& element, Report& report) {
  AttributeReader read(element, report);
  content::CellStyle style;
  style.role = read.words("face");
  style.face_name = read.words("face-name");
  style.size = read.length("size", style.size);
  if (style.size < Pt{1}) {
    read.bad("size", "template.badLength", say("字号太小", "the size is too small"));
  }
  style.align = static_cast<content::Align>(read.one_of("align"));
  style.vertical = static_cast<content::VerticalAlign>(read.one_of("vertical"));
  style.wrap = read.yes_no("wrap");
  style.border = read.yes_no("border");
  style.number_format = read.words("number-format");
  return style;
}

class LedgerCompiler {
 public:
  LedgerCompiler(const SourceText& source, Report& report)
      : report_(report), content_(source, report) {}

  LedgerProgram compile(const Element& root) {
    each_child(root, "cell-style", [&](const Element& element) {
      content_.take_name(element, content_.styles);
      styles_.push_back(read_cell_style(element, report_));
    });
    if (styles_.empty()) styles_.emplace_back();
    made_.metadata = content_.metadata(child_of(root, "metadata"), scope_);
    if (const Element* sheet = child_of(root, "sheet")) read_sheet(*sheet);
    return std::move(made_);
  }

 private:
  void read_sheet(const Element& sheet) {
    AttributeReader read(sheet, report_);
    made_.sheet = read.words("name");
    const bool too_long = made_.sheet.empty() || count_utf16_units(made_.sheet) > 31;
    const bool quoted = !too_long && (made_.sheet.front() == '\'' || made_.sheet.back() == '\'');
    if (sheet.find("name") != nullptr &&
        (too_long || quoted || made_.sheet.find_first_of("[]:*?/\\\n") != std::string::npos)) {
      read.bad("name", "template.badName",
               say("工作表名为 1 至 31 个字符，不含 []:*?/\\，不以撇号开头或结尾",
                   "a sheet's name has 1 to 31 characters, none of []:*?/\\, no ' at its ends"));
    }
    made_.freeze = read.yes_no("freeze", true);
    made_.filter = read.yes_no("filter", true);
    if (const Element* print = child_of(sheet, "print")) read_print(*print);
    if (const Element* head = child_of(sheet, "head")) made_.head = bands_of(*head);
    if (const Element* foot = child_of(sheet, "foot")) made_.foot = bands_of(*foot);
    if (const Element* rows = child_of(sheet, "rows")) read_rows(*rows);
  }

  void read_print(const Element& element) {
    AttributeReader read(element, report_);
    using Paper = content::PrintSetup::Paper;
    made_.print.paper = read.one_of("paper") == 0 ? Paper::a3 : Paper::a4;
    made_.print.landscape = read.one_of("orientation") == 0;
    made_.print.margin_left = read.length("left");
    made_.print.margin_right = read.length("right");
    made_.print.margin_top = read.length("top");
    made_.print.margin_bottom = read.length("bottom");
    made_.print.footer = read.words("footer");
    if (count_utf16_units(made_.print.footer) > 255) {
      read.bad("footer", "template.badValue",
               say("页脚至多 255 个字符", "a footer has at most 255 characters"));
    }
  }

  std::vector<BandProgram> bands_of(const Element& element) {
    std::vector<BandProgram> bands;
    each_child(element, "band", [&](const Element& child) {
      BandProgram band;
      band.style = style(child, "style");
      band.height = row_height(child, "height");
      if (const Element* left = child_of(child, "left")) {
        band.left = content_.content(*left, scope_);
      }
      if (const Element* right = child_of(child, "right")) {
        band.right = content_.content(*right, scope_);
      }
      bands.push_back(std::move(band));
    });
    return bands;
  }

  void read_rows(const Element& rows) {
    AttributeReader read(rows, report_);
    static_cast<void>(read.one_of("each"));
    made_.header_style = style(rows, "header-style");
    made_.header_height = row_height(rows, "header-height");
    Scope scope = scope_;
    content_.declare(scope, rows.find("as"), ValueType::of(record::problem_type()), false);
    each_child(rows, "column",
               [&](const Element& column) { made_.columns.push_back(read_column(column, scope)); });
    constexpr std::size_t most_columns = 16384;  // of an Excel sheet
    if (made_.columns.empty() || made_.columns.size() > most_columns) {
      report_.error(
          "template.missingElement", rows.offset,
          say("<rows> 应有 1 至 {} 个 <column>", "<rows> holds 1 to {} <column>", most_columns));
    }
  }

  ColumnProgram read_column(const Element& element, Scope& scope) {
    AttributeReader read(element, report_);
    ColumnProgram made;
    made.column.header = read.words("header");
    made.column.width = read.number("width", 0.5, 255, made.column.width);
    made.column.style = style(element, "style");
    if (const auto choices = content_.path(element.find("choices"), scope)) {
      if (choices->type.kind == record::Kind::choice) {
        const auto words = choices->type.choice->meanings;
        made.column.choices.assign(words.begin(), words.end());
      } else {
        const Bilingual is = describe(choices->type);
        read.bad(
            "choices", "template.badValue",
            Bilingual{"choices 应为选项，不能是" + is.zh, "choices names a choice, not " + is.en});
      }
    }
    made.cell = content_.cell(element, scope);
    return made;
  }

  content::CellStyle style(const Element& element, std::string_view attribute) {
    return styles_[content_.style(element, attribute)];
  }

  Pt row_height(const Element& element, std::string_view attribute) {
    AttributeReader read(element, report_);
    const Pt height = read.length(attribute);
    const Pt highest{409.5};  // of an Excel row
    if (height > highest) {
      read.bad(attribute, "template.badLength",
               say("行高至多 {} pt", "a row is at most {} pt high", highest.value));
    }
    return height;
  }

  Report& report_;
  ContentCompiler content_;
  Scope scope_ = Scope::of_record(false);
  std::vector<content::CellStyle> styles_;
  LedgerProgram made_;
};

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
  Scope scope = Scope::of_record(true);
  made.metadata = content.metadata(child_of(root, "metadata"), scope);
  if (const Element* body = child_of(root, "body")) made.body = content.content(*body, scope);
  return made;
}

LedgerProgram compile_ledger(const Element& root, const SourceText& source, Report& report) {
  return LedgerCompiler(source, report).compile(root);
}

}  // namespace tongbao::tmpl

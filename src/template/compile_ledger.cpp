// <ledger> → its program: sheets of rows, and forms.
#include <algorithm>
#include <set>
#include <utility>

#include "base/utf8.h"
#include "record/summary.h"
#include "template/children.h"
#include "template/compiler.h"
#include "template/ledger_columns.h"

namespace tongbao::tmpl {

namespace {

constexpr Pt highest_row{409.5};  // Excel's

constexpr std::size_t longest_format = 127;  // bytes, the writer's

// Quotes and brackets are closed, and \\ has what it escapes.
bool is_number_format(std::string_view format) {
  char open = 0;
  for (std::size_t i = 0; i < format.size(); ++i) {
    const char c = format[i];
    if (open != 0) {
      if (c == open) open = 0;
    } else if (c == '\\' || c == '_' || c == '*') {
      if (++i == format.size()) return false;
    } else if (c == '"') {
      open = '"';
    } else if (c == '[') {
      open = ']';
    }
  }
  return open == 0 && format.size() <= longest_format;
}

content::CellStyle read_cell_style(const Element& element, Report& report) {
  AttributeReader read(element, report);
  content::CellStyle style;
  style.role = read.words("face");
  style.face_name = read.words("face-name");
  style.size = read.length("size", style.size);
  constexpr Pt largest_size{409};  // Excel's
  if (style.size < Pt{1} || style.size > largest_size) {
    read.bad("size", "template.badLength",
             say("字号为 1 至 {} pt", "a size is 1 to {} pt", largest_size.value));
  }
  style.align = static_cast<content::Align>(read.one_of("align"));
  style.vertical = static_cast<content::VerticalAlign>(read.one_of("vertical"));
  style.wrap = read.yes_no("wrap");
  style.border = read.yes_no("border");
  style.open = read.yes_no("open");
  style.number_format = read.words("number-format");
  if (!is_number_format(style.number_format)) {
    read.bad("number-format", "template.badValue",
             say("数字格式至多 {} 字节，引号和方括号成对，不以反斜杠结尾",
                 "a number format has at most {} bytes, its quotes and brackets closed and no \\ "
                 "at its end",
                 longest_format));
  }
  if (element.find("colour") != nullptr) style.colour = read.colour("colour");
  if (element.find("fill") != nullptr) style.fill = read.colour("fill");
  return style;
}

// Margins leave room for a column and its header.
void check_margins(const Element& element, const content::PrintSetup& print, Report& report) {
  constexpr Mm least_room{20};
  constexpr Pt least = least_room;
  const bool large = print.paper == content::PrintSetup::Paper::a3;
  const Mm shorter = large ? Mm{297} : Mm{210};
  const Mm longer = large ? Mm{420} : Mm{297};
  const Pt width = print.landscape ? longer : shorter;
  const Pt height = print.landscape ? shorter : longer;
  const auto check = [&](Pt room, std::string_view name) {
    if (room >= least || element.find(name) == nullptr) return;
    AttributeReader(element, report)
        .bad(name, "template.badLength",
             say("页边距太大：版面至少留 {} mm", "the margins leave less than {} mm",
                 least_room.value));
  };
  check(width - print.margin_left - print.margin_right, "right");
  check(height - print.margin_top - print.margin_bottom, "bottom");
}

content::PrintSetup read_print(const Element& element, Report& report) {
  AttributeReader read(element, report);
  using Paper = content::PrintSetup::Paper;
  content::PrintSetup print;
  print.paper = read.one_of("paper") == 0 ? Paper::a3 : Paper::a4;
  print.landscape = read.one_of("orientation") == 0;
  print.margin_left = read.length("left");
  print.margin_right = read.length("right");
  print.margin_top = read.length("top");
  print.margin_bottom = read.length("bottom");
  check_margins(element, print, report);
  print.footer = read.words("footer");
  if (print.footer.find("&G") != std::string::npos ||
      print.footer.find("&[") != std::string::npos) {
    read.bad("footer", "template.badValue",
             say("页脚不能有图片（&G）", "a footer has no pictures (&G)"));
  }
  constexpr std::size_t longest_footer = 253;  // Excel's 255 with the code of its place
  if (count_utf16_units(print.footer) > longest_footer) {
    read.bad("footer", "template.badValue",
             say("页脚至多 {} 个字符", "a footer has at most {} characters", longest_footer));
  }
  return print;
}

// The name of a sheet's tab.
std::string read_sheet_name(const Element& sheet, Report& report) {
  AttributeReader read(sheet, report);
  std::string name = read.words("name");
  const bool too_long = name.empty() || count_utf16_units(name) > 31;
  const bool quoted = !too_long && (name.front() == '\'' || name.back() == '\'');
  const bool marked = name.find_first_of("[]:*?/\\\n") != std::string::npos;
  const bool reserved = without_case(name) == "history";  // by Excel
  if (sheet.find("name") != nullptr && (too_long || quoted || marked || reserved)) {
    read.bad(
        "name", "template.badName",
        say("工作表名为 1 至 31 个字符，不含 []:*?/\\，不以撇号开头或结尾，不能是 History",
            "a sheet's name has 1 to 31 characters, none of []:*?/\\, no ' at its ends, and is "
            "not History"));
  }
  return name;
}

class LedgerCompiler {
 public:
  LedgerCompiler(const SourceText& source, Report& report)
      : source_(source), report_(report), content_(source, report) {}

  LedgerProgram compile(const Element& root) {
    each_child(root, "cell-style", [&](const Element& element) {
      content_.take_name(element, content_.styles);
      styles_.push_back(read_cell_style(element, report_));
    });
    if (styles_.empty()) styles_.emplace_back();
    LedgerProgram made;
    made.metadata =
        content_.metadata(child_of(root, "metadata"), Scope::of_record(false, Totals::unknown));
    each_child(root, "sheet",
               [&](const Element& sheet) { made.sheets.push_back(read_sheet(sheet)); });
    return made;
  }

 private:
  SheetProgram read_sheet(const Element& sheet) {
    AttributeReader read(sheet, report_);
    SheetProgram made;
    made.sheet.name = read_sheet_name(sheet, report_);
    check_only(sheet);
    made.sheet.is_protected = read.yes_no("protect");
    made.sheet.on_paper = read.yes_no("on-paper", true);
    if (const Element* print = child_of(sheet, "print")) {
      made.sheet.print = read_print(*print, report_);
    }
    const Element* rows = child_of(sheet, "rows");
    const Element* form = child_of(sheet, "form");
    if ((rows == nullptr) == (form == nullptr)) {
      report_.error("template.missingElement", sheet.offset,
                    say("<sheet> 中要有 <rows> 或 <form>，且只有一个",
                        "<sheet> holds either <rows> or <form>"));
    } else if (rows != nullptr) {
      read_table(sheet, *rows, made);
    } else {
      made.content = read_form(sheet, *form, made.each);
    }
    return made;
  }

  void check_only(const Element& sheet) {
    const std::string name = sheet.find("name") == nullptr ? "" : sheet.find("name")->value.value();
    if (name.empty() || sheet_names_.insert(without_case(name)).second) return;
    report_.error("template.nameTaken", sheet.find("name")->value.offset_of(0),
                  say("工作表名“{}”重复", "the sheet's name \"{}\" is taken", name));
  }

  void read_table(const Element& sheet, const Element& rows, SheetProgram& made) {
    AttributeReader read(sheet, report_);
    TableProgram table;
    table.table.freeze_header = read.yes_no("freeze", true);
    table.table.filter = read.yes_no("filter", true);
    read_rows(rows, made.sheet.on_paper, made.each, table);
    // Problems pass one by one: what they come to is known at the end.
    const bool of_problems = !made.each.list;
    const Totals above = of_problems ? Totals::unknown : Totals::known;
    made.head = bands_of(child_of(sheet, "head"), above);
    made.foot = bands_of(child_of(sheet, "foot"), Totals::known);
    made.content = std::move(table);
  }

  std::vector<BandProgram> bands_of(const Element* element, Totals totals) {
    std::vector<BandProgram> bands;
    if (element == nullptr) return bands;
    Scope scope = Scope::of_record(false, totals);
    each_child(*element, "band", [&](const Element& child) {
      BandProgram band;
      band.style = style(child, "style");
      band.height = row_height(child, "height");
      if (const Element* left = child_of(child, "left")) band.left = content_.content(*left, scope);
      if (const Element* right = child_of(child, "right")) {
        band.right = content_.content(*right, scope);
      }
      bands.push_back(std::move(band));
    });
    return bands;
  }

  // Takes `each`, `as` and `when` of `element`; gives the scope of what it holds.
  Scope read_each(const Element& element, EachProgram& each) {
    const Attribute* source = element.find("each");
    const bool of_problems = source != nullptr && source->value.value() == "problems";
    Scope scope = Scope::of_record(false, of_problems ? Totals::unknown : Totals::known);
    if (of_problems) {
      scope.variables.push_back({.name = "since", .type = ValueType::of(record::since_type())});
      content_.declare(scope, element.find("as"), ValueType::of(record::problem_type()), false);
    } else {
      each.list = list(source, scope);
      content_.declare(scope, element.find("as"), element_type(each.list), true);
    }
    each.when = content_.test(element.find("when"), scope);
    return scope;
  }

  // Of what is no list nothing more is said.
  static ValueType element_type(const std::optional<Path>& list) {
    return list ? element_of(list->type) : ValueType{.kind = record::Kind::any};
  }

  // A list of the record, not one gathered over others.
  std::optional<Path> list(const Attribute* attribute, const Scope& scope) {
    auto found = content_.path(attribute, scope);
    if (!found || attribute == nullptr) return std::nullopt;
    const bool is_list = found->type.kind == record::Kind::list && found->type.element != nullptr;
    if (is_list && !found->type.gathered) return found;
    report_.error("template.notAList", attribute->value.offset_of(0),
                  say("{} 应指向一个列表", "{} names a list", attribute->name));
    return std::nullopt;
  }

  void read_rows(const Element& rows, bool on_paper, EachProgram& each, TableProgram& table) {
    AttributeReader read(rows, report_);
    Scope scope = read_each(rows, each);
    each.group = group(rows.find("group"), scope);
    read_split(rows, each, scope);
    table.subtotal = read.words("subtotal");
    table.total = read.words("total");
    table.table.header_style = style(rows, "header-style");
    table.table.sum_style =
        style(rows, rows.find("sum-style") == nullptr ? "header-style" : "sum-style");
    table.table.header_height = row_height(rows, "header-height");
    table.table.further_rows = read.yes_no("further-rows", on_paper);
    constexpr int most_empty = 5000;
    table.table.empty_rows = static_cast<std::size_t>(read.count("empty", 0, most_empty));
    LedgerColumns(content_, report_, styles_, ranges_).read(rows, scope, table);
    if (table.table.empty_rows > 0 && !(table.total.empty() && table.subtotal.empty())) {
      read.bad("empty", "template.badValue",
               say("合计行不计入待填的空行：empty 不与 total、subtotal 同用",
                   "rows of sums would leave out what is filled in: no empty with total or "
                   "subtotal"));
    }
    check_groups(rows, each);
    check_charts(rows, table);
  }

  // A chart is drawn from all rows, so sums among them would be drawn, too.
  void check_charts(const Element& rows, const TableProgram& table) {
    if (table.subtotal.empty() || table.table.charts.empty()) return;
    AttributeReader(rows, report_)
        .bad("subtotal", "template.badValue",
             say("有图表的表不设小计", "rows that a chart is drawn from have no subtotals"));
  }

  std::optional<Path> group(const Attribute* attribute, const Scope& scope) {
    auto found = content_.path(attribute, scope);
    if (!found || is_printable(found->type)) return found;
    const Bilingual is = describe(found->type);
    report_.error("template.notPrintable", attribute->value.offset_of(0),
                  Bilingual{"分组的值应能打印为文字，不能是" + is.zh,
                            "the value to group by prints as text; this is " + is.en});
    return std::nullopt;
  }

  // Only problems have groups by themselves.
  void check_groups(const Element& rows, const EachProgram& each) {
    if (!each.list || rows.find("group") != nullptr) return;
    const auto refuse = [&](const Element& element, std::string_view attribute) {
      AttributeReader(element, report_)
          .bad(attribute, "template.missingAttribute",
               say("<rows> 没有 group，无从分组", "<rows> has no group to go by"));
    };
    if (rows.find("subtotal") != nullptr) refuse(rows, "subtotal");
    each_child(rows, "column", [&](const Element& column) {
      const Attribute* merge = column.find("merge");
      if (merge != nullptr && merge->value.value() == "group") refuse(column, "merge");
    });
  }

  void read_split(const Element& rows, EachProgram& each, Scope& scope) {
    const Attribute* part = rows.find("part");
    if ((rows.find("split") == nullptr) != (part == nullptr)) {
      report_.error("template.missingAttribute", rows.offset,
                    say("split 与 part 须同时写", "split and part go together"));
      return;
    }
    if (part == nullptr) return;
    each.split = list(rows.find("split"), scope);
    content_.declare(scope, part, element_type(each.split), true);
    each.rows_of_empty = AttributeReader(rows, report_).one_of("if-empty") == 0;
  }

  FormProgram read_form(const Element& sheet, const Element& form, EachProgram& each) {
    for (const char* bands : {"head", "foot"}) {
      const Element* found = child_of(sheet, bands);
      if (found == nullptr) continue;
      report_.error("template.misplacedElement", found->offset,
                    say("<form> 不带 <{}>", "no <{}> goes with a <form>", bands),
                    say("写成一行 <line>", "write it as a <line>"));
    }
    FormProgram made;
    Scope scope = read_each(form, each);
    AttributeReader read(form, report_);
    made.form.widths = read.widths("columns");
    if (*std::max_element(made.form.widths.begin(), made.form.widths.end()) > widest_column) {
      read.bad("columns", "template.badNumber",
               say("列宽至多 {} 个字符", "a column is at most {} characters wide", widest_column));
    }
    made.title = content_.text(form.find("title"), scope);
    each_child(form, "line", [&](const Element& line) { read_line(line, scope, made); });
    return made;
  }

  void read_line(const Element& line, Scope& scope, FormProgram& form) {
    content::FormRow row;
    row.height = row_height(line, "height");
    std::size_t columns = 0;
    each_child(line, "field", [&](const Element& element) {
      constexpr int most = 50;
      content::FormField field;
      field.style = style(element, "style");
      field.columns =
          static_cast<std::size_t>(AttributeReader(element, report_).count("columns", 1, most, 1));
      columns += field.columns;
      row.fields.push_back(std::move(field));
      form.fields.push_back({content_.content(element, scope), source_.position(element.offset)});
    });
    if (columns != form.form.widths.size() && !row.fields.empty()) {
      report_.error("template.badNumber", line.offset,
                    say("这一行占 {} 列，表单有 {} 列", "this line takes {} of {} columns", columns,
                        form.form.widths.size()));
    }
    form.form.rows.push_back(std::move(row));
  }

  content::CellStyle style(const Element& element, std::string_view attribute) {
    return styles_[content_.style(element, attribute)];
  }

  Pt row_height(const Element& element, std::string_view attribute) {
    AttributeReader read(element, report_);
    const Pt height = read.length(attribute);
    if (height > highest_row) {
      read.bad(attribute, "template.badLength",
               say("行高至多 {} pt", "a row is at most {} pt high", highest_row.value));
    }
    return height;
  }

  const SourceText& source_;
  Report& report_;
  ContentCompiler content_;
  std::vector<content::CellStyle> styles_;
  std::set<std::string> sheet_names_, ranges_;  // without case
};

}  // namespace

LedgerProgram compile_ledger(const Element& root, const SourceText& source, Report& report) {
  return LedgerCompiler(source, report).compile(root);
}

}  // namespace tongbao::tmpl

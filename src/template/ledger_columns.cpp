#include "template/ledger_columns.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"
#include "template/children.h"

namespace tongbao::tmpl {

namespace {

constexpr double largest = 1e12;           // of a highlight's bounds
constexpr std::size_t longest_text = 255;  // in a formula of Excel's, UTF-16 units

std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

// A name of Excel's: letters, Han characters, digits and _, the first no digit; not like a cell
// (AB12), so a Han character or _ is in it.
bool is_range_name(std::string_view name) {
  if (name.empty() || name.size() > 100 || (name[0] >= '0' && name[0] <= '9')) return false;
  bool is_marked = false;
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = next_code_point(name, at);
    const bool marks = c == '_' || is_han(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!marks && !plain) return false;
    is_marked = is_marked || marks;
  }
  return is_marked;
}

// Names that Excel keeps for itself.
bool is_reserved(std::string_view name) {
  constexpr std::array<std::string_view, 9> reserved{
      "print_area", "print_titles",  "_filterdatabase", "consolidate_area", "sheet_title",
      "auto_open",  "auto_activate", "auto_close",      "auto_deactivate"};
  return std::find(reserved.begin(), reserved.end(), without_case(name)) != reserved.end();
}

// Whether what stands alone in a cell may be a date, which is a number to Excel's sums.
bool may_be_date(const Nodes& nodes) {
  if (nodes.size() != 1) return false;
  if (const auto* output = std::get_if<OutputNode>(&nodes[0].value)) {
    const auto& alternatives = output->expression.alternatives;
    return std::any_of(alternatives.begin(), alternatives.end(), [](const Operand& operand) {
      return operand.type.kind == record::Kind::date;
    });
  }
  const auto* choice = std::get_if<IfNode>(&nodes[0].value);
  return choice != nullptr &&
         std::any_of(choice->branches.begin(), choice->branches.end(),
                     [](const auto& branch) { return may_be_date(branch.body); });
}

}  // namespace

std::string without_case(std::string_view name) {
  std::string folded(name);
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return folded;
}

void LedgerColumns::read(const Element& rows, Scope& scope, TableProgram& table) {
  each_child(rows, "column", [&](const Element& column) {
    const Attribute* name = column.find("name");
    if (name != nullptr) {
      content_.take_name(column, names_);
    } else {
      names_.emplace_back();
    }
    calculated_.push_back(column.find("sum") != nullptr || column.find("ratio") != nullptr);
  });
  each_child(rows, "column", [&](const Element& column) {
    next_column_ = table.columns.size();
    table.columns.push_back(read_column(column, scope));
  });
  constexpr std::size_t most_columns = 16384;  // of an Excel sheet
  if (table.columns.empty() || table.columns.size() > most_columns) {
    report_.error(
        "template.missingElement", rows.offset,
        say("<rows> 应有 1 至 {} 个 <column>", "<rows> holds 1 to {} <column>", most_columns));
  }
  check_parts(rows, table);
  check_first(rows, table);
  each_child(rows, "highlight", [&](const Element& element) {
    table.table.highlights.push_back(read_highlight(element));
  });
  each_child(rows, "chart",
             [&](const Element& element) { table.table.charts.push_back(read_chart(element)); });
}

ColumnProgram LedgerColumns::read_column(const Element& element, Scope& scope) {
  AttributeReader read(element, report_);
  ColumnProgram made;
  made.column.header = read.words("header");
  made.column.over = read.words("over");
  made.column.width = read.number("width", 0.5, widest_column, made.column.width);
  made.column.style = styles_[content_.style(element, "style")];
  made.column.merge = static_cast<content::Merge>(read.one_of("merge"));
  made.column.summed = read.yes_no("summed");
  made.column.range_name = read.words("range");
  check_range(element);
  read_choices(element, scope, made);
  read_link(element, scope, made);
  made.cell = content_.cell(element, scope);
  if (made.links_evidence && !made.cell.empty()) {
    report_.error("template.unexpectedText", element.offset,
                  say("link 指向佐证材料的列不写内容：名称与网址逐份打印",
                      "a column whose link is evidence has no content: it prints each piece"));
  }
  read_calculation(element, made);
  check_sums(element, made);
  return made;
}

void LedgerColumns::check_range(const Element& element) {
  const Attribute* range = element.find("range");
  if (range == nullptr) return;
  AttributeReader read(element, report_);
  const std::string& name = range->value.value();
  if (!is_range_name(name) || is_reserved(name)) {
    read.bad(
        "range", "template.badName",
        say("区域名由字母、汉字、数字和下划线组成，含汉字或下划线，不以数字开头，不能是 Print_Area "
            "一类 Excel 自用的名称",
            "a range's name is letters, Han characters, digits and _, the first no digit, "
            "with a Han character or _ in it, and none of Excel's own, as Print_Area"));
  } else if (!ranges_.insert(without_case(name)).second) {
    read.bad("range", "template.nameTaken",
             say("区域名“{}”重复", "the range's name \"{}\" is taken", name));
  }
}

void LedgerColumns::read_choices(const Element& element, const Scope& scope, ColumnProgram& made) {
  AttributeReader read(element, report_);
  made.column.choices = words_in(read.words("options"));
  if (element.find("options") != nullptr && element.find("choices") != nullptr) {
    read.bad("options", "template.badValue",
             say("options 与 choices 只写一个", "there is either options or choices"));
  }
  auto choices = content_.path(element.find("choices"), scope);
  if (!choices) return;
  const bool is_texts = choices->type.kind == record::Kind::list &&
                        is_printable(element_of(choices->type)) && choices->slot == 0;
  if (choices->type.kind == record::Kind::choice) {
    const auto words = choices->type.choice->meanings;
    made.column.choices.assign(words.begin(), words.end());
  } else if (is_texts) {
    made.choices = std::move(choices);
  } else {
    const Bilingual is = describe(choices->type);
    read.bad("choices", "template.badValue",
             Bilingual{"choices 应为选项或整改数据的文字列表，不能是" + is.zh,
                       "choices names a choice or a list of the record's texts, not " + is.en});
  }
}

void LedgerColumns::read_link(const Element& element, const Scope& scope, ColumnProgram& made) {
  auto link = content_.path(element.find("link"), scope);
  if (!link) return;
  const bool is_list = link->type.kind == record::Kind::list;
  static const record::ObjectType* const evidence =
      element_of(ValueType::of(record::problem_type().find("evidence")->type)).object;
  if (is_list && !link->type.gathered && element_of(link->type).object == evidence) {
    made.link = std::move(link);
    made.links_evidence = true;
    return;
  }
  if (is_printable(is_list ? element_of(link->type) : link->type)) {
    made.link = std::move(link);
    return;
  }
  AttributeReader(element, report_)
      .bad("link", "template.badValue", say("link 应指向网址", "link names an address"));
}

void LedgerColumns::read_calculation(const Element& element, ColumnProgram& made) {
  using Calculated = content::Calculation::Kind;
  const bool is_sum = element.find("sum") != nullptr;
  const bool is_ratio = element.find("ratio") != nullptr;
  if (!is_sum && !is_ratio) return;
  made.column.calculation.kind = is_sum ? Calculated::sum : Calculated::ratio;
  made.column.calculation.columns = columns_named(element, is_sum ? "sum" : "ratio");
  check_order(element, made.column.calculation);
  if (is_ratio && made.column.calculation.columns.size() != 2) {
    AttributeReader(element, report_)
        .bad("ratio", "template.badValue", say("ratio 要有两个列名", "ratio names two columns"));
  }
  if (made.cell.empty() && !(is_sum && is_ratio)) return;
  report_.error("template.unexpectedText", element.offset,
                say("计算列只写 sum 或 ratio，不写内容",
                    "a calculated column has sum or ratio, and no content"));
}

// What is added up or divided is a number in Excel, too: a rate may be no number, a date is one.
void LedgerColumns::check_parts(const Element& rows, const TableProgram& table) {
  using Calculated = content::Calculation::Kind;
  const auto is_number = [&](std::size_t place) {
    if (place >= table.columns.size()) return true;
    const ColumnProgram& column = table.columns[place];
    return column.column.calculation.kind != Calculated::ratio && !may_be_date(column.cell);
  };
  std::size_t place = 0;
  each_child(rows, "column", [&](const Element& element) {
    const ColumnProgram& column = table.columns[place++];
    const auto& parts = column.column.calculation.columns;
    AttributeReader read(element, report_);
    if (!std::all_of(parts.begin(), parts.end(), is_number)) {
      read.bad(element.find("sum") != nullptr ? "sum" : "ratio", "template.badValue",
               say("日期列和比率列不能相加、相除",
                   "columns of dates or ratios are no numbers to add "
                   "up or divide"),
               say("比率用原来的各列计算", "calculate it from the columns of the ratio"));
    }
    if (column.column.summed && may_be_date(column.cell)) {
      read.bad("summed", "template.badValue", say("日期不能求和", "dates cannot be summed"));
    }
  });
}

// What is calculated is calculated from left to right.
void LedgerColumns::check_order(const Element& element, const content::Calculation& calculation) {
  const auto is_late = [&](std::size_t column) {
    return calculated_[column] && column >= next_column_;
  };
  if (std::none_of(calculation.columns.begin(), calculation.columns.end(), is_late)) return;
  AttributeReader(element, report_)
      .bad(element.find("sum") != nullptr ? "sum" : "ratio", "template.badValue",
           say("只能用有内容的列，或左侧的计算列",
               "it names columns with content, or calculated ones on its left"));
}

void LedgerColumns::check_sums(const Element& element, const ColumnProgram& made) {
  if (!made.column.summed) return;
  AttributeReader read(element, report_);
  if (made.column.merge != content::Merge::none) {
    read.bad("summed", "template.badValue",
             say("合并的列不能求和", "a merged column cannot be summed"));
  } else if (made.column.calculation.kind != content::Calculation::Kind::none) {
    read.bad("summed", "template.badValue",
             say("计算列在合计行中照样计算，不写 summed",
                 "rows of sums calculate this column themselves"));
  }
}

// The first cell of a row of sums holds its words.
void LedgerColumns::check_first(const Element& rows, const TableProgram& table) {
  if (table.columns.empty() || (table.subtotal.empty() && table.total.empty())) return;
  const content::Column& first = table.columns.front().column;
  const bool is_number = first.summed || first.calculation.kind != content::Calculation::Kind::none;
  if (!is_number) return;
  report_.error("template.badValue", rows.offset,
                say("合计行的文字写在第一列，第一列不能求和或计算",
                    "the words of a row of sums stand in the first column: it cannot be summed "
                    "or calculated"));
}

content::Highlight LedgerColumns::read_highlight(const Element& element) {
  AttributeReader read(element, report_);
  content::Highlight made;
  made.column = column_named(element, "column");
  if (element.find("equals") != nullptr) made.equals = read.words("equals");
  if (made.equals && count_utf16_units(*made.equals) > longest_text) {
    read.bad("equals", "template.badValue",
             say("equals 至多 {} 个字符", "equals has at most {} characters", longest_text));
  }
  if (element.find("from") != nullptr) made.from = read.number("from", -largest, largest);
  if (element.find("below") != nullptr) made.below = read.number("below", -largest, largest);
  if (element.find("colour") != nullptr) made.colour = read.colour("colour");
  if (element.find("fill") != nullptr) made.fill = read.colour("fill");
  const bool has_condition = made.equals || made.from || made.below;
  const bool both = made.equals && (made.from || made.below);
  if (!has_condition || both || (!made.colour && !made.fill)) {
    report_.error("template.missingAttribute", element.offset,
                  say("<highlight> 要有 equals，或 from、below；并有 colour 或 fill",
                      "<highlight> needs equals, or from and below, and a colour or fill"));
  }
  return made;
}

content::Chart LedgerColumns::read_chart(const Element& element) {
  AttributeReader read(element, report_);
  content::Chart made;
  made.kind = static_cast<content::Chart::Kind>(read.one_of("kind"));
  made.title = read.words("title");
  made.categories = column_named(element, "categories");
  made.width = read.length("width", made.width);
  made.height = read.length("height", made.height);
  each_child(element, "series", [&](const Element& child) {
    AttributeReader of_series(child, report_);
    content::ChartSeries series;
    series.name = of_series.words("name");
    series.column = column_named(child, "column");
    if (child.find("colour") != nullptr) series.colour = of_series.colour("colour");
    made.series.push_back(std::move(series));
  });
  return made;
}

std::vector<std::size_t> LedgerColumns::columns_named(const Element& element,
                                                      std::string_view attribute) {
  std::vector<std::size_t> places;
  const Attribute* named = element.find(attribute);
  if (named == nullptr) return places;
  for (const std::string& word : words_in(named->value.value())) {
    const auto found = std::find(names_.begin(), names_.end(), word);
    if (found != names_.end()) {
      places.push_back(static_cast<std::size_t>(found - names_.begin()));
      continue;
    }
    std::vector<std::string_view> known;
    std::copy_if(names_.begin(), names_.end(), std::back_inserter(known),
                 [](const std::string& name) { return !name.empty(); });
    report_.error("template.unknownColumn", named->value.offset_of(0),
                  say("没有名为 {} 的列", "there is no column named {}", word),
                  hint_of_names(word, known));
    places.push_back(0);
  }
  if (places.empty()) {
    report_.error("template.unknownColumn", named->value.offset_of(0),
                  say("缺少列名", "a column's name is missing"));
    places.push_back(0);
  }
  return places;
}

std::size_t LedgerColumns::column_named(const Element& element, std::string_view attribute) {
  const std::vector<std::size_t> places = columns_named(element, attribute);
  return places.empty() ? 0 : places.front();
}

}  // namespace tongbao::tmpl

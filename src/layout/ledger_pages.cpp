#include "layout/ledger_pages.h"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "layout/cell_words.h"
#include "layout/limits.h"

namespace tongbao::layout {

namespace {

using namespace literals;
using content::CellStyle;
using content::NoticeContent;
using content::Paragraph;
using content::Sheet;

constexpr double cell_leading = 1.3;  // of lines, in their size
constexpr double band_leading = 1.6;
constexpr std::string_view page_code = "&P";

content::PageSetup page_of(const content::PrintSetup& print) {
  const bool is_a3 = print.paper == content::PrintSetup::Paper::a3;
  content::PageSetup page;
  page.width = is_a3 ? 297_mm : 210_mm;
  page.height = is_a3 ? 420_mm : 297_mm;
  if (print.landscape) std::swap(page.width, page.height);
  page.top = print.margin_top;
  page.left = print.margin_left;
  page.right = print.margin_right;
  page.bottom = print.margin_bottom;
  // No grid of characters: sizes are the cells' own.
  page.columns = 1;
  page.lines = 1;
  content::PageNumberStyle& number = page.number;
  const std::size_t code = print.footer.find(page_code);
  number.shown = code != std::string::npos;
  if (!number.shown) return page;
  number.before = print.footer.substr(0, code);
  number.after = print.footer.substr(code + page_code.size());
  number.size = 10.5_pt;
  number.centred = true;
  number.below = page.bottom * 0.4;
  return page;
}

// The table of a sheet while its rows come in.
struct OpenTable {
  content::TableBlock block;
  std::vector<std::uint16_t> styles;                        // of its columns
  content::Row above;                                       // the last data row, for merges
  std::vector<std::pair<std::size_t, std::size_t>> merged;  // row and cell that each column joins
};

bool same_group(content::Merge merge, const content::Row& a, const content::Row& b) {
  const bool data = a.kind == content::RowKind::data && b.kind == content::RowKind::data;
  return data && a.group == b.group &&
         (merge == content::Merge::group ||
          (merge == content::Merge::problem && a.problem == b.problem));
}

class Pages {
 public:
  explicit Pages(content::LedgerContent ledger) : ledger_(std::move(ledger)) {}

  Result<LedgerPages> make() && {
    made_.notice.metadata = std::move(ledger_.metadata);
    made_.notice.pages.clear();
    tables_.resize(ledger_.sheets.size());
    forms_.resize(ledger_.sheets.size());
    if (auto added = add_rows(); !added) return failure(std::move(added.error()));
    for (std::size_t i = 0; i < ledger_.sheets.size(); ++i) {
      if (auto added = add_sheet(i); !added) return failure(std::move(added.error()));
    }
    if (!notice().pages.empty()) return std::move(made_);
    return failure(Diagnostic{.code = "layout.nothingOnPaper",
                              .where = {},
                              .message = say("没有供打印的工作表", "no sheet is for paper"),
                              .hint = say("改用 xlsx 格式", "make an xlsx of it")});
  }

 private:
  NoticeContent& notice() { return made_.notice; }

  Result<void> add_rows() {
    for (std::size_t i = 0; i < ledger_.sheets.size(); ++i) {
      const auto* table = std::get_if<content::Table>(&ledger_.sheets[i].content);
      if (table != nullptr && ledger_.sheets[i].on_paper) tables_[i] = open(*table);
    }
    content::Row row;
    while (true) {
      auto more = ledger_.rows->next(row);
      if (!more) return failure(std::move(more.error()));
      if (!*more) return {};
      const Sheet& sheet = ledger_.sheets[row.sheet];
      if (!sheet.on_paper) continue;
      if (const auto* table = std::get_if<content::Table>(&sheet.content)) {
        add_row(*table, tables_[row.sheet], row);
      } else {
        forms_[row.sheet].push_back(filled(std::get<content::Form>(sheet.content), row));
      }
      if (bytes_ > most_bytes) return failure(too_many_pages());
    }
  }

  Result<void> add_sheet(std::size_t index) {
    const Sheet& sheet = ledger_.sheets[index];
    if (!sheet.on_paper) return {};
    for (content::TableBlock& form : forms_[index]) {
      begin_page(sheet);
      notice().blocks.emplace_back(std::move(form));
    }
    const auto* table = std::get_if<content::Table>(&sheet.content);
    if (table == nullptr) return {};
    auto head = ledger_.rows->head(index);
    if (!head) return failure(std::move(head.error()));
    auto foot = ledger_.rows->foot(index);
    if (!foot) return failure(std::move(foot.error()));
    begin_page(sheet);
    for (const content::Band& band : *head) add(band);
    content::TableBlock& block = tables_[index].block;
    block.alternative = sheet.name;
    add_empty_rows(*table, block);
    notice().blocks.emplace_back(std::move(block));
    for (const content::Band& band : *foot) add(band);
    if (!table->charts.empty()) warn_of_charts(sheet);
    return {};
  }

  void begin_page(const Sheet& sheet) {
    const auto page = static_cast<std::uint16_t>(notice().pages.size());
    notice().pages.push_back(page_of(sheet.print));
    notice().blocks.emplace_back(content::PageBreak{page});
  }

  void warn_of_charts(const Sheet& sheet) {
    made_.warnings.push_back(
        {.code = "layout.noCharts",
         .where = {},
         .message = say("“{}”中的图表不在 PDF 中，数据在表中",
                        "the charts of \"{}\" are not in the PDF, their data is", sheet.name),
         .hint = say("图表见 xlsx 文件", "an xlsx has them")});
  }

  OpenTable open(const content::Table& table) {
    OpenTable made;
    made.merged.resize(table.columns.size());
    for (const content::Column& column : table.columns) {
      made.block.columns.push_back(column.width);
      made.styles.push_back(style_of(column.style, cell_leading));
    }
    add_header(table, made.block);
    return made;
  }

  void add_header(const content::Table& table, content::TableBlock& block) {
    const std::uint16_t style = style_of(table.header_style, cell_leading);
    const auto& columns = table.columns;
    const bool two_levels = std::any_of(columns.begin(), columns.end(),
                                        [](const auto& column) { return !column.over.empty(); });
    block.header_rows = two_levels ? 2 : 1;
    block.rows.resize(block.header_rows);
    for (std::size_t i = 0; i < columns.size();) {
      std::size_t end = i + 1;
      if (columns[i].over.empty()) {
        content::TableCell cell = cell_of(columns[i].header, style, table.header_style, {});
        cell.rows = static_cast<std::uint32_t>(block.header_rows);
        block.rows[0].cells.push_back(std::move(cell));
      } else {
        while (end < columns.size() && columns[end].over == columns[i].over) ++end;
        content::TableCell cell = cell_of(columns[i].over, style, table.header_style, {});
        cell.columns = static_cast<std::uint16_t>(end - i);
        block.rows[0].cells.push_back(std::move(cell));
        for (std::size_t k = i; k < end; ++k) {
          block.rows[1].cells.push_back(cell_of(columns[k].header, style, table.header_style, {}));
        }
      }
      i = end;
    }
  }

  void add_row(const content::Table& table, OpenTable& open, const content::Row& row) {
    content::TableRow made;
    const std::size_t place = open.block.rows.size();
    for (std::size_t i = 0; i < std::min(row.cells.size(), open.styles.size()); ++i) {
      const content::Column& column = table.columns[i];
      if (same_group(column.merge, open.above, row)) {
        const auto [first, cell] = open.merged[i];
        ++open.block.rows[first].cells[cell].rows;
        continue;
      }
      open.merged[i] = {place, made.cells.size()};
      const std::string words = cell_words(row.cells[i], column.style.number_format);
      bytes_ += words.size() + row.pointer.size();
      made.cells.push_back(cell_of(words, open.styles[i], column.style, row.pointer));
    }
    open.block.rows.push_back(std::move(made));
    open.above.kind = row.kind;
    open.above.group = row.group;
    open.above.problem = row.problem;
  }

  void add_empty_rows(const content::Table& table, content::TableBlock& block) {
    content::TableRow empty;
    for (const content::Column& column : table.columns) {
      // A space that holds the line's height.
      empty.cells.push_back(
          cell_of("\u3000", style_of(column.style, cell_leading), column.style, {}));
    }
    for (std::size_t i = 0; i < table.empty_rows; ++i) block.rows.push_back(empty);
  }

  content::TableBlock filled(const content::Form& form, const content::Row& row) {
    content::TableBlock block;
    block.alternative = row.title;
    block.columns = form.widths;
    std::size_t next = 0;
    for (const content::FormRow& line : form.rows) {
      content::TableRow& made = block.rows.emplace_back();
      for (const content::FormField& field : line.fields) {
        const std::string words = cell_words(row.cells.at(next++), {});
        bytes_ += words.size() + row.pointer.size();
        content::TableCell cell =
            cell_of(words.empty() ? "\u3000" : words, style_of(field.style, cell_leading),
                    field.style, row.pointer);
        cell.columns = static_cast<std::uint16_t>(field.columns);
        made.cells.push_back(std::move(cell));
      }
    }
    return block;
  }

  // Each line of the text is a paragraph.
  static content::TableCell cell_of(std::string_view text, std::uint16_t style,
                                    const CellStyle& from, const std::string& source) {
    content::TableCell cell;
    cell.vertical = from.vertical;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      if (end > 0) cell.text.push_back(paragraph(text.substr(0, end), style, source));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return cell;
  }

  static Paragraph paragraph(std::string_view text, std::uint16_t style,
                             const std::string& source) {
    Paragraph made;
    made.style = style;
    made.spans = {{.text = std::string(text), .style = style, .source = source, .link = {}}};
    return made;
  }

  void add(const content::Band& band) {
    const std::uint16_t style = style_of(band.style, band_leading);
    if (!band.right.empty()) {
      content::SidesBlock sides;
      sides.style = style;
      sides.left = paragraph(band.left, style, {}).spans;
      sides.right = paragraph(band.right, style, {}).spans;
      notice().blocks.emplace_back(std::move(sides));
      return;
    }
    if (band.left.empty()) return;
    Paragraph made = paragraph(band.left, style, {});
    made.is_title = !std::exchange(titled_, true);
    notice().blocks.emplace_back(std::move(made));
  }

  // Styles that are alike are one.
  std::uint16_t style_of(const CellStyle& from, double leading) {
    content::Style style;
    style.role = from.role;
    style.size = from.size;
    style.align = from.align;
    style.line_height = from.size * leading;
    style.colour = from.colour.value_or(content::Colour{});
    const auto& styles = notice().styles;
    for (std::size_t i = 0; i < styles.size(); ++i) {
      if (styles[i].role == style.role && styles[i].size == style.size &&
          styles[i].align == style.align && styles[i].line_height == style.line_height &&
          styles[i].colour == style.colour) {
        return static_cast<std::uint16_t>(i);
      }
    }
    style.name = "style" + std::to_string(styles.size() + 1);
    notice().styles.push_back(std::move(style));
    return static_cast<std::uint16_t>(styles.size() - 1);
  }

  content::LedgerContent ledger_;
  std::vector<OpenTable> tables_;                        // of each sheet that has rows
  std::vector<std::vector<content::TableBlock>> forms_;  // of each sheet of forms
  LedgerPages made_;
  std::size_t bytes_ = 0;
  bool titled_ = false;
};

}  // namespace

Result<LedgerPages> ledger_pages(content::LedgerContent ledger) {
  return Pages(std::move(ledger)).make();
}

}  // namespace tongbao::layout

#include "layout/ledger_pages.h"

#include <algorithm>
#include <string>
#include <utility>

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

class Pages {
 public:
  Result<LedgerPages> make(content::LedgerContent ledger) && {
    made_.notice.metadata = std::move(ledger.metadata);
    made_.notice.pages.clear();
    for (Sheet& sheet : ledger.sheets) {
      if (auto added = add(sheet); !added) return failure(std::move(added.error()));
    }
    return std::move(made_);
  }

 private:
  NoticeContent& notice() { return made_.notice; }

  Result<void> add(Sheet& sheet) {
    const auto page = static_cast<std::uint16_t>(notice().pages.size());
    notice().pages.push_back(page_of(sheet.print));
    notice().blocks.emplace_back(content::PageBreak{page});
    for (const content::Band& band : sheet.head) add(band);
    content::TableBlock table;
    table.alternative = sheet.name;
    table.header_rows = 1;
    content::TableRow header;
    const std::uint16_t header_style = style_of(sheet.header_style, cell_leading);
    for (const content::Column& column : sheet.columns) {
      table.columns.push_back(column.width);
      header.cells.push_back(cell_of(column.header, header_style, sheet.header_style, {}));
    }
    table.rows.push_back(std::move(header));
    if (auto added = add_rows(sheet, table); !added) return added;
    notice().blocks.emplace_back(std::move(table));
    for (const content::Band& band : sheet.foot) add(band);
    return {};
  }

  Result<void> add_rows(Sheet& sheet, content::TableBlock& table) {
    std::vector<std::uint16_t> styles;
    for (const content::Column& column : sheet.columns)
      styles.push_back(style_of(column.style, cell_leading));
    content::Row row;
    while (true) {
      auto more = sheet.rows->next(row);
      if (!more) return failure(std::move(more.error()));
      if (!*more) return {};
      content::TableRow& made = table.rows.emplace_back();
      for (std::size_t i = 0; i < std::min(row.cells.size(), styles.size()); ++i) {
        const CellStyle& style = sheet.columns[i].style;
        std::string words = cell_words(row.cells[i], style.number_format);
        bytes_ += words.size() + row.pointer.size();
        made.cells.push_back(cell_of(words, styles[i], style, row.pointer));
      }
      if (bytes_ > most_bytes) return failure(too_many_pages());
      ++made_.rows;
    }
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
    const auto& styles = notice().styles;
    for (std::size_t i = 0; i < styles.size(); ++i) {
      if (styles[i].role == style.role && styles[i].size == style.size &&
          styles[i].align == style.align && styles[i].line_height == style.line_height) {
        return static_cast<std::uint16_t>(i);
      }
    }
    style.name = "style" + std::to_string(styles.size() + 1);
    notice().styles.push_back(std::move(style));
    return static_cast<std::uint16_t>(styles.size() - 1);
  }

  LedgerPages made_;
  std::size_t bytes_ = 0;
  bool titled_ = false;
};

}  // namespace

Result<LedgerPages> ledger_pages(content::LedgerContent ledger) {
  return Pages().make(std::move(ledger));
}

}  // namespace tongbao::layout

#include "template/notice_table.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "template/notice_texts.h"

namespace tongbao::tmpl {

namespace {

using content::Paragraph;
using content::TableCell;
using content::TableRow;

constexpr double most_spanned = 1'000'000;

std::uint32_t bind_amount(const Amount& amount, Binder& binder) {
  if (const auto* number = std::get_if<int>(&amount)) return static_cast<std::uint32_t>(*number);
  const Binder::Found found = binder.find(std::get<Expression>(amount));
  const double number = std::floor(number_of(found.value).value_or(1));
  return static_cast<std::uint32_t>(std::clamp(number, 1.0, most_spanned));
}

void add_paragraph(BoundText text, std::uint16_t style, std::vector<Paragraph>& paragraphs) {
  if (text.spans.empty()) return;
  Paragraph paragraph;
  paragraph.style = style;
  paragraph.spans = std::move(text.spans);
  paragraph.label_spans = text.label_spans;
  paragraphs.push_back(std::move(paragraph));
}

// Each line of a cell's text is a paragraph: a list's elements, a text with breaks.
void add_lines(const BoundText& text, std::uint16_t style, std::vector<Paragraph>& paragraphs) {
  BoundText line;
  for (const content::Span& span : text.spans) {
    for (std::size_t at = 0; at <= span.text.size();) {
      const std::size_t end = std::min(span.text.find('\n', at), span.text.size());
      if (end > at) {
        line.spans.push_back({span.text.substr(at, end - at), span.style, span.source, span.link});
      }
      if (end == span.text.size()) break;
      add_paragraph(std::exchange(line, {}), style, paragraphs);
      at = end + 1;
    }
  }
  add_paragraph(std::move(line), style, paragraphs);
}

TableCell bind_cell(const CellNode& node, bool in_header, Binder& binder) {
  TableCell cell;
  cell.columns = static_cast<std::uint16_t>(std::min<std::uint32_t>(
      bind_amount(node.columns, binder), std::numeric_limits<std::uint16_t>::max()));
  cell.rows = bind_amount(node.rows, binder);
  cell.vertical = node.vertical;
  cell.header = node.header.value_or(in_header);
  if (!node.has_paragraphs) {
    add_lines(bind_text(node.content, node.style, binder), node.style, cell.text);
    return cell;
  }
  each_part(node.content, binder, [&](const Node& child) {
    const auto* paragraph = std::get_if<ParagraphNode>(&child.value);
    if (paragraph == nullptr) return;
    const std::uint16_t style = paragraph->styles.front();
    add_paragraph(bind_text(paragraph->text, style, binder), style, cell.text);
  });
  return cell;
}

// Fits rows into the table's columns, one after the other.
class Grid {
 public:
  explicit Grid(std::size_t columns) : taken_(columns, 0) {}

  // `rows_left`: from this row on, to the end of header or table. False where a cell finds no
  // free column.
  bool fit(TableRow& row, std::size_t rows_left) {
    std::size_t column = 0;
    for (TableCell& cell : row.cells) {
      while (column < taken_.size() && taken_[column] > 0) ++column;
      if (!place(cell, column, rows_left)) return false;
      column += cell.columns;
    }
    fill(row, column);
    for (std::uint32_t& rows : taken_) rows -= std::min<std::uint32_t>(rows, 1);
    return true;
  }

 private:
  bool place(TableCell& cell, std::size_t column, std::size_t rows_left) {
    if (column + cell.columns > taken_.size()) return false;
    cell.rows = static_cast<std::uint32_t>(std::min<std::size_t>(cell.rows, rows_left));
    for (std::size_t i = column; i < column + cell.columns; ++i) {
      if (taken_[i] > 0) return false;
      taken_[i] = cell.rows;
    }
    return true;
  }

  void fill(TableRow& row, std::size_t column) {
    for (; column < taken_.size(); ++column) {
      if (taken_[column] > 0) continue;
      taken_[column] = 1;
      row.cells.emplace_back();
    }
  }

  std::vector<std::uint32_t> taken_;  // of each column: rows from here on that a cell takes
};

}  // namespace

std::optional<content::TableBlock> bind_table(const TableNode& node, Binder& binder) {
  content::TableBlock table = node.table;
  table.alternative = binder.text(node.alternative);
  std::vector<Position> positions;
  each_part(node.rows, binder, [&](const Node& child) {
    const bool in_header = table.rows.size() < table.header_rows;
    TableRow row;
    each_part(std::get<RowNode>(child.value).cells, binder, [&](const Node& cell) {
      row.cells.push_back(bind_cell(std::get<CellNode>(cell.value), in_header, binder));
    });
    table.rows.push_back(std::move(row));
    positions.push_back(child.position);
  });
  if (table.rows.size() <= table.header_rows) return std::nullopt;
  Grid grid(table.columns.size());
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const std::size_t end = i < table.header_rows ? table.header_rows : table.rows.size();
    if (grid.fit(table.rows[i], end - i)) continue;
    binder.error("bind.badTable", positions[i], {},
                 say("这一行的单元格超出了表的 {} 列", "the cells of this row leave its {} columns",
                     table.columns.size()),
                 say("包括上方各行占用的列", "those that cells from above take count, too"));
    return std::nullopt;
  }
  return table;
}

}  // namespace tongbao::tmpl

#include "layout/table_setting.h"

#include <algorithm>
#include <utility>

#include "layout/block_setter.h"

namespace tongbao::layout {

namespace {

using content::Element;
using content::ElementKind;
using content::LineRole;
using content::Range;
using content::TableBlock;
using content::TableCell;

// Lines of a cell stand closer than those of the page, where its style does not say how far.
constexpr double cell_leading = 1.3;
// A row, or a table, that is at most so high, of the type area, stands on one page.
constexpr double kept_whole = 0.25;

class TableSetter {
 public:
  TableSetter(const TableBlock& block, BlockSetter& setter) : block_(block), setter_(setter) {
    double sum = 0;
    for (const double width : block.columns) sum += width;
    edges_.push_back(0);
    for (const double width : block.columns) {
      edges_.push_back(edges_.back() + setter.text.measure() * width / sum);
    }
    taken_until_.resize(block.columns.size());
    table_.width = setter.text.measure();
    table_.border = block.border.value;
    table_.padding = block.padding.value;
  }

  void set() {
    element_ = setter_.structure.add(Element{.kind = ElementKind::table,
                                             .parent = content::no_element,
                                             .alternative = block_.alternative});
    rows_.resize(block_.rows.size());
    for (row_ = 0; row_ < block_.rows.size(); ++row_) set_row();
    cut();
    add_strips();
  }

 private:
  struct Row {
    Range cells;              // that begin in it
    std::uint32_t lines = 1;  // its slices
    double line_height = 0;
  };
  // A cell before the rows are cut.
  struct Extent {
    std::uint32_t first_row = 0, end_row = 0;
  };

  void set_row() {
    rows_[row_].cells = {size_of(table_.cells), size_of(table_.cells)};
    row_element_ = setter_.structure.add(Element{.kind = ElementKind::row, .parent = element_});
    std::size_t column = 0;
    for (const TableCell& cell : block_.rows[row_].cells) {
      column = fill_taken(column);
      if (column >= taken_until_.size()) break;
      column = set_cell(cell, column);
    }
    // A table has a cell at every place.
    static const TableCell empty{};
    while ((column = fill_taken(column)) < taken_until_.size()) column = set_cell(empty, column);
    rows_[row_].cells.end = size_of(table_.cells);
  }

  // The next column that no cell from above reaches into.
  [[nodiscard]] std::size_t fill_taken(std::size_t column) const {
    while (column < taken_until_.size() && taken_until_[column] > row_) ++column;
    return column;
  }

  std::size_t set_cell(const TableCell& cell, std::size_t column) {
    std::size_t end = column;
    while (end < taken_until_.size() && end < column + std::max<std::size_t>(1, cell.columns) &&
           taken_until_[end] <= row_) {
      ++end;
    }
    const std::size_t rows_left = block_.rows.size() - row_;
    const std::size_t rows = std::clamp<std::size_t>(cell.rows, 1, rows_left);
    for (std::size_t i = column; i < end; ++i) taken_until_[i] = row_ + rows;

    SetTable::Cell set;
    set.x = edges_[column];
    set.width = edges_[end] - edges_[column];
    set.vertical = cell.vertical;
    const bool in_header = row_ < block_.header_rows;
    const bool heads = cell.header || in_header;
    const std::uint32_t element =
        setter_.structure.add(Element{.kind = heads ? ElementKind::header_cell : ElementKind::cell,
                                      .parent = row_element_,
                                      .columns = static_cast<std::uint16_t>(end - column),
                                      .rows = static_cast<std::uint32_t>(rows),
                                      .heads_row = heads && !in_header});
    set.lines = set_text(cell, set, element);
    extents_.push_back({static_cast<std::uint32_t>(row_), static_cast<std::uint32_t>(row_ + rows)});
    if (rows == 1) rows_[row_].lines = std::max(rows_[row_].lines, set.lines.size());
    table_.cells.push_back(set);
    return end;
  }

  Range set_text(const TableCell& cell, const SetTable::Cell& set, std::uint32_t element) {
    const double padding = table_.padding;
    const Column column{set.x + padding, std::max(1.0, set.width - 2 * padding)};
    const std::uint32_t first = size_of(setter_.out.lines);
    for (const content::Paragraph& paragraph : cell.text) {
      const content::Style& style = setter_.text.style(paragraph.style);
      double& height = rows_[row_].line_height;
      height = std::max(height, style.line_height > Pt{} ? style.line_height.value
                                                         : style.size.value * cell_leading);
      // One paragraph is the cell's own text.
      const auto elements =
          cell.text.size() == 1
              ? setter_.structure.within(paragraph.spans, element)
              : setter_.structure.add(paragraph.spans, ElementKind::paragraph, element);
      (void)setter_.text.add_paragraph(paragraph, column, LineRole::table, elements);
    }
    return {first, size_of(setter_.out.lines)};
  }

  // Cells over several rows give their last row the lines that it lacks; then rows become slices.
  void cut() {
    for (std::size_t i = 0; i < table_.cells.size(); ++i) {
      std::uint32_t lines = 0;
      for (std::uint32_t r = extents_[i].first_row; r < extents_[i].end_row; ++r) {
        lines += rows_[r].lines;
      }
      const std::uint32_t needed = table_.cells[i].lines.size();
      if (needed > lines) rows_[extents_[i].end_row - 1].lines += needed - lines;
    }
    std::vector<std::uint32_t> first_slice;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      first_slice.push_back(size_of(table_.slices));
      add_slices(static_cast<std::uint32_t>(r));
      if (r + 1 == block_.header_rows) table_.header_slices = size_of(table_.slices);
    }
    first_slice.push_back(size_of(table_.slices));
    for (std::uint32_t i = 0; i < table_.header_slices; ++i) {
      table_.header_height += table_.slices[i].height;
    }
    for (std::size_t i = 0; i < table_.cells.size(); ++i) {
      table_.cells[i].first_slice = first_slice[extents_[i].first_row];
      table_.cells[i].end_slice = first_slice[extents_[i].end_row];
    }
  }

  void add_slices(std::uint32_t row) {
    const Row& from = rows_[row];
    constexpr double empty_row = 12;  // pt
    const double line_height = from.line_height > 0 ? from.line_height : empty_row;
    for (std::uint32_t i = 0; i < from.lines; ++i) {
      SetTable::Slice slice;
      slice.row = row;
      slice.line_height = line_height;
      slice.height =
          line_height + (i == 0 ? table_.padding : 0) + (i + 1 == from.lines ? table_.padding : 0);
      slice.cells = i == 0 ? from.cells : Range{from.cells.end, from.cells.end};
      table_.slices.push_back(slice);
    }
  }

  void add_strips() {
    const auto index = size_of(setter_.out.tables);
    const double page_height = setter_.page().type_height().value;
    double height = 0;
    for (const SetTable::Slice& slice : table_.slices) height += slice.height;
    const bool whole = height <= kept_whole * page_height;
    for (std::uint32_t i = 0; i < size_of(table_.slices); ++i) {
      Strip& strip = setter_.add_strip(table_.slices[i].height);
      strip.on_grid = false;
      strip.table = index;
      strip.slice = i;
      strip.held = i > 0 && (whole || is_held(i, page_height));
    }
    setter_.out.tables.push_back(std::move(table_));
  }

  // Header rows stay with the first row below them; a low row stays whole, of a high one at least
  // two lines stand on a page.
  [[nodiscard]] bool is_held(std::uint32_t slice, double page_height) const {
    if (slice <= table_.header_slices) return true;
    const std::uint32_t row = table_.slices[slice].row;
    if (table_.slices[slice - 1].row != row) return false;
    const Row& whole = rows_[row];
    if (whole.lines * table_.slices[slice].line_height <= kept_whole * page_height) return true;
    const bool second = slice < 2 || table_.slices[slice - 2].row != row;
    const bool last = slice + 1 == table_.slices.size() || table_.slices[slice + 1].row != row;
    return second || last;
  }

  const TableBlock& block_;
  BlockSetter& setter_;
  SetTable table_;
  std::vector<double> edges_;             // of the columns
  std::vector<std::size_t> taken_until_;  // by column: the row at which it is free
  std::vector<Row> rows_;
  std::vector<Extent> extents_;  // by cell
  std::size_t row_ = 0;
  std::uint32_t element_ = 0;
  std::uint32_t row_element_ = 0;
};

class Placing {
 public:
  Placing(const SetTable& table, Range slices, const SetNotice& notice)
      : table_(table), slices_(slices), notice_(notice) {
    double y = 0;
    for (std::uint32_t i = slices.begin; i < slices.end; ++i) {
      tops_.push_back(y);
      y += table.slices[i].height;
    }
    tops_.push_back(y);
  }

  TablePart place() && {
    for (const SetTable::Cell& cell : table_.cells) {
      const Range part{std::max(cell.first_slice, slices_.begin),
                       std::min(cell.end_slice, slices_.end)};
      if (part.begin < part.end) place_cell(cell, part);
    }
    if (table_.border > 0) {
      // The edges that no cell's own upper and left edge draws.
      add_rule(table_.width - half(), -half(), table_.border, tops_.back() + table_.border);
      add_rule(-half(), tops_.back() - half(), table_.width + table_.border, table_.border);
    }
    return std::move(part_);
  }

 private:
  [[nodiscard]] double half() const { return table_.border / 2; }

  void place_cell(const SetTable::Cell& cell, Range part) {
    const double top = tops_[part.begin - slices_.begin];
    const double bottom = tops_[part.end - slices_.begin];
    if (table_.border > 0) {
      add_rule(cell.x - half(), top - half(), cell.width + table_.border, table_.border);
      add_rule(cell.x - half(), top - half(), table_.border, bottom - top + table_.border);
    }
    // Line k of the cell belongs to its k-th slice.
    const std::uint32_t count = cell.lines.size();
    const std::uint32_t first = std::min(count, part.begin - cell.first_slice);
    const std::uint32_t end = std::min(count, part.end - cell.first_slice);
    if (first == end) return;
    const double line_height = table_.slices[part.begin].line_height;
    // The padding is part of the row's first slice and of its last one.
    double y = part.begin == cell.first_slice ? top + table_.padding : top;
    if (cell.vertical == content::VerticalAlign::centre) {
      y = (top + bottom - line_height * (end - first)) / 2;
    }
    for (std::uint32_t k = first; k < end; ++k, y += line_height) {
      const std::uint32_t index = cell.lines.begin + k;
      part_.lines.push_back({index, y + (line_height - size_of_line(index)) / 2});
    }
  }

  [[nodiscard]] double size_of_line(std::uint32_t index) const {
    const SetLine& line = notice_.lines[index];
    return notice_.texts[line.text].items.items[line.range.begin].size;
  }

  void add_rule(double x, double y, double width, double height) {
    part_.rules.push_back({x, y, width, height, {}});
  }

  const SetTable& table_;
  Range slices_;
  const SetNotice& notice_;
  std::vector<double> tops_;  // of the slices, and the foot of the last
  TablePart part_;
};

}  // namespace

void set_table(const TableBlock& block, BlockSetter& setter) {
  if (block.columns.empty() || block.rows.empty()) return;
  TableSetter(block, setter).set();
}

TablePart place_slices(const SetTable& table, Range slices, const SetNotice& notice) {
  return Placing(table, slices, notice).place();
}

}  // namespace tongbao::layout

#include "xlsx/table_head.h"

#include <algorithm>
#include <numeric>

#include "xlsx/sheet_check.h"

namespace tongbao::xlsx {

namespace {

using content::Align;
using content::Band;
using content::Column;

int width_of(const std::vector<int>& pixels, ColumnRange columns) {
  return std::accumulate(pixels.begin() + columns.first, pixels.begin() + columns.last + 1, 0);
}

ColumnRange one(std::size_t column) {
  return {static_cast<ColumnIndex>(column), static_cast<ColumnIndex>(column)};
}

}  // namespace

void Bands::set(std::vector<Band> bands) {
  Diagnostics errors = check_bands(bands, writing_.fonts);
  if (!errors.empty()) {
    writing_.errors.insert(writing_.errors.end(), errors.begin(), errors.end());
    return;
  }
  for (Band& band : bands) {
    Line& line = lines_.emplace_back();
    line.band = std::move(band);
    fill(line);
  }
}

void Bands::fill(Line& line) {
  const Band& band = line.band;
  line.places.reserve(2);
  const auto last = static_cast<ColumnIndex>(pixels_.size() - 1);
  if (band.right.empty()) {
    add(line, band.style.align, {0, last}, band.left);
  } else if (last == 0) {
    line.text = band.left + "\n" + band.right;
    add(line, band.style.align, {0, 0}, line.text);
  } else {
    const ColumnIndex split = split_of(band);
    add(line, Align::start, {0, split}, band.left);
    add(line, Align::end, {static_cast<ColumnIndex>(split + 1), last}, band.right);
  }
}

void Bands::add(Line& line, Align align, ColumnRange columns, std::string_view text) {
  content::CellStyle style = line.band.style;
  style.align = align;
  style.wrap = true;  // a band never runs over the edge of the table
  line.places.emplace_back(writing_, style, columns, width_of(pixels_, columns), sheet_);
  line.places.back().add_text(line.cells, text);
}

// The last column of the left part: where the tighter of both texts has most room.
ColumnIndex Bands::split_of(const Band& band) const {
  const auto left_need = static_cast<double>(std::max<std::size_t>(1, band.left.size()));
  const auto right_need = static_cast<double>(band.right.size());
  int left = 0;
  int right = std::accumulate(pixels_.begin(), pixels_.end(), 0);
  std::size_t best = 0;
  double best_room = -1;
  for (std::size_t i = 0; i + 1 < pixels_.size(); ++i) {
    left += pixels_[i];
    right -= pixels_[i];
    const double room = std::min(left / left_need, right / right_need);
    if (room > best_room) {
      best_room = room;
      best = i;
    }
  }
  return static_cast<ColumnIndex>(best);
}

RowIndex Bands::row_count() const {
  RowIndex rows = 0;
  for (const Line& line : lines_) rows += line.cells.row_count();
  return rows;
}

void Bands::write(SheetPart& part) const {
  for (const Line& line : lines_) write_line(part, line.cells, line.band.height);
}

ColumnHeads::ColumnHeads(Writing& writing, const content::Table& table,
                         const std::vector<int>& pixels)
    : writing_(writing), style_(table.header_style), height_(table.header_height) {
  style_.wrap = true;
  has_levels_ = std::any_of(table.columns.begin(), table.columns.end(),
                            [](const Column& column) { return !column.over.empty(); });
  if (has_levels_) {
    add_levels(table, pixels);
  } else {
    add_level(table, pixels);
  }
}

CellPlace& ColumnHeads::place(ColumnRange columns, const std::vector<int>& pixels,
                              const std::string& text) {
  return places_.emplace_back(writing_, style_, columns, width_of(pixels, columns), text);
}

void ColumnHeads::add_level(const content::Table& table, const std::vector<int>& pixels) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const std::string& text = table.columns[i].header;
    place(one(i), pixels, text).add_text(line_, text);
  }
}

void ColumnHeads::add_levels(const content::Table& table, const std::vector<int>& pixels) {
  const std::vector<Column>& columns = table.columns;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string& text = columns[i].header;
    CellPlace& below = place(one(i), pixels, text);
    if (columns[i].over.empty()) {
      whole_.push_back(static_cast<ColumnIndex>(i));
      whole_height_ = std::max(whole_height_, below.add_whole_text(over_, text));
      line_.add_blank(below.setting());
      continue;
    }
    below.add_text(line_, text);
    if (i > 0 && columns[i - 1].over == columns[i].over) continue;
    std::size_t last = i;
    while (last + 1 < columns.size() && columns[last + 1].over == columns[i].over) ++last;
    const ColumnRange shared{static_cast<ColumnIndex>(i), static_cast<ColumnIndex>(last)};
    place(shared, pixels, columns[i].over).add_text(over_, columns[i].over);
  }
}

void ColumnHeads::write(SheetPart& part) const {
  if (!has_levels_) {
    write_line(part, line_, height_);
    return;
  }
  const RowIndex first = part.rows.next_row();
  write_line(part, over_);
  Pt above{};
  for (RowIndex i = 0; i < over_.row_count(); ++i) above += over_.height(i);
  write_line(part, line_, std::max(whole_height_, height_) - above);
  for (const ColumnIndex column : whole_) {
    part.merges.push_back({{first, part.rows.next_row() - 1}, {column, column}});
  }
}

}  // namespace tongbao::xlsx

#include "xlsx/table_writer.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "xlsx/charts.h"

namespace tongbao::xlsx {

namespace {

using content::CellStyle;
using content::CellValue;
using content::Column;
using content::Merge;
using content::Row;

constexpr RowIndex kChartRows = 10'000;
constexpr Pt kCategoryRoom{20};  // that a category of a chart needs
constexpr double kPieCategories = 20;
constexpr RowIndex kSheetRows = 1'048'576;

const CellValue kEmpty;

std::vector<int> widths_of(const content::Table& table) {
  std::vector<int> pixels;
  for (const Column& column : table.columns) pixels.push_back(column_pixels(column.width));
  return pixels;
}

std::vector<std::size_t> charted_columns(const content::Table& table) {
  std::vector<std::size_t> columns;
  for (const content::Chart& chart : table.charts) {
    columns.push_back(chart.categories);
    for (const content::ChartSeries& series : chart.series) columns.push_back(series.column);
  }
  std::sort(columns.begin(), columns.end());
  columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
  return columns;
}

// The rows that a page surely holds: more where they are shrunk to its width, or less of a
// printer's own.
Pt page_height(const content::PrintSetup& print) {
  constexpr double kSure = 0.95;
  const bool large = print.paper == content::PrintSetup::Paper::a3;
  const Mm shorter = large ? Mm{297} : Mm{210};
  const Mm longer = large ? Mm{420} : Mm{297};
  const Pt paper = print.landscape ? shorter : longer;
  return (paper - print.margin_top - print.margin_bottom) * kSure;
}

// Of a column's cells in a subtotal or total row.
CellStyle sum_style_of(const content::Table& table, const Column& column) {
  CellStyle style = table.sum_style;
  style.align = column.style.align;
  style.number_format = column.style.number_format;
  style.wrap = style.wrap || column.style.wrap;
  return style;
}

}  // namespace

TableWriter::TableWriter(Writing& writing, const content::Sheet& sheet,
                         content::LedgerSource* source, std::size_t number)
    : writing_(writing),
      sheet_(sheet),
      table_(std::get<content::Table>(sheet.content)),
      source_(source),
      number_(number),
      pixels_(widths_of(table_)),
      head_(writing, pixels_, sheet.name),
      heads_(writing, table_, pixels_),
      chart_columns_(charted_columns(table_)),
      held_(table_.columns, page_height(sheet.print) / 2) {
  make_places();
}

void TableWriter::make_places() {
  places_.reserve(table_.columns.size());  // lines of cells point to their settings
  sum_places_.reserve(table_.columns.size());
  for (std::size_t i = 0; i < table_.columns.size(); ++i) {
    const Column& column = table_.columns[i];
    const ColumnRange place{static_cast<ColumnIndex>(i), static_cast<ColumnIndex>(i)};
    places_.emplace_back(writing_, column.style, place, pixels_[i], column.header,
                         table_.further_rows);
    sum_places_.emplace_back(writing_, sum_style_of(table_, column), place, pixels_[i],
                             column.header, table_.further_rows);
    append_blank_cell(blank_, places_.back().setting().style);
  }
}

void TableWriter::ask_head() {
  if (source_ == nullptr) return;
  Result<std::vector<content::Band>> bands = source_->head(number_);
  if (bands) {
    head_.set(std::move(*bands));
  } else {
    writing_.errors.insert(writing_.errors.end(), bands.error().begin(), bands.error().end());
  }
}

void TableWriter::open() {
  if (parts_.empty()) ask_head();
  parts_.push_back(writing_.workbook.make_sheet(
      parts_.empty() ? sheet_.name : writing_.names.further(sheet_.name)));
  for (const Column& column : table_.columns) part().widths.push_back(column.width);
  part().print = &sheet_.print;
  part().is_protected = sheet_.is_protected;
  head_.write(part());
  const RowIndex first_head = part().rows.next_row();
  const Pt above = part().rows.height();
  heads_.write(part());
  heads_height_ = part().rows.height() - above;
  first_data_ = part().rows.next_row();
  part().repeated = {first_head, first_data_ - 1};
  if (table_.freeze_header) part().frozen = first_data_;
  data_.clear();
  data_ends_ = true;
  end_of_filter_ = first_data_;
  end_of_choices_ = first_data_;
}

bool TableWriter::is_full(RowIndex rows) {
  const RowIndex merging = held_.merges() ? held_.rows_to_add(line_.height(0)) : 0;
  return next_row() > first_data_ &&
         (std::uint64_t{next_row()} + rows + merging > writing_.options.rows ||
          part().rows.bytes() > writing_.options.bytes);
}

void TableWriter::add(const Row& row) {
  if (parts_.empty()) open();
  if (row.kind == RowKind::data) ++rows_;
  if (held_.merges()) held_.end_runs_before(row, part(), blank_);
  fill(row);
  if (!writing_.errors.empty()) return;
  if (is_full(line_.row_count())) {
    end_data();
    open();
    fill(row);
  }
  begin_runs(row);
  const RowIndex first = next_row();
  for (LinkedCell& link : links_) {
    link.row = first;
    part().links.push_back(std::move(link));
  }
  writing_.links += links_.size();
  write_line_at_hand();
  note_rows({first, first + line_.row_count() - 1}, row);
}

// Values → line_.
void TableWriter::fill(const Row& row) {
  line_.clear();
  links_.clear();
  needed_ = {};
  for (std::size_t i = 0; i < places_.size(); ++i) {
    const CellValue& value = i < row.cells.size() ? row.cells[i] : kEmpty;
    if (row.kind == RowKind::data) {
      fill_cell(i, value, row);
    } else {
      fill_sum(i, value, row);
    }
  }
}

void TableWriter::fill_cell(std::size_t column, const CellValue& value, const Row& row) {
  const Column& shape = table_.columns[column];
  if (shape.merge == Merge::none) {
    if (shape.calculation.kind == content::Calculation::Kind::none) {
      places_[column].add(line_, value, row, links_);
    } else {
      fill_calculated(column, value, row);
    }
  } else if (held_.goes_on(shape.merge, row)) {
    line_.add_blank(places_[column].setting());
  } else {
    Pt& needed = needed_[shape.merge == Merge::group ? 0 : 1];
    needed = std::max(needed, places_[column].add_merged(line_, value, row, links_));
  }
}

void TableWriter::fill_calculated(std::size_t column, const CellValue& value, const Row& row) {
  CellPlace& place = row.kind == RowKind::data ? places_[column] : sum_places_[column];
  const content::Calculation& calculation = table_.columns[column].calculation;
  if (can_come_to(value) && can_calculate(calculation, row.cells)) {
    place.add_formula(line_, calculation_formula(calculation, next_row()), value, row);
  } else {
    place.add(line_, value, row, links_);
  }
}

void TableWriter::fill_sum(std::size_t column, const CellValue& value, const Row& row) {
  const Column& shape = table_.columns[column];
  if (shape.calculation.kind != content::Calculation::Kind::none) {
    fill_calculated(column, value, row);
    return;
  }
  const std::string formula =
      shape.summed ? summed_.formula(row.kind, static_cast<ColumnIndex>(column), part().name)
                   : std::string();
  if (formula.empty() || !std::holds_alternative<double>(value)) {
    sum_places_[column].add(line_, value, row, links_);
  } else {
    sum_places_[column].add_formula(line_, formula, value, row);
  }
}

void TableWriter::begin_runs(const Row& row) {
  if (row.kind != RowKind::data || !held_.merges()) return;
  for (const Merge merge : {Merge::group, Merge::problem}) {
    if (held_.goes_on(merge, row)) continue;
    held_.begin_run(merge, row, needed_[merge == Merge::group ? 0 : 1], part());
  }
}

void TableWriter::write_line_at_hand() {
  if (!held_.merges()) return write_line(part(), line_);
  for (RowIndex i = 0; i < line_.row_count(); ++i) {
    std::string cells;
    line_.append_cells(cells, i);
    held_.add(part(), line_.height(i), std::move(cells));
  }
}

void TableWriter::note_rows(RowRange rows, const Row& row) {
  if (row.kind != RowKind::total) end_of_filter_ = rows.last + 1;
  if (row.kind != RowKind::data) {
    if (row.kind == RowKind::total) {
      summed_.add_total();
    } else {
      summed_.add_subtotal(rows);
    }
    data_ends_ = true;
    return;
  }
  summed_.add_data(part().name, rows);
  if (std::exchange(data_ends_, false)) {
    data_.push_back(rows);
  } else {
    data_.back().last = rows.last;
  }
  end_of_data_ = end_of_choices_ = rows.last + 1;
  if (!chart_columns_.empty()) keep_chart_cells(rows.first, row);
}

void TableWriter::keep_chart_cells(RowIndex at, const Row& row) {
  if (rows_ > kChartRows || parts_.size() > 1) return;
  for (const std::size_t column : chart_columns_) {
    if (column >= row.cells.size()) continue;
    part().chart_cells.push_back(
        {.row = at, .column = static_cast<ColumnIndex>(column), .value = row.cells[column]});
  }
}

void TableWriter::finish() {
  if (parts_.empty()) open();
  if (!writing_.errors.empty()) return;
  write_empty_rows();
  end_data();
  write_foot();
  place_charts();
}

void TableWriter::write_empty_rows() {
  held_.end_all(part(), blank_);
  const Row nothing;
  for (std::size_t i = 0; i < table_.empty_rows; ++i) {
    if (is_full(1)) {
      end_data();
      open();
    }
    line_.clear();
    for (std::size_t column = 0; column < places_.size(); ++column) {
      const auto& calculation = table_.columns[column].calculation;
      if (calculation.kind == content::Calculation::Kind::none) {
        line_.add_blank(places_[column].setting());
      } else {
        const bool is_sum = calculation.kind == content::Calculation::Kind::sum;
        fill_calculated(column, is_sum ? CellValue(0.0) : CellValue(), nothing);
      }
    }
    const RowIndex at = next_row();
    write_line(part(), line_);
    if (std::exchange(data_ends_, false)) data_.push_back({at, at});
    data_.back().last = at;
    end_of_filter_ = end_of_choices_ = at + 1;
  }
}

// After the last row of data on the worksheet: what its columns have from top to bottom.
void TableWriter::end_data() {
  held_.end_all(part(), blank_);
  held_.take_merges(part());
  if (table_.filter) part().filter = {first_data_ - 1, std::max(end_of_filter_, first_data_) - 1};
  if (data_.empty()) return;
  const RowRange filled{first_data_, end_of_choices_ - 1};
  for (std::size_t i = 0; i < table_.columns.size(); ++i) {
    const Column& column = table_.columns[i];
    const auto place = static_cast<ColumnIndex>(i);
    if (!column.choices.empty()) part().choices.push_back({place, filled, &column.choices});
    if (column.range_name.empty()) continue;
    const std::string number = parts_.size() == 1 ? "" : fmt::format("_{}", parts_.size());
    part().names.push_back({column.range_name + number, place, filled});
  }
  for (const content::Highlight& highlight : table_.highlights) {
    part().highlights.push_back({data_, &highlight});
  }
}

void TableWriter::write_foot() {
  if (source_ == nullptr) return;
  Result<std::vector<content::Band>> bands = source_->foot(number_);
  if (!bands) {
    writing_.errors.insert(writing_.errors.end(), bands.error().begin(), bands.error().end());
    return;
  }
  Bands foot(writing_, pixels_, sheet_.name);
  foot.set(std::move(*bands));
  if (std::uint64_t{next_row()} + foot.row_count() > writing_.options.rows) {
    open();
    end_data();
  }
  foot.write(part());
}

// Whether somebody could read it.
bool TableWriter::has_room(const content::Chart& chart) const {
  using Kind = content::Chart::Kind;
  if (parts_.size() > 1 || rows_ > kChartRows) return false;
  const auto categories = static_cast<double>(rows_);
  switch (chart.kind) {
    case Kind::line:
      return true;
    case Kind::pie:
      return categories <= kPieCategories;
    case Kind::bar:
      return kCategoryRoom * categories <= chart.height;
    default:
      return kCategoryRoom * categories <= chart.width;
  }
}

void TableWriter::warn_of_missing(const content::Chart& chart) {
  writing_.warnings.push_back(
      {.code = "ledger.noChart",
       .severity = Severity::warning,
       .where = {},
       .message = say("“{}”中的图表“{}”没有画：{}行太多，画出来无法辨认",
                      "chart “{1}” of sheet “{0}” was not drawn: {2} rows are too many to read",
                      sheet_.name, chart.title, rows_),
       .hint = say("数据在表中；可在模板中把图表加宽，或只取一部分行",
                   "its data is in the sheet; make it wider in the template, or of fewer rows")});
}

void TableWriter::place_charts() {
  if (rows_ == 0) return;
  const RowRange shown{data_.front().first, end_of_data_ - 1};
  RowIndex next = next_row() + 1;
  const Pt page = page_height(sheet_.print);
  Pt left = page - part().rows.height() - kEmptyRow;
  for (const content::Chart& chart : table_.charts) {
    if (!has_room(chart)) {
      warn_of_missing(chart);
      continue;
    }
    const RowIndex rows = chart_rows(chart);
    const Pt height = kEmptyRow * rows;
    if (height > left) {
      part().page_breaks.push_back(next - 1);  // with the empty row above it
      left = page - heads_height_ - kEmptyRow;
    }
    if (next + rows > kSheetRows) return;
    part().charts.push_back({.chart = &chart, .row = next, .data = shown});
    next += rows;
    left = left - height;
  }
}

}  // namespace tongbao::xlsx

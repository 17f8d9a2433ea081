#include "xlsx/charts.h"

#include <algorithm>
#include <cmath>
#include <new>
#include <variant>

#include <xlsxwriter.h>

#include "xlsx/cell_text.h"
#include "xlsx/library.h"

namespace tongbao::xlsx {

namespace {

using content::Chart;

constexpr double kPixelsPerPoint = 96.0 / 72;
constexpr double kDefaultWidth = 480;  // pixels, the library's
constexpr double kDefaultHeight = 288;
constexpr const char* kNoZeros = "General;-General;";  // parts of a stack that are not there
constexpr const char* kDays = "yyyy-mm-dd";

std::uint8_t kind_of(Chart::Kind kind) {
  switch (kind) {
    case Chart::Kind::column:
      return LXW_CHART_COLUMN;
    case Chart::Kind::stacked_column:
      return LXW_CHART_COLUMN_STACKED;
    case Chart::Kind::bar:
      return LXW_CHART_BAR;
    case Chart::Kind::line:
      return LXW_CHART_LINE;
    case Chart::Kind::pie:
      return LXW_CHART_PIE;
  }
  return LXW_CHART_COLUMN;
}

void set_colour(lxw_chart_series* series, Chart::Kind kind, const content::Colour& colour) {
  if (kind == Chart::Kind::line) {
    lxw_chart_line line{};
    line.color = colour_number(colour);
    chart_series_set_line(series, &line);
  } else {
    lxw_chart_fill fill{};
    fill.color = colour_number(colour);
    chart_series_set_fill(series, &fill);
  }
}

void add_series(lxw_chart* chart, const ChartPlace& place, const content::ChartSeries& shown,
                const std::string& sheet) {
  lxw_chart_series* const series = chart_add_series(chart, nullptr, nullptr);
  if (series == nullptr) throw std::bad_alloc();
  const auto categories = static_cast<ColumnIndex>(place.chart->categories);
  const auto values = static_cast<ColumnIndex>(shown.column);
  const RowRange rows = place.data;
  chart_series_set_categories(series, sheet.c_str(), rows.first, categories, rows.last, categories);
  chart_series_set_values(series, sheet.c_str(), rows.first, values, rows.last, values);
  if (!shown.name.empty()) chart_series_set_name(series, shown.name.c_str());
  if (shown.colour) set_colour(series, place.chart->kind, *shown.colour);
  chart_series_set_labels(series);
  chart_series_set_labels_num_format(series, kNoZeros);
}

void add_chart(lxw_workbook* workbook, lxw_worksheet* out, const SheetPart& sheet,
               const ChartPlace& place) {
  const Chart& shown = *place.chart;
  lxw_chart* const chart = workbook_add_chart(workbook, kind_of(shown.kind));
  if (chart == nullptr) throw std::bad_alloc();
  for (const content::ChartSeries& series : shown.series) {
    add_series(chart, place, series, sheet.name);
  }
  const auto names_days = [&](const ChartCell& cell) {
    return cell.column == shown.categories && std::holds_alternative<Date>(cell.value);
  };
  if (std::any_of(sheet.chart_cells.begin(), sheet.chart_cells.end(), names_days)) {
    chart_axis_set_num_format(chart->x_axis, kDays);
  }
  if (shown.title.empty()) {
    chart_title_off(chart);
  } else {
    chart_title_set_name(chart, shown.title.c_str());
  }
  const bool explains = shown.series.size() > 1 || shown.kind == Chart::Kind::pie;
  chart_legend_set_position(chart, explains ? LXW_CHART_LEGEND_BOTTOM : LXW_CHART_LEGEND_NONE);
  lxw_chart_options options{};
  options.x_scale = shown.width.value * kPixelsPerPoint / kDefaultWidth;
  options.y_scale = shown.height.value * kPixelsPerPoint / kDefaultHeight;
  check_call(worksheet_insert_chart_opt(out, place.row, 0, chart, &options), "insert_chart");
}

// So that the library can put what a chart shows into the chart itself.
void tell_cell(lxw_worksheet* out, const ChartCell& cell) {
  if (const auto* const date = std::get_if<Date>(&cell.value)) {
    if (const auto serial = date_serial(*date)) {
      check_call(worksheet_write_number(out, cell.row, cell.column, *serial, nullptr),
                 "write_number");
    }
  } else if (const auto* const number = std::get_if<double>(&cell.value)) {
    check_call(worksheet_write_number(out, cell.row, cell.column, *number, nullptr),
               "write_number");
  } else if (const auto* const text = std::get_if<std::string>(&cell.value);
             text != nullptr && !text->empty()) {
    check_call(worksheet_write_string(out, cell.row, cell.column, text->c_str(), nullptr),
               "write_string");
  }
}

}  // namespace

RowIndex chart_rows(const content::Chart& chart) {
  return static_cast<RowIndex>(std::ceil(chart.height / kEmptyRow)) + 1;
}

void add_charts(lxw_workbook* workbook, lxw_worksheet* out, const SheetPart& sheet) {
  if (sheet.charts.empty()) return;
  for (const ChartCell& cell : sheet.chart_cells) tell_cell(out, cell);
  for (const ChartPlace& place : sheet.charts) add_chart(workbook, out, sheet, place);
}

}  // namespace tongbao::xlsx

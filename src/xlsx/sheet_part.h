// One worksheet of the workbook: its rows, which are written as they come, and all that stands
// round them in its part, which is written at the end.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "content/ledger_content.h"
#include "xlsx/sheet_data.h"

namespace tongbao::xlsx {

struct RowRange {
  RowIndex first = 0;
  RowIndex last = 0;
};
struct ColumnRange {
  ColumnIndex first = 0;
  ColumnIndex last = 0;
};

struct MergedCells {
  RowRange rows;
  ColumnRange columns;
};

// Cells that are merged downwards in several columns alike.
struct MergedRuns {
  std::vector<ColumnIndex> columns;
  std::vector<RowRange> runs;
};

// A list to choose from in the cells of a column.
struct ChoiceCells {
  ColumnIndex column = 0;
  RowRange rows;
  const std::vector<std::string>* choices = nullptr;
};

// A conditional format.
struct HighlightedCells {
  std::vector<RowRange> rows;  // at least one
  const content::Highlight* highlight = nullptr;
};

struct LinkedCell {
  RowIndex row = 0;
  ColumnIndex column = 0;
  std::string address;
};

struct NamedCells {
  std::string name;
  ColumnIndex column = 0;
  RowRange rows;
};

// A cell that a chart shows, kept so that the chart can carry what it shows.
struct ChartCell {
  RowIndex row = 0;
  ColumnIndex column = 0;
  content::CellValue value;
};

struct ChartPlace {
  const content::Chart* chart = nullptr;
  RowIndex row = 0;  // its top
  RowRange data;
};

// References point into the LedgerContent, which lives until the workbook is closed.
struct SheetPart {
  SheetPart(std::string sheet_name, DeflateWorkers& workers, Disk& disk, std::filesystem::path file)
      : name(std::move(sheet_name)), rows(workers, disk, std::move(file)) {}

  std::string name;
  SheetData rows;
  std::vector<double> widths;  // of all columns, in characters
  const content::PrintSetup* print = nullptr;
  bool is_protected = false;
  bool is_hidden = false;

  std::optional<RowRange> repeated;  // in print
  RowIndex frozen = 0;               // that many rows stay in view
  std::optional<RowRange> filter;    // over all columns, the first row its heads
  std::vector<MergedCells> merges;
  std::vector<MergedRuns> merged_runs;
  std::vector<ChoiceCells> choices;
  std::vector<HighlightedCells> highlights;
  std::vector<LinkedCell> links;
  std::vector<NamedCells> names;
  std::vector<ChartCell> chart_cells;
  std::vector<ChartPlace> charts;
  std::vector<RowIndex> page_breaks;  // each above its row
};

}  // namespace tongbao::xlsx

#include "xlsx/held_rows.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "xlsx/cell_line.h"

namespace tongbao::xlsx {

namespace {

using content::Merge;
using content::Row;

constexpr Pt kLeast{200};
constexpr std::size_t kMostRows = 2'000;  // held before they are made higher all the same

std::uint64_t number_of(Merge merge, const Row& row) {
  return merge == Merge::group ? row.group : row.problem;
}

}  // namespace

HeldRows::HeldRows(const std::vector<content::Column>& columns, Pt highest)
    : highest_(std::max(highest, kLeast)) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].merge == Merge::none) continue;
    run_of(columns[i].merge).columns.push_back(static_cast<ColumnIndex>(i));
  }
}

HeldRows::Run& HeldRows::run_of(Merge merge) {
  return runs_[merge == Merge::group ? 0 : 1];
}

const HeldRows::Run& HeldRows::run_of(Merge merge) const {
  return runs_[merge == Merge::group ? 0 : 1];
}

RowIndex HeldRows::rows_to_add(Pt height) const {
  RowIndex rows = 0;
  for (const Run& run : runs_) {
    if (!run.open) continue;
    const double missing = (run.needed - run.height - height) / kRowLimit;
    rows += static_cast<RowIndex>(std::max(0.0, std::ceil(missing)));
  }
  return rows;
}

bool HeldRows::goes_on(Merge merge, const Row& row) const {
  const Run& run = run_of(merge);
  return run.open && row.kind == content::RowKind::data && run.number == number_of(merge, row) &&
         run.height < std::max(highest_, run.needed);
}

void HeldRows::end_runs_before(const Row& row, SheetPart& part, const std::string& blank) {
  if (!goes_on(Merge::problem, row)) end_run(run_of(Merge::problem), part, blank);
  if (!goes_on(Merge::group, row)) end_run(run_of(Merge::group), part, blank);
  write(part);
}

void HeldRows::end_all(SheetPart& part, const std::string& blank) {
  for (const Merge merge : {Merge::problem, Merge::group}) end_run(run_of(merge), part, blank);
  write(part);
}

// A row is that much higher, and with it the runs it belongs to.
void HeldRows::grow(RowIndex row, Pt by) {
  for (Run& run : runs_) {
    if (run.open && row >= run.first) run.height += by;
  }
}

// Makes the last rows of a run higher, as far as they can be. One that lacks height is held from
// its first row on: none of its rows was written.
void HeldRows::raise(Run& run, const SheetPart& part) {
  for (std::size_t i = rows_.size(); i-- > 0 && run.height < run.needed;) {
    const RowIndex place = part.rows.next_row() + static_cast<RowIndex>(i);
    if (place < run.first) break;
    const Pt higher = row_height(rows_[i].height + run.needed - run.height - kRowPadding);
    const Pt by = std::max(Pt{}, higher - rows_[i].height);
    rows_[i].height += by;
    grow(place, by);
  }
}

void HeldRows::end_run(Run& run, SheetPart& part, const std::string& blank) {
  if (!run.open) return;
  raise(run, part);
  while (run.height < run.needed) {
    const Pt height = row_height(run.needed - run.height - kRowPadding);
    const RowIndex place = next_row(part);
    rows_.push_back({.height = height, .cells = blank});
    grow(place, height);
  }
  const RowIndex end = next_row(part);
  if (end - run.first > 1) run.merged.push_back({run.first, end - 1});
  run.open = false;
}

void HeldRows::begin_run(Merge merge, const Row& row, Pt needed, const SheetPart& part) {
  Run& run = run_of(merge);
  run.open = true;
  run.number = number_of(merge, row);
  run.first = next_row(part);
  run.needed = needed;
  run.height = {};
}

void HeldRows::add(SheetPart& part, Pt height, std::string cells) {
  const RowIndex place = next_row(part);
  rows_.push_back({.height = height, .cells = std::move(cells)});
  grow(place, height);
  if (rows_.size() % kMostRows == 0) {  // memory is to stay bounded
    for (Run& run : runs_) {
      if (run.open) raise(run, part);
    }
  }
  write(part);
}

// Writes all rows, unless a run still lacks height.
void HeldRows::write(SheetPart& part) {
  const bool wait = std::any_of(runs_.begin(), runs_.end(),
                                [](const Run& run) { return run.open && run.height < run.needed; });
  if (wait) return;
  for (const HeldRow& row : rows_) {
    part.rows.begin_row(row.height) += row.cells;
    part.rows.end_row();
  }
  rows_.clear();
}

void HeldRows::take_merges(SheetPart& part) {
  for (Run& run : runs_) {
    if (run.merged.empty()) continue;
    part.merged_runs.push_back({.columns = run.columns, .runs = std::exchange(run.merged, {})});
  }
}

}  // namespace tongbao::xlsx

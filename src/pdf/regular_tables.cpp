#include "pdf/regular_tables.h"

#include <algorithm>
#include <cstddef>

namespace tongbao::pdf {

namespace {

using Indices = std::vector<std::uint32_t>;

Indices elements_in(const StructurePlan& plan, std::uint32_t parent) {
  Indices indices;
  for (std::uint32_t i = plan.elements[parent].first_kid; i != no_index; i = plan.kids[i].next) {
    if (plan.kids[i].kind == StructureKid::Kind::element) indices.push_back(plan.kids[i].index);
  }
  return indices;
}

class Grid {
 public:
  explicit Grid(std::size_t rows) : rows_(rows) {}

  // Cuts `cell`, the next one in `row`, to its place. Rows come one after the other.
  void place(StructureElement& cell, std::size_t row) {
    if (row != row_) column_ = 0;
    row_ = row;
    while (!is_free(column_)) ++column_;
    std::size_t end = column_;
    while (end < column_ + cell.columns && is_free(end)) ++end;
    cell.columns = static_cast<std::uint32_t>(end - column_);
    cell.rows = static_cast<std::uint32_t>(std::min<std::size_t>(cell.rows, rows_ - row));
    if (end > taken_until_.size()) taken_until_.resize(end, 0);
    for (; column_ < end; ++column_) taken_until_[column_] = row + cell.rows;
  }

  [[nodiscard]] std::size_t columns() const { return taken_until_.size(); }
  [[nodiscard]] std::size_t taken_in(std::size_t row) const {
    return static_cast<std::size_t>(
        std::count_if(taken_until_.begin(), taken_until_.end(),
                      [row](std::size_t until) { return until > row; }));
  }

 private:
  [[nodiscard]] bool is_free(std::size_t column) const {
    return column >= taken_until_.size() || taken_until_[column] <= row_;
  }

  std::size_t rows_;
  std::size_t row_ = 0;
  std::size_t column_ = 0;
  std::vector<std::size_t> taken_until_;  // by column: the first row where it is free again
};

void make_regular(StructurePlan& plan, std::uint32_t table) {
  const Indices rows = elements_in(plan, table);
  Grid grid(rows.size());
  std::vector<std::size_t> taken;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (const std::uint32_t cell : elements_in(plan, rows[row])) {
      grid.place(plan.elements[cell], row);
    }
    taken.push_back(grid.taken_in(row));
  }
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t n = taken[row]; n < grid.columns(); ++n) {
      const auto cell = static_cast<std::uint32_t>(plan.elements.size());
      plan.elements.push_back({.type = "TD", .parent = rows[row], .shown = true});
      plan.add_kid(rows[row], {.kind = StructureKid::Kind::element, .index = cell});
    }
  }
}

}  // namespace

void make_tables_regular(StructurePlan& plan) {
  const std::size_t count = plan.elements.size();
  for (std::uint32_t i = 0; i < count; ++i) {
    if (plan.elements[i].type == "Table" && plan.elements[i].shown) make_regular(plan, i);
  }
}

}  // namespace tongbao::pdf

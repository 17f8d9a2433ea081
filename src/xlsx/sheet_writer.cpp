#include "xlsx/sheet_writer.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/utf8.h"
#include "xlsx/cell_line.h"
#include "xlsx/cell_text.h"
#include "xlsx/text_lines.h"

namespace tongbao::xlsx {

namespace {

using content::Align;
using content::Band;
using content::CellStyle;
using content::CellValue;
using content::Column;
using content::Row;
using content::Sheet;

constexpr std::size_t kErrors = 100;  // reported at most
constexpr const char* kIsoDate = "yyyy-mm-dd";

// The band's text of each edge, given half the line each, or as much as the other can spare.
struct BandLine {
  std::vector<std::unique_ptr<CellSetting>> settings;
  CellLine cells;
  Pt least;
};

class SheetWriter {
 public:
  SheetWriter(Workbook& workbook, Sheet& sheet, const font::FontSet& fonts, SheetNames& names,
              const SheetLimits& limits)
      : workbook_(workbook), sheet_(sheet), fonts_(fonts), names_(names), limits_(limits) {
    for (const Column& column : sheet_.columns) pixels_.push_back(column_pixels(column.width));
    for (const Band& band : sheet_.head) head_.push_back(make_band(band));
    for (const Band& band : sheet_.foot) foot_.push_back(make_band(band));
    for (const BandLine& band : foot_) foot_rows_ += band.cells.row_count();
    make_columns();
  }

  Result<std::size_t> run() {
    open(sheet_.name);
    Row row;
    std::size_t rows = 0;
    for (;; ++rows) {
      const Result<bool> more = sheet_.rows ? sheet_.rows->next(row) : Result<bool>(false);
      if (!more) {
        errors_.insert(errors_.end(), more.error().begin(), more.error().end());
        break;
      }
      if (!*more || errors_.size() >= kErrors) break;
      fill(row);
      if (errors_.empty()) write_row();
    }
    if (!errors_.empty()) return failure(std::move(errors_));
    end_data();
    for (const BandLine& band : foot_) write_band(band);
    return rows;
  }

 private:
  CellSetting make_setting(const CellStyle& style, ColumnRange columns) {
    int pixels = 0;
    for (ColumnIndex i = columns.first; i <= columns.last; ++i) pixels += pixels_[i];
    return {.columns = columns,
            .breaker = &breaker(style.role),
            .width = text_width(pixels) / style.size,
            .line = line_height(style.size),
            .wrap = style.wrap,
            .format = workbook_.format(style)};
  }

  const LineBreaker& breaker(const std::string& role) {
    const auto found = breakers_.find(role);
    if (found != breakers_.end()) return found->second;
    return breakers_.try_emplace(role, fonts_, *fonts_.find_role(role)).first->second;
  }

  void make_columns() {
    CellStyle header = sheet_.header_style;
    header.wrap = true;
    for (std::size_t i = 0; i < sheet_.columns.size(); ++i) {
      const ColumnRange place{static_cast<ColumnIndex>(i), static_cast<ColumnIndex>(i)};
      header_settings_.push_back(make_setting(header, place));
      CellStyle style = sheet_.columns[i].style;
      columns_.push_back(make_setting(style, place));
      if (style.number_format.empty()) style.number_format = kIsoDate;
      dates_.push_back(make_setting(style, place));
    }
    for (std::size_t i = 0; i < sheet_.columns.size(); ++i) {
      const std::string_view text = unify_line_breaks(sheet_.columns[i].header, buffer_);
      if (fits_cell(text, sheet_.name, std::nullopt)) header_.add_text(header_settings_[i], text);
    }
  }

  [[nodiscard]] ColumnIndex last_column() const {
    return static_cast<ColumnIndex>(sheet_.columns.size() - 1);
  }

  // True where one cell can hold `text`; else an error at `pointer`, if there is one.
  bool fits_cell(std::string_view text, const std::string& place,
                 std::optional<std::string> pointer) {
    if (text.size() <= kCellUnits ||
        count_utf16_units(escape_cell_text(text, escaped_)) <= kCellUnits) {
      return true;
    }
    add_error("ledger.cellTooLong", std::move(pointer),
              say("“{}”一格超过{}个字符（UTF-16）", "the cell “{}” is longer than {} UTF-16 units",
                  place, kCellUnits));
    return false;
  }

  void add_to_band(BandLine& line, CellStyle style, ColumnRange columns, std::string_view text) {
    style.wrap = true;  // a band never runs over the edge of the table
    line.settings.push_back(std::make_unique<CellSetting>(make_setting(style, columns)));
    const std::string_view value = unify_line_breaks(text, buffer_);
    if (!fits_cell(value, sheet_.name, std::nullopt)) return;
    line.cells.add_text(*line.settings.back(), value);
  }

  BandLine make_band(const Band& band) {
    BandLine line;
    line.least = band.height;
    if (band.right.empty() || last_column() == 0) {
      const bool both = !band.right.empty();
      add_to_band(line, band.style, {0, last_column()},
                  both ? band.left + "\n" + band.right : band.left);
      return line;
    }
    const ColumnIndex split = band_split(band);
    CellStyle style = band.style;
    style.align = Align::start;
    add_to_band(line, style, {0, split}, band.left);
    style.align = Align::end;
    add_to_band(line, style, {static_cast<ColumnIndex>(split + 1), last_column()}, band.right);
    return line;
  }

  // The last column of the left part: where the tighter of both texts has most room.
  [[nodiscard]] ColumnIndex band_split(const Band& band) const {
    const auto left_need = static_cast<double>(std::max<std::size_t>(1, band.left.size()));
    const auto right_need = static_cast<double>(band.right.size());
    int left = 0;
    int right = 0;
    for (const int width : pixels_) right += width;
    ColumnIndex best = 0;
    double best_room = -1;
    for (ColumnIndex i = 0; i < last_column(); ++i) {
      left += pixels_[i];
      right -= pixels_[i];
      const double room = std::min(left / left_need, right / right_need);
      if (room > best_room) {
        best_room = room;
        best = i;
      }
    }
    return best;
  }

  void open(const std::string& name) {
    out_.emplace(workbook_.add_sheet(name));
    next_ = 0;
    for (std::size_t i = 0; i < sheet_.columns.size(); ++i) {
      out_->set_column_width(static_cast<ColumnIndex>(i), sheet_.columns[i].width);
    }
    out_->set_print(sheet_.print);
    for (const BandLine& band : head_) write_band(band);
    header_.write(*out_, next_, sheet_.header_height);
    next_ += header_.row_count();
    first_data_ = next_;
    end_of_data_ = next_;
    out_->repeat_row(first_data_ - 1);
    if (sheet_.freeze_header) out_->freeze_above(first_data_);
  }

  void write_band(const BandLine& band) {
    band.cells.write(*out_, next_, band.least);
    next_ += band.cells.row_count();
  }

  // Before any row beneath the data: libxlsxwriter takes ranges only down to the row it is at.
  void end_data() {
    const ColumnRange all{0, last_column()};
    const RowIndex last = std::max(end_of_data_, first_data_) - 1;
    if (sheet_.filter) out_->filter({first_data_ - 1, last}, all);
    if (end_of_data_ == first_data_) return;
    for (ColumnIndex i = 0; i <= last_column(); ++i) {
      const std::vector<std::string>& choices = sheet_.columns[i].choices;
      if (!choices.empty()) out_->validate_list({first_data_, last}, i, choices);
    }
  }

  // Values → line_. What cannot be a cell's value goes to errors_.
  void fill(const Row& row) {
    line_.clear();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (i >= row.cells.size() || std::holds_alternative<std::monostate>(row.cells[i])) {
        line_.add_blank(columns_[i]);
      } else if (const auto* const text = std::get_if<std::string>(&row.cells[i])) {
        fill_text(i, *text, row);
      } else if (const auto* const number = std::get_if<double>(&row.cells[i])) {
        fill_number(i, *number, row);
      } else {
        fill_date(i, std::get<Date>(row.cells[i]), row);
      }
    }
  }

  void fill_text(std::size_t column, std::string_view text, const Row& row) {
    const std::string_view value = unify_line_breaks(text, buffer_);
    if (!fits_cell(value, sheet_.columns[column].header, row.pointer)) return;
    line_.add_text(columns_[column], value);
  }

  void fill_number(std::size_t column, double number, const Row& row) {
    if (std::isfinite(number)) {
      line_.add_number(columns_[column], number);
      return;
    }
    add_error("ledger.badNumber", row.pointer,
              say("“{}”一格不是有限的数", "the cell under “{}” is no finite number",
                  sheet_.columns[column].header));
  }

  void fill_date(std::size_t column, const Date& date, const Row& row) {
    if (!date.has_day()) {  // a month is no day of Excel's calendar
      line_.add_text(columns_[column], date.chinese());
      return;
    }
    const std::optional<double> serial = date_serial(date);
    if (serial) {
      line_.add_number(dates_[column], *serial);
      return;
    }
    add_error("ledger.dateOutOfRange", row.pointer,
              say("“{}”一格的日期{}早于1900-03-01，电子表格无法表示",
                  "the date under “{}”, {}, is before 1900-03-01, which no workbook can hold",
                  sheet_.columns[column].header, date.iso()));
  }

  void add_error(const char* code, std::optional<std::string> pointer, Bilingual message) {
    errors_.push_back({.code = code,
                       .where = {.pointer = std::move(pointer), .file = {}},
                       .message = std::move(message),
                       .hint = {}});
  }

  void write_row() {
    const RowIndex rows = line_.row_count();
    const bool has_data = end_of_data_ > first_data_;
    const bool full = std::uint64_t{next_} + rows + foot_rows_ > limits_.rows;
    if (has_data && (full || out_->bytes() > limits_.bytes)) {
      end_data();
      open(names_.further(sheet_.name));
    }
    line_.write(*out_, next_);
    next_ += rows;
    end_of_data_ = next_;
  }

  Workbook& workbook_;
  Sheet& sheet_;
  const font::FontSet& fonts_;
  SheetNames& names_;
  const SheetLimits& limits_;

  std::vector<int> pixels_;  // widths of the columns
  std::map<std::string, LineBreaker> breakers_;
  std::vector<BandLine> head_;
  std::vector<BandLine> foot_;
  RowIndex foot_rows_ = 0;
  std::vector<CellSetting> header_settings_;
  CellLine header_;
  std::vector<CellSetting> columns_;
  std::vector<CellSetting> dates_;  // the same with a format that shows a day

  std::optional<Worksheet> out_;
  RowIndex next_ = 0;
  RowIndex first_data_ = 0;
  RowIndex end_of_data_ = 0;
  CellLine line_;  // of the row at hand
  std::string buffer_;
  std::string escaped_;
  Diagnostics errors_;
};

}  // namespace

Result<std::size_t> write_sheet(Workbook& workbook, Sheet& sheet, const font::FontSet& fonts,
                                SheetNames& names, const SheetLimits& limits) {
  return SheetWriter(workbook, sheet, fonts, names, limits).run();
}

}  // namespace tongbao::xlsx

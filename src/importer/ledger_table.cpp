#include "importer/ledger_table.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <variant>

#include "importer/ledger_merges.h"

namespace tongbao::importer {

namespace {

using workbook::Address;

constexpr std::uint32_t rows_above_a_table = 30;
constexpr std::size_t fewest_headers = 3;
constexpr std::size_t most_rows = 20'000;
constexpr std::size_t most_text = std::size_t{32} << 20;  // bytes, merged cells counted in each row
constexpr std::size_t long_text = 150;                    // bytes that may have filled a row

Diagnostic too_large(Bilingual message) {
  return {.code = "import.tooLarge", .where = {}, .message = std::move(message), .hint = {}};
}

bool is_content(Meaning meaning) {
  return meaning != Meaning::id && meaning != Meaning::ordinal && meaning != Meaning::group &&
         meaning != Meaning::derived;
}

// What a row that another goes on in may hold.
bool may_go_on(Meaning meaning) {
  constexpr std::array meanings{Meaning::finding, Meaning::detail,     Meaning::measures,
                                Meaning::text,    Meaning::paragraphs, Meaning::evidence};
  return std::find(meanings.begin(), meanings.end(), meaning) != meanings.end();
}

class SheetReading {
 public:
  SheetReading(const workbook::Workbook& workbook, const workbook::Sheet& sheet,
               LedgerTables& tables, Report& report)
      : workbook_(workbook), sheet_(sheet), merges_(sheet), tables_(tables), report_(report) {}

  // The table of the sheet; nothing where it has none.
  std::optional<LedgerTable> read(std::size_t& rows, std::size_t& text) {
    if (!find_header()) return std::nullopt;
    if (has_row_a_measure()) {
      tables_.has_measure_rows = true;
      return std::nullopt;
    }
    LedgerTable table{.sheet = &sheet_, .rows = {}};
    for (const auto& [column, known] : columns_) {
      table.has_ids = table.has_ids || known->meaning == Meaning::id;
      table.has_ordinals = table.has_ordinals || known->meaning == Meaning::ordinal;
      table.has_findings = table.has_findings || known->meaning == Meaning::finding;
    }
    if (!table.has_ids && !(table.has_ordinals && table.has_findings)) return std::nullopt;
    read_bands();
    warn_of_unknown_columns();
    for (const std::uint32_t row : rows_below()) {
      if (rows > most_rows || text > most_text) break;
      if (!is_band(row)) add_row(row, table, rows, text);
    }
    return table;
  }

 private:
  [[nodiscard]] CellValue own_value(Address at) const {
    const auto found =
        std::lower_bound(sheet_.cells.begin(), sheet_.cells.end(), at,
                         [](const workbook::Cell& cell, Address key) { return cell.at < key; });
    if (found == sheet_.cells.end() || found->at != at) return {};
    if (const auto* number = std::get_if<double>(&found->value)) return {{}, *number};
    return {workbook_.texts[std::get<workbook::TextIndex>(found->value).value], {}};
  }

  // A merged cell speaks for all rows that it covers, but not for other columns: what was in those
  // is not known any more.
  [[nodiscard]] std::optional<CellValue> value_at(Address at) const {
    const workbook::Range* const range = merges_.covering(at);
    if (range == nullptr) return own_value(at);
    if (range->first.column != at.column) return std::nullopt;
    return own_value(range->first);
  }

  [[nodiscard]] std::string header_at(Address at) const {
    const auto value = value_at(at);
    return value ? without_blanks(value->text) : std::string();
  }

  bool find_header() {
    std::size_t most = fewest_headers - 1;
    std::uint32_t width = 0;
    for (const workbook::Cell& cell : sheet_.cells) width = std::max(width, cell.at.column + 1);
    width_ = std::min(width, LedgerMerges::columns);
    for (std::uint32_t row = 0; row < rows_above_a_table; ++row) {
      std::map<std::uint32_t, const LedgerColumn*> known;
      for (std::uint32_t column = 0; column < width_; ++column) {
        const LedgerColumn* const found = find_column(header_at({row, column}));
        if (found != nullptr) known.emplace(column, found);
      }
      if (known.size() <= most) continue;
      most = known.size();
      header_ = row;
      columns_ = std::move(known);
    }
    return !columns_.empty();
  }

  // 任务清单 and 任务分解表: their columns speak of a measure, else of its problem.
  [[nodiscard]] bool has_row_a_measure() const {
    for (std::uint32_t column = 0; column < width_; ++column) {
      const std::string header = header_at({header_, column});
      if (header == "措施序号" || header == "完成时限") return true;
    }
    return false;
  }

  void read_bands() {
    for (const workbook::Cell& cell : sheet_.cells) {
      if (cell.at.row >= header_) break;
      const auto value = own_value(cell.at);
      read_band(value.text, "填报单位", [this](const std::string& text) {
        if (tables_.unit.empty()) tables_.unit = text;
      });
      read_band(value.text, "填报时间", [this](const std::string& text) {
        if (!tables_.date) tables_.date = parse_written_date(without_blanks(text));
      });
    }
  }

  template <class Take>
  static void read_band(std::string_view text, std::string_view label, const Take& take) {
    const std::string whole = one_line(text);
    if (whole.rfind(label, 0) != 0) return;
    for (const std::string_view colon : {"：", ":"}) {
      if (whole.compare(label.size(), colon.size(), colon) != 0) continue;
      return take(trimmed(std::string_view(whole).substr(label.size() + colon.size())));
    }
  }

  void warn_of_unknown_columns() {
    for (std::uint32_t column = 0; column < width_; ++column) {
      const Address at{header_, column};
      const std::string header = header_at(at);
      if (header.empty() || columns_.contains(column)) continue;
      report_.add(
          {.code = "import.unknownColumn",
           .severity = Severity::warning,
           .where = place_of(sheet_, at),
           .message = say("不认识的列“{}”，未读入",
                          "the column \"{}\" is not known and was not read", shortened(header)),
           .hint = hint_for(header)});
    }
  }

  static Bilingual hint_for(const std::string& header) {
    constexpr std::size_t longest_misspelt = 60;  // bytes
    if (header.size() > longest_misspelt) return {};
    std::vector<std::string_view> known;
    for (const LedgerColumn& column : ledger_columns()) known.push_back(column.header);
    const std::string near = nearest_name(header, known);
    if (near.empty()) return {};
    return say("是否应为“{}”？", "did you mean \"{}\"?", near);
  }

  [[nodiscard]] std::vector<std::uint32_t> rows_below() const {
    std::vector<std::uint32_t> rows;
    for (const workbook::Cell& cell : sheet_.cells) {
      if (cell.at.row > header_ && (rows.empty() || rows.back() != cell.at.row)) {
        rows.push_back(cell.at.row);
      }
    }
    return rows;
  }

  // A line of words over most of the columns: who is responsible, who reviewed.
  [[nodiscard]] bool is_band(std::uint32_t row) const {
    for (const auto& [column, known] : columns_) {
      const workbook::Range* const range = merges_.covering({row, column});
      if (range == nullptr || range->first.column == range->last.column) continue;
      const auto covered = std::count_if(columns_.begin(), columns_.end(), [&](const auto& each) {
        return each.first >= range->first.column && each.first <= range->last.column;
      });
      if (static_cast<std::size_t>(covered) * 2 >= columns_.size()) return true;
    }
    const CellValue first = own_value({row, columns_.begin()->first});
    return without_blanks(first.text).rfind("主要负责人：", 0) == 0;
  }

  void add_row(std::uint32_t number, LedgerTable& table, std::size_t& rows, std::size_t& text) {
    LedgerRow row{.sheet = &sheet_, .row = number, .cells = {}};
    bool says_anything = false;
    for (const auto& [column, known] : columns_) {
      const Address at{number, column};
      auto value = value_at(at);
      if (!value) continue;
      if (!value->number && without_blanks(value->text).empty()) value->text = {};
      says_anything = says_anything || (is_content(known->meaning) && !value->empty());
      text += value->text.size();
      row.cells.push_back({known, *value, at});
    }
    if (!says_anything) return;
    if (!table.rows.empty() && goes_on(table.rows.back(), row)) {
      join(table.rows.back(), row);
      return;
    }
    ++rows;
    table.rows.push_back(std::move(row));
  }

  // The program's own ledgers let a text that is higher than a row can be go on in a further one,
  // without number: every text in it goes on from one above, and one of those is long.
  static bool goes_on(const LedgerRow& above, const LedgerRow& row) {
    bool is_long = false;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const LedgerCell& cell = row.cells[i];
      if (cell.value.empty() || cell.column->meaning == Meaning::group) continue;
      if (!may_go_on(cell.column->meaning)) return false;
      const LedgerCell* const before = cell_of(above, cell.column);
      if (before == nullptr || before->value.empty()) return false;
      is_long = is_long || before->value.text.size() >= long_text;
    }
    return is_long;
  }

  static const LedgerCell* cell_of(const LedgerRow& row, const LedgerColumn* column) {
    const auto found = std::find_if(row.cells.begin(), row.cells.end(),
                                    [&](const LedgerCell& cell) { return cell.column == column; });
    return found == row.cells.end() ? nullptr : &*found;
  }

  void join(LedgerRow& above, const LedgerRow& row) {
    for (LedgerCell& cell : above.cells) {
      const LedgerCell* const more = cell_of(row, cell.column);
      if (more == nullptr || more->value.empty() || !may_go_on(cell.column->meaning)) continue;
      std::string& whole = tables_.joined.emplace_back(cell.value.text);
      whole += line_ends(cell.column->meaning, whole, more->value.text) ? "\n" : "";
      whole += more->value.text;
      cell.value.text = whole;
    }
  }

  // Whether a line ended where the row did: which is not kept, but shows.
  static bool line_ends(Meaning meaning, std::string_view before, std::string_view after) {
    if (meaning == Meaning::evidence) return true;
    if (meaning == Meaning::measures)
      return numbered_texts(after).front() != lines_of(after).front();
    if (meaning != Meaning::paragraphs) return false;
    constexpr std::array<std::string_view, 3> ends{"。", "！", "？"};
    return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) {
      return before.size() >= end.size() && before.substr(before.size() - end.size()) == end;
    });
  }

  const workbook::Workbook& workbook_;
  const workbook::Sheet& sheet_;
  LedgerMerges merges_;
  LedgerTables& tables_;
  Report& report_;
  std::uint32_t width_ = 0;
  std::uint32_t header_ = 0;
  std::map<std::uint32_t, const LedgerColumn*> columns_;
};

}  // namespace

const LedgerCell* LedgerRow::find(Meaning meaning) const {
  const auto found = std::find_if(cells.begin(), cells.end(), [&](const LedgerCell& cell) {
    return cell.column->meaning == meaning;
  });
  return found == cells.end() ? nullptr : &*found;
}

std::string LedgerRow::text(Meaning meaning) const {
  const LedgerCell* const cell = find(meaning);
  if (cell == nullptr) return {};
  return read_value(*cell->column, cell->value, false).value_or("");
}

Result<LedgerTables> read_tables(const workbook::Workbook& workbook, Report& report) {
  LedgerTables tables;
  std::size_t rows = 0;
  std::size_t text = 0;
  for (const workbook::Sheet& sheet : workbook.sheets) {
    auto table = SheetReading(workbook, sheet, tables, report).read(rows, text);
    if (table) tables.tables.push_back(*std::move(table));
  }
  if (rows > most_rows) {
    return failure(too_large(say("台账超过{}行", "the ledger has more than {} rows", most_rows)));
  }
  if (text > most_text) {
    return failure(too_large(
        say("台账的文字超过{}字节", "the ledger holds more than {} bytes of text", most_text)));
  }
  if (tables.tables.empty()) {
    return failure(Diagnostic{
        .code = "import.noTable",
        .where = {},
        .message =
            tables.has_measure_rows
                ? say("任务清单、任务分解表每项措施一行，不能读回",
                      "任务清单 and 任务分解表 have a row a measure and do not come back")
                : say("没有认得的台账：表头应有“问题编号”，或“序号”和“反馈问题”",
                      "there is no known ledger: a header has 问题编号, or 序号 and 反馈问题"),
        .hint = say("可读回的是整改台账、空白台账、问题清单、责任清单（ledger、blank、problems、"
                    "responsibilities），不要改动表头",
                    "what comes back is ledger, blank, problems and responsibilities, with their "
                    "headers as they were")});
  }
  return tables;
}

Place place_of(const workbook::Sheet& sheet, workbook::Address at) {
  return {.pointer = {}, .file = sheet.name + '!' + workbook::to_text(at)};
}

}  // namespace tongbao::importer

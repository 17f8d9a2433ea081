// What the workbook calculates, and what it comes to.
#include <gmock/gmock.h>

#include "xlsx/formulas.h"
#include "xlsx/ledger_maker.h"

namespace tongbao::test {
namespace {

using content::Calculation;
using content::CellValue;
using content::Column;
using content::Row;
using content::RowKind;
using nlohmann::json;

using Formula = LedgerTest;

Row row_of(RowKind kind, std::vector<CellValue> cells) {
  return {.kind = kind, .cells = std::move(cells), .pointer = "/p"};
}

// 方面, 已完成, 整改中, 应整改 = both, 完成率 = first of 应整改.
SheetWithRows counts(std::vector<Row> rows) {
  std::vector<Column> columns;
  for (const char* const name : {"方面", "已完成", "整改中", "应整改", "完成率"}) {
    columns.push_back(text_column(name, 12));
  }
  columns[1].summed = columns[2].summed = true;
  columns[3].calculation = {Calculation::Kind::sum, {1, 2}};
  columns[4].calculation = {Calculation::Kind::ratio, {1, 3}};
  columns[4].style.number_format = "0.00%";
  return plain_sheet(std::move(columns), std::move(rows));
}

// The figures of a real notice: 697 = 688 + 9, 98.71 %.
std::vector<Row> figures() {
  return {row_of(RowKind::data, {"一", 600.0, 4.0, 604.0, 600.0 / 604}),
          row_of(RowKind::data, {"二", 88.0, 5.0, 93.0, 88.0 / 93}),
          row_of(RowKind::data, {"三", 0.0, 0.0, 0.0, std::monostate()}),
          row_of(RowKind::total, {"合计", 688.0, 9.0, 697.0, 688.0 / 697})};
}

json formulas_of(const json& row) {
  json all = json::array();
  for (const json& cell : row) all.push_back(cell["formula"]);
  return all;
}

TEST_F(Formula, OfRowsAndTotals) {
  const json rows = read(write(ledger_of(counts(figures()))))["sheets"][0]["rows"];
  EXPECT_EQ(formulas_of(rows[1]),
            (json{nullptr, nullptr, nullptr, "=B2+C2", "=IF(D2=0,\"\",B2/D2)"}));
  EXPECT_EQ(rows[1][3]["value"], 604);
  EXPECT_EQ(rows[3][4]["value"], json());  // nothing of nothing: openpyxl's word for ""
  EXPECT_EQ(formulas_of(rows[4]),
            (json{nullptr, "=SUM(B2:B4)", "=SUM(C2:C4)", "=B5+C5", "=IF(D5=0,\"\",B5/D5)"}));
  EXPECT_EQ(rows[4][1]["value"], 688);
  EXPECT_NEAR(rows[4][4]["value"].get<double>(), 0.98709, 1e-5);
  EXPECT_EQ(rows[4][4]["numberFormat"], "0.00%");  // the column's
  EXPECT_EQ(rows[4][4]["face"], "黑体");           // the sums' own
}

TEST_F(Formula, OfSubtotalsLeavesThemOutOfTheTotal) {
  std::vector<Row> rows = figures();
  rows.insert(rows.begin() + 2,
              row_of(RowKind::subtotal, {"小计", 688.0, 9.0, 697.0, 688.0 / 697}));
  rows.insert(rows.begin() + 4, row_of(RowKind::subtotal, {"小计", 0.0, 0.0, 0.0, ""}));
  rows.insert(rows.begin() + 5, row_of(RowKind::subtotal, {"小计", 0.0, 0.0, 0.0, ""}));
  const json read_back = read(write(ledger_of(counts(std::move(rows)))))["sheets"][0]["rows"];
  EXPECT_EQ(read_back[3][1]["formula"], "=SUBTOTAL(9,B2:B3)");
  EXPECT_EQ(read_back[5][1]["formula"], "=SUBTOTAL(9,B5)");
  EXPECT_EQ(read_back[6][1]["formula"], json());  // of no rows
  EXPECT_EQ(read_back[6][1]["value"], 0);
  EXPECT_EQ(read_back[7][1]["formula"], "=SUBTOTAL(9,B2:B7)");
  EXPECT_EQ(read_back[7][1]["value"], 688);
}

TEST_F(Formula, OfTotalsReachesOverAllSheets) {
  std::vector<Row> rows = figures();
  const json book = read(write(ledger_of(counts(std::move(rows))), {.rows = 3}));
  ASSERT_EQ(book["sheets"].size(), 2U);
  EXPECT_EQ(book["sheets"][1]["rows"][2][1]["formula"], "=SUM('整改台账'!B2:B3,B2)");
  EXPECT_EQ(book["sheets"][1]["rows"][2][1]["value"], 688);
}

TEST_F(Formula, IsNotWrittenOverText) {
  const json rows = read(write(ledger_of(
      counts({row_of(RowKind::data, {"一", "无", 1.0, 1.0, "—"})}))))["sheets"][0]["rows"];
  EXPECT_EQ(rows[1][3]["formula"], json());
  EXPECT_EQ(rows[1][3]["value"], 1);
  EXPECT_EQ(rows[1][4]["value"], "—");
  const json other = read(write(ledger_of(
      counts({row_of(RowKind::data, {"一", 0.0, 0.0, 0.0, "—"})}))))["sheets"][0]["rows"][1][4];
  EXPECT_EQ(other["formula"], json());  // which would come to ""
  EXPECT_EQ(other["value"], "—");
}

TEST_F(Formula, ComesToWhatLibreOfficeCalculates) {
  std::vector<Row> rows = figures();
  rows.insert(rows.begin() + 2,
              row_of(RowKind::subtotal, {"小计", 688.0, 9.0, 697.0, 688.0 / 697}));
  auto made = counts(std::move(rows));
  made.table().empty_rows = 2;
  auto again = made;
  for (auto* const sheet : {&made, &again}) {
    const auto path =
        write(ledger_of(std::move(*sheet)), {.rows = sheet == &made ? 1'000'000U : 3U});
    const auto bare = folder() / "bare.xlsx";
    run("/usr/bin/python3 " TONGBAO_SOURCE "/tests/xlsx/without_values.py " + quote(path.string()) +
        " " + quote(bare.string()));
    const json ours = read(path)["sheets"];
    const json theirs = read(convert(bare, "xlsx"))["sheets"];
    ASSERT_EQ(ours.size(), theirs.size());
    int compared = 0;
    for (std::size_t s = 0; s < ours.size(); ++s) {
      for (std::size_t r = 0; r < ours[s]["rows"].size(); ++r) {
        for (std::size_t c = 0; c < 5; ++c) {
          const json& cell = ours[s]["rows"][r][c];
          if (cell["formula"].is_null()) continue;
          ++compared;
          const json& value = theirs[s]["rows"][r][c]["value"];
          if (cell["value"].is_number()) {
            ASSERT_TRUE(value.is_number()) << s << " " << r << " " << c << " " << value;
            EXPECT_NEAR(value.get<double>(), cell["value"].get<double>(), 1e-9);
          } else {
            EXPECT_TRUE(value.is_null() || value == "") << value;
          }
        }
      }
    }
    EXPECT_EQ(compared, 3 * 2 + 2 * 4 + 2 * 2);  // rows, subtotal and total, empty rows
  }
}

TEST(SummedRows, NameNoMoreThanAFormulaHolds) {
  xlsx::SummedRows summed;
  for (xlsx::RowIndex i = 0; i < 251; ++i) {
    summed.add_data("甲" + std::to_string(i), {1, 5});
  }
  EXPECT_EQ(summed.formula(RowKind::total, 0, "甲0"), "");
}

TEST(SummedRows, DoNotCountATotalAgain) {
  xlsx::SummedRows summed;
  summed.add_data("甲", {1, 2});
  summed.add_total();  // row 3
  summed.add_data("甲", {4, 5});
  EXPECT_EQ(summed.formula(RowKind::total, 1, "甲"), "SUM(B2:B3,B5:B6)");
}

}  // namespace
}  // namespace tongbao::test

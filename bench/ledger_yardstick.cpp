// What the same ledger costs with libxlsxwriter alone: its rows in a bare loop, in constant memory,
// without reading, binding, styles or heights. Prints seconds and bytes.
//   ledger_yardstick ROWS CORPUS.txt OUT.xlsx
#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include <fmt/format.h>
#include <xlsxwriter.h>

#include "ledger_rows.h"

namespace {

using namespace tongbao::bench;

constexpr std::array headers = {"序号",     "问题编号", "巡察轮次", "被巡察单位", "问题类别",
                                "问题描述", "整改措施", "责任领导", "责任部门",   "整改方式",
                                "整改期限", "完成日期", "整改状态", "完成率",     "涉及金额（元）"};
constexpr std::uint32_t rows_of_large_files = 500'000;  // whose sheet may need ZIP64

void require(lxw_error error) {
  if (error == LXW_NO_ERROR) return;
  std::cerr << lxw_strerror(error) << '\n';
  std::exit(3);
}

struct Formats {
  lxw_format* header;
  lxw_format* date;
  lxw_format* percent;
};

Formats make_formats(lxw_workbook* workbook) {
  const Formats formats{workbook_add_format(workbook), workbook_add_format(workbook),
                        workbook_add_format(workbook)};
  format_set_bold(formats.header);
  format_set_num_format(formats.date, "yyyy-mm-dd");
  format_set_num_format(formats.percent, "0%");
  return formats;
}

// Literals and strings alike end with the zero that C asks for.
void write_row(lxw_worksheet* sheet, const LedgerRow& row, const Formats& formats) {
  const lxw_row_t at = row.ordinal;
  lxw_col_t column = 0;
  const auto text = [&](std::string_view value) {
    require(worksheet_write_string(sheet, at, column++, value.data(), nullptr));
  };
  const auto number = [&](double value, lxw_format* format) {
    require(worksheet_write_number(sheet, at, column++, value, format));
  };
  number(row.ordinal, nullptr);
  text(row.id);
  text(row.round);
  text(row.unit);
  text(row.category);
  text(row.finding);
  text(row.measure);
  text(row.leader);
  text(row.department);
  text(term_words[row.term]);
  number(row.deadline, formats.date);
  number(row.completed_day, formats.date);
  text(status_words[row.status]);
  number(row.percent / 100.0, formats.percent);
  number(row.amount, nullptr);
}

void write_ledger(std::uint32_t count, const LedgerRows& rows, const char* path) {
  const std::string folder = std::filesystem::temp_directory_path().string();
  std::string tmpdir = folder;
  lxw_workbook_options options{.constant_memory = LXW_TRUE,
                               .tmpdir = tmpdir.data(),
                               .use_zip64 = count > rows_of_large_files ? LXW_TRUE : LXW_FALSE};
  lxw_workbook* workbook = workbook_new_opt(path, &options);
  lxw_worksheet* sheet = workbook_add_worksheet(workbook, "整改台账");
  const Formats formats = make_formats(workbook);
  for (lxw_col_t i = 0; i < headers.size(); ++i) {
    require(worksheet_write_string(sheet, 0, i, headers[i], formats.header));
  }
  LedgerRow row;
  for (std::uint32_t i = 1; i <= count; ++i) {
    rows.make(i, row);
    write_row(sheet, row, formats);
  }
  require(workbook_close(workbook));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: ledger_yardstick ROWS CORPUS.txt OUT.xlsx\n";
    return 2;
  }
  const LedgerRows rows(read_corpus(argv[2]));
  const auto count = static_cast<std::uint32_t>(std::strtoul(argv[1], nullptr, 10));
  const auto begun = std::chrono::steady_clock::now();
  write_ledger(count, rows, argv[3]);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begun;
  fmt::print("{:.3f} {}\n", taken.count(), std::filesystem::file_size(argv[3]));
  return 0;
}

#include "xlsx/ledger_maker.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <iterator>

#include <sys/wait.h>

#include "base/utf8.h"

namespace tongbao::test {

using content::Align;
using content::Band;
using content::CellStyle;
using content::Column;
using content::Row;
using content::Sheet;
using content::Table;
using content::VerticalAlign;

ListedRows::ListedRows(std::vector<SheetWithRows> sheets, Diagnostics error)
    : error_(std::move(error)) {
  std::size_t longest = 0;
  for (SheetWithRows& sheet : sheets) {
    longest = std::max(longest, sheet.rows.size());
    heads_.push_back(std::move(sheet.head));
    feet_.push_back(std::move(sheet.foot));
  }
  for (std::size_t i = 0; i < longest; ++i) {
    for (std::size_t sheet = 0; sheet < sheets.size(); ++sheet) {
      if (i >= sheets[sheet].rows.size()) continue;
      rows_.push_back(std::move(sheets[sheet].rows[i]));
      rows_.back().sheet = sheet;
    }
  }
}

Result<std::vector<Band>> ListedRows::head(std::size_t sheet) {
  return heads_.at(sheet);
}

Result<std::vector<Band>> ListedRows::foot(std::size_t sheet) {
  EXPECT_EQ(next_, rows_.size()) << "asked too early";
  return feet_.at(sheet);
}

Result<bool> ListedRows::next(Row& row) {
  if (next_ < rows_.size()) {
    row = rows_[next_++];
    return true;
  }
  if (!error_.empty()) return failure(error_);
  return false;
}

const font::FontSet& faces() {
  static const auto loaded = font::FontSet::load(TONGBAO_SOURCE "/fonts");
  if (!loaded) {
    std::fprintf(stderr, "%s\n", to_line(loaded.error().front(), Language::en).c_str());
    std::abort();
  }
  return **loaded;
}

Column text_column(std::string header, double width) {
  Column column;
  column.header = std::move(header);
  column.width = width;
  column.style = {.role = "fangsong",
                  .face_name = "仿宋",
                  .size = Pt{10.5},
                  .wrap = true,
                  .border = true,
                  .number_format = ""};
  return column;
}

Column date_column(std::string header, double width) {
  Column column = text_column(std::move(header), width);
  column.style.number_format = "yyyy\"年\"m\"月\"d\"日\"";
  return column;
}

SheetWithRows plain_sheet(std::vector<Column> columns, std::vector<Row> rows) {
  SheetWithRows made;
  Sheet& sheet = made.sheet;
  sheet.name = "整改台账";
  Table table;
  table.columns = std::move(columns);
  table.header_style = {.role = "heiti",
                        .face_name = "黑体",
                        .size = Pt{11},
                        .align = Align::centre,
                        .vertical = VerticalAlign::centre,
                        .wrap = true,
                        .border = true,
                        .number_format = ""};
  const Pt margin = Mm{18};
  sheet.print = {.margin_left = margin,
                 .margin_right = margin,
                 .margin_top = margin,
                 .margin_bottom = margin,
                 .footer = "第 &P 页 共 &N 页"};
  table.sum_style = table.header_style;
  sheet.content = std::move(table);
  made.rows = std::move(rows);
  return made;
}

SheetWithRows full_sheet(std::vector<Row> rows) {
  std::vector<Column> columns{text_column("序号", 6), text_column("反馈问题", 24),
                              text_column("整改措施", 48), date_column("整改时限", 15),
                              text_column("完成状态", 12)};
  columns[4].choices = {"未启动", "整改中", "已完成"};
  SheetWithRows sheet = plain_sheet(std::move(columns), std::move(rows));
  const CellStyle title{.role = "xiaobiaosong",
                        .face_name = "方正小标宋简体",
                        .size = Pt{20},
                        .align = Align::centre,
                        .vertical = VerticalAlign::centre,
                        .number_format = ""};
  const CellStyle small{
      .role = "fangsong", .face_name = "仿宋", .size = Pt{11}, .number_format = ""};
  sheet.head = {
      Band{.left = "云溪市水务局巡察整改台账", .right = "", .style = title},
      Band{.left = "填报单位：云溪市水务局", .right = "填报时间：2025年6月15日", .style = small}};
  sheet.foot = {
      Band{.left = "主要负责人：　审核人：　填报人：　联系电话：", .right = "", .style = small}};
  return sheet;
}

content::LedgerContent ledger_of(SheetWithRows sheet, Diagnostics error) {
  std::vector<SheetWithRows> sheets;
  sheets.push_back(std::move(sheet));
  return ledger_of(std::move(sheets), std::move(error));
}

content::LedgerContent ledger_of(std::vector<SheetWithRows> sheets, Diagnostics error) {
  content::LedgerContent ledger;
  ledger.metadata.title = "巡察整改台账 <2025> & 附表";
  ledger.metadata.author = "云溪市水务局";
  ledger.metadata.date = Date{2025, 6, 15};
  for (const SheetWithRows& sheet : sheets) ledger.sheets.push_back(sheet.sheet);
  ledger.rows = std::make_unique<ListedRows>(std::move(sheets), std::move(error));
  return ledger;
}

std::string han(std::size_t characters) {
  std::string text;
  for (std::size_t i = 0; i < characters; ++i) {
    append_utf8(text, static_cast<char32_t>(0x4E00 + i * 7 % 3000));
  }
  return text;
}

std::string quote(const std::string& argument) {
  std::string quoted = "'";
  for (const char c : argument) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

std::string run(const std::string& command) {
  std::FILE* const pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) {
    ADD_FAILURE() << "cannot run " << command;
    return {};
  }
  std::string out;
  std::array<char, 4096> block{};
  while (const std::size_t got = std::fread(block.data(), 1, block.size(), pipe)) {
    out.append(block.data(), got);
  }
  const int status = ::pclose(pipe);
  EXPECT_EQ(status, 0) << command;
  return out;
}

std::filesystem::path LedgerTest::write(content::LedgerContent ledger,
                                        const xlsx::WriteOptions& options) {
  const auto path = folder() / ("ledger" + std::to_string(++written_) + ".xlsx");
  const auto written = xlsx::write_xlsx(std::move(ledger), faces(), path, options);
  if (written) {
    rows_ = written->rows;
    return path;
  }
  for (const Diagnostic& error : written.error()) ADD_FAILURE() << to_line(error, Language::en);
  return path;
}

nlohmann::json LedgerTest::read(const std::filesystem::path& workbook) {
  const std::string text = run("/usr/bin/python3 " TONGBAO_SOURCE "/tests/xlsx/read_workbook.py " +
                               quote(workbook.string()));
  return nlohmann::json::parse(text, nullptr, false);
}

std::string LedgerTest::part(const std::filesystem::path& workbook, const std::string& name) {
  return run(
      "/usr/bin/python3 -c 'import sys, zipfile; "
      "sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))' " +
      quote(workbook.string()) + " " + quote(name));
}

std::filesystem::path LedgerTest::convert(const std::filesystem::path& workbook,
                                          const std::string& format) {
  const auto out = folder() / "converted";
  run("soffice -env:UserInstallation=file://" + (folder() / "profile").string() +
      " --headless --convert-to " + quote(format) + " --outdir " + quote(out.string()) + " " +
      quote(workbook.string()) + " 2>&1 >/dev/null");
  auto converted = out / workbook.filename();
  converted.replace_extension(format.substr(0, format.find(':')));
  EXPECT_TRUE(std::filesystem::exists(converted)) << "LibreOffice made no " << converted;
  return converted;
}

std::size_t LedgerTest::files_in_folder() const {
  using Entries = std::filesystem::directory_iterator;
  return static_cast<std::size_t>(std::distance(Entries(folder()), Entries()));
}

}  // namespace tongbao::test

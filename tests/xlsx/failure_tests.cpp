// What cannot be written is said, all of it, and leaves nothing behind.
#include <csignal>
#include <limits>

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "xlsx/ledger_maker.h"

namespace tongbao::test {
namespace {

using content::CellValue;
using content::LedgerContent;
using content::Row;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

using Failure = LedgerTest;

Row row_of(std::vector<CellValue> cells, std::string pointer) {
  return {.cells = std::move(cells), .pointer = std::move(pointer)};
}

// "code pointer" of each error.
std::vector<std::string> errors_of(LedgerContent ledger, const std::filesystem::path& path) {
  const auto written = xlsx::write_xlsx(std::move(ledger), faces(), path);
  std::vector<std::string> found;
  if (written) return {"written"};
  for (const Diagnostic& error : written.error()) {
    EXPECT_FALSE(error.message.zh.empty());
    EXPECT_FALSE(error.message.en.empty());
    found.push_back(error.code + " " + error.where.pointer.value_or("-"));
  }
  return found;
}

TEST_F(Failure, NamesEveryValueThatNoCellCanHold) {
  const double infinite = std::numeric_limits<double>::infinity();
  auto ledger =
      ledger_of(plain_sheet({text_column("问题", 20), date_column("时限", 20)},
                            {row_of({han(32'767)}, "/0"), row_of({han(32'768)}, "/1"),
                             row_of({{}, Date{1900, 2, 28}}, "/2"),
                             row_of({{}, Date{1900, 3, 1}}, "/3"), row_of({infinite}, "/4")}));
  EXPECT_THAT(
      errors_of(std::move(ledger), folder() / "a.xlsx"),
      ElementsAre("ledger.cellTooLong /1", "ledger.dateOutOfRange /2", "ledger.badNumber /4"));
  EXPECT_EQ(files_in_folder(), 0U);
}

TEST_F(Failure, CountsUtf16Units) {
  std::string pairs;
  for (int i = 0; i < 16'384; ++i) pairs += "𠮷";  // two units each: 32,768
  auto ledger = ledger_of(plain_sheet({text_column("问题", 200)}, {row_of({pairs}, "/7")}));
  EXPECT_THAT(errors_of(std::move(ledger), folder() / "a.xlsx"),
              ElementsAre("ledger.cellTooLong /7"));
}

TEST_F(Failure, OfATitleThatNoCellCanHold) {
  auto sheet = full_sheet({row_of({std::string(40'000, 'a')}, "/0")});
  sheet.head[0].left = std::string(40'000, ' ');  // one line of any width
  EXPECT_THAT(errors_of(ledger_of(std::move(sheet)), folder() / "a.xlsx"),
              ElementsAre("ledger.cellTooLong -", "ledger.cellTooLong /0"));
}

TEST_F(Failure, OfTheSourceComesThroughWithThoseBeforeIt) {
  const Diagnostic broken{.code = "record.badDate",
                          .where = Place::at_line(3),
                          .message = say("不是日期", "no date"),
                          .hint = {}};
  auto sheet = plain_sheet({text_column("问题", 20)}, {row_of({std::string(40'000, 'a')}, "/0")});
  EXPECT_THAT(errors_of(ledger_of(std::move(sheet), {broken}), folder() / "a.xlsx"),
              ElementsAre("ledger.cellTooLong /0", "record.badDate -"));
  EXPECT_EQ(files_in_folder(), 0U);
}

TEST_F(Failure, OfTheTemplateIsFoundBeforeARowIsPulled) {
  auto sheet = plain_sheet({text_column("问题", 256), text_column("状态", 10)}, {});
  sheet.sheet.name = "整改/台账";
  sheet.column(0).style.role = "fangson";
  sheet.column(0).range_name = "A1";
  sheet.column(1).choices = {"整改中", ""};
  sheet.column(1).calculation = {content::Calculation::Kind::sum, {1}};  // itself
  sheet.sheet.print.footer = han(254);
  sheet.table().header_style.size = Pt{0};
  std::vector<SheetWithRows> sheets;
  sheets.push_back(std::move(sheet));
  sheets.push_back(plain_sheet({}, {}));
  EXPECT_THAT(
      errors_of(ledger_of(std::move(sheets)), folder() / "a.xlsx"),
      UnorderedElementsAre("ledger.badSheetName -", "ledger.badWidth -", "ledger.unknownRole -",
                           "ledger.badRangeName -", "ledger.badChoices -", "ledger.badReference -",
                           "ledger.badFooter -", "ledger.badStyle -", "ledger.noColumns -"));
}

TEST_F(Failure, NamesTheLineOfTheStream) {
  Row row = row_of({std::string(40'000, 'a')}, "/problems/7");
  row.line = 700'001;
  auto ledger = ledger_of(plain_sheet({text_column("问题", 20)}, {std::move(row)}));
  const auto written = xlsx::write_xlsx(std::move(ledger), faces(), folder() / "a.xlsx");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error()[0].where.line, 700'001);
  EXPECT_EQ(written.error()[0].where.pointer, "/problems/7");
}

TEST_F(Failure, OfTooLittleRoomIsSaidAtOnce) {
  const auto written = xlsx::write_xlsx(ledger_of(full_sheet({})), faces(), folder() / "a.xlsx",
                                        {.least_free = std::uint64_t{1} << 62});
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error()[0].code, "ledger.diskFull");
  EXPECT_EQ(files_in_folder(), 0U);
}

TEST_F(Failure, OfTheFolderOrTheNameIsSaid) {
  EXPECT_THAT(errors_of(ledger_of(full_sheet({})), folder() / "none" / "a.xlsx"),
              ElementsAre("ledger.unwritable -"));
  std::filesystem::create_directory(folder() / "taken.xlsx");
  EXPECT_THAT(errors_of(ledger_of(full_sheet({})), folder() / "taken.xlsx"),
              ElementsAre("ledger.unwritable -"));
  EXPECT_EQ(files_in_folder(), 1U);
}

TEST_F(Failure, KeepsTheFileThatWasThere) {
  const auto path = write(ledger_of(full_sheet({})));
  const std::string before = read_file(path, 1 << 20).value();
  EXPECT_THAT(errors_of(ledger_of(plain_sheet({text_column("问题", 20)},
                                              {row_of({std::string(40'000, 'a')}, "/0")})),
                        path),
              ElementsAre("ledger.cellTooLong /0"));
  EXPECT_EQ(read_file(path, 1 << 20).value(), before);
}

// In a process of its own, since the limit cannot be taken back: 0 written, 1 refused, 2 else.
int write_with_file_limit(rlim_t bytes, const std::filesystem::path& path) {
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{bytes, bytes};
  if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return 2;
  std::vector<Row> rows(2000, row_of({1.0, han(40), han(80)}, "/p"));
  const auto errors = errors_of(ledger_of(full_sheet(std::move(rows))), path);
  if (errors == std::vector<std::string>{"written"}) return 0;
  return errors == std::vector<std::string>{"ledger.unwritable -"} ? 1 : 2;
}

TEST_F(Failure, OfTheDiskLeavesNothing) {
  int refused = 0;
  bool written = false;
  for (rlim_t limit = 64; !written && limit < 4'000'000; limit = limit * 5 / 3) {
    const auto path = folder() / "a.xlsx";
    const pid_t child = ::fork();
    if (child == 0) ::_exit(write_with_file_limit(limit, path));
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    ASSERT_LT(WEXITSTATUS(status), 2) << limit;
    written = WEXITSTATUS(status) == 0;
    EXPECT_EQ(files_in_folder(), written ? 1U : 0U) << limit;
    refused += written ? 0 : 1;
  }
  EXPECT_GT(refused, 10);
  ASSERT_TRUE(written);
  EXPECT_EQ(read(folder() / "a.xlsx")["sheets"][0]["rows"].size(), 2004U);
}

}  // namespace
}  // namespace tongbao::test

// The bytes of a workbook depend on the ledger alone, and its container is sound.
#include <thread>

#include <gmock/gmock.h>

#include "xlsx/ledger_maker.h"

namespace tongbao::test {
namespace {

using content::Row;
using ::testing::HasSubstr;

using Container = LedgerTest;

content::LedgerContent some_ledger() {
  std::vector<Row> rows;
  for (int i = 0; i < 50; ++i) {
    rows.push_back({.cells = {1.0 * i, han(100), han(50), Date{2025, 3, 31}}, .pointer = "/p"});
  }
  return ledger_of(full_sheet(std::move(rows)));
}

TEST_F(Container, HoldsTheSameBytesEveryTime) {
  const std::string once = read_file(write(some_ledger()), 1 << 26).value();
  EXPECT_EQ(read_file(write(some_ledger()), 1 << 26).value(), once);
}

TEST_F(Container, HoldsTheSameBytesFromEveryThread) {
  const std::string once = read_file(write(some_ledger()), 1 << 26).value();
  std::vector<std::thread> threads;
  std::vector<std::string> got(4);
  for (std::size_t i = 0; i < got.size(); ++i) {
    threads.emplace_back([this, i, &got] {
      const auto path = folder() / ("thread" + std::to_string(i));
      for (int turn = 0; turn < 5; ++turn) {
        auto ledger = some_ledger();
        // Neighbours are of other days.
        if (i % 2 == 1) ledger.metadata.date = Date{2020, 1, 1};
        if (xlsx::write_xlsx(std::move(ledger), faces(), path)) {
          got[i] = read_file(path, 1 << 26).value();
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(got[0], once);
  EXPECT_EQ(got[2], once);
  EXPECT_EQ(got[1], got[3]);
  EXPECT_NE(got[1], once);
}

TEST_F(Container, HoldsTheSameBytesWhateverTheNumberOfThreads) {
  const auto bytes = [this](unsigned threads) {
    std::vector<SheetWithRows> sheets;
    for (const char* const name : {"甲表", "乙表"}) {  // in turn, 3 MB and more each
      std::vector<Row> rows;
      for (int i = 0; i < 2500; ++i) {
        const auto length = static_cast<std::size_t>(i % 300);
        rows.push_back({.cells = {1.0 * i, han(length), han(300 - length), Date{2025, 3, 31}},
                        .pointer = "/p",
                        .group = static_cast<std::uint64_t>(i) / 3});
      }
      sheets.push_back(full_sheet(std::move(rows)));
      sheets.back().column(2).merge = content::Merge::group;
      sheets.back().sheet.name = name;
    }
    return read_file(write(ledger_of(std::move(sheets)), {.threads = threads}), 1 << 26).value();
  };
  const std::string once = bytes(1);
  EXPECT_EQ(bytes(2), once);
  EXPECT_EQ(bytes(4), once);
}

TEST_F(Container, KnowsNoClock) {
  auto ledger = some_ledger();
  ledger.metadata.date.reset();
  const auto path = write(std::move(ledger));
  EXPECT_THAT(part(path, "docProps/core.xml"),
              HasSubstr(">1980-01-01T00:00:00Z</dcterms:created>"));
  const std::string dates =
      run("/usr/bin/python3 -c \"import sys, zipfile; "
          "print({i.date_time for i in zipfile.ZipFile(sys.argv[1]).infolist()})\" " +
          quote(path.string()));
  EXPECT_EQ(dates, "{(1980, 1, 1, 0, 0, 0)}\n");
}

TEST_F(Container, IsASoundZip) {
  EXPECT_EQ(run("/usr/bin/python3 -m zipfile -t " + quote(write(some_ledger()).string())),
            "Done testing\n");
}

TEST_F(Container, LeavesNothingBesideIt) {
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(folder());
  const bool written = xlsx::write_xlsx(some_ledger(), faces(), "here.xlsx").has_value();
  std::filesystem::current_path(before);
  EXPECT_TRUE(written);
  EXPECT_TRUE(std::filesystem::exists(folder() / "here.xlsx"));
  EXPECT_EQ(files_in_folder(), 1U);
}

}  // namespace
}  // namespace tongbao::test

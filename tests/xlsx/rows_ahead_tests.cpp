// Rows that are read while others are written come out as if one thread did both.
#include <stdexcept>
#include <utility>

#include <gmock/gmock.h>

#include "xlsx/ledger_maker.h"

namespace tongbao::test {
namespace {

using content::Row;
using ::testing::Each;
using ::testing::SizeIs;

using RowsAhead = LedgerTest;

constexpr xlsx::WriteOptions kThreads{.threads = 3};

// Many rows, each with `text`; after them what `end` does.
class ManyRows : public content::LedgerSource {
 public:
  using End = Result<bool> (*)();
  ManyRows(std::size_t count, std::size_t length, End end)
      : count_(count), text_(length, 'a'), end_(end) {}

  Result<bool> next(Row& row) override {
    if (given_ == count_) return end_();
    row.cells = {text_};
    row.pointer = "/" + std::to_string(given_);
    row.line = static_cast<int>(++given_);
    return true;
  }
  Result<std::vector<content::Band>> head(std::size_t /*sheet*/) override {
    ++heads_;
    return std::vector<content::Band>{};
  }
  Result<std::vector<content::Band>> foot(std::size_t /*sheet*/) override {
    EXPECT_EQ(heads_, 1U);
    return std::vector<content::Band>{};
  }

 private:
  std::size_t count_;
  std::string text_;
  End end_;
  std::size_t given_ = 0;
  std::size_t heads_ = 0;
};

Result<bool> no_more() {
  return false;
}

Result<bool> broken() {
  return failure(Diagnostic{.code = "record.badDate",
                            .where = Place::at_line(3),
                            .message = say("不是日期", "no date"),
                            .hint = {}});
}

Result<bool> thrown() {
  throw std::runtime_error("no memory");
}

content::LedgerContent ledger_with(std::unique_ptr<content::LedgerSource> source) {
  auto ledger = ledger_of(plain_sheet({text_column("问题", 20)}, {}));
  ledger.rows = std::move(source);
  return ledger;
}

TEST_F(RowsAhead, AreAllWritten) {
  for (const std::size_t count : {0U, 1U, 31U, 32U, 33U, 64U, 1000U}) {
    const auto bytes = [&](const xlsx::WriteOptions& options) {
      auto ledger = ledger_with(std::make_unique<ManyRows>(count, 10, no_more));
      const auto path = write(std::move(ledger), options);
      EXPECT_EQ(rows_, count);
      return read_file(path, 1 << 26).value();
    };
    EXPECT_EQ(bytes(kThreads), bytes({})) << count;
  }
}

TEST_F(RowsAhead, AreFollowedByTheErrorOfTheirSource) {
  for (const std::size_t count : {1U, 90U}) {  // in the first batch, and later
    auto ledger = ledger_with(std::make_unique<ManyRows>(count, 40'000, broken));
    const auto written =
        xlsx::write_xlsx(std::move(ledger), faces(), folder() / "a.xlsx", kThreads);
    ASSERT_FALSE(written);
    ASSERT_THAT(written.error(), SizeIs(count + 1));
    for (std::size_t i = 0; i < count; ++i) {
      EXPECT_EQ(written.error()[i].code, "ledger.cellTooLong");
      EXPECT_EQ(written.error()[i].where.line, static_cast<int>(i) + 1);
    }
    EXPECT_EQ(written.error().back().code, "record.badDate");
    EXPECT_EQ(files_in_folder(), 0U);
  }
}

TEST_F(RowsAhead, EndWithTheHundredthError) {
  constexpr std::size_t kEndless = static_cast<std::size_t>(-1);
  auto ledger = ledger_with(std::make_unique<ManyRows>(kEndless, 40'000, broken));
  const auto written = xlsx::write_xlsx(std::move(ledger), faces(), folder() / "a.xlsx", kThreads);
  ASSERT_FALSE(written);
  EXPECT_THAT(written.error(), SizeIs(100));
  EXPECT_THAT(written.error(), Each(::testing::Field(&Diagnostic::code, "ledger.cellTooLong")));
}

TEST_F(RowsAhead, PassOnWhatTheirSourceThrows) {
  for (const std::size_t count : {1U, 1000U}) {
    auto ledger = ledger_with(std::make_unique<ManyRows>(count, 10, thrown));
    EXPECT_THROW(static_cast<void>(
                     xlsx::write_xlsx(std::move(ledger), faces(), folder() / "a.xlsx", kThreads)),
                 std::runtime_error);
    EXPECT_EQ(files_in_folder(), 0U);
  }
}

}  // namespace
}  // namespace tongbao::test

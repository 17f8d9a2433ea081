// The rows that the ledger's benchmark writes: the same data as the peers' yardstick has, 15
// columns of ids, short words, dates, numbers, and two texts of 10 to 200 characters cut out of a
// corpus.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tongbao::bench {

inline constexpr std::uint32_t serial_of_1970 = 25569;  // Excel's day of 1970-01-01

struct LedgerRow {
  std::uint32_t ordinal = 0;  // from 1
  std::string id;
  std::string round;
  std::string_view unit;
  std::string_view category;
  std::string finding;
  std::string measure;
  std::string_view leader;
  std::string_view department;
  std::uint32_t term = 0;           // place in term_words
  std::uint32_t deadline = 0;       // Excel's day
  std::uint32_t completed_day = 0;  // Excel's day
  std::uint32_t status = 0;         // place in status_words
  std::uint32_t percent = 0;        // 0 to 100
  double amount = 0;                // yuan
};

inline constexpr std::string_view term_words[] = {"立行立改", "限期整改", "长期坚持"};
inline constexpr std::string_view status_words[] = {"已完成", "整改中", "未启动", "基本完成"};

class LedgerRows {
 public:
  // `corpus` is UTF-8 text of more than 400 characters; its white space does not count.
  explicit LedgerRows(std::string_view corpus);

  // Fills `row`, reusing its memory, with row `ordinal`, which is the same in every run.
  void make(std::uint32_t ordinal, LedgerRow& row) const;

 private:
  void cut(std::uint32_t first, std::uint32_t count, std::string& text) const;

  std::string corpus_;
  std::vector<std::uint32_t> offsets_;  // of its characters, and its end
  std::uint32_t places_;                // where a text may begin
};

// The corpus in the file that a benchmark was given; prints what is wrong and ends the program.
[[nodiscard]] std::string read_corpus(const char* path);

}  // namespace tongbao::bench

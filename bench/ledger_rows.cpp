#include "ledger_rows.h"

#include <array>
#include <cstdlib>
#include <iostream>

#include <fmt/format.h>

#include "base/file.h"

namespace tongbao::bench {

namespace {

constexpr std::uint32_t longest = 200;  // characters of a text

constexpr std::array<std::string_view, 8> units = {
    "统战部", "财政局", "教育局", "民政局", "水务局", "交通运输局", "自然资源局", "住房城乡建设局"};
constexpr std::array<std::string_view, 6> categories = {"党的领导", "党的建设", "全面从严治党",
                                                        "意识形态", "选人用人", "财经纪律"};
constexpr std::array<std::string_view, 8> leaders = {"张伟", "王芳", "李强", "刘洋",
                                                     "陈静", "杨军", "赵敏", "黄磊"};
constexpr std::array<std::string_view, 5> departments = {"办公室", "人事科", "财务科", "机关党委",
                                                         "综合科"};

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

}  // namespace

LedgerRows::LedgerRows(std::string_view corpus) {
  for (const char c : corpus) {
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f') continue;
    if (!is_continuation(c)) offsets_.push_back(static_cast<std::uint32_t>(corpus_.size()));
    corpus_ += c;
  }
  if (offsets_.size() <= 2 * longest) {
    std::cerr << "the corpus is too short\n";
    std::exit(2);
  }
  places_ = static_cast<std::uint32_t>(offsets_.size()) - longest;
  offsets_.push_back(static_cast<std::uint32_t>(corpus_.size()));
}

void LedgerRows::cut(std::uint32_t first, std::uint32_t count, std::string& text) const {
  const std::uint32_t begin = offsets_[first];
  text.assign(corpus_, begin, offsets_[first + count] - begin);
}

// Two mixtures of the ordinal's bits (Knuth's multiplicative hash, and a second round) stand for
// chance, as in the yardstick.
void LedgerRows::make(std::uint32_t ordinal, LedgerRow& row) const {
  const std::uint32_t h = ordinal * 2654435761U + 12345U;
  const std::uint32_t g = (h ^ (h >> 15U)) * 2246822519U;
  row.ordinal = ordinal;
  row.id.clear();
  fmt::format_to(std::back_inserter(row.id), "XC2020-{:07}", ordinal);
  row.round.clear();
  fmt::format_to(std::back_inserter(row.round), "第{}轮", 1 + h % 12);
  row.unit = units[g % units.size()];
  row.category = categories[h % categories.size()];
  cut(h % places_, 10 + (h >> 8U) % 191, row.finding);
  cut(g % places_, 10 + (g >> 8U) % 191, row.measure);
  row.leader = leaders[(h >> 4U) % leaders.size()];
  row.department = departments[(g >> 4U) % departments.size()];
  row.term = h % 3;
  row.deadline = 43831 + h % 1000;
  row.completed_day = 44831 + g % 1000;
  row.status = (g >> 6U) % 4;
  row.percent = g % 101;
  row.amount = (h % 100'000'000U) / 100.0;
}

std::string read_corpus(const char* path) {
  auto corpus = read_file(path, std::size_t{4} << 20);
  if (corpus) return *std::move(corpus);
  std::cerr << to_line(corpus.error().front(), Language::en) << '\n';
  std::exit(2);
}

}  // namespace tongbao::bench

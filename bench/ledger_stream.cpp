// Prints the benchmark's rows as NDJSON, for POST /v1/render/{template}.
//   ledger_stream ROWS CORPUS.txt >FILE.ndjson
// Which field of a problem carries which column, bench/templates/yardstick.xml says.
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>

#include <fmt/format.h>

#include "ledger_rows.h"

namespace {

using namespace tongbao::bench;

constexpr std::string_view header =
    R"({"schemaVersion":"1","recordId":"bench","asOf":"2025-06-15","organization":{"name":"岚浦市巡察办"},)"
    R"("title":"岚浦市巡察整改台账","sections":[{"id":"s1","heading":"整改落实情况"}],)"
    R"("reporting":{"unit":"岚浦市巡察办","date":"2025-06-15"}})"
    "\n";
constexpr std::array<std::string_view, 3> terms = {"immediate", "fixed", "longTerm"};
constexpr std::array<std::string_view, 4> states = {"completed", "inProgress", "notStarted",
                                                    "interim"};
constexpr std::size_t written_at_once = std::size_t{1} << 20;

void append_date(fmt::memory_buffer& out, std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  fmt::format_to(std::back_inserter(out), "{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                 static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

void append_excel_date(fmt::memory_buffer& out, std::uint32_t serial) {
  append_date(out,
              std::chrono::sys_days(std::chrono::days(static_cast<int>(serial - serial_of_1970))));
}

void append_text(fmt::memory_buffer& out, std::string_view text) {
  for (const char c : text) {
    if (c == '"' || c == '\\') out.push_back('\\');
    if (static_cast<unsigned char>(c) >= 0x20) out.push_back(c);
  }
}

void append_row(fmt::memory_buffer& out, const LedgerRow& row) {
  using namespace std::chrono_literals;
  const auto print = [&out]<class... Args>(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out), format, std::forward<Args>(args)...);
  };
  print(R"({{"section":"s1","id":"{}","source":"{}","owner":"{}","cause":"{}","finding":")", row.id,
        row.round, row.unit, row.category);
  append_text(out, row.finding);
  print(R"(","measures":[{{"id":"m1","text":")");
  append_text(out, row.measure);
  print(R"("}}],"leader":"{}","department":"{}","term":"{}","assignedDate":")", row.leader,
        row.department, terms[row.term]);
  append_excel_date(out, row.deadline);
  print(R"(","deadline":")");
  append_date(out, std::chrono::sys_days(2025y / 6 / 15) + std::chrono::days(row.percent));
  print(R"(","status":"{}","completedDate":")", states[row.status]);
  append_excel_date(out, row.completed_day);
  print(R"(","outcomes":[{{"kind":"recovered","label":"涉及金额","value":{:.2f},"unit":"元"}}]}})",
        row.amount);
  out.push_back('\n');
}

void write_out(fmt::memory_buffer& out) {
  if (std::fwrite(out.data(), 1, out.size(), stdout) != out.size()) {
    std::perror("ledger_stream");
    std::exit(3);
  }
  out.clear();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: ledger_stream ROWS CORPUS.txt\n";
    return 2;
  }
  const LedgerRows rows(read_corpus(argv[2]));
  const auto count = static_cast<std::uint32_t>(std::strtoul(argv[1], nullptr, 10));
  fmt::memory_buffer out;
  out.append(header);
  LedgerRow row;
  for (std::uint32_t i = 1; i <= count; ++i) {
    rows.make(i, row);
    append_row(out, row);
    if (out.size() >= written_at_once) write_out(out);
  }
  write_out(out);
  return std::fflush(stdout) == 0 ? 0 : 3;
}

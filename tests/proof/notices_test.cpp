// Real notices against what a careful reader found in them, and clean ones.
#include <set>

#include "importer/import_text.h"
#include "proof/inputs.h"

namespace tongbao::proof {

namespace {

const std::filesystem::path notices = source / "../shared/cases";

struct Expected {
  std::vector<std::string> pointers;  // either will do
  std::string code;
  std::string line;  // as the file has it, for messages
};

std::vector<std::string> split(const std::string& text, char mark) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, mark);) parts.push_back(part);
  return parts;
}

std::vector<Expected> expected_of(const std::string& name) {
  std::vector<Expected> expected;
  std::istringstream lines(read(source / "tests/proof/real_notices" / (name + ".tsv")));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) continue;
    const auto fields = split(line, '\t');
    expected.push_back({split(fields.at(1), ' '), fields.at(2), line});
  }
  return expected;
}

using Places = std::set<std::pair<std::string, std::string>>;  // pointer, code

}  // namespace

TEST(RealNotices, AreReadAsByACarefulReader) {
  if (!std::filesystem::exists(notices)) GTEST_SKIP() << "no folder of real notices: " << notices;
  std::size_t all = 0;
  std::size_t found = 0;
  std::size_t reported = 0;
  std::size_t wrong = 0;
  for (const std::string name : {"zhanjiang-2021", "sanshui-2021", "fogang-2026"}) {
    const auto findings = check(record_of(read(notices / (name + ".record.json"))), lists());
    Places places;
    for (const Finding& finding : findings) places.emplace(finding.pointer, finding.code);
    Places known;
    for (const Expected& expected : expected_of(name)) {
      bool is_found = false;
      for (const std::string& pointer : expected.pointers) {
        known.emplace(pointer, expected.code);
        is_found = is_found || places.contains({pointer, expected.code});
      }
      ++all;
      found += is_found ? 1 : 0;
      if (!is_found) std::cout << name << ", missed: " << expected.line << '\n';
    }
    for (const Finding& finding : findings) {
      if (finding.severity == Severity::note) continue;
      ++reported;
      if (known.contains({finding.pointer, finding.code})) continue;
      ++wrong;
      std::cout << name << ", wrong: " << listed({finding});
    }
  }
  EXPECT_GE(10 * found, 9 * all) << found << " of " << all;
  EXPECT_LE(20 * wrong, reported) << wrong << " of " << reported;
}

TEST(HoldOut, IsReadAsByACarefulReader) {
  const std::filesystem::path folder = source / "tests/proof/hold_out";
  const auto imported = importer::import_text(read(folder / "notice.txt"));
  ASSERT_TRUE(imported);
  Places places;
  for (const Diagnostic& said : imported->diagnostics) {
    places.emplace(std::to_string(said.where.line), said.code);
  }
  for (const Finding& finding : check(imported->value, lists())) {
    places.emplace(finding.pointer, finding.code);
  }
  std::size_t missed = 0;
  std::istringstream lines(read(folder / "irregularities.tsv"));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) continue;
    const auto fields = split(line, '\t');
    if (fields.at(2) == "-") {
      ++missed;
      continue;
    }
    EXPECT_TRUE(places.contains({fields.at(3), fields.at(2)})) << line;
  }
  EXPECT_EQ(missed, 1U);
}

TEST(CleanNotices, HaveNoErrorsAndNoWarnings) {
  std::size_t records = 0;
  for (const char* folder : {"examples", "tests/forms/cases"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(source / folder)) {
      if (entry.path().filename() != "record.json") continue;
      ++records;
      for (const Finding& finding : check(record_of(read(entry.path())), lists())) {
        EXPECT_EQ(finding.severity, Severity::note) << entry.path() << ": " << listed({finding});
      }
    }
  }
  EXPECT_GE(records, 10U);
}

}  // namespace tongbao::proof

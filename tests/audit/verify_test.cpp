// What can be done to a chain behind the program's back, and how it shows.
#include <algorithm>
#include <fstream>

#include "audit/chain_of_tests.h"

namespace tongbao::audit {
namespace {

class AuditVerify : public AuditLog {
 protected:
  // Ten entries in node.jsonl.
  void SetUp() override {
    const auto log = open();
    for (int i = 0; i < 10; ++i) ASSERT_TRUE(log->append(entry_number(i)));
    lines = lines_of("node.jsonl");
  }

  // "code:line" of each error of the chain, once `lines` are what it holds.
  std::vector<std::string> errors(const Heads& noted = {}) const {
    write("node.jsonl", lines);
    return errors_there(noted);
  }
  std::vector<std::string> errors_there(const Heads& noted = {}) const {
    std::vector<std::string> found;
    for (const Diagnostic& error : verified("node", noted).errors) {
      found.push_back(error.code + ':' + std::to_string(error.where.line));
    }
    return found;
  }
  static std::string digest_of(const std::string& line) {
    return line.substr(line.size() - 66, 64);
  }

  std::vector<std::string> lines;
};

using Errors = std::vector<std::string>;

TEST_F(AuditVerify, AWholeChainHasAHead) {
  EXPECT_EQ(errors(), Errors{});
  const Chain chain = verified("node");
  EXPECT_EQ(chain.entries, 10U);
  EXPECT_EQ(chain.head, digest_of(lines.back()));
}

TEST_F(AuditVerify, AChangedEntry) {
  lines[4].replace(lines[4].find("\"r4\""), 4, "\"rX\"");
  EXPECT_EQ(errors(), Errors{"audit.changed:5"});
}

TEST_F(AuditVerify, AChangedEntryWithANewDigest) {
  std::string& line = lines[4];
  line.replace(line.find("\"r4\""), 4, "\"rX\"");
  const std::string digest = hex(sha256(line.substr(0, line.size() - 77)));
  line.replace(line.size() - 66, 64, digest);
  EXPECT_EQ(errors(), Errors{"audit.gap:6"});
}

TEST_F(AuditVerify, AnEntryTakenOut) {
  lines.erase(lines.begin() + 3);
  EXPECT_EQ(errors(), Errors{"audit.gap:4"});
}

TEST_F(AuditVerify, TheFirstEntryTakenOut) {
  lines.erase(lines.begin());
  EXPECT_EQ(errors(), Errors{"audit.gap:1"});
}

TEST_F(AuditVerify, AnEntryPutIn) {
  lines.insert(lines.begin() + 3, lines[7]);
  EXPECT_EQ(errors(), (Errors{"audit.gap:4", "audit.gap:5"}));
}

TEST_F(AuditVerify, EntriesInAnotherOrder) {
  std::swap(lines[3], lines[4]);
  EXPECT_EQ(errors(), (Errors{"audit.gap:4", "audit.gap:5", "audit.gap:6"}));
}

TEST_F(AuditVerify, ALineThatIsNoEntry) {
  lines.insert(lines.begin() + 3, "nonsense");
  EXPECT_EQ(errors(), Errors{"audit.malformed:4"});
  lines[3] = std::string(1'000'000, 'x');
  EXPECT_EQ(errors(), Errors{"audit.malformed:4"});
}

TEST_F(AuditVerify, EntriesOfAnotherNode) {
  const auto other = open("other");
  for (int i = 0; i < 10; ++i) ASSERT_TRUE(other->append(entry_number(i)));
  lines = lines_of("other.jsonl");
  EXPECT_EQ(errors().front(), "audit.foreign:1");
}

// Nothing in the chain itself tells; only what was noted elsewhere.
TEST_F(AuditVerify, EntriesCutOffAtTheEnd) {
  const std::string head = verified("node").head;
  lines.resize(8);
  EXPECT_EQ(errors(), Errors{});
  EXPECT_EQ(errors({{"node", head}}), Errors{"audit.headMissing:0"});
  EXPECT_EQ(errors({{"node", no_entry}}), Errors{});
  EXPECT_EQ(errors({{"node", digest_of(lines[2])}}), Errors{});
  EXPECT_EQ(errors({{"other", head}}), Errors{});
  const auto chains = verify(folder(), {{"other", head}});
  ASSERT_TRUE(chains);
  EXPECT_EQ(chains->back().errors.at(0).code, "audit.headMissing");
}

TEST_F(AuditVerify, FilesThatAreMissing) {
  write("node.000000000001.jsonl", {lines.begin(), lines.begin() + 3});
  write("node.000000000004.jsonl", {lines.begin() + 3, lines.begin() + 6});
  write("node.jsonl", {lines.begin() + 6, lines.end()});
  EXPECT_EQ(errors_there(), Errors{});
  EXPECT_EQ(verified("node").entries, 10U);
  std::filesystem::remove(folder() / "node.000000000004.jsonl");
  EXPECT_EQ(errors_there(), Errors{"audit.gap:1"});
  std::filesystem::remove(folder() / "node.000000000001.jsonl");
  EXPECT_EQ(errors_there(), Errors{"audit.gap:1"});
  // Moved to an archive, with its head noted.
  EXPECT_EQ(errors_there({{"node", digest_of(lines[5])}}), Errors{});
}

TEST_F(AuditVerify, ManyErrorsAreBounded) {
  lines.assign(5000, "nonsense");
  EXPECT_EQ(errors().size(), 100U);
}

TEST_F(AuditVerify, AFolderThatIsNotThere) {
  const auto chains = verify(folder() / "nowhere");
  ASSERT_FALSE(chains);
  EXPECT_EQ(chains.error()[0].code, "audit.unreadable");
}

}  // namespace
}  // namespace tongbao::audit

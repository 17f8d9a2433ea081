#include <fstream>

#include <gmock/gmock.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/process.h"

namespace tongbao::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

const std::string record = TONGBAO_SOURCE "/examples/district-office/record.json";
const std::string stream = TONGBAO_SOURCE "/examples/district-office/ledger.ndjson";

std::string contents(const fs::path& file) {
  return read_file(file, 1 << 26).value();
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename());
  return names;
}

// One error, in one line with its code, nothing on standard output, nothing in the folder that the
// output was to appear in.
class Refusal {
 public:
  [[nodiscard]] std::string output() const { return (folder_.path() / "out.pdf").string(); }
  void expect(const Outcome& outcome, int code, const std::string& error) const {
    EXPECT_EQ(outcome.code, code) << outcome.err;
    EXPECT_THAT(outcome.err_lines(), SizeIs(1));
    EXPECT_THAT(outcome.err, HasSubstr("[" + error + "]"));
    EXPECT_THAT(outcome.out, IsEmpty());
    EXPECT_THAT(names_in(folder_.path()), IsEmpty());
  }
  // Renders `json` as a notice, from standard input.
  void expect_of(const std::string& json, const std::string& error) const {
    expect(tongbao({"render", "notice", "-o", output()}, json), 2, error);
  }

 private:
  TemporaryFolder folder_;
};

std::string minimal(const std::string& more = "") {
  return R"({"schemaVersion":"1","organization":{"name":"某局"},"title":"通报",)" + more +
         R"("sections":[{"heading":"情况","body":["正文。"]}]})";
}

TEST(RenderCommand, WritesANoticeToAFile) {
  const TemporaryFolder folder;
  const fs::path file = folder.path() / "notice.pdf";
  const Outcome outcome = tongbao({"render", "notice", "-i", record, "-o", file.string()});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.err, IsEmpty());
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_THAT(contents(file), StartsWith("%PDF-"));
  EXPECT_THAT(names_in(folder.path()), testing::ElementsAre("notice.pdf"));
}

TEST(RenderCommand, StandardInputAndOutputGiveTheSameBytes) {
  const Outcome by_files = tongbao({"render", "notice", "-i", record});
  const Outcome by_streams = tongbao({"render", "notice", "-i", "-", "-o", "-"}, contents(record));
  EXPECT_EQ(by_files.code, 0) << by_files.err;
  EXPECT_THAT(by_streams.out, StartsWith("%PDF-"));
  EXPECT_TRUE(by_streams.out == by_files.out);
}

TEST(RenderCommand, TheEnvironmentsTimeAndLocaleDoNotMatter) {
  const Outcome plain = tongbao({"render", "ledger", "-i", record});
  const Outcome elsewhere = run({.arguments = {"render", "ledger", "-i", record},
                                 .environment = {"TZ=Pacific/Auckland", "LC_ALL=de_DE.UTF-8"}});
  EXPECT_EQ(plain.code, 0) << plain.err;
  EXPECT_TRUE(plain.out == elsewhere.out);
}

TEST(RenderCommand, ReadsNdjsonAsAStream) {
  const Outcome streamed = tongbao({"render", "ledger", "-i", stream});
  EXPECT_EQ(streamed.code, 0) << streamed.err;
  EXPECT_TRUE(streamed.out == tongbao({"render", "ledger", "-i", record}).out);
}

TEST(RenderCommand, GivesTheOtherFormats) {
  EXPECT_THAT(tongbao({"render", "notice", "--format", "layout", "-i", record}).out,
              StartsWith("{"));
  EXPECT_THAT(tongbao({"render", "notice", "--format", "content", "-i", record}).out,
              StartsWith("{"));
}

TEST(RenderCommand, RefusesWhatIsNoRecord) {
  const Refusal refusal;
  refusal.expect_of("", "json.empty");
  refusal.expect_of("{\"title\": ", "json.syntax");
  refusal.expect_of("{\"title\": \"\xFF\"}", "json.utf8");
  refusal.expect_of(minimal(R"("preamble":"一段",)"), "record.wrongType");
  refusal.expect_of(minimal(R"("preambel":["一段"],)"), "record.unknownField");
  refusal.expect_of(minimal(R"("date":"2025-02-30",)"), "record.badDate");
  refusal.expect_of(R"({"schemaVersion":"1","organization":{"name":"某局"},"title":"通报"})",
                    "record.missingField");
}

TEST(RenderCommand, SaysEveryErrorOfARecordWithItsPlace) {
  const Outcome outcome = tongbao({"render", "notice", "--lang", "en"}, "{}");
  EXPECT_EQ(outcome.code, 2);
  // schemaVersion, organization, title, sections
  EXPECT_THAT(outcome.err_lines(), SizeIs(4));
  EXPECT_THAT(outcome.err_lines(), testing::Each(testing::AllOf(StartsWith("1:1:/: error: "),
                                                                HasSubstr("record.missingField"))));
  EXPECT_THAT(outcome.out, IsEmpty());
}

TEST(RenderCommand, NamesTheInputFileInErrors) {
  const TemporaryFolder folder;
  const fs::path file = folder.path() / "bad.json";
  std::ofstream(file) << minimal(R"("date":"2025-02-30",)");
  const Outcome outcome = tongbao({"render", "notice", "-i", file.string()});
  EXPECT_THAT(outcome.err, StartsWith(file.string() + ":1:64:/date: 错误："));
}

TEST(RenderCommand, RefusesUnknownTemplatesAndFormats) {
  const Refusal refusal;
  refusal.expect(tongbao({"render", "notise", "-i", record, "-o", refusal.output()}), 2,
                 "render.unknownTemplate");
  refusal.expect(
      tongbao({"render", "notice", "--format", "xlsx", "-i", record, "-o", refusal.output()}), 2,
      "render.formatUnavailable");
}

TEST(RenderCommand, RefusesABrokenTemplate) {
  const TemporaryFolder templates;
  std::ofstream(templates.path() / "notice.xml") << "<template";
  const Refusal refusal;
  refusal.expect(tongbao({"render", "notice", "--templates", templates.path().string(), "-i",
                          record, "-o", refusal.output()}),
                 2, "template.notXml");
}

TEST(RenderCommand, RefusesInputThatCannotBeRead) {
  const Refusal refusal;
  refusal.expect(tongbao({"render", "notice", "-i", "nowhere.json", "-o", refusal.output()}), 2,
                 "file.unreadable");
  refusal.expect(tongbao({"render", "ledger", "-i", "nowhere.ndjson", "-o", refusal.output()}), 2,
                 "file.unreadable");
  refusal.expect(
      tongbao({"render", "notice", "--max-body", "100", "-o", refusal.output()}, minimal()), 2,
      "file.tooLarge");
}

TEST(RenderCommand, NamesACharacterThatNoFaceHas) {
  const Outcome outcome =
      tongbao({"render", "notice", "--lang", "en"}, minimal("\"preamble\":[\"\U0010FFFD\"],"));
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err_lines(), SizeIs(1));
  EXPECT_THAT(outcome.err, testing::AllOf(HasSubstr("/preamble/0"), HasSubstr("U+10FFFD"),
                                          HasSubstr("[layout.missingGlyph]")));
}

TEST(RenderCommand, RefusesAClassifiedRecordUnlessAllowed) {
  const std::string classified = minimal(R"("document":{"classification":"秘密"},)");
  Refusal().expect_of(classified, "render.classified");
  EXPECT_EQ(tongbao({"render", "notice", "--allow-classified"}, classified).code, 0);
}

TEST(RenderCommand, FailsWithoutFaces) {
  const TemporaryFolder fonts;
  const Refusal refusal;
  const std::vector<std::string> arguments{"render", "notice", "--fonts", fonts.path().string(),
                                           "-i",     record,   "-o",      refusal.output()};
  refusal.expect(tongbao(arguments), 3, "font.listUnreadable");
  std::ofstream(fonts.path() / "fonts.json")
      << R"({"roles":{"fangsong":{"name":"仿宋","faces":[{"file":"nowhere.otf"}]}},"fallback":[]})";
  refusal.expect(tongbao(arguments), 3, "font.missing");
}

TEST(RenderCommand, FailsWhereItCannotWriteAndLeavesWhatWasThere) {
  const TemporaryFolder folder;
  const std::string nowhere = (folder.path() / "no" / "notice.pdf").string();
  const Outcome missing = tongbao({"render", "notice", "-i", record, "-o", nowhere});
  EXPECT_EQ(missing.code, 3);
  EXPECT_THAT(missing.err, HasSubstr("[file.unwritable]"));
  EXPECT_THAT(names_in(folder.path()), IsEmpty());

  const fs::path old = folder.path() / "old.pdf";
  std::ofstream(old) << "old";
  const Outcome refused = tongbao({"render", "notice", "-o", old.string()}, "no JSON");
  EXPECT_EQ(refused.code, 2);
  EXPECT_EQ(contents(old), "old");
}

TEST(RenderCommand, FailsWhereStandardOutputIsFull) {
  const Outcome outcome =
      run({.arguments = {"render", "notice", "-i", record}, .output = "/dev/full"});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_THAT(outcome.err, HasSubstr("[file.unwritable]"));
}

TEST(RenderCommand, ShowsNoControlsOfTheInput) {
  const Outcome outcome = tongbao({"render", "notice"}, minimal("\"\\u001b[31m\":1,"));
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, testing::Not(HasSubstr("\x1b")));
  EXPECT_THAT(outcome.err_lines(), SizeIs(1));
}

}  // namespace
}  // namespace tongbao::cli

#include <fstream>

#include <gmock/gmock.h>

#include "base/file.h"
#include "cli/process.h"

namespace tongbao::cli {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

const std::string notice_text = TONGBAO_SOURCE "/examples/import/notice.txt";
const std::string templates = TONGBAO_SOURCE "/templates";

TEST(ImportCommand, GivesTheRecordAndSaysWhatItDidToItsLines) {
  const Outcome outcome = tongbao({"import", "-i", notice_text});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.out, AllOf(StartsWith("{"), HasSubstr("\"schemaVersion\": \"1\"")));
  // Two paragraphs are cut in mid-sentence; they go on in lines 9 and 16.
  EXPECT_THAT(outcome.err, AllOf(HasSubstr(notice_text + ":9: "), HasSubstr(notice_text + ":16: "),
                                 HasSubstr("[import.joined]")));
}

TEST(ImportCommand, ItsRecordRenders) {
  const Outcome imported = tongbao({"import", "-i", notice_text});
  const Outcome rendered = tongbao({"render", "notice"}, imported.out);
  EXPECT_EQ(rendered.code, 0) << rendered.err;
  EXPECT_THAT(rendered.out, StartsWith("%PDF-"));
}

TEST(ImportCommand, RefusesNothingAndBadUtf8) {
  const TemporaryFolder folder;
  const std::string output = (folder.path() / "record.json").string();
  const Outcome empty = tongbao({"import", "-o", output});
  EXPECT_EQ(empty.code, 2);
  EXPECT_THAT(empty.err, HasSubstr("[import.empty]"));
  const Outcome broken = tongbao({"import", "-o", output}, "\xC3\x28");
  EXPECT_EQ(broken.code, 2);
  EXPECT_THAT(broken.err, HasSubstr("[import.utf8]"));
  EXPECT_FALSE(fs::exists(output));
}

TEST(TemplatesCommand, ListsTheCatalogue) {
  const Outcome outcome = tongbao({"templates", "list"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out,
              AllOf(StartsWith("编号"), HasSubstr("\nnotice  "), HasSubstr("\nledger  ")));
}

TEST(TemplatesCommand, ShowsOne) {
  const Outcome outcome = tongbao({"templates", "show", "ledger", "--lang", "en"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, AllOf(StartsWith("id"), HasSubstr("xlsx"), HasSubstr("ledger.xml")));
  const Outcome unknown = tongbao({"templates", "show", "nothing"});
  EXPECT_EQ(unknown.code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("[render.unknownTemplate]"));
}

TEST(TemplatesCommand, ChecksFiles) {
  const Outcome sound =
      tongbao({"templates", "check", templates + "/notice.xml", templates + "/ledger.xml"});
  EXPECT_EQ(sound.code, 0) << sound.err;
  EXPECT_THAT(sound.err, IsEmpty());

  const TemporaryFolder folder;
  const std::string broken = (folder.path() / "broken.xml").string();
  std::ofstream(broken) << "<template";
  const Outcome no = tongbao({"templates", "check", broken, templates + "/notice.xml"});
  EXPECT_EQ(no.code, 1);
  EXPECT_THAT(no.err, AllOf(StartsWith(broken + ":1:"), HasSubstr("[template.notXml]")));
  EXPECT_THAT(tongbao({"templates", "check", broken, "--lang", "zh"}).err,
              HasSubstr("不是合格的 XML：标签没有写完"));
  EXPECT_EQ(tongbao({"templates", "check", "nowhere.xml"}).code, 2);
}

TEST(SmallCommands, NeedNeitherTemplatesNorFaces) {
  const std::vector<std::string> nowhere{"TONGBAO_TEMPLATES=/nowhere", "TONGBAO_FONTS=/nowhere"};
  const Outcome schema = run({.arguments = {"schema"}, .environment = nowhere});
  EXPECT_EQ(schema.code, 0) << schema.err;
  EXPECT_THAT(schema.out, AllOf(StartsWith("{"), HasSubstr("draft-07")));
  const Outcome version = run({.arguments = {"version"}, .environment = nowhere});
  EXPECT_EQ(version.out, "tongbao " TONGBAO_VERSION "\n");
  EXPECT_EQ(tongbao({"--version"}).out, version.out);
  EXPECT_EQ(run({.arguments = {"help"}, .environment = nowhere}).code, 0);
  EXPECT_EQ(run({.arguments = {"import", "-i", notice_text}, .environment = nowhere}).code, 0);
}

TEST(Usage, ErrorsAreOneLineAndCode2) {
  for (const auto& arguments :
       std::vector<std::vector<std::string>>{{}, {"rendr"}, {"render"}, {"schema", "--fast"}}) {
    const Outcome outcome = tongbao(arguments);
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.err_lines(), SizeIs(1));
    EXPECT_THAT(outcome.err, HasSubstr("[cli."));
    EXPECT_THAT(outcome.out, IsEmpty());
  }
}

TEST(Usage, SpeaksTheLanguageWished) {
  EXPECT_THAT(tongbao({"rendr"}).err, StartsWith("错误："));
  EXPECT_THAT(tongbao({"rendr", "--lang", "en"}).err, StartsWith("error: "));
  EXPECT_THAT(run({.arguments = {"rendr"}, .environment = {"TONGBAO_LANG=en"}}).err,
              StartsWith("error: "));
}

}  // namespace
}  // namespace tongbao::cli

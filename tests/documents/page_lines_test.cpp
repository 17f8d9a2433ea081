// Lines of pages joined to paragraphs. A body of 16 pt between 80 and 528 pt, two characters set
// in.
#include "documents/page_lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/utf8.h"
#include "documents/child_process.h"
#include "documents/read_document.h"

namespace tongbao::documents {
namespace {

using testing::ElementsAre;

class Page {
 public:
  Page& line(const std::string& text, double left = 80) {
    words.push_back({text, left, top_, 16.0 * static_cast<double>(count_code_points(text)), 16});
    top_ += 28;
    return *this;
  }
  WordPage words;

 private:
  double top_ = 100;
};

std::string han(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += "字";
  return text;
}

TEST(PageLines, FullLinesGoOnAlsoOverAPage) {
  std::size_t numbers = 0;
  const Page first = Page()
                         .line("标题", 270)
                         .line(han(26), 112)
                         .line(han(28))
                         .line("完。")
                         .line(han(26), 112)
                         .line("—1—", 400);
  const Page second =
      Page().line(han(27)).line("终。").line(han(26), 112).line(han(25) + "。", 112).line("— 2 —");
  EXPECT_THAT(join_page_lines({first.words, second.words}, numbers),
              ElementsAre("标题", han(26) + han(28) + "完。", han(26) + han(27) + "终。", han(26),
                          han(25) + "。"));
  EXPECT_EQ(numbers, 2U);
}

TEST(PageLines, WordsFarApartAreCells) {
  std::size_t numbers = 0;
  const WordPage page = {{"问题", 200, 100, 32, 16},
                         {"序号", 80, 100, 32, 16},
                         {"a", 234, 101, 8, 14},
                         {"b", 246, 101, 8, 14}};
  EXPECT_THAT(join_page_lines({page}, numbers), ElementsAre("序号\t问题a b"));
}

TEST(ChildProcess, IsBounded) {
  const auto echo = run_child({"cat"}, "文");
  ASSERT_TRUE(echo);
  EXPECT_EQ(echo->output, "文");
  EXPECT_EQ(echo->exit_code, 0);
  EXPECT_FALSE(run_child({"no-such-program-of-this-name"}, ""));
  ChildLimits limits;
  limits.output = 1000;
  EXPECT_TRUE(run_child({"yes"}, "", limits)->exceeded);
  limits.wall = std::chrono::seconds(1);
  EXPECT_TRUE(run_child({"sleep", "30"}, "", limits)->exceeded);
}

TEST(Pdf, DamagedAndEncryptedAreRefused) {
  const auto error_of = [](const std::string& bytes) {
    const auto read = read_document(bytes);
    return read ? "" : read.error().front().code;
  };
  EXPECT_EQ(error_of("%PDF-1.7\ngarbage"), "import.badPdf");
  EXPECT_EQ(error_of("%PDF-1.7\ntrailer<</Encrypt 1 0 R>>"), "import.encrypted");
  const auto named = read_document("通报", {.type = DocumentType::pdf, .charset = {}});
  ASSERT_FALSE(named);
  EXPECT_EQ(named.error()[0].code, "import.wrongType");
}

}  // namespace
}  // namespace tongbao::documents

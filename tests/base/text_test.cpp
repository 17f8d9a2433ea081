#include <gtest/gtest.h>

#include "base/diagnostic.h"
#include "base/digest.h"
#include "base/json_pointer.h"
#include "base/utf8.h"

namespace tongbao {
namespace {

TEST(Utf8, FindsTheFirstIllFormedByte) {
  EXPECT_EQ(find_invalid_utf8("通报𠮷"), std::nullopt);
  EXPECT_EQ(find_invalid_utf8("ab\xFF"), 2U);
  EXPECT_EQ(find_invalid_utf8("a\xC0\x80"), 1U);         // overlong
  EXPECT_EQ(find_invalid_utf8("\xED\xA0\x80"), 0U);      // surrogate
  EXPECT_EQ(find_invalid_utf8("\xF4\x90\x80\x80"), 0U);  // beyond U+10FFFF
  EXPECT_EQ(find_invalid_utf8("通\xE6\x8A"), 3U);        // cut off
}

TEST(Utf8, ComesBackFromUtf32) {
  const std::string text = "a通𠮷";
  EXPECT_EQ(to_utf8(to_utf32(text)), text);
  EXPECT_EQ(count_code_points(text), 3U);
  EXPECT_EQ(count_utf16_units(text), 4U);
}

TEST(Utf8, DescribesCharacters) {
  EXPECT_EQ(describe_code_point(U'𠮷'), "U+20BB7 𠮷");
  EXPECT_EQ(describe_code_point(1), "U+0001");
}

TEST(Pointer, EscapesNames) {
  const Pointer root;
  const Pointer sections = root / "sections";
  const Pointer third = sections / std::size_t{2};
  const Pointer odd = third / "a/b~c";
  EXPECT_EQ(root.text(), "");
  EXPECT_EQ(odd.text(), "/sections/2/a~1b~0c");
}

TEST(Digest, IsSha256) {
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

// RFC 1321 A.5.
TEST(Digest, Md5) {
  const Md5 expected = {0x90, 0x01, 0x50, 0x98, 0x3c, 0xd2, 0x4f, 0xb0,
                        0xd6, 0x96, 0x3f, 0x7d, 0x28, 0xe1, 0x7f, 0x72};
  EXPECT_EQ(md5("abc"), expected);
}

TEST(NearestName, FindsWhatWasMeant) {
  EXPECT_EQ(nearest_name("tilte", {"title", "task", "term"}), "title");
  EXPECT_EQ(nearest_name("deadLine", {"deadline", "department"}), "deadline");
  EXPECT_EQ(nearest_name("colour", {"title", "task"}), "");
}

TEST(Diagnostic, IsOneLine) {
  const Diagnostic diagnostic{.code = "template.unknownPath",
                              .where = Place::at_line(12, 5, "notice.xml"),
                              .message = say("没有{}", "no {}", "x"),
                              .hint = say("改", "mend")};
  EXPECT_EQ(to_line(diagnostic, Language::en),
            "notice.xml:12:5: error: no x [template.unknownPath] (mend)");
  EXPECT_EQ(to_line(diagnostic, Language::zh),
            "notice.xml:12:5: 错误：没有x [template.unknownPath]（改）");
}

}  // namespace
}  // namespace tongbao

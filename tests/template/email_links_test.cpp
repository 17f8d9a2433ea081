#include "template/email_links.h"

#include <string>

#include <gtest/gtest.h>

namespace tongbao::tmpl {
namespace {

// The addresses of `text`, with a space after each.
std::string found_in(const std::string& text) {
  std::string found;
  for (const EmailAddress& address : find_email_addresses(text)) {
    found += text.substr(address.begin, address.end - address.begin) + " ";
  }
  return found;
}

TEST(EmailLinks, MarkAfterAnAddressIsNotPartOfIt) {
  EXPECT_EQ(found_in("邮箱：dag@qinghe.example。"), "dag@qinghe.example ");
  EXPECT_EQ(found_in("邮箱：dag@qinghe.example；电话"), "dag@qinghe.example ");
  EXPECT_EQ(found_in("(dag@qinghe.example)."), "dag@qinghe.example ");
  EXPECT_EQ(found_in("write to dag@qinghe.example."), "dag@qinghe.example ");
  EXPECT_EQ(found_in("dag@qinghe.example-"), "dag@qinghe.example ");
}

TEST(EmailLinks, FindsEachOfSeveral) {
  EXPECT_EQ(found_in("a_b.c+d@x-y.gov.cn、e@163.com"), "a_b.c+d@x-y.gov.cn e@163.com ");
}

TEST(EmailLinks, LeavesWhatIsNone) {
  for (const char* text : {"", "@", "a@", "@b.cn", "a@b", "a@b.c", "a@b..cn", ".a@b.cn", "a.@b.cn",
                           "a@b.12", "名@域.中国", "a@@b.cn"}) {
    EXPECT_EQ(found_in(text), "") << text;
  }
}

TEST(EmailLinks, LongerThanAnAddressMayBeIsNone) {
  EXPECT_EQ(found_in(std::string(300, 'a') + "@b.cn"), "");
}

}  // namespace
}  // namespace tongbao::tmpl

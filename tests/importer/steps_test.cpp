// The importer's steps, each by itself.
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "base/utf8.h"
#include "importer/characters.h"
#include "importer/contact_facts.h"
#include "importer/dates.h"
#include "importer/markers.h"

namespace tongbao::importer {

namespace {

struct NumberCase {
  Text text;
  Style style;
  std::uint32_t value;
  std::size_t length;
};

}  // namespace

TEST(Markers, ReadsNumbersInEveryForm) {
  const std::vector<NumberCase> cases = {
      {U"一、总体", Style::part, 1, 2},      {U"十二、总体", Style::part, 12, 3},
      {U"三．总体", Style::part, 3, 2},      {U"（一）总体", Style::group, 1, 3},
      {U"(十一)总体", Style::group, 11, 4},  {U"（二)总体", Style::group, 2, 3},
      {U"㈢总体", Style::group, 3, 1},       {U"1.总体", Style::item, 1, 2},
      {U"12．总体", Style::item, 12, 3},     {U"3、总体", Style::item, 3, 2},
      {U"１．总体", Style::item, 1, 2},      {U"⒉总体", Style::item, 2, 1},
      {U"1. 2021年以来", Style::item, 1, 2}, {U"1.2021年以来", Style::item, 1, 2},
      {U"（3）总体", Style::subitem, 3, 3},  {U"4)总体", Style::subitem, 4, 2},
      {U"5）总体", Style::subitem, 5, 2},    {U"⑹总体", Style::subitem, 6, 1}};
  for (const auto& each : cases) {
    const auto marker = scan_marker(each.text);
    ASSERT_TRUE(marker) << to_utf8(each.text);
    EXPECT_EQ(std::tie(marker->style, marker->value, marker->length),
              std::tie(each.style, each.value, each.length))
        << to_utf8(each.text);
  }
}

TEST(Markers, LeavesWhatOnlyLooksLikeANumber) {
  for (const Text text :
       {Text(U"2.5万元"), Text(U"2021.4.13"), Text(U"2025年累计"), Text(U"3个月来"),
        Text(U"三、四季度"), Text(U"一是"), Text(U"（略）"), Text(U"0.总体"), Text(U"十十、"),
        Text(U"（三政办〔2020〕2号）"), Text(U"1"), Text(U"（"), Text(U"123456.总体"), Text(U"")}) {
    EXPECT_FALSE(scan_marker(text)) << to_utf8(text);
  }
}

TEST(Markers, FindsMeasuresInSequence) {
  const auto labels = [](Text text) {
    std::vector<std::string> found;
    for (const auto& mark : MeasureScanner().scan(text)) {
      found.push_back(to_utf8(text.substr(mark.begin, mark.end - mark.begin)));
    }
    return found;
  };
  using Labels = std::vector<std::string>;
  EXPECT_EQ(labels(U"一是甲。二是乙；三要丙。四、丁。"), (Labels{"一是", "二是", "三要", "四、"}));
  EXPECT_EQ(labels(U"分两步走，一是甲，二是乙。"), (Labels{"一是", "二是"}));
  EXPECT_EQ(labels(U"一是甲：①子；②丑。二是乙：①寅。"), (Labels{"一是", "①", "②", "二是", "①"}));
  EXPECT_EQ(labels(U"统一是前提，之一是基础。"), Labels{});
  EXPECT_EQ(labels(U"其中，一是关键。"), Labels{});
  EXPECT_EQ(labels(U"见图①。再看③。"), Labels{});
  EXPECT_EQ(labels(U"第一、二季度。四、五月份。"), Labels{});
}

TEST(Characters, EndsASentenceOutsideBrackets) {
  EXPECT_EQ(sentence_end(U"规范管理。后文。"), 5U);
  EXPECT_EQ(sentence_end(U"落实“严管。厚爱”不够。后文"), 12U);
  EXPECT_EQ(sentence_end(U"他说“不行。”"), 7U);
  EXPECT_EQ(sentence_end(U"没有“结束。后文"), 6U);
  EXPECT_EQ(sentence_end(U"增长3.5万元"), Text::npos);
  EXPECT_EQ(sentence_end(U"规范管理.后文"), 5U);
}

TEST(Characters, KnowsWhereAParagraphMayEnd) {
  for (const Text text : {Text(U"完。"), Text(U"完：”"), Text(U"完；"), Text(U"完!"),
                          Text(U"完。）"), Text(U"完……")}) {
    EXPECT_TRUE(ends_paragraph(text)) << to_utf8(text);
  }
  for (const Text text : {Text(U"完"), Text(U"完，"), Text(U"完）"), Text(U"3.5"), Text(U"“”")}) {
    EXPECT_FALSE(ends_paragraph(text)) << to_utf8(text);
  }
}

TEST(Dates, ReadsDatesAndWhatTheyLeaveOut) {
  const Text text = U"2020年11月9日至1月8日，6月17日，2021年3月至5月，7月3日到20日，2019年，三天";
  std::vector<std::tuple<int, int, int>> found;
  for (const auto& date : find_dates(text)) found.emplace_back(date.year, date.month, date.day);
  const std::vector<std::tuple<int, int, int>> expected = {
      {2020, 11, 9}, {0, 1, 8}, {0, 6, 17}, {2021, 3, 0}, {0, 5, 0}, {0, 7, 3}, {0, 0, 20}};
  EXPECT_EQ(found, expected);
}

TEST(Dates, ReadsTheDateOfADocument) {
  const auto iso = [](Text text) {
    const auto mention = date_at_end(text);
    const auto date = mention ? to_date(*mention) : std::nullopt;
    return date ? date->iso() : std::string();
  };
  EXPECT_EQ(iso(U"2026年1月21日"), "2026-01-21");
  EXPECT_EQ(iso(U"二〇二一年四月十三日"), "2021-04-13");
  EXPECT_EQ(iso(U"二○二一年十二月三十一日"), "2021-12-31");
  EXPECT_EQ(iso(U"某局2021年04月13日"), "2021-04-13");
  EXPECT_EQ(iso(U"2021-04-13"), "2021-04-13");
  EXPECT_EQ(iso(U"2021.4.13"), "2021-04-13");
  EXPECT_EQ(iso(U"2021年4月"), "2021-04");
  EXPECT_EQ(iso(U"2021年2月30日"), "");
  EXPECT_EQ(iso(U"4月13日"), "");
}

TEST(ContactFacts, ReadsThemInAnyOrder) {
  const auto contact = find_contact(
      U"邮编：100999；电子信箱：a.b-c@example.org，通讯地址：某市甲路1号，乙楼，咨询电话：010-"
      U"55501234、55501235。");
  ASSERT_TRUE(contact);
  EXPECT_EQ(contact->postcode, "100999");
  EXPECT_EQ(contact->email, "a.b-c@example.org");
  EXPECT_EQ(contact->address, "某市甲路1号，乙楼");
  EXPECT_EQ(contact->phone, "010-55501234、55501235");
  EXPECT_FALSE(find_contact(U"电话不多，地址不详。"));
}

TEST(ContactFacts, ReadsThePeriodOfDisclosure) {
  const auto disclosure =
      find_disclosure(U"公开范围：全局；公示期为2021年12月28日至2022年1月10日。");
  ASSERT_TRUE(disclosure);
  EXPECT_EQ(disclosure->scope, "全局");
  EXPECT_EQ(disclosure->start_date, (Date{2021, 12, 28}));
  EXPECT_EQ(disclosure->end_date, (Date{2022, 1, 10}));
  EXPECT_FALSE(find_disclosure(U"公示期15个工作日。"));
}

}  // namespace tongbao::importer

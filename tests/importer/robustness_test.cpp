// Whatever the bytes are: a record with warnings or a clear error, in time that grows with the
// length alone.
#include <algorithm>
#include <array>
#include <chrono>
#include <random>
#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/utf8.h"
#include "importer/import_text.h"
#include "importer/printed_text.h"

namespace tongbao::importer {

namespace {

constexpr std::string_view title = "某局关于巡察整改情况的通报\n";

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

const Diagnostic* find(const Diagnostics& diagnostics, std::string_view code) {
  const auto found = std::find_if(diagnostics.begin(), diagnostics.end(),
                                  [&](const Diagnostic& each) { return each.code == code; });
  return found == diagnostics.end() ? nullptr : &*found;
}

void expect_error(std::string_view text, std::string_view code, int line = 0, int column = 0) {
  const auto imported = import_text(text);
  ASSERT_FALSE(imported);
  ASSERT_EQ(imported.error().size(), 1U);
  EXPECT_EQ(imported.error().front().code, code);
  EXPECT_EQ(imported.error().front().severity, Severity::error);
  EXPECT_EQ(imported.error().front().where.line, line);
  EXPECT_EQ(imported.error().front().where.column, column);
}

}  // namespace

TEST(Robustness, RefusesWhatHoldsNothing) {
  expect_error("", "import.empty");
  expect_error("\xEF\xBB\xBF \r\n\t\n　　\f\n", "import.empty");
  expect_error("一、没有标题\n正文。\n", "import.noTitle", 1);
  expect_error("\n\n本局已经整改完毕。\n", "import.noTitle", 3);
}

TEST(Robustness, NamesLineAndColumnOfBadUtf8) {
  expect_error("标题\n正文\xFF\n", "import.utf8", 2, 3);
  expect_error("标题\r\n正\r\xE6\x96", "import.utf8", 3, 1);
  expect_error("\xED\xA0\x80", "import.utf8", 1, 1);
}

TEST(Robustness, RefusesTextsBeyondItsBounds) {
  expect_error(std::string((std::size_t{8} << 20) + 1, 'a'), "import.tooLarge");
  expect_error(std::string(title) + repeated("a\n", 400'000), "import.tooLarge");
  expect_error(std::string(title) + repeated("1.\n", 250'000), "import.tooLarge");
}

TEST(Robustness, ReadsEveryKindOfLineBreakAndBlank) {
  const auto imported = import_text(
      "\xEF\xBB\xBF某局关于巡察整改情况的通报\r\n\r一、关于\u00A0某\u200B方面的问题\f1."
      "\u3000不够严。已\u2003改。"
      "\v2. 不够实。使用 Open  Office\u00A0软件。\u2028某局\u00852021年4月13日");
  ASSERT_TRUE(imported);
  const record::Record& record = imported->value;
  EXPECT_EQ(record.title, "某局关于巡察整改情况的通报");
  ASSERT_EQ(record.sections.size(), 1U);
  EXPECT_EQ(record.sections[0].heading, "关于某方面的问题");
  ASSERT_EQ(record.sections[0].problems.size(), 2U);
  EXPECT_EQ(std::get<std::string>(record.sections[0].problems[0].body.at(0).runs.at(0)), "已改。");
  EXPECT_EQ(std::get<std::string>(record.sections[0].problems[1].body.at(0).runs.at(0)),
            "使用Open Office软件。");
  EXPECT_EQ(record.date, (Date{2021, 4, 13}));
  // \r\n is one line break, \r another, and a form feed none: the first item is in line 3.
  const Diagnostic* dropped = find(imported->diagnostics, "import.droppedMark");
  ASSERT_NE(dropped, nullptr);
  EXPECT_EQ(dropped->where.line, 1);
}

TEST(Robustness, TakesTimeInProportionToLength) {
  const std::array<std::string, 13> hostile = {repeated("”\n", 30'000),
                                               repeated("电话：\n", 30'000),
                                               repeated("<", 500'000),
                                               repeated("（1）第一。\n", 30'000),
                                               repeated("这一段没有结束\n", 100'000),
                                               repeated("1.标题。一是做了，二是也做了。\n", 30'000),
                                               repeated("（一）没有结束的标题，\n", 30'000),
                                               repeated("一是甲，二是乙，", 30'000),
                                               repeated("（以下简称", 60'000),
                                               repeated("对", 100'000),
                                               repeated("①②", 60'000),
                                               repeated("“（《", 100'000),
                                               repeated("2021年3月至", 60'000)};
  for (const std::string& body : hostile) {
    const auto start = std::chrono::steady_clock::now();
    const auto imported = import_text(std::string(title) + body);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    // Far above what it takes with sanitizers on a slow machine, far below what a square takes.
    EXPECT_LT(taken.count(), 60.0) << body.substr(0, 30);
    if (imported) {
      EXPECT_EQ(without_space(printed_text(imported->value)),
                without_space(std::string(title) + body));
    }
  }
}

TEST(Robustness, KeepsAFloodOfNotesSmall) {
  const auto imported = import_text(std::string(title) + repeated("空 格。\n", 5'000));
  ASSERT_TRUE(imported);
  const auto count =
      std::count_if(imported->diagnostics.begin(), imported->diagnostics.end(),
                    [](const Diagnostic& each) { return each.code == "import.droppedSpace"; });
  EXPECT_EQ(count, 1000);
  EXPECT_NE(find(imported->diagnostics, "import.more"), nullptr);
}

TEST(Robustness, SurvivesGarbage) {
  constexpr std::array<std::string_view, 34> pieces = {"一、",       "（一）",
                                                       "(2)",        "1.",
                                                       "3、",        "①",
                                                       "二是",       "一要",
                                                       "。",         "，",
                                                       "：",         "“",
                                                       "”",          "（",
                                                       "）",         "\n",
                                                       "\n\n",       " ",
                                                       "　",         "**",
                                                       "<p>",        "附件",
                                                       "附件：",     "抄送：",
                                                       "印发",       "2021年2月30日",
                                                       "二〇二一年", "电话",
                                                       "@",          "通报",
                                                       "巡察组",     "对",
                                                       "\f",         "以下简称"};
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string text = round % 2 == 0 ? std::string(title) : std::string();
    for (std::size_t i = random() % 60; i > 0; --i) text += pieces.at(random() % pieces.size());
    const auto imported = import_text(text);
    if (imported) {
      EXPECT_FALSE(imported->value.title.empty());
      EXPECT_FALSE(has_error(imported->diagnostics));
    } else {
      EXPECT_TRUE(has_error(imported.error()));
    }
  }
}

TEST(Robustness, IsPure) {
  const std::string text = std::string(title) + "一、关于甲方面\n1.不够。改。\n2.不严。改 了。\n";
  const auto first = import_text(text);
  const auto second = import_text(text);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(printed_text(first->value), printed_text(second->value));
  ASSERT_EQ(first->diagnostics.size(), second->diagnostics.size());
  for (std::size_t i = 0; i < first->diagnostics.size(); ++i) {
    EXPECT_EQ(first->diagnostics[i].code, second->diagnostics[i].code);
    EXPECT_EQ(first->diagnostics[i].where, second->diagnostics[i].where);
  }
}

}  // namespace tongbao::importer

// What layout makes is found to be met, in every form; and no verdict is always met: pages damaged
// in one place fail the clause that speaks of it.
#include "conformance/check.h"

#include <functional>
#include <stdexcept>

#include <gmock/gmock.h>

#include "conformance/subjects.h"

namespace tongbao::conformance {
namespace {

using content::Line;

constexpr double mm = 72 / 25.4;
constexpr content::Colour red{.red = 0.9, .green = 0.1, .blue = 0.1};

std::string_view name_of(Verdict verdict) {
  constexpr std::string_view names[] = {"met", "notMet", "notApplicable", "notChecked"};
  return names[static_cast<std::size_t>(verdict)];
}

std::string say(const Entry& entry) {
  std::string text = entry.standard + " " + entry.clause;
  for (const Figure& figure : entry.figures) {
    if (figure.outside == 0) continue;
    const Reading& first = figure.offenders.front();
    text += "; " + figure.name + " " + std::to_string(first.value) + " " + figure.unit +
            " on page " + std::to_string(first.page) + " " + first.text;
  }
  return text;
}

void expect_nothing_unmet(const Subject& subject) {
  for (const Entry& entry : subject.report().entries) {
    EXPECT_NE(name_of(entry.verdict), "notMet") << say(entry);
  }
}

std::vector<std::string> clauses_met(const Subject& subject) {
  std::vector<std::string> met;
  for (const Entry& entry : subject.report().entries) {
    if (entry.verdict == Verdict::met) met.push_back(entry.clause);
  }
  return met;
}

TEST(Conformance, OfAPlainNotice) {
  const Subject subject = plain();
  EXPECT_EQ(subject.report().form, Form::plain);
  expect_nothing_unmet(subject);
  EXPECT_THAT(clauses_met(subject),
              testing::ElementsAre("5.1", "5.2.1", "5.2.2", "5.2.3", "5.2.4", "7.3.1", "7.3.2",
                                   "7.3.3", "7.3.5.2", "7.3.5.4", "7.3.5.5", "7.3.6", "7.5",
                                   "5.1.1-5.1.3, 5.1.8, 5.1.10", "5.1.3, 5.1.10", "5.1.4, 5.1.5",
                                   "last line", "widow, orphan", "headings"));
}

TEST(Conformance, OfAFormalNotice) {
  const Subject subject = formal();
  EXPECT_EQ(subject.report().form, Form::formal);
  expect_nothing_unmet(subject);
  EXPECT_THAT(clauses_met(subject),
              testing::IsSupersetOf({"7.2.1", "7.2.2", "7.2.3", "7.2.4", "7.2.5", "7.2.7", "7.3.4",
                                     "7.3.5.1", "7.3.6", "7.3.7", "7.4.1", "7.4.2", "7.4.3"}));
  EXPECT_EQ(subject.verdict("7.3.5.2"), Verdict::not_applicable);
  EXPECT_EQ(subject.verdict("10.1"), Verdict::not_applicable);
}

TEST(Conformance, OfSeveralOfficesAndSigners) {
  const Subject subject = upward();
  expect_nothing_unmet(subject);
  EXPECT_THAT(clauses_met(subject), testing::IsSupersetOf({"7.2.4", "7.2.5", "7.2.6", "7.2.7"}));
}

TEST(Conformance, OfASignatureStamp) {
  const Subject subject = stamped();
  expect_nothing_unmet(subject);
  EXPECT_EQ(subject.verdict("7.3.5.3"), Verdict::met);
}

TEST(Conformance, OfALetter) {
  const Subject subject = letter();
  EXPECT_EQ(subject.report().form, Form::letter);
  expect_nothing_unmet(subject);
  EXPECT_EQ(subject.verdict("10.1"), Verdict::met);
  EXPECT_EQ(subject.verdict("7.2.7"), Verdict::not_applicable);
}

TEST(Conformance, SaysWhatItDoesNotCheck) {
  for (const char* clause : {"4", "6", "9", "10.2", "10.3"}) {
    const Entry entry = plain().entry(clause);
    EXPECT_EQ(entry.verdict, Verdict::not_checked) << clause;
    EXPECT_FALSE(entry.note.zh.empty()) << clause;
    EXPECT_FALSE(entry.note.en.empty()) << clause;
  }
}

// By arithmetic: 225 mm / 22 and 156 mm / 28.
TEST(Conformance, FiguresAreMeasured) {
  const Entry lines = plain().entry("5.2.3");
  const auto figure = [&](std::string_view name) {
    for (const Figure& each : lines.figures) {
      if (each.name == name) return each;
    }
    ADD_FAILURE() << "no figure " << name;
    return Figure{};
  };
  EXPECT_GT(figure("lineDistance").count, 50U);
  EXPECT_NEAR(figure("lineDistance").smallest.value, 28.991, 0.001);
  EXPECT_NEAR(figure("lineDistance").largest.value, 28.991, 0.001);
  EXPECT_EQ(figure("linesOfPage").largest.value, 22);
  EXPECT_EQ(figure("charactersOfMostFullLines").smallest.value, 28);
}

struct Damage {
  const char* name;
  const char* clause;
  Subject (*subject)();
  std::function<void(Subject&)> inflict;
};

void drop_rules(Subject& subject) {
  for (content::Page& page : subject.pages.pages) page.rules.clear();
}

// A line that neither begins nor ends its paragraph, and its page neither.
Line& inner_line(Subject& subject) {
  for (std::size_t i = 1; i + 1 < subject.pages.lines.size(); ++i) {
    Line& line = subject.pages.lines[i];
    const auto continues = [&](const Line& other) {
      return other.role == content::LineRole::body && other.block == line.block;
    };
    const bool in_body = line.role == content::LineRole::body && line.block > 1;
    if (in_body && continues((&line)[-1]) && continues((&line)[1])) return line;
  }
  throw std::logic_error("no such line");
}

Line& last_line_of_first_page(Subject& subject) {
  Line* found = nullptr;
  for (Line& line : subject.pages.lines) {
    if (line.role == content::LineRole::page_number) break;
    found = &line;
  }
  return *found;
}

const Damage damages[] = {
    {"PaperOfAnotherSize", "5.1", plain, [](Subject& s) { s.pages.pages[1].width = {595.9}; }},
    {"ALineLeftOfTheMargin", "5.2.1", plain, [](Subject& s) { s.move(inner_line(s), -4, 0); }},
    {"ALineAboveTheTypeArea", "5.2.1", plain,
     [](Subject& s) { s.move(s.pages.lines[s.pages.pages[1].lines.begin], 0, -20); }},
    {"ALineBelowTheTypeArea", "5.2.1", plain,
     [](Subject& s) { s.move(last_line_of_first_page(s), 0, 80); }},
    {"ASmallerLine", "5.2.2", plain, [](Subject& s) { s.resize(s.line("各部门"), 15); }},
    {"BodyInAnotherFace", "5.2.2", plain,
     [](Subject& s) { s.set_face(s.line("各部门"), "songti"); }},
    {"ALineOffItsGrid", "5.2.3", plain, [](Subject& s) { s.move(inner_line(s), 0, 0.3); }},
    {"ALineShortOfTheEdge", "5.2.3", plain, [](Subject& s) { s.move(inner_line(s), -0.2, 0); }},
    {"ALineThatIsNotStretched", "5.2.3", plain,
     [](Subject& s) {
       const Line& line = inner_line(s);
       s.pages.glyphs[s.pages.runs[line.runs.begin].glyphs.begin].advance -= Pt{0.2};
     }},
    {"GreyText", "5.2.4", plain,
     [](Subject& s) { s.recolour(s.line("各部门"), {.red = 0.1, .green = 0.1, .blue = 0.1}); }},
    {"ARedPageNumber", "5.2.4", plain, [](Subject& s) { s.recolour(s.line("— 2"), red); }},

    {"ASerialWithALetter", "7.2.1", formal, [](Subject& s) { s.replace("000012", "00012A"); }},
    {"ASerialOnTheSecondLine", "7.2.1", formal,
     [](Subject& s) { s.move(s.line("000012"), 0, 29); }},
    {"AClassificationInFangsong", "7.2.2", formal,
     [](Subject& s) { s.set_face(s.line("秘密"), "fangsong"); }},
    {"AClassificationMovedIn", "7.2.2", formal, [](Subject& s) { s.move(s.line("秘密"), 2, 0); }},
    {"UrgencyAboveClassification", "7.2.3", formal,
     [](Subject& s) { s.move(s.line("特急"), 0, -58); }},
    {"AMarkTooLow", "7.2.4", formal, [](Subject& s) { s.move(s.line("某市水务局文件"), 0, 3); }},
    {"AMarkOffCentre", "7.2.4", formal, [](Subject& s) { s.move(s.line("某市水务局文件"), 6, 0); }},
    {"ABlackMark", "7.2.4", formal, [](Subject& s) { s.recolour(s.line("某市水务局文件"), {}); }},
    {"AWordBesideTheMarkTooHigh", "7.2.4", upward,
     [](Subject& s) { s.move(s.line("文件"), 0, -8); }},
    {"ANumberInOtherBrackets", "7.2.5", formal,
     [](Subject& s) { s.replace("〔2025〕12号", "〔0205〕02号"); }},
    {"ANumberOffCentre", "7.2.5", formal, [](Subject& s) { s.move(s.line("某水〔"), 8, 0); }},
    {"ANumberCloseToTheMark", "7.2.5", formal,
     [](Subject& s) { s.move(s.line("某水〔"), 0, -40); }},
    {"ANumberInTheMiddleBesideSigners", "7.2.5", upward,
     [](Subject& s) { s.move(s.line("某水〔"), 16, 0); }},
    {"SignersInFangsong", "7.2.6", upward,
     [](Subject& s) { s.set_face(s.line("张三"), "fangsong"); }},
    {"ASecondRowOfSignersMovedIn", "7.2.6", upward,
     [](Subject& s) { s.move(s.line("王小五"), 16, 0); }},
    {"ALabelWithoutColon", "7.2.6", upward, [](Subject& s) { s.replace("签发人：", "签发人；"); }},
    {"NoRedRule", "7.2.7", formal, drop_rules},
    {"ABlackRule", "7.2.7", formal, [](Subject& s) { s.pages.pages[0].rules[0].colour = {}; }},
    {"AShortRule", "7.2.7", formal,
     [](Subject& s) { s.pages.pages[0].rules[0].width = {150 * mm}; }},
    {"ALowRule", "7.2.7", formal, [](Subject& s) { s.pages.pages[0].rules[0].y += Pt{2 * mm}; }},

    {"ATitleInHeiti", "7.3.1", plain,
     [](Subject& s) { s.set_face(s.line("某市水务局关于"), "heiti"); }},
    {"ATitleOffCentre", "7.3.1", plain, [](Subject& s) { s.move(s.line("某市水务局关于"), 5, 0); }},
    {"ATitleCloseToTheRule", "7.3.1", formal,
     [](Subject& s) { s.move(s.line("某市水务局关于"), 0, -29); }},
    {"RecipientsMovedIn", "7.3.2", plain,
     [](Subject& s) { s.move(s.line("各有关单位、"), 32, 0); }},
    {"RecipientsWithoutColon", "7.3.2", plain,
     [](Subject& s) { s.replace("党组织：", "党组织。"); }},
    {"NoEmptyLineBelowTheTitle", "7.3.2", formal,
     [](Subject& s) { s.move(s.line("各有关单位："), 0, -29); }},
    {"AParagraphWithoutIndent", "7.3.3", plain,
     [](Subject& s) { s.move(s.line("各部门"), -31.6, 0); }},
    {"AFirstLevelInKaiti", "7.3.3", plain, [](Subject& s) { s.set_face(s.line("一、"), "kaiti"); }},
    {"ASecondLevelInHeiti", "7.3.3", plain,
     [](Subject& s) { s.set_face(s.line("（一）"), "heiti"); }},
    {"NoBodyOnTheFirstPage", "7.3.3", plain,
     [](Subject& s) {
       content::Page blank = s.pages.pages[0];
       blank.lines.end = blank.lines.begin;
       s.pages.pages.insert(s.pages.pages.begin(), blank);
     }},
    {"AnAttachmentNameWithAMark", "7.3.4", formal,
     [](Subject& s) { s.replace("统计表", "统计。"); }},
    {"AnAttachmentNameOutOfLine", "7.3.4", formal,
     [](Subject& s) { s.move(s.line("统计表"), 4, 0); }},
    {"AListCloseToTheBody", "7.3.4", formal,
     [](Subject& s) {
       const double baseline = s.line("附件：1.").baseline.value;
       for (Line& line : s.pages.lines) {
         if (line.baseline.value == baseline) line.baseline -= Pt{29};
       }
     }},

    {"ASealTooFarBelow", "7.3.5.1", formal,
     [](Subject& s) {
       for (content::Page& page : s.pages.pages) {
         for (content::Picture& seal : page.pictures) seal.y += Pt{30};
       }
     }},
    {"ASealBesideTheName", "7.3.5.1", formal,
     [](Subject& s) {
       for (content::Page& page : s.pages.pages) {
         for (content::Picture& seal : page.pictures) seal.x -= Pt{10};
       }
     }},
    {"NoSeal", "7.3.5.1", formal,
     [](Subject& s) {
       for (content::Page& page : s.pages.pages) page.pictures.clear();
     }},
    {"ADateAtTheEdge", "7.3.5.1", formal,
     [](Subject& s) { s.move(s.line("2025年6月9日"), 30, 0); }},
    {"ANameOffTheDate", "7.3.5.1", formal,
     [](Subject& s) {
       for (Line& line : s.pages.lines) {
         if (line.role == content::LineRole::signature) s.move(line, 5, 0);
       }
     }},
    {"AnUnsealedNameAtTheEdge", "7.3.5.2", plain,
     [](Subject& s) { s.move(s.line("某市水务局机关"), 16, 0); }},
    {"AnUnsealedDateUnderTheName", "7.3.5.2", plain,
     [](Subject& s) { s.move(s.line("2025年"), -31, 0); }},
    {"NoEmptyLineAboveTheName", "7.3.5.2", plain,
     [](Subject& s) { s.move(s.line("某市水务局机关"), 0, -29); }},
    {"AShortNameNotMovedWithItsDate", "7.3.5.2", upward,
     [](Subject& s) { s.move(s.line("水务局"), 8, 0); }},
    {"AStampAtTheEdge", "7.3.5.3", stamped,
     [](Subject& s) {
       for (content::Page& page : s.pages.pages) {
         for (content::Picture& stamp : page.pictures) stamp.x += Pt{16};
       }
     }},
    {"APostTouchingItsStamp", "7.3.5.3", stamped,
     [](Subject& s) { s.move(s.line("局长"), 31, 0); }},
    {"ALeadingZero", "7.3.5.4", plain,
     [](Subject& s) { s.replace("2025年6月9日", "2025年0月9日"); }},
    {"AShortYear", "7.3.5.4", plain, [](Subject& s) { s.replace("2025年6月9日", "205年16月9日"); }},
    {"ASignatureAlone", "7.3.5.5", stamped,
     [](Subject& s) {
       // A page of its own for the name and all after it.
       const auto name = static_cast<std::uint32_t>(&s.line("局长") - s.pages.lines.data());
       content::Page next = s.pages.pages.back();
       s.pages.pages.back().lines.end = name;
       s.pages.pages.back().pictures.clear();
       next.lines.begin = name;
       s.pages.pages.push_back(next);
     }},
    {"ANoteWithoutBrackets", "7.3.6", plain, [](Subject& s) { s.replace("（联系人", "【联系人"); }},
    {"ANoteAtTheEdge", "7.3.6", formal, [](Subject& s) { s.move(s.line("（此件"), -31.6, 0); }},
    {"AnAttachmentLabelLower", "7.3.7", formal, [](Subject& s) { s.move(s.line("附件1"), 0, 29); }},
    {"AttachmentsOutOfOrder", "7.3.7", formal, [](Subject& s) { s.replace("附件2", "附件3"); }},
    {"AnAttachmentLabelInFangsong", "7.3.7", formal,
     [](Subject& s) { s.set_face(s.line("附件1"), "fangsong"); }},
    {"AnAttachmentTitleOffCentre", "7.3.7", formal,
     [](Subject& s) { s.move(s.line("整改任务清单"), 9, 0); }},

    {"AnImprintWithoutRules", "7.4.1", formal, drop_rules},
    {"AThickMiddleRule", "7.4.1", formal,
     [](Subject& s) { s.pages.pages.back().rules[1].height = {0.35 * mm}; }},
    {"ALastRuleAboveTheFoot", "7.4.1", formal,
     [](Subject& s) { s.pages.pages.back().rules[2].y -= Pt{1}; }},
    {"AnImprintOnAnOddPage", "7.4.1", formal,
     [](Subject& s) {
       content::Page blank = s.pages.pages.back();
       blank.lines.end = blank.lines.begin;
       blank.rules.clear();
       s.pages.pages.insert(s.pages.pages.end() - 1, blank);
     }},
    {"CopiesWithoutFullStop", "7.4.2", formal,
     [](Subject& s) { s.replace("各单位。", "各单位；"); }},
    {"CopiesAtTheEdge", "7.4.2", formal, [](Subject& s) { s.move(s.line("抄送"), -13, 0); }},
    {"APrinterWithoutDate", "7.4.3", formal,
     [](Subject& s) { s.replace("2025年6月9日印发", "2025年6月9号印发"); }},
    {"APrinterAtTheEdge", "7.4.3", formal,
     [](Subject& s) { s.move(s.line("2025年6月9日印发"), 13, 0); }},

    {"AWrongPageNumber", "7.5", plain, [](Subject& s) { s.replace("— 2 —", "— 3 —"); }},
    {"APageNumberInTheMiddle", "7.5", plain, [](Subject& s) { s.move(s.line("— 2"), 150, 0); }},
    {"APageNumberTooHigh", "7.5", plain, [](Subject& s) { s.move(s.line("— 1"), 0, -3); }},
    {"APageNumberInFangsong", "7.5", plain,
     [](Subject& s) { s.set_face(s.line("— 1"), "fangsong"); }},
    {"APageWithoutNumber", "7.5", plain, [](Subject& s) { --s.pages.pages[1].lines.end; }},
    {"ALandscapePageThatIsNotTurned", "8", plain,
     [](Subject& s) { std::swap(s.pages.pages[1].width, s.pages.pages[1].height); }},
    {"ALetterMarkTooLow", "10.1", letter, [](Subject& s) { s.move(s.line("某市水务局"), 0, 3); }},
    {"ALetterWithoutLowerRules", "10.1", letter,
     [](Subject& s) { s.pages.pages[0].rules.resize(2); }},
    {"ALetterWithEqualRules", "10.1", letter,
     [](Subject& s) { s.pages.pages[0].rules[1].height = s.pages.pages[0].rules[0].height; }},

    {"AStopAtALinesStart", "GB/T 15834-2011 5.1.1-5.1.3, 5.1.8, 5.1.10", plain,
     [](Subject& s) { s.replace("各部门对照", "，部门对照"); }},
    {"AnOpeningMarkAtALinesEnd", "GB/T 15834-2011 5.1.3, 5.1.10", plain,
     [](Subject& s) {
       const Line& line = inner_line(s);
       s.pages.text.replace(s.pages.runs[line.runs.end - 1].text.end - 3, 3, "《");
     }},
    {"ADashTornInTwo", "GB/T 15834-2011 5.1.4, 5.1.5", plain,
     [](Subject& s) {
       const Line& line = inner_line(s);
       const Line& next = *(&line + 1);
       s.pages.text.replace(s.pages.runs[line.runs.end - 1].text.end - 3, 3, "—");
       s.pages.text.replace(s.pages.runs[next.runs.begin].text.begin, 3, "—");
     }},
};

void PrintTo(const Damage& damage, std::ostream* out) {
  *out << damage.clause;
}

class Damaged : public testing::TestWithParam<Damage> {};

TEST_P(Damaged, IsNotMet) {
  Subject subject = GetParam().subject();
  const Entry before = subject.entry(GetParam().clause);
  EXPECT_NE(name_of(before.verdict), "notMet") << say(before);
  GetParam().inflict(subject);
  const Entry entry = subject.entry(GetParam().clause);
  ASSERT_EQ(name_of(entry.verdict), "notMet");
  for (const Figure& figure : entry.figures) {
    EXPECT_EQ(figure.offenders.empty(), figure.outside == 0) << figure.name;
    for (const Reading& reading : figure.offenders) EXPECT_GE(reading.page, 1U);
  }
}

INSTANTIATE_TEST_SUITE_P(Pages, Damaged, testing::ValuesIn(damages),
                         [](const auto& damage) { return damage.param.name; });

}  // namespace
}  // namespace tongbao::conformance

// Random records in several shapes, printed as text, cut and spaced as published texts are, and
// imported back. Fixed seeds.
#include <array>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "base/utf8.h"
#include "importer/import_document.h"
#include "importer/import_text.h"
#include "importer/printed_text.h"
#include "importer/record_json.h"
#include "zip_file/zip_file.h"

namespace tongbao::importer {

namespace {

constexpr std::array<std::string_view, 14> words = {
    "梳理台账", "走访企业", "核对账目", "修订办法", "公开流程", "培训骨干", "盘点库房",
    "约谈干部", "评估成效", "归集资料", "复查现场", "公示结果", "压缩时限", "对接OA系统"};
constexpr std::array<std::string_view, 6> deficiencies = {"走访不够", "台账不规范", "督办不力",
                                                          "审核不严", "培训缺乏",   "归档滞后"};
constexpr std::array<std::string_view, 6> counts = {"12次", "3.5万元", "408件",
                                                    "7家",  "100%",    "2/3以上"};
constexpr std::array<std::string_view, 9> ordinals = {"一", "二", "三", "四", "五",
                                                      "六", "七", "八", "九"};
constexpr std::array<std::string_view, 9> circles = {"①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨"};

enum class Measures { none, ordinal, circled };

struct Shape {
  bool groups = true;
  bool continuous = false;
  bool run_in = true;
  bool own_paragraphs = false;  // measures in paragraphs of their own
  Measures measures = Measures::none;
  std::string_view mark = ".";  // after an item's number
  bool named = false;           // items are 问题1：, 问题2：
};

class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {
    shape_.groups = flip();
    shape_.continuous = shape_.groups && flip();
    shape_.run_in = flip();
    shape_.own_paragraphs = flip();
    shape_.measures = static_cast<Measures>(pick(3));
    constexpr std::array<std::string_view, 3> marks = {".", "．", "、"};
    shape_.mark = marks.at(pick(marks.size()));
    shape_.named = pick(4) == 0;
  }

  record::Record record() {
    record::Record record;
    record.schema_version = "1";
    record.organization.name = "青川区统计局党组";
    record.title = flip() ? "青川区统计局党组关于\n巡察整改进展情况的通报"
                          : "青川区统计局党组关于巡察整改进展情况的通报";
    record.preamble = {plain("按照工作安排，现将巡察整改进展情况予以公布。")};
    record.numbering = shape_.continuous ? record::NumberingScope::continuous
                                         : record::NumberingScope::per_section;
    record.sections = {responsibility(), rectification(), next()};
    record.closing = {plain("欢迎社会各界对整改落实情况进行监督。")};
    record.signatures = {{.name = "青川区统计局党组", .seal = {}}};
    record.date = Date{2023, 1 + static_cast<int>(pick(12)), 1 + static_cast<int>(pick(28))};
    return record;
  }

  // `text` with paragraphs cut, blank lines, and spaces between Han.
  std::string damage(const std::string& text) {
    std::istringstream lines(text);
    std::string out;
    for (std::string line; std::getline(lines, line);) {
      out += std::string(pick(3), '\n');
      const bool is_heading = !line.ends_with("。") || count(line, U'。') == 1;
      out += spaced(is_heading ? line : cut(line)) + (flip() ? "\n" : "\r\n");
    }
    return out;
  }

 private:
  std::size_t pick(std::size_t size) { return random_() % size; }
  bool flip() { return pick(2) == 0; }

  static record::Paragraph plain(std::string text) {
    record::Paragraph paragraph;
    paragraph.runs.emplace_back(std::move(text));
    return paragraph;
  }

  static std::size_t count(const std::string& text, char32_t wanted) {
    std::size_t found = 0;
    for (const char32_t c : to_utf32(text)) found += c == wanted ? 1 : 0;
    return found;
  }

  std::string clause() {
    return std::string(words.at(pick(words.size()))) + std::string(counts.at(pick(counts.size())));
  }

  std::string sentence() {
    std::string text = "全年" + clause();
    for (std::size_t i = pick(5); i > 0; --i) text += "，" + clause();
    return text + "。";
  }

  // At least two sentences, so that damage() knows it from a heading.
  std::string passage() {
    std::string text = sentence() + sentence();
    for (std::size_t i = pick(3); i > 0; --i) text += sentence();
    return text;
  }

  record::Section responsibility() {
    record::Section part;
    part.heading = "履行整改主体责任情况";
    part.role = record::SectionRole::responsibility;
    for (std::size_t i = pick(3); i > 0; --i) {
      record::Section section;
      section.heading = "加强组织领导。";
      section.run_in = flip();
      section.body = {plain(passage())};
      part.sections.push_back(section);
    }
    if (part.sections.empty()) part.body = {plain(passage()), plain(passage())};
    return part;
  }

  record::Section rectification() {
    record::Section part;
    part.heading = "巡察反馈问题整改落实情况";
    part.role = record::SectionRole::rectification;
    if (!shape_.groups) {
      part.problems = problems();
      return part;
    }
    for (std::size_t i = 2 + pick(3); i > 0; --i) {
      record::Section group;
      group.heading = "关于" + std::string(deficiencies.at(pick(deficiencies.size()))) + "方面";
      group.problems = problems();
      part.sections.push_back(group);
    }
    return part;
  }

  record::Section next() {
    record::Section part;
    part.heading = "下一步工作打算";
    part.role = record::SectionRole::next;
    part.body = {plain(passage())};
    return part;
  }

  std::vector<record::Problem> problems() {
    std::vector<record::Problem> list;
    if (!shape_.continuous) number_ = 0;
    for (std::size_t i = 2 + pick(4); i > 0; --i) list.push_back(problem());
    return list;
  }

  record::Problem problem() {
    record::Problem problem;
    problem.id = "p" + std::to_string(++problems_);
    std::string number = std::to_string(++number_);
    number = shape_.named ? "问题" + number + "：" : number + std::string(shape_.mark);
    if (shape_.named || shape_.mark != ".") problem.label = number;
    problem.title = std::string(deficiencies.at(pick(deficiencies.size()))) + "。";
    problem.run_in = shape_.run_in;
    if (shape_.measures == Measures::none || shape_.own_paragraphs) {
      problem.body.push_back(plain(passage()));
    }
    if (shape_.measures != Measures::none) add_measures(problem);
    return problem;
  }

  void add_measures(record::Problem& problem) {
    const std::size_t size = 2 + pick(4);
    for (std::size_t i = 0; i < size; ++i) {
      record::Measure measure;
      measure.id = "m" + std::to_string(i + 1);
      measure.label = shape_.measures == Measures::circled ? std::string(circles.at(i))
                                                           : std::string(ordinals.at(i)) + "是";
      measure.text = passage();
      if (i == 0 || (shape_.own_paragraphs && flip())) {
        problem.body.emplace_back();
        problem.body.back().plain = false;
      }
      problem.body.back().runs.emplace_back(record::MeasureReference{measure.id});
      problem.measures.push_back(measure);
    }
  }

  // Cuts behind the first sentence, never behind a full stop and never within a Latin run.
  std::string cut(const std::string& line) {
    const std::u32string text = to_utf32(line);
    std::u32string out;
    bool in_heading = true;
    for (std::size_t i = 0; i < text.size(); ++i) {
      out.push_back(text[i]);
      const bool may_cut = !in_heading && i + 1 < text.size() && text[i] != U'。' &&
                           (is_han(text[i]) || is_han(text[i + 1])) && text[i + 1] != U'，';
      if (may_cut && pick(25) == 0) out += pick(2) == 0 ? U"\n\n" : U"\n";
      if (text[i] == U'。') in_heading = false;
    }
    return to_utf8(out);
  }

  std::string spaced(const std::string& line) {
    const std::u32string text = to_utf32(line);
    std::u32string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      out.push_back(text[i]);
      // In a title a gap would be a line break: there, single characters are spaced only.
      const bool between = i + 1 < text.size() && text[i] != U'\n' && text[i + 1] != U'\n' &&
                           (is_han(text[i]) || is_han(text[i + 1]));
      if (between && spaces_allowed(line) && pick(30) == 0) out += flip() ? U" " : U"　";
    }
    return to_utf8(out);
  }

  static bool spaces_allowed(const std::string& line) { return line.ends_with("。"); }

  std::mt19937 random_;
  Shape shape_;
  std::size_t problems_ = 0;
  std::size_t number_ = 0;
};

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// Lines as office programs and web pages write them: cut into runs, in tables, with soft breaks.
class Container {
 public:
  explicit Container(unsigned seed) : random_(seed) {}

  std::string docx(const std::vector<std::string>& lines) {
    std::string body;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      std::string paragraph = word_runs(lines[i]);
      while (pick(5) == 0 && i + 1 < lines.size()) {
        paragraph += "<w:r><w:br/></w:r>" + word_runs(lines[++i]);
      }
      paragraph = "<w:p><w:pPr><w:ind w:firstLine='640'/></w:pPr>" + paragraph + "</w:p>";
      body +=
          pick(6) == 0 ? "<w:tbl><w:tr><w:tc>" + paragraph + "</w:tc></w:tr></w:tbl>" : paragraph;
    }
    return tests::docx_of(body);
  }

  std::string html(const std::vector<std::string>& lines) {
    constexpr std::array<std::string_view, 4> tags = {"p", "div", "h2", "li"};
    std::string body;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::string tag(tags.at(pick(tags.size())));
      body += "<" + tag + " style='text-indent:2em'>" + spans(lines[i]);
      while (pick(5) == 0 && i + 1 < lines.size()) body += "<br/>\n  " + spans(lines[++i]);
      body += pick(4) == 0 ? "<script>var a='<p>'</script>" : "";
      body += "</" + tag + ">\n";
    }
    return "<!DOCTYPE html><html><head><meta charset='utf-8'><title>通报</title></head><body>"
           "<nav><a>首页</a></nav><div class='text'>\n" +
           body + "</div></body></html>";
  }

 private:
  std::size_t pick(std::size_t size) { return random_() % size; }

  std::vector<std::string> cut(const std::string& line) {
    std::vector<std::string> pieces(1);
    for (const char32_t c : to_utf32(line)) {
      if (pick(6) == 0) pieces.emplace_back();
      append_utf8(pieces.back(), c);
    }
    return pieces;
  }

  std::string word_runs(const std::string& line) {
    std::string runs;
    for (const std::string& piece : cut(line)) {
      runs += pick(9) == 0 ? "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>" : "";
      const std::string run =
          "<w:r><w:rPr><w:rFonts w:hint='eastAsia'/></w:rPr><w:t>" + piece + "</w:t></w:r>";
      runs += pick(5) == 0 ? "<w:ins>" + run + "</w:ins>" : run;
    }
    return runs;
  }

  std::string spans(const std::string& line) {
    std::string out;
    for (const std::string& piece : cut(line)) {
      out += pick(3) == 0 ? "<span lang='zh'>" + piece + "</span>" : piece;
      out += pick(9) == 0 ? "<!-- 注 --><del>删</del>" : "";
    }
    return out;
  }

  std::mt19937 random_;
};

class RoundTrip : public testing::TestWithParam<unsigned> {};

nlohmann::json structure(const record::Record& record) {
  nlohmann::json value = as_json(record);
  value.erase("inspection");
  for (auto& part : value["sections"]) {
    const auto drop = [](nlohmann::json& section) {
      if (!section.contains("problems")) return;
      for (auto& problem : section["problems"]) problem.erase("titleKind");
    };
    drop(part);
    if (!part.contains("sections")) continue;
    for (auto& group : part["sections"]) drop(group);
  }
  return value;
}

}  // namespace

TEST_P(RoundTrip, ReadsBackWhatWasPrinted) {
  for (unsigned i = 0; i < 40; ++i) {
    Generator generator(GetParam() * 1000 + i);
    const record::Record record = generator.record();
    const std::string text = generator.damage(printed_text(record));
    const auto imported = import_text(text);
    ASSERT_TRUE(imported) << text;
    EXPECT_EQ(without_space(printed_text(imported->value)), without_space(text)) << text;
    ASSERT_EQ(structure(imported->value), structure(record)) << text;
  }
}

TEST_P(RoundTrip, ReadsTheSameOutOfDocxAndHtml) {
  for (unsigned i = 0; i < 20; ++i) {
    const unsigned seed = GetParam() * 1000 + i;
    const record::Record record = Generator(seed).record();
    const std::vector<std::string> lines = lines_of(printed_text(record));
    Container container(seed);
    for (const std::string& bytes : {container.docx(lines), container.html(lines)}) {
      const auto imported = import_document(bytes);
      ASSERT_TRUE(imported) << bytes;
      ASSERT_EQ(structure(imported->value), structure(record)) << bytes;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RoundTrip, testing::Range(1U, 11U));

}  // namespace tongbao::importer

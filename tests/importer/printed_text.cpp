#include "importer/printed_text.h"

#include <array>
#include <optional>

#include "base/utf8.h"

namespace tongbao::importer {

namespace {

constexpr std::array<std::string_view, 31> han_numbers = {
    "零",     "一",     "二",     "三",     "四",     "五",     "六",     "七",
    "八",     "九",     "十",     "十一",   "十二",   "十三",   "十四",   "十五",
    "十六",   "十七",   "十八",   "十九",   "二十",   "二十一", "二十二", "二十三",
    "二十四", "二十五", "二十六", "二十七", "二十八", "二十九", "三十"};

class Printer {
 public:
  explicit Printer(const record::Record& record) : record_(record) {}

  std::string run() {
    const record::DocumentHead head = record_.document.value_or(record::DocumentHead{});
    for (const auto& mark : head.marks) line(mark);
    line(head.number);
    line(record_.title);
    for (const auto& recipient : head.recipients) line(recipient + "：");
    paragraphs(record_.preamble, nullptr);
    sections(record_.sections, 1);
    paragraphs(record_.closing, nullptr);
    attachment_note(head);
    for (const auto& signature : record_.signatures) line(signature.name);
    if (record_.date) line(record_.date->chinese());
    line(head.note);
    attachments(head);
    for (const auto& body : head.copy_to) line("抄送：" + body + "。");
    if (head.print_date) line(head.printer + head.print_date->chinese() + "印发");
    return out_;
  }

 private:
  void line(const std::string& text) {
    if (!text.empty()) out_ += text + "\n";
  }

  void paragraphs(const std::vector<record::Paragraph>& list, const record::Problem* problem) {
    for (const auto& paragraph : list) {
      for (const auto& run : paragraph.runs) {
        if (const auto* text = std::get_if<std::string>(&run)) {
          out_ += *text;
        } else {
          measure(*problem, std::get<record::MeasureReference>(run).measure);
        }
      }
      out_ += '\n';
    }
  }

  void measure(const record::Problem& problem, const std::string& id) {
    for (const auto& each : problem.measures) {
      if (each.id == id) out_ += *each.label + each.text;
    }
  }

  // The automatic number where there is no label; counts in `place` what is numbered.
  static std::string number(const std::optional<std::string>& label, std::size_t depth,
                            std::size_t& place) {
    if (label && label->empty()) return {};
    ++place;
    if (label) return *label;
    const std::string arabic = std::to_string(place);
    switch (depth) {
      case 1:
        return std::string(han_numbers.at(place)) + "、";
      case 2:
        return "（" + std::string(han_numbers.at(place)) + "）";
      case 3:
        return arabic + ".";
      default:
        return "（" + arabic + "）";
    }
  }

  void sections(const std::vector<record::Section>& list, std::size_t depth) {
    std::size_t place = 0;
    for (const auto& section : list) {
      out_ += number(section.label, depth, place) + section.heading;
      if (!section.run_in) out_ += '\n';
      paragraphs(section.body, nullptr);
      sections(section.sections, depth + 1);
      problems(section.problems);
      paragraphs(section.after, nullptr);
    }
  }

  void problems(const std::vector<record::Problem>& list) {
    if (record_.numbering == record::NumberingScope::per_section) place_ = 0;
    for (const auto& problem : list) {
      out_ += number(problem.label, 3, place_) + problem.title;
      if (!problem.run_in) out_ += '\n';
      paragraphs(problem.body, &problem);
    }
  }

  void attachment_note(const record::DocumentHead& head) {
    for (std::size_t i = 0; i < head.attachments.size(); ++i) {
      if (i == 0) out_ += "附件：";
      if (head.attachments.size() > 1) out_ += std::to_string(i + 1) + ".";
      line(head.attachments[i].title);
    }
  }

  void attachments(const record::DocumentHead& head) {
    for (std::size_t i = 0; i < head.attachments.size(); ++i) {
      if (head.attachments[i].body.empty()) continue;
      line(head.attachments.size() > 1 ? "附件" + std::to_string(i + 1) : "附件");
      line(head.attachments[i].title);
      paragraphs(head.attachments[i].body, nullptr);
    }
  }

  const record::Record& record_;
  std::string out_;
  std::size_t place_ = 0;
};

bool is_space(char32_t c) {
  return c <= 0x20 || c == 0x85 || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200F) ||
         c == 0x2028 || c == 0x2029 || c == 0xFEFF;
}

}  // namespace

std::string printed_text(const record::Record& record) {
  return Printer(record).run();
}

std::string without_space(std::string_view text) {
  std::string out;
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t c = next_code_point(text, offset);
    if (!is_space(c)) append_utf8(out, c);
  }
  return out;
}

}  // namespace tongbao::importer

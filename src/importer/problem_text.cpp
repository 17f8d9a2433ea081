#include "importer/problem_text.h"

#include <utility>

#include "base/utf8.h"
#include "importer/vocabulary.h"

namespace tongbao::importer {

namespace {

class Builder {
 public:
  Builder(record::Problem& problem, Report& report) : problem_(problem), report_(report) {}

  void add(Text text, int line, std::size_t number_length = 0) {
    if (starts_with_any(text, vocabulary::problem_leads)) {
      problem_.body.push_back(plain_paragraph(text));
      return;
    }
    const std::vector<MeasureMark> marks = scanner_.scan(text);
    if (marks.empty() && number_length == 0) {
      problem_.body.push_back(plain_paragraph(text));
      return;
    }
    record::Paragraph paragraph;
    paragraph.plain = false;
    const std::size_t first = marks.empty() ? text.size() : marks.front().begin;
    if (number_length > 0) {
      add_measure(text.substr(0, number_length), text.substr(number_length, first - number_length),
                  paragraph);
    } else if (first > 0) {
      paragraph.runs.emplace_back(to_utf8(trim(text.substr(0, first))));
    }
    for (std::size_t i = 0; i < marks.size(); ++i) {
      const MeasureMark& mark = marks[i];
      const std::size_t end = i + 1 < marks.size() ? marks[i + 1].begin : text.size();
      const Text label = text.substr(mark.begin, mark.end - mark.begin);
      add_measure(label, text.substr(mark.end, end - mark.end), paragraph);
      if (mark.out_of_sequence) say_gap(label, line);
    }
    problem_.body.push_back(std::move(paragraph));
  }

 private:
  void add_measure(Text label, Text text, record::Paragraph& paragraph) {
    record::Measure measure;
    measure.id = "m" + std::to_string(problem_.measures.size() + 1);
    measure.label = to_utf8(trim(label));
    measure.text = to_utf8(trim(text));
    paragraph.runs.emplace_back(record::MeasureReference{measure.id});
    problem_.measures.push_back(std::move(measure));
  }

  void say_gap(Text label, int line) {
    report_.warn("import.numberingGap", line,
                 say("“{}”不接前面的措施序号", "“{}” does not follow the measure before it",
                     to_utf8(label)));
  }

  record::Problem& problem_;
  Report& report_;
  MeasureScanner scanner_;
};

void add_entry(const Outline& outline, const Entry& entry, Builder& builder) {
  builder.add(entry.source.text, entry.source.line, entry.source.marker->length);
  for (const auto& paragraph : entry.paragraphs) builder.add(paragraph.text, paragraph.line);
  for (const std::size_t child : entry.children) {
    add_entry(outline, outline.entries[child], builder);
  }
}

}  // namespace

record::Paragraph plain_paragraph(Text text) {
  record::Paragraph paragraph;
  paragraph.runs.emplace_back(to_utf8(text));
  return paragraph;
}

void fill_problem(const Outline& outline, const Entry& entry, record::Problem& problem,
                  Report& report) {
  Builder builder(problem, report);
  if (entry.run_in()) builder.add(entry.rest(), entry.source.line);
  for (const auto& paragraph : entry.paragraphs) builder.add(paragraph.text, paragraph.line);
  for (const std::size_t child : entry.children) {
    add_entry(outline, outline.entries[child], builder);
  }
}

}  // namespace tongbao::importer

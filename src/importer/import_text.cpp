#include "importer/import_text.h"

#include <optional>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "importer/back_matter.h"
#include "importer/contact_facts.h"
#include "importer/front_matter.h"
#include "importer/inspection_facts.h"
#include "importer/outline.h"
#include "importer/paragraphs.h"
#include "importer/report.h"
#include "importer/roles.h"
#include "importer/sections.h"
#include "importer/source_lines.h"
#include "importer/title_kind.h"

namespace tongbao::importer {

namespace {

// Contact and disclosure from the closing, or from the last entry where the notice has no closing.
void find_contact_facts(const Outline& outline, record::Record& record) {
  const auto& closing = outline.closing.empty() && !outline.entries.empty()
                            ? outline.entries.back().paragraphs
                            : outline.closing;
  constexpr std::size_t longest = 4000;
  std::u32string text;
  for (const SourceParagraph& paragraph : closing) {
    if (text.size() > longest) break;
    text.append(paragraph.text, 0, longest).push_back(U'\n');
  }
  record.contact = find_contact(text);
  record.disclosure = find_disclosure(text);
}

void say_no_sections(const record::Record& record, int line, Report& report) {
  if (!record.sections.empty()) return;
  report.warn("import.noSections", line,
              say("没有找到编号的标题，全文归入导语",
                  "no numbered headings found; all text is kept in the preamble"));
}

tl::unexpected<Diagnostics> no_title(const Line& line) {
  return failure(
      {.code = "import.noTitle",
       .severity = Severity::error,
       .where = Place::at_line(line.number),
       .message = say("开头没有标题", "the text does not begin with a title"),
       .hint = say("标题应在正文之前单独成行", "the title stands on a line of its own")});
}

// Paragraphs and measures become far larger values than their text: bounded before they do.
std::optional<Diagnostic> find_excess(const std::vector<SourceParagraph>& paragraphs) {
  constexpr std::size_t most = 200'000;
  std::size_t measures = 0;
  for (const auto& paragraph : paragraphs) measures += count_possible_measures(paragraph.text);
  if (paragraphs.size() <= most && measures <= most) return std::nullopt;
  return Diagnostic{.code = "import.tooLarge",
                    .severity = Severity::error,
                    .where = {},
                    .message = say("有{}个段落、{}条措施，上限各为{}",
                                   "{} paragraphs and {} measures; the limit is {} of each",
                                   paragraphs.size(), measures, most),
                    .hint = say("请只提交一份通报的正文", "send the text of one notice only")};
}

}  // namespace

Result<Warned<record::Record>> import_text(std::string_view text) {
  Report report;
  auto lines = read_lines(text, report);
  if (!lines) return failure(std::move(lines.error()));
  std::size_t full_width = 0;
  if (!is_wrapped(*lines, full_width)) full_width = 0;

  record::Record record;
  record.schema_version = "1";
  const std::size_t begin = take_front_matter(*lines, record, report);
  if (record.title.empty()) return no_title(lines->front());
  const std::size_t end = take_back_matter(*lines, begin, record, report);

  auto paragraphs = join_paragraphs(*lines, begin, end, full_width, report);
  if (auto excess = find_excess(paragraphs)) return failure(std::move(*excess));
  const int first_line = paragraphs.empty() ? lines->front().number : paragraphs.front().line;
  const Outline outline = build_outline(std::move(paragraphs));
  check_outline(outline, report);
  const auto roles = find_roles(outline, report);
  const std::vector<int> problem_lines = fill_sections(outline, roles, record, report);
  settle_numbers(record, problem_lines, report);
  settle_title_kinds(record, problem_lines.empty() ? first_line : problem_lines.front(), report);
  say_no_sections(record, first_line, report);
  find_inspection(record, first_line, report);
  find_contact_facts(outline, record);
  return Warned<record::Record>{std::move(record), report.take()};
}

}  // namespace tongbao::importer

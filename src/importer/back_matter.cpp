#include "importer/back_matter.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "importer/attachments.h"
#include "importer/dates.h"
#include "importer/markers.h"
#include "importer/vocabulary.h"

namespace tongbao::importer {

namespace {

constexpr std::size_t longest_name = 40;
constexpr std::size_t most_signatures = 12;

record::DocumentHead& document_of(record::Record& record) {
  if (!record.document) record.document.emplace();
  return *record.document;
}

// 版记 at the end: 抄送：… and the line that ends in 印发.
std::size_t take_imprint(const std::vector<Line>& lines, std::size_t begin, std::size_t end,
                         record::Record& record) {
  while (end > begin) {
    Text line = lines[end - 1].text;
    if (line.starts_with(U"抄送：")) {
      line.remove_prefix(3);
      if (line.ends_with(U'。')) line.remove_suffix(1);
      document_of(record).copy_to.push_back(to_utf8(line));
      --end;
      continue;
    }
    if (!line.ends_with(U"印发") || line.size() > 60) break;
    line.remove_suffix(2);
    const auto mention = date_at_end(line);
    const auto date = mention ? to_date(*mention) : std::nullopt;
    if (!date) break;
    document_of(record).printer = to_utf8(trim(line.substr(0, mention->begin)));
    document_of(record).print_date = date;
    --end;
  }
  return end;
}

bool can_be_name(Text line) {
  const bool has_mark = std::any_of(line.begin(), line.end(), [](char32_t c) {
    return is_pause(c) || is_separator(c) || c == U'@';
  });
  return !line.empty() && line.size() <= longest_name && !has_mark && !scan_marker(line) &&
         !is_digit(line.back()) && !starts_attachment_note(line);
}

bool is_body_name(Text line, Text title) {
  const Text name = line.ends_with(U'）') ? line.substr(0, line.rfind(U'（')) : line;
  return ends_with_any(name, vocabulary::body_endings) || title.starts_with(line);
}

// （代章）, （盖章） on a line of its own below the name.
bool is_seal_note(Text line) {
  return line.size() <= 8 && is_opening(line.front()) && is_closing(line.back()) &&
         line.find(U'章') != Text::npos;
}

void set_date(Text text, int line, record::Record& record, Report& report) {
  const auto mention = date_at_end(text);
  const auto date = to_date(*mention);
  if (!date) {
    // Kept as printed: an impossible date is for the proofreader, not for the importer to mend.
    record.signatures.push_back({.name = to_utf8(text), .seal = {}});
    report.warn("import.badDate", line,
                say("“{}”不是存在的日期，保留在署名中", "{} is no date; kept as a signature line",
                    to_utf8(text)));
    return;
  }
  record.date = date;
  const std::string written = to_utf8(text);
  if (written == date->chinese()) return;
  report.warn("import.dateForm", line,
              say("成文日期“{}”将按国家标准印作“{}”", "the date {} will be printed as {}", written,
                  date->chinese()),
              say("GB/T 9704 7.3.5.4：用阿拉伯数字，不编虚位",
                  "GB/T 9704 7.3.5.4: Arabic digits without leading zeros"));
}

struct DateLine {
  std::size_t index = 0;
  DateMention mention;
};

// The line with the date of the document, at most `reach` lines before `end`.
std::optional<DateLine> find_date_line(const std::vector<Line>& lines, std::size_t begin,
                                       std::size_t end) {
  constexpr std::size_t reach = 6;
  for (std::size_t i = end; i > begin && end - i < reach; --i) {
    const Text line = lines[i - 1].text;
    const auto mention = date_at_end(line);
    if (!mention) continue;
    const Text before = trim(line.substr(0, mention->begin));
    if (before.empty() || (can_be_name(before) && is_body_name(before, {}))) {
      return DateLine{i - 1, *mention};
    }
  }
  return std::nullopt;
}

// Signatures that end before `end`; returns the index of the first.
std::size_t take_signatures(const std::vector<Line>& lines, std::size_t begin, std::size_t end,
                            record::Record& record, Report& report) {
  const std::u32string title = to_utf32(record.title);
  std::vector<record::Signature> names;
  const auto take = [&] { names.push_back({.name = to_utf8(lines[--end].text), .seal = {}}); };
  while (end > begin && names.size() < most_signatures && can_be_name(lines[end - 1].text) &&
         (is_body_name(lines[end - 1].text, title) || is_seal_note(lines[end - 1].text))) {
    take();
  }
  const bool unlikely_name = names.empty() && record.signatures.empty() && record.date &&
                             end > begin && can_be_name(lines[end - 1].text) &&
                             (end - 1 == begin || ends_paragraph(lines[end - 2].text));
  if (unlikely_name) {
    take();
    report.warn(
        "import.uncertainSignature", lines[end].number,
        say("不能确定“{}”是署名", "not sure that “{}” is the signature", names.back().name));
  }
  record.signatures.insert(record.signatures.begin(), names.rbegin(), names.rend());
  return end;
}

// What follows the date: a note in brackets, or something that has no place of its own.
void take_note(const std::vector<Line>& lines, std::size_t begin, std::size_t end,
               record::Record& record, Report& report) {
  std::string note;
  for (std::size_t i = begin; i < end; ++i) {
    if (!note.empty()) note += "　";  // a note is one line
    note += to_utf8(lines[i].text);
  }
  if (note.empty()) return;
  document_of(record).note = note;
  const Text first = lines[begin].text;
  const bool bracketed = first.starts_with(U'（') && first.ends_with(U'）');
  if (end - begin == 1 && bracketed) return;
  report.warn("import.afterDate", lines[begin].number,
              say("成文日期之后的文字记为附注", "the text after the date is kept as the note"));
}

}  // namespace

std::size_t take_back_matter(const std::vector<Line>& lines, std::size_t begin,
                             record::Record& record, Report& report) {
  const std::size_t imprint = take_imprint(lines, begin, lines.size(), record);
  const std::size_t attachments = find_attachments(lines, begin, imprint);
  std::size_t end = attachments;
  const auto date = find_date_line(lines, begin, end);
  if (date) {
    take_note(lines, date->index + 1, end, record, report);
    const Line& line = lines[date->index];
    const Text before = trim(Text(line.text).substr(0, date->mention.begin));
    if (!before.empty()) record.signatures.push_back({.name = to_utf8(before), .seal = {}});
    set_date(Text(line.text).substr(date->mention.begin), line.number, record, report);
    end = date->index;
  } else {
    report.warn("import.noDate", lines.back().number,
                say("没有找到成文日期", "no date of the document found"));
  }
  end = take_signatures(lines, begin, end, record, report);
  if (record.signatures.empty()) {
    report.warn("import.noSignature", lines.back().number,
                say("没有找到署名", "no signature found"));
  }
  end = take_attachment_note(lines, begin, end, record);
  take_attachments(lines, attachments, imprint, record, report);
  return end;
}

}  // namespace tongbao::importer

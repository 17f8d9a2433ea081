#include "documents/docx_body.h"

#include <algorithm>
#include <array>
#include <utility>

#include "documents/errors.h"

namespace tongbao::documents {

namespace {

using archive::XmlElement;

constexpr std::size_t most_cells = 1024;
constexpr std::size_t most_open = 64;  // paragraphs, runs, rows and fields inside each other

bool is_word(std::string_view space) {
  return space == "http://schemas.openxmlformats.org/wordprocessingml/2006/main" ||
         space == "http://purl.oclc.org/ooxml/wordprocessingml/main";
}

bool is_math(std::string_view space) {
  return space == "http://schemas.openxmlformats.org/officeDocument/2006/math" ||
         space == "http://purl.oclc.org/ooxml/officeDocument/math";
}

// Tracked deletions, old formats, field codes, the pronunciation over a word, what an older program
// would show instead.
bool is_left_out(const XmlElement& element) {
  constexpr std::array<std::string_view, 6> names = {"moveFrom",     "instrText", "delText",
                                                     "delInstrText", "rt",        "sectPr"};
  if (element.name == "Fallback") return true;
  return is_word(element.space) &&
         (element.name.ends_with("Change") ||
          std::find(names.begin(), names.end(), element.name) != names.end());
}

bool is_on(const XmlElement& element) {
  const std::string_view value = element.find("val").value_or("1");
  return value != "0" && value != "false" && value != "off";
}

bool is_latin(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

void DocxBody::start(const archive::XmlElement& element) {
  const bool deletion = is_word(element.space) && element.name == "del";
  const bool deleted_mark = deletion && inside(Tag::run_properties) && path_.size() > 1 &&
                            path_[path_.size() - 2] == Tag::paragraph_properties;
  if (deleted_mark && !paragraphs_.empty()) paragraphs_.back().mark_deleted = true;
  if (skipped_ > 0 || deletion || is_left_out(element)) {
    ++skipped_;
    return;
  }
  path_.push_back(open(element));
}

DocxBody::Tag DocxBody::open(const archive::XmlElement& element) {
  if (is_math(element.space)) return element.name == "t" ? Tag::text : Tag::other;
  if (!is_word(element.space) || error_) return Tag::other;
  const std::string_view name = element.name;
  if (paragraphs_.size() + hidden_.size() + rows_.size() + in_code_.size() > most_open * 4) {
    excess(say("段落、表格或域嵌套过深", "paragraphs, tables or fields nest too deep"));
    return Tag::other;
  }
  if (name == "p") {
    paragraphs_.push_back({.text = std::exchange(carried_, {}), .style = {}, .numbering = {}});
    return Tag::paragraph;
  }
  if (name == "r") {
    hidden_.push_back(false);
    return Tag::run;
  }
  if (name == "tr") {
    rows_.emplace_back();
    return Tag::row;
  }
  if (name == "tc" && inside(Tag::row)) {
    if (rows_.back().cells.size() == most_cells) {
      excess(say("表格一行超过{}格", "a table row has more than {} cells", most_cells));
      return Tag::other;
    }
    rows_.back().cells.emplace_back();
    return Tag::cell;
  }
  if (name == "t") return Tag::text;
  if (name == "pPr" && inside(Tag::paragraph)) return Tag::paragraph_properties;
  if (name == "rPr") return Tag::run_properties;
  if (name == "numPr" && inside(Tag::paragraph_properties)) return Tag::numbering;
  open_in_properties(element);
  if (inside(Tag::run)) open_in_run(element);
  return Tag::other;
}

void DocxBody::open_in_properties(const archive::XmlElement& element) {
  const auto value = element.find("val");
  if (!value) {
    if (inside(Tag::run_properties) && element.name == "vanish" && !hidden_.empty() &&
        path_[path_.size() - 2] == Tag::run) {
      hidden_.back() = true;
    }
    return;
  }
  if (inside(Tag::paragraph_properties) && element.name == "pStyle") {
    paragraphs_.back().style = *value;
  } else if (inside(Tag::numbering) && element.name == "numId") {
    paragraphs_.back().numbering.list = *value;
  } else if (inside(Tag::numbering) && element.name == "ilvl" && value->size() == 1 &&
             *value >= "0" && *value <= "8") {
    paragraphs_.back().numbering.level = static_cast<std::size_t>(value->front() - '0');
  } else if (inside(Tag::run_properties) && element.name == "vanish" && !hidden_.empty() &&
             path_[path_.size() - 2] == Tag::run) {
    hidden_.back() = is_on(element);
  }
}

void DocxBody::open_in_run(const archive::XmlElement& element) {
  const std::string_view name = element.name;
  if (name == "br" || name == "cr") put("\n");
  if (name == "tab" || name == "ptab") put("\t");
  if (name == "noBreakHyphen") put("-");
  if (name == "sym") ++symbols_;
  if (name == "footnoteReference" || name == "endnoteReference") ++footnotes_;
  if (name == "fldChar") field_character(element.find("fldCharType").value_or(""));
}

void DocxBody::field_character(std::string_view type) {
  if (type == "begin") in_code_.push_back(true);
  if (type == "separate" && !in_code_.empty()) in_code_.back() = false;
  if (type == "end" && !in_code_.empty()) in_code_.pop_back();
}

void DocxBody::text(std::string_view text) {
  if (skipped_ == 0 && inside(Tag::text)) put(text);
}

void DocxBody::put(std::string_view text) {
  const bool hidden = std::find(hidden_.begin(), hidden_.end(), true) != hidden_.end();
  const bool code = std::find(in_code_.begin(), in_code_.end(), true) != in_code_.end();
  if (paragraphs_.empty() || hidden || code) return;
  if (!lines_.take(text.size())) {
    error_ = lines_.error();
    return;
  }
  paragraphs_.back().text += text;
}

void DocxBody::end(std::string_view /*name*/) {
  if (skipped_ > 0) {
    --skipped_;
    return;
  }
  const Tag tag = path_.back();
  path_.pop_back();
  if (tag == Tag::paragraph) end_paragraph();
  if (tag == Tag::run) hidden_.pop_back();
  if (tag == Tag::row) end_row();
}

void DocxBody::end_paragraph() {
  Paragraph paragraph = std::move(paragraphs_.back());
  paragraphs_.pop_back();
  if (paragraph.mark_deleted) {
    carried_ = std::move(paragraph.text);
    return;
  }
  const auto label = numbering_.next(paragraph.numbering, paragraph.style);
  if (!label) ++unread_numbers_;
  std::string line = label.value_or("");
  const bool blank_between = !line.empty() && !paragraph.text.empty() &&
                             (is_latin(line.back()) || line.back() == '.') &&
                             is_latin(paragraph.text.front());
  if (!lines_.take(line.size() + 1)) error_ = lines_.error();
  if (blank_between) line += ' ';
  add_line(line + paragraph.text);
}

// A row with no more than a paragraph in each cell is a line; else its cells come one by one.
void DocxBody::end_row() {
  const Row row = std::move(rows_.back());
  rows_.pop_back();
  const bool one_line = std::all_of(row.cells.begin(), row.cells.end(), [](const auto& cell) {
    return cell.size() <= 1 && (cell.empty() || cell.front().find('\n') == std::string::npos);
  });
  if (!one_line) {
    for (const auto& cell : row.cells) {
      for (const std::string& line : cell) add_line(line);
    }
    return;
  }
  std::string line;
  for (const auto& cell : row.cells) {
    if (&cell != &row.cells.front()) line += '\t';
    if (!cell.empty()) line += cell.front();
  }
  add_line(line);
}

void DocxBody::add_line(std::string_view line) {
  if (rows_.empty() || rows_.back().cells.empty()) {
    lines_.add(line);
    if (lines_.error()) error_ = lines_.error();
  } else if (!line.empty()) {
    rows_.back().cells.back().emplace_back(line);
  }
}

void DocxBody::excess(Bilingual message) {
  error_ = too_large(std::move(message));
}

Warned<std::string> DocxBody::take() {
  if (!carried_.empty()) add_line(carried_);
  Diagnostics warnings;
  if (unread_numbers_ > 0) {
    warnings.push_back(import_warning(
        "import.unreadNumbering",
        say("{}个段落的自动编号未能读出", "the automatic numbers of {} paragraphs are not read",
            unread_numbers_),
        say("请在Word或WPS中把自动编号转为文字", "turn automatic numbers into text first")));
  }
  if (symbols_ > 0) {
    warnings.push_back(import_warning(
        "import.droppedSymbol",
        say("{}个符号字体的字符未读入", "{} characters of symbol fonts are not read", symbols_)));
  }
  if (footnotes_ > 0) {
    warnings.push_back(
        import_warning("import.droppedFootnote",
                       say("{}条脚注或尾注未读入", "{} notes are not read", footnotes_)));
  }
  if (!in_code_.empty()) {
    warnings.push_back(import_warning("import.unclosedField",
                                      say("有域没有结束，其后的文字可能缺失",
                                          "a field does not end; text after it may be missing")));
  }
  return {std::move(lines_).text(), std::move(warnings)};
}

}  // namespace tongbao::documents

#include "documents/html_body.h"

#include <algorithm>
#include <array>
#include <utility>

#include "documents/errors.h"

namespace tongbao::documents {

namespace {

constexpr std::size_t deepest = 512;
constexpr std::size_t most_cells = 1024;

constexpr std::array<std::string_view, 19> left_out_names = {
    "head",   "script", "style",  "nav",    "noscript", "template", "svg",
    "iframe", "object", "select", "button", "textarea", "title",    "aside",
    "footer", "rt",     "rp",     "del",    "canvas"};
constexpr std::array<std::string_view, 34> block_names = {
    "html",    "body",   "p",     "div",        "section", "article", "main",    "header", "h1",
    "h2",      "h3",     "h4",    "h5",         "h6",      "ul",      "ol",      "li",     "dl",
    "dt",      "dd",     "table", "thead",      "tbody",   "tfoot",   "caption", "hr",     "center",
    "address", "figure", "form",  "blockquote", "details", "summary", "fieldset"};

template <std::size_t count>
bool is_one_of(std::string_view name, const std::array<std::string_view, count>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_white(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

}  // namespace

HtmlBody::Kind HtmlBody::kind_of(std::string_view name) {
  if (name == "tr") return Kind::row;
  if (name == "td" || name == "th") return Kind::cell;
  if (name == "pre") return Kind::preformatted;
  if (is_one_of(name, left_out_names)) return Kind::left_out;
  return is_one_of(name, block_names) ? Kind::block : Kind::inline_;
}

void HtmlBody::start(std::string_view name, bool hidden) {
  if (error_) return;
  if (path_.size() == deepest) {
    error_ = too_large(say("元素嵌套超过{}层", "elements nest deeper than {}", deepest));
    return;
  }
  const Kind kind = hidden ? Kind::left_out : kind_of(name);
  path_.push_back(kind);
  if (kind == Kind::left_out) ++left_out_;
  if (left_out_ > 0) return;
  if (kind != Kind::inline_ || name == "br") break_line();
  if (kind == Kind::preformatted) ++preformatted_;
  if (kind == Kind::row) rows_.emplace_back();
  if (kind == Kind::cell) open_cell();
}

void HtmlBody::open_cell() {
  if (rows_.empty()) return;
  auto& cells = rows_.back().cells;
  if (cells.size() == most_cells) {
    error_ = too_large(say("表格一行超过{}格", "a table row has more than {} cells", most_cells));
    return;
  }
  cells.emplace_back();
}

void HtmlBody::end(std::string_view /*name*/) {
  if (error_ || path_.empty()) return;
  const Kind kind = path_.back();
  path_.pop_back();
  if (left_out_ > 0) {
    if (kind == Kind::left_out) --left_out_;
    return;
  }
  if (kind != Kind::inline_) break_line();
  if (kind == Kind::preformatted) --preformatted_;
  if (kind == Kind::row) end_row();
}

void HtmlBody::text(std::string_view text) {
  if (left_out_ > 0 || error_) return;
  if (!lines_.take(text.size())) {
    error_ = lines_.error();
    return;
  }
  put(text);
}

void HtmlBody::put(std::string_view text) {
  for (const char c : text) {
    if (preformatted_ > 0 && c == '\n') {
      if (line_.empty() && rows_.empty()) lines_.add("");
      break_line();
    } else if (preformatted_ > 0) {
      line_ += c;
    } else if (is_white(c)) {
      blank_waits_ = !line_.empty();
    } else {
      if (std::exchange(blank_waits_, false)) line_ += ' ';
      line_ += c;
    }
  }
}

void HtmlBody::break_line() {
  blank_waits_ = false;
  if (line_.empty()) return;
  const std::string line = std::exchange(line_, {});
  if (rows_.empty() || rows_.back().cells.empty()) {
    lines_.add(line);
  } else {
    std::string& cell = rows_.back().cells.back();
    if (!cell.empty()) rows_.back().one_line = false;
    if (!cell.empty()) cell += '\n';
    cell += line;
  }
  if (lines_.error()) error_ = lines_.error();
}

// Cells that hold a line at most make one line of the row; else they come one by one.
void HtmlBody::end_row() {
  const Row row = std::move(rows_.back());
  rows_.pop_back();
  std::string text;
  for (const std::string& cell : row.cells) {
    const bool first = &cell == &row.cells.front();
    if (row.one_line && !first) text += '\t';
    if (!row.one_line && !text.empty() && !cell.empty()) text += '\n';
    text += cell;
  }
  if (text.find_first_not_of('\t') == std::string::npos) return;
  if (rows_.empty() || rows_.back().cells.empty()) {
    lines_.add(text);
    if (lines_.error()) error_ = lines_.error();
    return;
  }
  Row& outer = rows_.back();
  std::string& cell = outer.cells.back();
  if (!cell.empty() || text.find('\n') != std::string::npos) outer.one_line = false;
  if (!cell.empty()) cell += '\n';
  cell += text;
}

std::string HtmlBody::take() {
  break_line();
  while (!rows_.empty()) end_row();
  return std::move(lines_).text();
}

}  // namespace tongbao::documents

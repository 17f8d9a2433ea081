#include "documents/pdf_reader.h"

#include <cmath>
#include <cstdlib>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "documents/child_process.h"
#include "documents/errors.h"
#include "documents/page_lines.h"
#include "documents/text_lines.h"

namespace tongbao::documents {

namespace {

constexpr std::size_t most_pages = 500;

// level page_num par_num block_num line_num word_num left top width height conf text
constexpr std::size_t columns = 12;
constexpr std::string_view page_level = "1";
constexpr std::string_view word_level = "5";

std::vector<std::string_view> split(std::string_view row) {
  std::vector<std::string_view> cells;
  while (cells.size() + 1 < columns) {
    const std::size_t end = row.find('\t');
    if (end == std::string_view::npos) break;
    cells.push_back(row.substr(0, end));
    row.remove_prefix(end + 1);
  }
  cells.push_back(row);
  return cells;
}

double number(std::string_view text) {
  const double value = std::strtod(std::string(text).c_str(), nullptr);
  constexpr double most = 1e6;
  return std::isfinite(value) && std::abs(value) < most ? value : 0;
}

// A sound row of a word, or nothing in its text.
PlacedWord word_of(const std::vector<std::string_view>& cells) {
  if (cells.size() != columns || cells[11].empty() || find_invalid_utf8(cells[11])) return {};
  return {.text = std::string(cells[11]),
          .left = number(cells[6]),
          .top = number(cells[7]),
          .width = number(cells[8]),
          .height = number(cells[9])};
}

std::vector<WordPage> read_pages(std::string_view table) {
  std::vector<WordPage> pages;
  while (!table.empty()) {
    const std::size_t end = std::min(table.find('\n'), table.size());
    const auto cells = split(table.substr(0, end));
    table.remove_prefix(std::min(end + 1, table.size()));
    if (cells.front() == page_level) pages.emplace_back();
    if (cells.front() != word_level || pages.empty()) continue;
    if (PlacedWord word = word_of(cells); !word.text.empty()) {
      pages.back().push_back(std::move(word));
    }
  }
  return pages;
}

Diagnostic no_reader() {
  return import_error("import.noReader", say("没有安装pdftotext", "pdftotext is not installed"),
                      say("请安装poppler-utils", "install poppler-utils"));
}

Diagnostic unreadable(std::string_view bytes) {
  if (bytes.find("/Encrypt") != std::string_view::npos) {
    return import_error("import.encrypted", say("文件已加密", "the file is encrypted"),
                        say("请先解除密码", "remove the password first"));
  }
  return import_error("import.badPdf", say("PDF文件损坏", "the PDF file is damaged"));
}

Diagnostic no_text_layer() {
  return import_error("import.noTextLayer",
                      say("PDF中没有文字（可能是扫描件）", "the PDF holds no text; is it a scan?"),
                      say("请先识别文字（OCR）", "recognise its text (OCR) first"));
}

}  // namespace

bool looks_like_pdf(std::string_view bytes) {
  constexpr std::size_t reach = 1024;
  return bytes.substr(0, reach).find("%PDF-") != std::string_view::npos;
}

Result<Warned<std::string>> read_pdf(std::string_view bytes) {
  const auto child = run_child({"pdftotext", "-q", "-tsv", "-enc", "UTF-8", "-l",
                                std::to_string(most_pages + 1), "/dev/stdin", "-"},
                               bytes);
  if (!child) return failure(no_reader());
  if (child->exceeded) {
    return failure(too_large(
        say("读取该PDF需要的时间或内存过多", "reading this PDF takes too much time or memory")));
  }
  if (child->exit_code != 0) return failure(unreadable(bytes));
  const auto pages = read_pages(child->output);
  if (pages.size() > most_pages) {
    return failure(too_large(say("超过{}页", "more than {} pages", most_pages)));
  }
  std::size_t page_numbers = 0;
  const auto paragraphs = join_page_lines(pages, page_numbers);
  if (paragraphs.empty()) return failure(no_text_layer());
  TextLines lines;
  for (const std::string& paragraph : paragraphs) {
    if (!lines.take(paragraph.size())) break;
    lines.add(paragraph);
  }
  if (lines.error()) return failure(*lines.error());
  Diagnostics warnings;
  if (page_numbers > 0) {
    warnings.push_back(
        import_warning("import.droppedPageNumber",
                       say("去掉了{}个页码", "dropped {} page numbers", page_numbers)));
  }
  return Warned<std::string>{std::move(lines).text(), std::move(warnings)};
}

}  // namespace tongbao::documents

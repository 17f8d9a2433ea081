#include "xlsx/workbook.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <new>
#include <stdexcept>
#include <system_error>

#include <fmt/format.h>
#include <xlsxwriter.h>

#include "xlsx/core_properties.h"
#include "xlsx/minizip.h"

namespace tongbao::xlsx {

namespace {

void check(lxw_error error, const char* call) {
  if (error == LXW_NO_ERROR) return;
  if (error == LXW_ERROR_MEMORY_MALLOC_FAILED) throw std::bad_alloc();
  throw std::logic_error(fmt::format("{}: {}", call, lxw_strerror(error)));
}

bool same_format(const content::CellStyle& a, const content::CellStyle& b) {
  return a.role == b.role && a.face_name == b.face_name && a.size == b.size && a.align == b.align &&
         a.vertical == b.vertical && a.wrap == b.wrap && a.border == b.border &&
         a.number_format == b.number_format;
}

// What Windows calls the faces of the usual roles; any other role by its own name.
std::string face_name_of(const content::CellStyle& style) {
  if (!style.face_name.empty()) return style.face_name;
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kNames{{
      {"xiaobiaosong", "方正小标宋简体"},
      {"fangsong", "仿宋"},
      {"heiti", "黑体"},
      {"kaiti", "楷体"},
      {"songti", "宋体"},
  }};
  const auto* const found = std::find_if(kNames.begin(), kNames.end(), [&style](const auto& name) {
    return name.first == style.role;
  });
  return found == kNames.end() ? style.role : std::string(found->second);
}

std::uint8_t horizontal(content::Align align) {
  switch (align) {
    case content::Align::start:
      return LXW_ALIGN_LEFT;
    case content::Align::centre:
      return LXW_ALIGN_CENTER;
    case content::Align::end:
      return LXW_ALIGN_RIGHT;
    case content::Align::justify:
      return LXW_ALIGN_JUSTIFY;
  }
  return LXW_ALIGN_LEFT;
}

std::uint8_t vertical(content::VerticalAlign align) {
  return align == content::VerticalAlign::top ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER;
}

double inches(Pt length) {
  return length.value / 72;
}

}  // namespace

void Worksheet::set_column_width(ColumnIndex column, double characters) {
  check(worksheet_set_column(sheet_, column, column, characters, nullptr), "set_column");
}

void Worksheet::set_row_height(RowIndex row, Pt height) {
  // libxlsxwriter takes its default height for "not set" and leaves the row to the reader.
  const bool taken_for_default = height.value == LXW_DEF_ROW_HEIGHT;
  const double points = taken_for_default ? LXW_DEF_ROW_HEIGHT + 0.75 : height.value;
  check(worksheet_set_row(sheet_, row, points, nullptr), "set_row");
}

void Worksheet::write_text(RowIndex row, ColumnIndex column, std::string_view text,
                           lxw_format* format) {
  text_.assign(text);
  check(worksheet_write_string(sheet_, row, column, text_.c_str(), format), "write_string");
}

void Worksheet::write_number(RowIndex row, ColumnIndex column, double number, lxw_format* format) {
  check(worksheet_write_number(sheet_, row, column, number, format), "write_number");
}

void Worksheet::write_blank(RowIndex row, ColumnIndex column, lxw_format* format) {
  check(worksheet_write_blank(sheet_, row, column, format), "write_blank");
}

void Worksheet::write_across(RowIndex row, ColumnRange columns, std::string_view text,
                             lxw_format* format) {
  if (columns.first == columns.last) {
    write_text(row, columns.first, text, format);
    return;
  }
  text_.assign(text);
  check(worksheet_merge_range(sheet_, row, columns.first, row, columns.last, text_.c_str(), format),
        "merge_range");
}

void Worksheet::freeze_above(RowIndex row) {
  worksheet_freeze_panes(sheet_, row, 0);
}

void Worksheet::repeat_row(RowIndex row) {
  check(worksheet_repeat_rows(sheet_, row, row), "repeat_rows");
}

void Worksheet::filter(RowRange rows, ColumnRange columns) {
  check(worksheet_autofilter(sheet_, rows.first, columns.first, rows.last, columns.last),
        "autofilter");
}

void Worksheet::validate_list(RowRange rows, ColumnIndex column,
                              const std::vector<std::string>& choices) {
  std::vector<std::string> texts = choices;  // the library wants them writable
  std::vector<char*> list;
  list.reserve(texts.size() + 1);
  for (std::string& text : texts) list.push_back(text.data());
  list.push_back(nullptr);
  lxw_data_validation validation{};
  validation.validate = LXW_VALIDATION_TYPE_LIST;
  validation.value_list = list.data();
  check(worksheet_data_validation_range(sheet_, rows.first, column, rows.last, column, &validation),
        "data_validation_range");
}

void Worksheet::set_print(const content::PrintSetup& print) {
  constexpr std::uint8_t kA3 = 8;
  constexpr std::uint8_t kA4 = 9;
  worksheet_set_paper(sheet_, print.paper == content::PrintSetup::Paper::a3 ? kA3 : kA4);
  if (print.landscape) worksheet_set_landscape(sheet_);
  worksheet_set_margins(sheet_, inches(print.margin_left), inches(print.margin_right),
                        inches(print.margin_top), inches(print.margin_bottom));
  worksheet_fit_to_pages(sheet_, 1, 0);
  worksheet_center_horizontally(sheet_);
  if (print.footer.empty()) return;
  lxw_header_footer_options options{};
  options.margin = inches(print.margin_bottom) / 2;
  const bool has_section = print.footer.starts_with("&L") || print.footer.starts_with("&C") ||
                           print.footer.starts_with("&R");
  const std::string footer = has_section ? print.footer : "&C" + print.footer;
  check(worksheet_set_footer_opt(sheet_, footer.c_str(), &options), "set_footer");
}

std::uint64_t Worksheet::bytes() const {
  const off_t position = ftello(sheet_->optimize_tmpfile);
  return position < 0 ? 0 : static_cast<std::uint64_t>(position);
}

Workbook::Workbook(const std::filesystem::path& folder, const content::Metadata& metadata)
    : file_(folder / "ledger.xlsx"), package_(file_) {
  package_.substitute("docProps/core.xml", core_properties(metadata));
  std::string temporary = folder.string();
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  options.tmpdir = temporary.data();
  workbook_ = workbook_new_opt(container_name(package_).c_str(), &options);
  if (workbook_ == nullptr) throw std::bad_alloc();
}

Workbook::~Workbook() {
  if (workbook_ == nullptr) return;
  for (const lxw_worksheet* sheet : sheets_) {
    static_cast<void>(std::fclose(sheet->optimize_tmpfile));  // the library leaves it open
  }
  lxw_workbook_free(workbook_);
}

lxw_format* Workbook::format(const content::CellStyle& style) {
  const auto found = std::find_if(formats_.begin(), formats_.end(), [&style](const auto& known) {
    return same_format(known.first, style);
  });
  if (found != formats_.end()) return found->second;
  lxw_format* const made = workbook_add_format(workbook_);
  if (made == nullptr) throw std::bad_alloc();
  format_set_font_name(made, face_name_of(style).c_str());
  format_set_font_size(made, style.size.value);
  format_set_align(made, horizontal(style.align));
  format_set_align(made, vertical(style.vertical));
  if (style.wrap) format_set_text_wrap(made);
  if (style.border) format_set_border(made, LXW_BORDER_THIN);
  if (!style.number_format.empty()) format_set_num_format(made, style.number_format.c_str());
  formats_.emplace_back(style, made);
  return made;
}

Worksheet Workbook::add_sheet(const std::string& name) {
  check(workbook_validate_sheet_name(workbook_, name.c_str()), "validate_sheet_name");
  lxw_worksheet* const sheet = workbook_add_worksheet(workbook_, name.c_str());
  if (sheet == nullptr) throw std::system_error(errno, std::generic_category(), "add_worksheet");
  sheets_.push_back(sheet);
  return Worksheet(sheet);
}

// libxlsxwriter does not look whether its temporary files took what it wrote.
bool Workbook::rows_written() {
  for (std::size_t i = 0; i < sheets_.size(); ++i) {
    std::FILE* const rows = sheets_[i]->optimize_tmpfile;
    if (std::fflush(rows) != 0 || std::ferror(rows) != 0) return false;
    package_.require_size(fmt::format("xl/worksheets/sheet{}.xml", i + 1),
                          Worksheet(sheets_[i]).bytes());
  }
  return true;
}

bool Workbook::close() {
  if (!rows_written()) {
    failure_ = std::generic_category().message(errno);
    return false;
  }
  const lxw_error error = workbook_close(std::exchange(workbook_, nullptr));
  failure_ = !package_.failure().empty() ? package_.failure()
             : error != LXW_NO_ERROR     ? lxw_strerror(error)
                                         : "";
  return error == LXW_NO_ERROR && package_.whole();
}

}  // namespace tongbao::xlsx

#include "xlsx/sheet_frame.h"

#include <array>
#include <new>

#include <fmt/format.h>
#include <xlsxwriter.h>

#include "xlsx/cell_text.h"
#include "xlsx/cell_xml.h"
#include "xlsx/charts.h"
#include "xlsx/library.h"
#include "xlsx/reference.h"

namespace tongbao::xlsx {

namespace {

double inches(Pt length) {
  return length.value / 72;
}

void set_print(lxw_worksheet* sheet, const content::PrintSetup& print) {
  constexpr std::uint8_t kA3 = 8;
  constexpr std::uint8_t kA4 = 9;
  worksheet_set_paper(sheet, print.paper == content::PrintSetup::Paper::a3 ? kA3 : kA4);
  if (print.landscape) worksheet_set_landscape(sheet);
  worksheet_set_margins(sheet, inches(print.margin_left), inches(print.margin_right),
                        inches(print.margin_top), inches(print.margin_bottom));
  worksheet_fit_to_pages(sheet, 1, 0);
  worksheet_center_horizontally(sheet);
  if (print.footer.empty()) return;
  lxw_header_footer_options options{};
  options.margin = inches(print.margin_bottom) / 2;
  const bool has_section = print.footer.starts_with("&L") || print.footer.starts_with("&C") ||
                           print.footer.starts_with("&R");
  const std::string footer = has_section ? print.footer : "&C" + print.footer;
  check_call(worksheet_set_footer_opt(sheet, footer.c_str(), &options), "set_footer");
}

// For the first cell; the others shift it.
std::string highlight_formula(const content::Highlight& highlight, RowIndex row) {
  std::string cell;
  append_cell(cell, row, static_cast<ColumnIndex>(highlight.column));
  std::string formula = "=AND(";
  const auto add = [&formula](const std::string& condition) {
    if (!formula.ends_with('(')) formula += ',';
    formula += condition;
  };
  if (highlight.equals) {
    std::string condition = cell + "=";
    append_quoted(condition, *highlight.equals);
    add(condition);
  }
  if (highlight.from || highlight.below) add("ISNUMBER(" + cell + ")");
  if (highlight.from) add(fmt::format("{}>={}", cell, *highlight.from));
  if (highlight.below) add(fmt::format("{}<{}", cell, *highlight.below));
  return formula + ")";
}

// Ranges one after the other; from the first to the last row where they are too many.
std::string highlighted_cells(const HighlightedCells& cells) {
  constexpr std::size_t kLongest = 2000;  // the library's limit is 2080
  const auto column = static_cast<ColumnIndex>(cells.highlight->column);
  std::string ranges;
  for (const RowRange& rows : cells.rows) {
    if (!ranges.empty()) ranges += ' ';
    append_cells(ranges, rows, {column, column});
    if (ranges.size() < kLongest) continue;
    ranges.clear();
    append_cells(ranges, {cells.rows.front().first, cells.rows.back().last}, {column, column});
    break;
  }
  return ranges;
}

void add_highlight(lxw_workbook* workbook, lxw_worksheet* sheet, const HighlightedCells& cells) {
  const content::Highlight& highlight = *cells.highlight;
  lxw_format* const format = workbook_add_format(workbook);
  if (format == nullptr) throw std::bad_alloc();
  if (highlight.colour) format_set_font_color(format, colour_number(*highlight.colour));
  if (highlight.fill) format_set_bg_color(format, colour_number(*highlight.fill));
  const RowIndex first = cells.rows.front().first;
  std::string formula = highlight_formula(highlight, first);
  std::string ranges = highlighted_cells(cells);
  lxw_conditional_format condition{};
  condition.type = LXW_CONDITIONAL_TYPE_FORMULA;
  condition.value_string = formula.data();
  condition.format = format;
  condition.multi_range = ranges.data();
  condition.stop_if_true = LXW_TRUE;
  const auto column = static_cast<ColumnIndex>(highlight.column);
  check_call(worksheet_conditional_format_range(sheet, first, column, cells.rows.back().last,
                                                column, &condition),
             "conditional_format_range");
}

void add_link(lxw_worksheet* sheet, const LinkedCell& link, lxw_format* any) {
  check_call(
      worksheet_write_url_opt(sheet, link.row, link.column, link.address.c_str(), any, "", nullptr),
      "write_url");
}

void protect(lxw_worksheet* sheet) {
  lxw_protection allowed{};
  allowed.format_columns = LXW_TRUE;
  allowed.format_rows = LXW_TRUE;
  allowed.sort = LXW_TRUE;
  allowed.autofilter = LXW_TRUE;
  worksheet_protect(sheet, nullptr, &allowed);
}

// Elements to take the place of: the library knows of two cells, in the corners of what there is,
// of one merged range and of one list.
void hold_places(lxw_worksheet* out, const SheetPart& sheet, lxw_format* any) {
  const RowIndex rows = sheet.rows.next_row();
  const RowIndex last = rows == 0 ? 0 : rows - 1;
  const auto column = static_cast<ColumnIndex>(sheet.widths.empty() ? 0 : sheet.widths.size() - 1);
  check_call(worksheet_write_blank(out, 0, 0, any), "write_blank");
  check_call(worksheet_write_blank(out, last, column, any), "write_blank");
  if (has_merges(sheet)) {
    const RowIndex second = column == 0 ? 1 : 0;
    check_call(worksheet_merge_range(out, 0, 0, second, column == 0 ? 0 : 1, "", any),
               "merge_range");
  }
  if (!sheet.choices.empty()) {
    std::string choice = "1";
    std::array<char*, 2> list{choice.data(), nullptr};
    lxw_data_validation validation{};
    validation.validate = LXW_VALIDATION_TYPE_LIST;
    validation.value_list = list.data();
    check_call(worksheet_data_validation_cell(out, 0, 0, &validation), "data_validation_cell");
  }
}

void append_merge(std::string& xml, const MergedCells& cells) {
  xml += "<mergeCell ref=\"";
  append_cells(xml, cells.rows, cells.columns);
  xml += "\"/>";
}

std::size_t count_merges(const SheetPart& sheet) {
  std::size_t count = sheet.merges.size();
  for (const MergedRuns& merged : sheet.merged_runs) {
    count += merged.runs.size() * merged.columns.size();
  }
  return count;
}

}  // namespace

void add_frame(lxw_workbook* workbook, const SheetPart& sheet) {
  check_call(workbook_validate_sheet_name(workbook, sheet.name.c_str()), "validate_sheet_name");
  lxw_worksheet* const out = workbook_add_worksheet(workbook, sheet.name.c_str());
  if (out == nullptr) throw std::bad_alloc();
  lxw_format* const any = workbook_add_format(workbook);  // cells of the library's are not shown
  if (any == nullptr) throw std::bad_alloc();
  hold_places(out, sheet, any);
  for (std::size_t i = 0; i < sheet.widths.size(); ++i) {
    const auto column = static_cast<ColumnIndex>(i);
    check_call(worksheet_set_column(out, column, column, sheet.widths[i], nullptr), "set_column");
  }
  if (sheet.print != nullptr) set_print(out, *sheet.print);
  if (sheet.frozen != 0) worksheet_freeze_panes(out, sheet.frozen, 0);
  if (sheet.repeated) {
    check_call(worksheet_repeat_rows(out, sheet.repeated->first, sheet.repeated->last),
               "repeat_rows");
  }
  if (sheet.filter) {
    const auto last = static_cast<ColumnIndex>(sheet.widths.size() - 1);
    check_call(worksheet_autofilter(out, sheet.filter->first, 0, sheet.filter->last, last),
               "autofilter");
  }
  for (const HighlightedCells& cells : sheet.highlights) add_highlight(workbook, out, cells);
  for (const LinkedCell& link : sheet.links) add_link(out, link, any);
  for (const NamedCells& named : sheet.names) {
    const std::string formula = "=" + absolute_cells(sheet.name, named.rows, named.column);
    check_call(workbook_define_name(workbook, named.name.c_str(), formula.c_str()), "define_name");
  }
  add_charts(workbook, out, sheet);
  if (!sheet.page_breaks.empty()) {
    std::vector<RowIndex> breaks = sheet.page_breaks;
    breaks.push_back(0);  // their end
    check_call(worksheet_set_h_pagebreaks(out, breaks.data()), "set_h_pagebreaks");
  }
  if (sheet.is_protected) protect(out);
  if (sheet.is_hidden) worksheet_hide(out);
}

bool has_merges(const SheetPart& sheet) {
  return count_merges(sheet) != 0;
}

void write_merges(const SheetPart& sheet, DeflateStream& xml) {
  xml.text() += fmt::format("<mergeCells count=\"{}\">", count_merges(sheet));
  for (const MergedCells& cells : sheet.merges) append_merge(xml.text(), cells);
  for (const MergedRuns& merged : sheet.merged_runs) {
    for (const RowRange& rows : merged.runs) {
      for (const ColumnIndex column : merged.columns) {
        append_merge(xml.text(), {rows, {column, column}});
      }
      xml.pass_on();
    }
  }
  xml.text() += "</mergeCells>";
}

void write_choices(const SheetPart& sheet, const ChoiceLists& lists, const std::string& list_sheet,
                   DeflateStream& xml) {
  std::string& text = xml.text();
  text += fmt::format("<dataValidations count=\"{}\">", sheet.choices.size());
  for (const ChoiceCells& cells : sheet.choices) {
    text += R"(<dataValidation type="list" allowBlank="1" showInputMessage="1" )"
            R"(showErrorMessage="1" sqref=")";
    append_cells(text, cells.rows, {cells.column, cells.column});
    text += "\"><formula1>";
    const std::string formula = lists.cells_of(*cells.choices, list_sheet);
    append_cell_text(
        text, formula.empty() ? fmt::format("\"{}\"", fmt::join(*cells.choices, ",")) : formula);
    text += "</formula1></dataValidation>";
  }
  text += "</dataValidations>";
}

}  // namespace tongbao::xlsx

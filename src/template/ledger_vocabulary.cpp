// The elements of a workbook.
#include <array>

#include "template/shared_vocabulary.h"
#include "template/vocabulary.h"

namespace tongbao::tmpl {

namespace {

using Rule = AttributeRule;
using Kind = AttributeKind;

constexpr std::array sheet_attributes = {
    Rule{"name", Kind::words, true, "on the sheet's tab; at most 31 characters, none of []:*?/\\"},
    Rule{"freeze", Kind::yes_no, false, "header stays in view; yes"},
    Rule{"filter", Kind::yes_no, false, "filter arrows in the header; yes"},
    Rule{"protect", Kind::yes_no, false, "only cells of `open` styles can be changed; no"},
    Rule{"on-paper", Kind::yes_no, false,
         "yes; no: for filtering, left out where the ledger is made as PDF"},
};
constexpr std::array print_attributes = {
    Rule{"paper", Kind::one_of, true, "", "a3 a4"},
    Rule{"orientation", Kind::one_of, true, "", "landscape portrait"},
    Rule{"left", Kind::length, true, "margin"},
    Rule{"right", Kind::length, true, "margin"},
    Rule{"top", Kind::length, true, "margin"},
    Rule{"bottom", Kind::length, true, "margin"},
    Rule{"footer", Kind::words, false, "&P is the page, &N how many: 第 &P 页 共 &N 页"},
};
constexpr std::array cell_style_attributes = {
    Rule{"name", Kind::name, true, "how columns and bands call it"},
    Rule{"face", Kind::words, true, "role of the face, for measuring"},
    Rule{"face-name", Kind::words, true, "what the reader's machine calls it: 仿宋"},
    Rule{"size", Kind::length, true, "10.5pt, 五号"},
    Rule{"align", Kind::one_of, false, "start", "start centre end"},
    Rule{"vertical", Kind::one_of, false, "top", "top centre"},
    Rule{"wrap", Kind::yes_no, false, "long text goes on in a further line; no"},
    Rule{"border", Kind::yes_no, false, "thin lines round the cell; no"},
    Rule{"number-format", Kind::words, false, "as Excel writes it; dates need one: yyyy-mm-dd"},
    Rule{"colour", Kind::colour, false, "of the text; black"},
    Rule{"fill", Kind::colour, false, "of the cell; the paper's"},
    Rule{"open", Kind::yes_no, false, "can be changed on a protected sheet; no"},
};
constexpr std::array band_attributes = {
    Rule{"style", Kind::style, true, "its cell-style"},
    Rule{"height", Kind::length, false, "of the row; else as the text needs"},
};
constexpr std::array rows_attributes = {
    Rule{"each", Kind::path, true, "what has a row each: problems, or a list"},
    Rule{"as", Kind::name, true, "the name that it has within"},
    Rule{"when", Kind::test, false, "only those for which it holds"},
    Rule{"split", Kind::path, false, "a list in it: a row for each element"},
    Rule{"part", Kind::name, false, "the name that the element has within"},
    Rule{"if-empty", Kind::one_of, false, "what has nothing to split: one row, or none",
         "row none"},
    Rule{"group", Kind::path, false, "what rows side by side share; of problems: their section"},
    Rule{"subtotal", Kind::words, false, "a row of sums after each group, with these words"},
    Rule{"total", Kind::words, false, "a row of sums at the end, with these words"},
    Rule{"sum-style", Kind::style, false, "cell-style of the rows of sums"},
    Rule{"further-rows", Kind::yes_no, false,
         "text higher than a row may be (409.5pt) goes on in a further one; yes, for sheets not on "
         "paper no"},
    Rule{"empty", Kind::count, false, "empty rows to fill, below the others; 0"},
    Rule{"header-style", Kind::style, true, "cell-style of the header"},
    Rule{"header-height", Kind::length, false, "of the header row; else as the text needs"},
};
constexpr std::array column_attributes = {
    Rule{"header", Kind::words, true, "its head"},
    Rule{"over", Kind::words, false, "a head above, shared with the columns beside that have it"},
    Rule{"width", Kind::number, true, "in characters, as Excel counts"},
    Rule{"style", Kind::style, true, "its cell-style"},
    Rule{"name", Kind::name, false, "how sums, highlights and charts call it"},
    Rule{"merge", Kind::one_of, false, "cells of the same group, or problem, are one; none",
         "none group problem"},
    Rule{"sum", Kind::words, false, "instead of content: names of columns, added up"},
    Rule{"ratio", Kind::words, false, "instead of content: two columns, the first by the second"},
    Rule{"summed", Kind::yes_no, false, "rows of sums hold its sum; no"},
    Rule{"link", Kind::path, false,
         "where a click on the text leads; or, instead of content, a list of evidence"},
    Rule{"choices", Kind::path, false,
         "a choice of the record, or a list of texts: the words are the validation list"},
    Rule{"options", Kind::words, false, "instead: the words themselves, between spaces"},
    Rule{"range", Kind::words, false, "what the workbook calls its data cells"},
};
constexpr std::array highlight_attributes = {
    Rule{"column", Kind::words, true, "name of the column"},
    Rule{"equals", Kind::words, false, "the cell's text"},
    Rule{"from", Kind::number, false, "a number that is not less"},
    Rule{"below", Kind::number, false, "a number that is less"},
    Rule{"colour", Kind::colour, false, "of the text"},
    Rule{"fill", Kind::colour, false, "of the cell"},
};
constexpr std::array chart_attributes = {
    Rule{"kind", Kind::one_of, true, "", "column stacked bar line pie"},
    Rule{"title", Kind::words, true, "above it"},
    Rule{"categories", Kind::words, true, "name of the column with their names"},
    Rule{"width", Kind::length, false, "480pt"},
    Rule{"height", Kind::length, false, "240pt"},
};
constexpr std::array series_attributes = {
    Rule{"column", Kind::words, true, "name of the column with its values"},
    Rule{"name", Kind::words, true, "in the legend"},
    Rule{"colour", Kind::colour, false, "else the reader's own"},
};
constexpr std::array form_attributes = {
    Rule{"each", Kind::path, true, "what has a sheet each: problems, or a list"},
    Rule{"as", Kind::name, true, "the name that it has within"},
    Rule{"when", Kind::test, false, "only those for which it holds"},
    Rule{"title", Kind::text, true, "on the sheet's tab; made to fit and to be the only one"},
    Rule{"columns", Kind::widths, true, "their widths in characters"},
};
constexpr std::array line_attributes = {
    Rule{"height", Kind::length, false, "at least; else as the text needs"},
};
constexpr std::array field_attributes = {
    Rule{"style", Kind::style, true, "its cell-style"},
    Rule{"columns", Kind::count, false, "that it spans; 1"},
};

constexpr std::array elements = {
    ElementRule{"ledger", context_root, context_ledger, Occurs::once, root_attributes,
                "a template that makes an XLSX"},
    ElementRule{"cell-style", context_ledger, context_none, Occurs::any, cell_style_attributes,
                "how cells are set"},
    ElementRule{"sheet", context_ledger, context_sheet, Occurs::at_least_once, sheet_attributes,
                "a worksheet: `rows`, or a `form`"},
    ElementRule{"print", context_sheet, context_none, Occurs::once, print_attributes,
                "how it prints: always one page wide, the header on every page"},
    ElementRule{
        "head", context_sheet, context_bands, Occurs::at_most_once, {}, "bands above the header"},
    ElementRule{
        "foot", context_sheet, context_bands, Occurs::at_most_once, {}, "bands below the last row"},
    ElementRule{"band", context_bands, context_band, Occurs::any, band_attributes,
                "a row over all columns"},
    ElementRule{"left",
                context_band,
                context_text,
                Occurs::once,
                {},
                "its text, placed by the style where there is no right"},
    ElementRule{
        "right", context_band, context_text, Occurs::at_most_once, {}, "text at the right edge"},
    ElementRule{"rows", context_sheet, context_rows, Occurs::at_most_once, rows_attributes,
                "the columns, and what fills them"},
    ElementRule{"column", context_rows, context_text, Occurs::any, column_attributes,
                "a column; its content fills each cell"},
    ElementRule{"highlight", context_rows, context_none, Occurs::any, highlight_attributes,
                "colours for cells of a column; of several that fit the first counts"},
    ElementRule{"chart", context_rows, context_chart, Occurs::any, chart_attributes,
                "drawn from the rows, below the foot"},
    ElementRule{"series", context_chart, context_none, Occurs::at_least_once, series_attributes,
                "values of a chart"},
    ElementRule{"form", context_sheet, context_form, Occurs::at_most_once, form_attributes,
                "instead of rows: a sheet of paper for each element"},
    ElementRule{"line", context_form, context_line, Occurs::at_least_once, line_attributes,
                "fields side by side"},
    ElementRule{"field", context_line, context_text, Occurs::at_least_once, field_attributes,
                "a cell of the form"},
};

}  // namespace

std::span<const ElementRule> ledger_element_rules() {
  return elements;
}

}  // namespace tongbao::tmpl

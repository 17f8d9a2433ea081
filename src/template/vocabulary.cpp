#include "template/vocabulary.h"

#include <algorithm>
#include <array>

#include "template/shared_vocabulary.h"

namespace tongbao::tmpl {

namespace {

using Rule = AttributeRule;
using Kind = AttributeKind;

constexpr std::array page_attributes = {
    Rule{"name", Kind::name, false, "how `new-page` calls it"},
    Rule{"width", Kind::length, true, "of the paper"},
    Rule{"height", Kind::length, true, "of the paper"},
    Rule{"top", Kind::length, true, "margin (天头)"},
    Rule{"left", Kind::length, true, "margin (订口)"},
    Rule{"right", Kind::length, true, "margin"},
    Rule{"bottom", Kind::length, true, "margin"},
    Rule{"columns", Kind::count, true, "characters on a full line"},
    Rule{"lines", Kind::count, true, "lines on a full page"},
    Rule{"turned", Kind::yes_no, false,
         "paper that lies like the other pages, its upper edge on the reader's right; no"},
};
constexpr std::array number_attributes = {
    Rule{"face", Kind::words, false, "role of the face; songti"},
    Rule{"size", Kind::length, false, "四号"},
    Rule{"below", Kind::length, false, "from the foot of the type area (版心) to the number"},
    Rule{"edge", Kind::number, false, "characters from the outer edge; 1"},
    Rule{"place", Kind::one_of, false, "outer: right on odd pages, left on even ones",
         "outer centre"},
    Rule{"first", Kind::yes_no, false, "whether the document's first page has one; yes"},
    Rule{"before", Kind::words, false, "text before the number"},
    Rule{"after", Kind::words, false, "text after it; &N is how many pages there are"},
};
constexpr std::array style_attributes = {
    Rule{"name", Kind::name, true, "how blocks call it"},
    Rule{"face", Kind::words, true,
         "role of the face: xiaobiaosong, fangsong, heiti, kaiti, songti"},
    Rule{"size", Kind::length, true, "三号, 16pt"},
    Rule{"colour", Kind::colour, false, "of the text; black"},
    Rule{"align", Kind::one_of, false, "justify", "start centre end justify"},
    Rule{"first-indent", Kind::number, false, "of the first line, in characters"},
    Rule{"start-indent", Kind::number, false, "of all lines, in characters"},
    Rule{"end-indent", Kind::number, false, "on the right, in characters"},
    Rule{"lines-before", Kind::count, false, "empty lines; none at the top of a page"},
    Rule{"lines-after", Kind::count, false, "empty lines"},
    Rule{"keep-next", Kind::count, false, "lines that must follow on the same page"},
    Rule{"balance", Kind::yes_no, false, "lines broken at words, even in length (titles)"},
    Rule{"line-height", Kind::length, false, "lines stand this far apart; else on the page's grid"},
    Rule{"space-before", Kind::length, false, "above the first line, beside lines-before"},
    Rule{"paper-top", Kind::length, false, "from the paper's upper edge to the first line's top"},
};
constexpr std::array define_attributes = {
    Rule{"name", Kind::name, true, "how `use` calls it"},
    Rule{"of", Kind::object, false, "what it prints; else it takes no value"},
    Rule{"as", Kind::name, false, "the name that the value has within; else as `of`"},
};
constexpr std::array title_attributes = {
    Rule{"style", Kind::style, true, "its style"},
};
constexpr std::array words_attributes = {
    Rule{"style", Kind::style, false, "its face, size and colour; else as round it"},
};
constexpr std::array new_page_attributes = {
    Rule{"page", Kind::page, false, "which follows; else the first of the template"},
};
constexpr std::array rule_attributes = {
    Rule{"width", Kind::length, true, "centred on the type area"},
    Rule{"thickness", Kind::length, true, "of the line, or of the upper one of two"},
    Rule{"second", Kind::length, false, "thickness of a lower line"},
    Rule{"gap", Kind::length, false, "between the two"},
    Rule{"colour", Kind::colour, false, "black"},
    Rule{"space-before", Kind::length, false, "from the foot of the text above"},
    Rule{"paper-bottom", Kind::length, false,
         "instead: from its foot to the paper's lower edge, on the page where it is met"},
};
constexpr std::array signature_attributes = {
    Rule{"style", Kind::style, true, "its style"},
    Rule{"seal-size", Kind::length, false, "diameter; 42mm"},
    Rule{"stamp-height", Kind::length, false, "20mm"},
};
constexpr std::array name_attributes = {
    Rule{"seal", Kind::picture, false, "印章, stamped over name and date"},
    Rule{"stamp", Kind::picture, false, "签名章, in the name's place"},
};
constexpr std::array imprint_attributes = {
    Rule{"outer", Kind::length, false, "thickness of its first and last rule; else there is none"},
    Rule{"inner", Kind::length, false, "thickness of the rules between; else there are none"},
    Rule{"padding", Kind::length, false, "between a rule and the text next to it"},
    Rule{"even", Kind::yes_no, false, "on an even page, as print needs it; yes"},
};
constexpr std::array table_attributes = {
    Rule{"columns", Kind::widths, true, "their widths, one in relation to another"},
    Rule{"header-rows", Kind::count, false, "first rows that stand again on every page; 0"},
    Rule{"border", Kind::length, false, "of the lines round cells; 0.5pt"},
    Rule{"padding", Kind::length, false, "between a cell's edge and its text; 3pt"},
    Rule{"alternative", Kind::text, false, "what a reader's voice says of it"},
};
constexpr std::array cell_attributes = {
    Rule{"style", Kind::style, true, "of its text"},
    Rule{"columns", Kind::amount, false, "that it spans; 1"},
    Rule{"rows", Kind::amount, false, "that it spans; 1"},
    Rule{"header", Kind::yes_no, false,
         "whether it heads its column, or in the first column its row; yes in header rows"},
    Rule{"vertical", Kind::one_of, false, "centre", "top centre"},
};
constexpr std::array heading_attributes = {
    Rule{"style", Kind::styles, true, "its style, or several: for level 1, 2, 3…"},
    Rule{"level", Kind::level, true, "in the outline; above 6 counts as 6"},
    Rule{"run-in", Kind::test, false, "whether the next paragraph goes on in its line"},
};
constexpr std::array use_attributes = {
    Rule{"name", Kind::definition, true, "which"},
    Rule{"with", Kind::path, false, "the value it prints"},
};
constexpr std::array for_attributes = {
    Rule{"each", Kind::path, true, "a list"},
    Rule{"as", Kind::name, true, "the name that each element has within"},
};
constexpr std::array if_attributes = {
    Rule{"test", Kind::test, true, "the condition"},
};
constexpr std::array list_attributes = {
    Rule{"between", Kind::words, true, "text between two items that are there"},
};
constexpr unsigned any_content = context_blocks | any_text_context | context_signature |
                                 context_mark | context_signers | context_imprint | context_table |
                                 context_row;

constexpr std::array elements = {
    ElementRule{"notice", context_root, context_notice, Occurs::once, root_attributes,
                "a template that makes a PDF"},
    ElementRule{"metadata", context_notice | context_ledger, context_none, Occurs::once,
                metadata_attributes, "what the document says of itself"},
    ElementRule{"page", context_notice, context_page, Occurs::at_least_once, page_attributes,
                "paper and type area (版心); the document begins on the first"},
    ElementRule{"number", context_page, context_none, Occurs::at_most_once, number_attributes,
                "page numbers (页码); without it there are none"},
    ElementRule{"style", context_notice, context_none, Occurs::any, style_attributes,
                "how a block is set"},
    ElementRule{"define", context_notice, context_blocks, Occurs::any, define_attributes,
                "blocks to use in several places, also within themselves"},
    ElementRule{
        "body", context_notice, context_blocks, Occurs::once, {}, "the blocks in reading order"},
    ElementRule{"title", context_blocks, context_words, Occurs::any, title_attributes,
                "the document's title"},
    ElementRule{"heading", context_blocks, context_words, Occurs::any, heading_attributes,
                "a heading, and an entry of the outline"},
    ElementRule{"lead", context_blocks, context_words, Occurs::any, title_attributes,
                "words that begin the next paragraph: a number without a heading"},
    ElementRule{"p", context_blocks | context_imprint | context_cell, context_paragraph,
                Occurs::any, title_attributes, "a paragraph"},
    ElementRule{"label", context_paragraph | context_signers, context_text, Occurs::at_most_once,
                words_attributes, "附件：1. before a text whose further lines align after it"},
    ElementRule{"span", context_words | context_paragraph | context_cell, context_text, Occurs::any,
                title_attributes, "a stretch of text in another style"},
    ElementRule{"new-page", context_blocks, context_none, Occurs::any, new_page_attributes,
                "what follows begins a page, unless it would anyway"},
    ElementRule{"mark", context_blocks, context_mark, Occurs::any, title_attributes,
                "发文机关标志: as large as its style says, or smaller so that a line holds it"},
    ElementRule{"office", context_mark, context_text, Occurs::any, {}, "an office's mark"},
    ElementRule{"beside",
                context_mark,
                context_text,
                Occurs::at_most_once,
                {},
                "文件, at the right of several offices"},
    ElementRule{"rule", context_blocks, context_none, Occurs::any, rule_attributes,
                "a line across, or two"},
    ElementRule{"sides", context_blocks | context_imprint, context_sides, Occurs::any,
                title_attributes, "a line with text at both edges"},
    ElementRule{"signers", context_blocks, context_signers, Occurs::any, title_attributes,
                "发文字号 at the left, 签发人 at the right, two names a line"},
    ElementRule{"start",
                context_sides | context_signers,
                context_words,
                Occurs::at_most_once,
                {},
                "at the left edge"},
    ElementRule{"end", context_sides, context_words, Occurs::at_most_once, {}, "at the right edge"},
    ElementRule{"signer", context_signers, context_text, Occurs::any, words_attributes,
                "a name of 签发人"},
    ElementRule{"signature", context_blocks, context_signature, Occurs::any, signature_attributes,
                "署名, 成文日期 and seals; how they stand follows from whether there are seals"},
    ElementRule{"name", context_signature, context_text, Occurs::any, name_attributes,
                "an office that signs"},
    ElementRule{"post",
                context_signature,
                context_text,
                Occurs::any,
                {},
                "职务, left of the stamp of the name before it"},
    ElementRule{"date", context_signature, context_text, Occurs::any, {}, "the date line"},
    ElementRule{"imprint", context_blocks, context_imprint, Occurs::any, imprint_attributes,
                "版记: `p` and `sides` at the foot of the last page"},
    ElementRule{"table", context_blocks, context_table, Occurs::any, table_attributes,
                "left out where it has no row below its header rows"},
    ElementRule{"row", context_table, context_row, Occurs::any, {}, "a row of a table"},
    ElementRule{"cell", context_row, context_cell, Occurs::any, cell_attributes,
                "text, or paragraphs; in the columns that cells from above leave free"},
    ElementRule{"use", context_blocks, context_none, Occurs::any, use_attributes,
                "prints a `define` with a value"},
    ElementRule{"for", any_content | context_list, context_same, Occurs::any, for_attributes,
                "its content, once for each element of a list"},
    ElementRule{"if", any_content, context_same, Occurs::any, if_attributes,
                "its content, where the test holds"},
    ElementRule{"elif", any_content, context_none, Occurs::any, if_attributes,
                "within `if`: ends what stands before; else, if this test holds"},
    ElementRule{"else",
                any_content,
                context_none,
                Occurs::any,
                {},
                "within `if`: ends what stands before; else"},
    ElementRule{"list", any_text_context, context_list, Occurs::any, list_attributes,
                "items with a text between them, also those that a `for` makes"},
    ElementRule{"item",
                context_list,
                context_text,
                Occurs::any,
                {},
                "left out where its {{ }} all print nothing"},
};

}  // namespace

std::span<const ElementRule> element_rules() {
  static const std::vector<ElementRule> all = [] {
    std::vector<ElementRule> rules(elements.begin(), elements.end());
    const auto ledger = ledger_element_rules();
    rules.insert(rules.end(), ledger.begin(), ledger.end());
    return rules;
  }();
  return all;
}

const ElementRule* find_element_rule(std::string_view name) {
  const auto rules = element_rules();
  const auto found = std::find_if(rules.begin(), rules.end(),
                                  [&](const ElementRule& rule) { return rule.name == name; });
  return found == rules.end() ? nullptr : &*found;
}

std::string_view name_of(AttributeKind kind) {
  static constexpr std::array<std::string_view, 21> names = {
      "words",      "text",   "date",   "name",    "style",  "styles", "page",
      "definition", "object", "path",   "picture", "test",   "level",  "amount",
      "length",     "widths", "number", "count",   "yes-no", "colour", "one of"};
  return names[static_cast<std::size_t>(kind)];
}

std::vector<std::string_view> holders_of(unsigned contexts) {
  std::vector<std::string_view> holders;
  for (const ElementRule& rule : element_rules()) {
    if ((rule.content & contexts) != 0) holders.push_back(rule.name);
  }
  return holders;
}

}  // namespace tongbao::tmpl

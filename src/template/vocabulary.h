// The elements and attributes that templates are written in. One table; the check, the compiler
// and docs/templates.md follow it.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "template/source.h"
#include "template/xml.h"

namespace tongbao::tmpl {

// Where an element may stand, as bits.
enum Context : unsigned {
  context_none = 0,
  context_root = 1,
  context_notice = 1 << 1,
  context_page = 1 << 2,
  context_blocks = 1 << 3,  // body, define
  context_text = 1 << 4,    // what prints in one style: a name, a ledger's cell
  context_signature = 1 << 5,
  context_ledger = 1 << 6,
  context_sheet = 1 << 7,
  context_bands = 1 << 8,  // head, foot
  context_band = 1 << 9,
  context_rows = 1 << 10,
  context_list = 1 << 11,
  context_same = 1 << 12,       // of content only: as round the element
  context_words = 1 << 13,      // text that may hold stretches of other styles
  context_paragraph = 1 << 14,  // the same, and a label
  context_mark = 1 << 15,
  context_sides = 1 << 16,
  context_signers = 1 << 17,
  context_imprint = 1 << 18,
  context_table = 1 << 19,
  context_row = 1 << 20,
  context_cell = 1 << 21,  // of a table in a notice: text, or paragraphs
  context_chart = 1 << 22,
  context_form = 1 << 23,
  context_line = 1 << 24,  // of a form
};

// Contexts in which text stands.
constexpr unsigned any_text_context =
    context_text | context_words | context_paragraph | context_cell;

// How an attribute is written; docs/templates.md explains each.
enum class AttributeKind {
  words,       // fixed text
  text,        // text with {{ }}
  date,        // one {{ }} that gives a date
  name,        // a name that the template chooses
  style,       // a style's name
  styles,      // names of styles, for level 1, 2, 3…
  page,        // a page's name
  definition,  // a define's name
  object,      // section, problem, measure
  path,        // to a list, or a value
  picture,     // a path to a PNG
  test,
  level,   // a number from 1, or a path to one
  amount,  // a whole number from 1, or an expression that gives one
  length,  // 37mm, 16pt, 三号
  widths,  // 1 2 1
  number,  // 2, 0.5
  count,   // a whole number
  yes_no,
  colour,  // #c00000
  one_of,  // AttributeRule::words
};

struct AttributeRule {
  std::string_view name;
  AttributeKind kind = AttributeKind::words;
  bool required = false;
  std::string_view meaning;
  std::string_view words = {};  // one_of: those there are, between spaces
};

enum class Occurs { any, at_most_once, once, at_least_once };  // within its parent

struct ElementRule {
  std::string_view name;
  unsigned contexts = 0;           // where it may stand
  Context content = context_none;  // what it may hold
  Occurs occurs = Occurs::any;
  std::span<const AttributeRule> attributes;
  std::string_view meaning;
};

[[nodiscard]] std::span<const ElementRule> element_rules();
[[nodiscard]] std::span<const ElementRule> ledger_element_rules();          // the last of them
[[nodiscard]] const ElementRule* find_element_rule(std::string_view name);  // null: unknown

// "length": for messages and the documentation.
[[nodiscard]] std::string_view name_of(AttributeKind kind);
// Names of the elements that a context is the content of: "body, define".
[[nodiscard]] std::vector<std::string_view> holders_of(unsigned contexts);

// Reports elements and attributes that are unknown, misplaced, missing or too many, and text where
// none may stand, in the whole tree.
void check_structure(const Element& root, Report& report);

}  // namespace tongbao::tmpl

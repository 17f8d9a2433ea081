// Filters: {{ date | chineseDate }}. One table; the check, the binding and docs/templates.md
// follow it.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "template/value.h"
#include "template/value_type.h"

namespace tongbao::tmpl {

// What a filter takes, as bits. `any` values (of `extra`) are let through and seen at binding.
enum Input : unsigned {
  input_text = 1,  // texts and paragraphs
  input_number = 2,
  input_date = 4,
  input_choice = 8,
  input_boolean = 16,
  input_texts = 32,  // a list of what prints
  input_list = 64,   // any list
};

// What an absent value does: it passes by, the filter takes it, or binding fails.
enum class Absent { passes, taken, refused };

struct Filter {
  std::string_view name;
  unsigned inputs = 0;
  record::Kind output = record::Kind::text;
  std::size_t arguments = 0;  // that many texts
  // The result, or nothing and `why` not.
  std::optional<Value> (*apply)(const Value& value, const std::vector<std::string>& arguments,
                                const record::Problem* problem, Bilingual& why);
  Absent absent = Absent::passes;
  std::string_view meaning;
};

[[nodiscard]] std::span<const Filter> filters();
[[nodiscard]] const Filter* find_filter(std::string_view name);  // null: unknown
[[nodiscard]] std::vector<std::string_view> filter_names();
// Without line breaks; a space takes a break's place only between two Latin words.
[[nodiscard]] std::string in_one_line(std::string_view text);
[[nodiscard]] bool takes(const Filter& filter, const ValueType& type);
// "a text, a number": for messages and the documentation.
[[nodiscard]] Bilingual describe_inputs(unsigned inputs);

}  // namespace tongbao::tmpl

// A value while a template is bound.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.h"
#include "record/derive.h"
#include "record/fields.h"

namespace tongbao::tmpl {

using Views = std::vector<record::View>;
using Texts = std::vector<std::string>;
using Runs = std::vector<record::PrintedRun>;

// std::monostate: absent. A View is a value of the record where it stands; never an absent one.
using Value =
    std::variant<std::monostate, record::View, Views, std::string, double, bool, Date, Texts, Runs>;

// A value of the record; what `extra` holds becomes the plain value that it is.
[[nodiscard]] Value value_of(const record::View& view);

// There, and not an empty text or list.
[[nodiscard]] bool present(const Value& value);

// Appends what the value prints; false where it is none that prints (an object, a date).
// `problem` resolves the measures that a paragraph refers to; it may be null.
[[nodiscard]] bool append_text(std::string& out, const Value& value,
                               const record::Problem* problem);
[[nodiscard]] std::string plain_number(double number);  // 697, 98.71: no exponent

// The texts of a list that are there, or nothing where an element does not print.
[[nodiscard]] std::optional<Texts> texts_of(const Value& list, const record::Problem* problem);
[[nodiscard]] std::size_t count_of(const Value& list);

// Each: the value as that, where it is that. A text of `extra` may be a date or a number.
[[nodiscard]] std::optional<Date> date_of(const Value& value);
[[nodiscard]] std::optional<double> number_of(const Value& value);

}  // namespace tongbao::tmpl

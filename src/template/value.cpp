#include "template/value.h"

#include <array>
#include <charconv>
#include <cmath>
#include <system_error>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace tongbao::tmpl {

using record::Kind;
using record::View;

namespace {

template <class... Actions>
struct Overloaded : Actions... {
  using Actions::operator()...;
};
template <class... Actions>
Overloaded(Actions...) -> Overloaded<Actions...>;

Value value_of_json(const View& view) {
  const nlohmann::json& json = view.json();
  if (json.is_string()) return json.get<std::string>();
  if (json.is_number()) return json.get<double>();
  if (json.is_boolean()) return json.get<bool>();
  if (json.is_null()) return {};
  return view;
}

bool append_view(std::string& out, const View& view, const record::Problem* problem) {
  switch (view.kind()) {
    case Kind::text:
    case Kind::label:
      out += view.text();
      return true;
    case Kind::paragraph:
      out += record::printed_text(view.paragraph(), problem);
      return true;
    case Kind::number:
      out += plain_number(view.number());
      return true;
    default:
      return false;
  }
}

Views elements_of(const View& list) {
  Views elements;
  for (std::size_t i = 0; i < list.size(); ++i) elements.push_back(list[i]);
  return elements;
}

}  // namespace

Value value_of(const View& view) {
  if (!view.present()) return {};
  return view.kind() == Kind::any ? value_of_json(view) : Value(view);
}

bool present(const Value& value) {
  return std::visit(
      Overloaded{[](std::monostate) { return false; },
                 [](const View& view) { return view.present(); }, [](double) { return true; },
                 [](bool) { return true; }, [](const Date&) { return true; },
                 [](const auto& sequence) { return !sequence.empty(); }},
      value);
}

// As few digits as give the number back, none of them lost and no exponent.
std::string plain_number(double number) {
  if (number == 0) return "0";
  std::array<char, 400> digits{};  // the longest has 309 before the point, the smallest 345 after
  const auto [end, error] =
      std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed);
  return error == std::errc() ? std::string(digits.data(), end) : fmt::format("{}", number);
}

bool append_text(std::string& out, const Value& value, const record::Problem* problem) {
  return std::visit(Overloaded{[](std::monostate) { return true; },
                               [&](const View& view) { return append_view(out, view, problem); },
                               [&](const std::string& text) { return out += text, true; },
                               [&](double number) { return out += plain_number(number), true; },
                               [&](const Runs& runs) {
                                 for (const record::PrintedRun& run : runs) out += run.text;
                                 return true;
                               },
                               [](const auto&) { return false; }},
                    value);
}

std::optional<Texts> texts_of(const Value& list, const record::Problem* problem) {
  if (const auto* texts = std::get_if<Texts>(&list)) return *texts;
  Texts texts;
  Views views;
  if (const auto* view = std::get_if<View>(&list)) views = elements_of(*view);
  if (const auto* gathered = std::get_if<Views>(&list)) views = *gathered;
  for (const View& view : views) {
    std::string text;
    if (!append_text(text, value_of(view), problem)) return std::nullopt;
    if (!text.empty()) texts.push_back(std::move(text));
  }
  return texts;
}

std::size_t count_of(const Value& list) {
  if (const auto* view = std::get_if<View>(&list)) return view->size();
  if (const auto* views = std::get_if<Views>(&list)) return views->size();
  if (const auto* texts = std::get_if<Texts>(&list)) return texts->size();
  return 0;
}

std::optional<Date> date_of(const Value& value) {
  if (const auto* date = std::get_if<Date>(&value)) return *date;
  if (const auto* text = std::get_if<std::string>(&value)) return Date::parse(*text);
  const auto* view = std::get_if<View>(&value);
  if (view != nullptr && view->kind() == Kind::date) return view->date();
  return std::nullopt;
}

std::optional<double> number_of(const Value& value) {
  if (const auto* number = std::get_if<double>(&value)) return *number;
  const auto* view = std::get_if<View>(&value);
  if (view != nullptr && view->kind() == Kind::number) return view->number();
  return std::nullopt;
}

}  // namespace tongbao::tmpl

#include "xlsx/sheet_names.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.h"

namespace tongbao::xlsx {

namespace {

constexpr std::string_view kForbidden = "[]:*?/\\";

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '\x7F';
}

bool is_forbidden(char c) {
  return is_control(c) || kForbidden.find(c) != std::string_view::npos;
}

// `name` cut so that it and `suffix` (ASCII) fit a sheet's name.
std::string with_suffix(std::string_view name, const std::string& suffix) {
  std::string base;
  std::size_t units = suffix.size();
  for (std::size_t offset = 0; offset < name.size();) {
    const std::size_t begin = offset;
    units += next_code_point(name, offset) > 0xFFFF ? 2U : 1U;
    if (units > kSheetNameUnits) break;
    base += name.substr(begin, offset - begin);
  }
  return base + suffix;
}

std::string cleaned(std::string_view title) {
  std::string name(title);
  name.erase(std::remove_if(name.begin(), name.end(), is_forbidden), name.end());
  name = with_suffix(name, "");
  const auto at_end = [](char c) { return c == '\'' || c == ' '; };
  while (!name.empty() && at_end(name.back())) name.pop_back();
  while (!name.empty() && at_end(name.front())) name.erase(0, 1);
  return name;
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

bool is_sheet_name(std::string_view name) {
  return !name.empty() && count_utf16_units(name) <= kSheetNameUnits &&
         std::none_of(name.begin(), name.end(), is_forbidden) && name.front() != '\'' &&
         name.back() != '\'';
}

SheetNames::SheetNames(const content::LedgerContent& ledger) {
  for (const content::Sheet& sheet : ledger.sheets) {
    if (std::holds_alternative<content::Table>(sheet.content)) names_.push_back(sheet.name);
  }
}

bool SheetNames::taken(std::string_view name) const {
  return std::any_of(names_.begin(), names_.end(),
                     [name](const std::string& known) { return same_name(known, name); });
}

std::string SheetNames::further(const std::string& name) {
  for (std::size_t number = 2;; ++number) {
    std::string candidate = with_suffix(name, fmt::format("({})", number));
    if (taken(candidate)) continue;
    names_.push_back(candidate);
    return candidate;
  }
}

std::string SheetNames::unique(std::string_view title, const std::string& otherwise) {
  std::string name = cleaned(title);
  if (name.empty()) name = otherwise;
  if (taken(name)) return further(name);
  names_.push_back(name);
  return name;
}

}  // namespace tongbao::xlsx

#include "cli/values.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include <CLI/CLI.hpp>

#include "base/utf8.h"

namespace tongbao::cli {

namespace {

constexpr std::uint64_t byte_limit = std::uint64_t{1} << 50;
constexpr std::size_t count_limit = 1'000'000'000;
constexpr std::size_t seconds_limit = 86'400;  // a day

std::optional<std::uint64_t> number(const std::string& text, std::uint64_t least,
                                    std::uint64_t most) {
  std::uint64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  const bool sound = error == std::errc() && stop == end && value >= least && value <= most;
  return sound ? std::optional(value) : std::nullopt;
}

// "32MB" → "33554432"; "" where the unit is unknown.
std::string with_unit(std::string text) {
  try {
    return CLI::AsSizeValue(false)(text).empty() ? text : std::string();
  } catch (const CLI::Error&) {
    return {};
  }
}

}  // namespace

std::optional<render::Format> Values::format(const char* option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto format = render::format_named(text);
  if (!format) bad(option, text, say("可用：{}", "one of {}", "pdf, xlsx, layout, content"));
  return format;
}

std::optional<record::Edition> Values::edition(const char* option, const std::string& text) {
  if (text == "public") return record::Edition::public_;
  if (text == "internal") return record::Edition::internal;
  if (!text.empty()) bad(option, text, say("可用：{}", "one of {}", "public, internal"));
  return std::nullopt;
}

std::optional<Date> Values::date(const char* option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto date = Date::parse(text);
  if (date && date->has_day()) return date;
  if (date) {
    bad(option, text,
        say("逾期按日判断，日期须写到日：{}-15", "what is overdue is judged by the day: {}-15",
            text));
    return std::nullopt;
  }
  bad(option, text, say("日期形如 {}", "a date looks like {}", "2025-06-15"));
  return std::nullopt;
}

Language Values::language(const char* option, const std::string& text) {
  if (text != "zh" && text != "en") bad(option, text, say("可用：{}", "one of {}", "zh, en"));
  return text == "en" ? Language::en : Language::zh;
}

std::string Values::address(const char* option, const std::string& text) {
  const std::size_t colon = text.rfind(':');
  const bool sound = colon != std::string::npos && colon > 0 &&
                     number(text.substr(colon + 1), 0, 65535).has_value();
  if (!sound) bad(option, text, say("地址形如 {}", "an address looks like {}", "127.0.0.1:8080"));
  return text;
}

std::string Values::report(const char* option, const std::string& text, const std::string& output) {
  if (!text.empty() && text == output) {
    bad(option, text, say("须与 {} 不同", "must differ from {}", "--output"));
  }
  return text;
}

std::optional<documents::DocumentType> Values::document_type(const char* option,
                                                             const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto type = documents::type_named(text);
  if (!type) bad(option, text, say("可用：{}", "one of {}", "text, docx, html, pdf, ledger"));
  return type;
}

std::string Values::merged_record(const char* option, const std::string& text, bool is_ledger) {
  if (!text.empty() && !is_ledger) {
    bad(option, text, say("只用于 {}", "only with {}", "--type ledger"));
  }
  return text;
}

std::uint64_t Values::bytes(const char* option, const std::string& text) {
  const auto value = number(with_unit(text), 1, byte_limit);
  if (!value)
    bad(option, text, say("字节数形如 {}", "a size looks like {}", "1048576, 32MB, 4GiB"));
  return value.value_or(0);
}

std::size_t Values::count(const char* option, const std::string& text, std::size_t least) {
  const auto value = number(text, least, count_limit);
  if (!value) bad(option, text, say("应为不小于{}的整数", "a whole number of at least {}", least));
  return value.value_or(0);
}

std::chrono::milliseconds Values::seconds(const char* option, const std::string& text) {
  const auto value = number(text, 1, seconds_limit);
  if (!value) {
    bad(option, text, say("应为1至{}的整数秒", "whole seconds, from 1 to {}", seconds_limit));
  }
  return std::chrono::seconds(value.value_or(0));
}

std::chrono::milliseconds Values::period(const char* option, const std::string& text) {
  constexpr std::uint64_t most_hours = 24 * 36'500;
  const char unit = text.empty() ? ' ' : text.back();
  const std::uint64_t hours = unit == 'd' ? 24 : 1;
  const auto value =
      number(text.substr(0, text.empty() ? 0 : text.size() - 1), 1, most_hours / hours);
  if (!value || (unit != 'd' && unit != 'h')) {
    bad(option, text, say("期间形如 {}", "a period looks like {}", "7d, 12h"));
    return {};
  }
  return std::chrono::hours(*value * hours);
}

access::Scopes Values::scopes(const char* option, const std::string& text) {
  auto scopes = access::parse_scopes(text);
  if (!scopes) {
    bad(option, text,
        say("可用，以逗号分隔：{}", "of these, with commas: {}",
            "render, check, jobs, templates, admin"));
  }
  return std::move(scopes).value_or(access::Scopes{});
}

std::uint32_t Values::rate(const char* option, const std::string& text) {
  constexpr std::string_view unit = "/min";
  const bool with_unit = text.size() > unit.size() && text.ends_with(unit);
  const auto value = number(with_unit ? text.substr(0, text.size() - unit.size()) : text, 0,
                            std::numeric_limits<std::uint32_t>::max());
  if (!value) bad(option, text, say("形如 {}", "like {}", "60/min"));
  return static_cast<std::uint32_t>(value.value_or(0));
}

std::string Values::name(const char* option, const std::string& text) {
  constexpr std::size_t longest = 100;
  const auto is_control = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
  };
  const bool sound = !text.empty() && !find_invalid_utf8(text) &&
                     count_code_points(text) <= longest &&
                     std::none_of(text.begin(), text.end(), is_control);
  if (!sound) bad(option, text, say("1至{}字", "1 to {} characters", longest));
  return text;
}

audit::Heads Values::heads(const char* option, const std::vector<std::string>& texts) {
  audit::Heads heads;
  for (const std::string& text : texts) {
    auto head = audit::parse_head(text);
    if (head) {
      heads.insert(*std::move(head));
    } else {
      bad(option, text, say("形如 {}", "like {}", "NODE=<64 hex digits>"));
    }
  }
  return heads;
}

void Values::require_both(const char* option, const std::string& text, const char* other,
                          const std::string& other_text) {
  if (text.empty() == other_text.empty()) return;
  errors_.push_back({.code = "cli.missingArgument",
                     .where = {},
                     .message = say("缺少 {}", "{} is missing", text.empty() ? option : other),
                     .hint = say("{} 与 {} 须一并给出", "{} and {} go together", option, other)});
}

void Values::bad(const char* option, const std::string& text, Bilingual hint) {
  const auto found = origins_.find(option);
  const Origin origin = found == origins_.end() ? Origin{} : found->second;
  errors_.push_back({.code = "cli.badValue",
                     .where = origin.place,
                     .message = say("{} 的取值“{}”无效", "{}: \"{}\" is no value for it",
                                    origin.name_of(option), text),
                     .hint = std::move(hint)});
}

}  // namespace tongbao::cli

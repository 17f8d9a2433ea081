#include "proof/word_lists.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/utf8.h"
#include "proof/rules.h"

namespace tongbao::proof {

namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr std::size_t largest_file = std::size_t{4} << 20;
constexpr std::size_t longest_entry = 200;  // bytes

// What is wrong with a file, thrown to the one place that reports it.
struct BadList {
  std::string at;
  std::string what;
};

const std::string& text_of(const json& value, const std::string& at) {
  if (!value.is_string()) throw BadList{at, "not a text"};
  const auto& text = value.get_ref<const std::string&>();
  if (text.empty() || text.size() > longest_entry) throw BadList{at, "empty or too long"};
  return text;
}

std::u32string wide(const json& value, const std::string& at) {
  return to_utf32(text_of(value, at));
}

std::vector<std::u32string> wide_list(const json& value, const std::string& at) {
  if (!value.is_array()) throw BadList{at, "not a list"};
  std::vector<std::u32string> texts;
  for (const json& each : value) texts.push_back(wide(each, at));
  return texts;
}

std::optional<Severity> severity_of(const json& value, const std::string& at) {
  const std::string& name = text_of(value, at);
  if (name == "error") return Severity::error;
  if (name == "warning") return Severity::warning;
  if (name == "note") return Severity::note;
  if (name == "off") return std::nullopt;
  throw BadList{at, "none of error, warning, note, off"};
}

void read_phrase(const json& entry, WordLists& lists) {
  if (!entry.is_object()) throw BadList{"phrases", "an entry is no object"};
  Phrase phrase;
  for (const auto& [name, value] : entry.items()) {
    const std::string at = "phrases: " + name;
    if (name == "wrong") {
      phrase.wrong = wide(value, at);
    } else if (name == "right") {
      phrase.right = wide(value, at);
    } else if (name == "unlessBefore") {
      phrase.unless_before = wide_list(value, at);
    } else if (name == "unlessAfter") {
      phrase.unless_after = wide_list(value, at);
    } else if (name == "severity") {
      phrase.severity = severity_of(value, at).value_or(Severity::note);
    } else if (name == "certain" && value.is_boolean()) {
      phrase.certain = value.get<bool>();
    } else {
      throw BadList{at, "not known here"};
    }
  }
  if (phrase.wrong.empty()) throw BadList{"phrases", "an entry lacks \"wrong\""};
  lists.phrases[phrase.wrong.front()].push_back(std::move(phrase));
}

void read_section(const std::string& name, const json& value, WordLists& lists) {
  constexpr std::array<std::string_view, 7> lists_of_entries = {
      "phrases",      "abbreviations", "variants",         "persons",
      "personTitles", "latinWords",    "personalMailboxes"};
  if (name == "severities") {
    if (!value.is_object()) throw BadList{name, "not an object"};
    for (const auto& [code, severity] : value.items()) {
      if (find_rule(code) == nullptr) throw BadList{name, "no such rule: " + code};
      lists.severities[code] = severity_of(severity, code);
    }
    return;
  }
  if (std::find(lists_of_entries.begin(), lists_of_entries.end(), name) == lists_of_entries.end()) {
    throw BadList{name, "not known here"};
  }
  if (!value.is_array()) throw BadList{name, "not a list"};
  for (const json& entry : value) {
    if (name == "phrases") {
      read_phrase(entry, lists);
    } else if (name == "abbreviations") {
      if (!entry.is_object() || !entry.contains("brief") || !entry.contains("full")) {
        throw BadList{name, "an entry lacks \"brief\" or \"full\""};
      }
      lists.abbreviations.push_back({wide(entry["brief"], name), wide(entry["full"], name)});
    } else if (name == "variants") {
      lists.variants.push_back(wide_list(entry, name));
    } else if (name == "persons") {
      lists.person.push_back(wide(entry, name));
    } else if (name == "personTitles") {
      lists.person_titles.push_back(wide(entry, name));
    } else if (name == "latinWords") {
      lists.latin_words.insert(text_of(entry, name));
    } else {
      lists.personal_mailboxes.insert(text_of(entry, name));
    }
  }
}

tl::unexpected<Diagnostics> bad_list(const std::string& file, const std::string& at,
                                     const std::string& what) {
  return failure(Diagnostic{.code = "proof.badList",
                            .where = {.pointer = {}, .file = file},
                            .message = say("校对词表有误：{}：{}", "a bad list: {}: {}", at, what),
                            .hint = {}});
}

}  // namespace

Result<void> WordLists::add(std::string_view text, const std::string& file) {
  const json root = json::parse(text, nullptr, false);
  if (!root.is_object()) return bad_list(file, "", "not a JSON object");
  try {
    for (const auto& [name, value] : root.items()) read_section(name, value, *this);
  } catch (const BadList& bad) {
    return bad_list(file, bad.at, bad.what);
  }
  return {};
}

Result<WordLists> WordLists::load(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  if (error) {
    return failure(Diagnostic{
        .code = "proof.unreadableFolder",
        .where = {.pointer = {}, .file = folder.string()},
        .message = say("无法读取校对词表文件夹", "the folder of proofreading lists cannot be read"),
        .hint = {}});
  }
  std::sort(files.begin(), files.end());
  WordLists lists;
  for (const fs::path& file : files) {
    const auto text = read_file(file, largest_file);
    if (!text) return failure(text.error());
    const auto added = lists.add(*text, file.string());
    if (!added) return failure(added.error());
  }
  return lists;
}

}  // namespace tongbao::proof
